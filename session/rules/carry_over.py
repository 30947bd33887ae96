"""What a series hands on to its next session, folded from the recaps of earlier sessions (P14, P40).

It is stored only in the recaps: what is struck or forgotten there is not carried over either.
"""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

from session.model.carried import (
    Carried,
    CarriedAction,
    CarriedDecision,
    CarriedLine,
    CarriedParked,
    CarriedWord,
)
from session.model.recap import Recap, RecapAgreement, RecapWord
from session.model.state import replace
from session.rules.opening_closing import FINAL


def carried(recaps: Sequence[Recap]) -> Carried:
    """Return what the sessions with these recaps (the newest of each, oldest session first) hand on.

    Actions and parked items stay open through the series until their outcome is final; an item that was
    carried over and reopened keeps its id.
    """
    if not recaps:
        return Carried()
    actions: dict[str, CarriedAction] = {}
    parked: dict[str, CarriedParked] = {}
    for recap in recaps:
        _parking(parked, recap)
        _outcomes(actions, parked, recap)
        for nth, action in enumerate(recap.actions):
            key = action.id or _made_up(recap, "action", nth)
            actions[key] = CarriedAction(key, action.what, action.who, action.by)
    last = recaps[-1]
    agreement = _agreement(recaps)
    return Carried(
        sessions=len(recaps),
        title=last.title,
        date=last.date,
        decisions=tuple(
            CarriedDecision(one.id or _made_up(last, "decision", nth), one.text)
            for nth, one in enumerate(last.decisions)
        ),
        actions=tuple(actions.values()),
        parked=tuple(parked.values()),
        lines=tuple(CarriedLine(line.id, line.text) for line in agreement.handed_on),
        lines_version=agreement.version,
        words=tuple(CarriedWord(word.id, word.text, word.meaning) for word in _words(recaps)),
        corrections=tuple(one.text for one in last.corrections),
        correction_ids=tuple(one.id for one in last.corrections),
    )


def _made_up(recap: Recap, kind: str, nth: int) -> str:
    """Return an id for an entry of a recap from before entries had ids there.

    Derived from its index: an id derived from its words would remain after they are struck.
    """
    return f"{crc32(f'{recap.session}/{kind}/{nth}'.encode()):012x}"


def _agreement(recaps: Sequence[Recap]) -> RecapAgreement:
    """Return the newest agreement; a session without one does not end it."""
    known = (recap.agreement for recap in reversed(recaps) if recap.agreement.handed_on)
    return next(known, RecapAgreement())


def _words(recaps: Sequence[Recap]) -> tuple[RecapWord, ...]:
    """Return the glossary: the latest meanings, without the words removed since."""
    held: dict[str, RecapWord] = {}
    for recap in recaps:
        held = {key: word for key, word in held.items() if word.id not in recap.words_removed}
        held |= {word.text.casefold(): word for word in recap.words}
    return tuple(held.values())


def _parking(parked: dict[str, CarriedParked], recap: Recap) -> None:
    for nth, one in enumerate(recap.parking):
        key = one.id or _made_up(recap, "parked", nth)
        if one.status in {"resolved", "action"}:
            parked.pop(key, None)
        else:
            # Including items still open at the end: they were parked so that they are not lost.
            parked[key] = CarriedParked(key, one.text, one.promise)


def _outcomes(
    actions: dict[str, CarriedAction], parked: dict[str, CarriedParked], recap: Recap
) -> None:
    for told in recap.outcomes:
        if told.state in FINAL:
            actions.pop(told.id, None)
            parked.pop(told.id, None)
        elif told.id in actions:
            actions[told.id] = replace(
                actions[told.id], state=told.state, why=told.why, why_id=told.why_id
            )
