"""What a series hands on to its next session, folded from the recaps of the sessions before (P14, P40).

Recaps are the one place where it is kept: what is struck or forgotten there is not carried on either.
"""

from __future__ import annotations

from collections.abc import Sequence

from session.entries.carried import (
    Carried,
    CarriedAction,
    CarriedLine,
    CarriedParked,
    CarriedWord,
)
from session.recap import Recap, RecapAgreement, RecapWord


def carried(recaps: Sequence[Recap]) -> Carried:
    """Return what the sessions with these recaps (the newest of each, oldest session first) leave."""
    if not recaps:
        return Carried()
    last = recaps[-1]
    agreement = _agreement(recaps)
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
        lines=tuple(CarriedLine(line.id, line.text) for line in agreement.handed_on),
        lines_version=agreement.version,
        words=tuple(CarriedWord(word.id, word.text, word.meaning) for word in _words(recaps)),
    )


def _agreement(recaps: Sequence[Recap]) -> RecapAgreement:
    """Return the newest agreement there is: a session that knew of none does not end it."""
    known = (recap.agreement for recap in reversed(recaps) if recap.agreement.handed_on)
    return next(known, RecapAgreement())


def _words(recaps: Sequence[Recap]) -> tuple[RecapWord, ...]:
    """Return the word list: the meaning given last, without those taken off it since."""
    held: dict[str, RecapWord] = {}
    for recap in recaps:
        held = {key: word for key, word in held.items() if word.id not in recap.words_removed}
        held |= {word.text.casefold(): word for word in recap.words}
    return tuple(held.values())
