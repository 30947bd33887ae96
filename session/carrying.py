"""What a series hands on to its next session, folded from the recaps of the sessions before (P14, P40).

Recaps are the one place where it is kept: what is struck or forgotten there is not carried on either.
"""

from __future__ import annotations

from collections.abc import Sequence

from session.entries.carried import Carried, CarriedAction, CarriedParked
from session.recap import Recap


def carried(recaps: Sequence[Recap]) -> Carried:
    """Return what the sessions with these recaps (the newest of each, oldest session first) leave."""
    if not recaps:
        return Carried()
    last = recaps[-1]
    return Carried(
        sessions=len(recaps),
        title=last.title,
        date=last.date,
        decisions=tuple(decision.text for decision in last.decisions),
        actions=tuple(
            CarriedAction(action.id, action.what, action.who, action.by) for action in last.actions
        ),
        parked=tuple(
            CarriedParked(parked.id, parked.text, parked.promise)
            for parked in last.parking
            if parked.status == "carried-over"
        ),
    )
