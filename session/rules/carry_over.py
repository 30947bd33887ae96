"""What a series hands on to its next session, folded from the recaps of earlier sessions (P14, P40).

It is stored only in the recaps and in the series' own journal: what is struck or forgotten there is not carried
over either.
"""

from __future__ import annotations

from collections.abc import Sequence

from session.model.carried import (
    Carried,
    CarriedAction,
    CarriedDecision,
    CarriedLine,
    CarriedParked,
    CarriedPromise,
    CarriedReopened,
    CarriedSuggestion,
    CarriedWord,
)
from session.model.recap import Recap, RecapAgreement, RecapWord, made_up_id
from session.model.series import NOTHING_REPORTED, THING_KINDS, SeriesState, Thing, ThingKind
from session.model.state import replace
from session.rules.series import is_open, things


def carried(recaps: Sequence[Recap], reports: SeriesState = NOTHING_REPORTED) -> Carried:
    """Return what the sessions with these recaps (the newest of each, oldest session first) hand on.

    reports: what was reported between them. Everything stays open through the series until its outcome is
    final; an item that was carried over and reopened keeps its id.
    """
    if not recaps:
        return Carried()
    last = recaps[-1]
    found = things(recaps, reports)
    left: dict[ThingKind, list[Thing]] = {kind: [] for kind in THING_KINDS}
    shown = {told.why_id for told in last.outcomes}
    for one in found:
        # An answer to what people asked for is shown once to all of them, at the next opening.
        if is_open(one) or (
            one.kind == "suggestion" and one.on >= last.date and one.report not in shown
        ):
            left[one.kind].append(one)
    agreement = newest_agreement(recaps)
    return Carried(
        sessions=len(recaps),
        title=last.title,
        date=last.date,
        decisions=_decisions(last, found, reports),
        actions=tuple(
            CarriedAction(
                one.id,
                one.text,
                one.who,
                one.by,
                *_report(one),
                to=one.to,
                due=one.due,
                since=one.since,
                named=one.named,
            )
            for one in left["action"]
        ),
        parked=tuple(
            CarriedParked(one.id, one.text, one.by, *_report(one), one.to, one.since)
            for one in left["parked"]
        ),
        lines=tuple(CarriedLine(line.id, line.text) for line in agreement.handed_on),
        lines_version=agreement.version,
        words=tuple(CarriedWord(word.id, word.text, word.meaning) for word in _words(recaps)),
        corrections=tuple(one.text for one in last.corrections),
        correction_ids=tuple(one.id for one in last.corrections),
        promises=tuple(
            CarriedPromise(
                one.id, one.text, one.who, one.by, one.due, *_report(one), one.to, one.since
            )
            for one in left["promise"]
        ),
        reopened=tuple(
            CarriedReopened(one.id, one.text, *_report(one), one.to, one.since)
            for one in left["decision"]
        ),
        goals=len(goals := [one for one in found if one.kind == "goal"]),
        goals_reached=sum(one.state == "done" for one in goals),
        planned=reports.sessions,
        suggestions=tuple(
            CarriedSuggestion(one.id, one.text, *_report(one), one.to, one.since)
            for one in left["suggestion"]
        ),
    )


def _report(thing: Thing) -> tuple[str, str, str]:
    """Return the state, the reason and the id of the last report on something."""
    return thing.state, thing.why, thing.report


def _decisions(
    last: Recap, found: Sequence[Thing], reports: SeriesState
) -> tuple[CarriedDecision, ...]:
    texts = {one.id: one.text for one in found}
    earlier = {one.instead: one for one in reports.replaced.values()}
    made = []
    for nth, one in enumerate(last.decisions):
        key = one.id or made_up_id(last, "decision", nth)
        carried = CarriedDecision(key, one.text, one.reservations, one.reservation_ids)
        if (new := earlier.get(key)) and new.about in texts:
            carried = replace(
                carried,
                replaces=texts[new.about],
                replaces_id=new.about,
                why=new.why,
                why_id=new.id,
            )
        made.append(carried)
    return tuple(made)


def newest_agreement(recaps: Sequence[Recap]) -> RecapAgreement:
    """Return the newest agreement of a series; a session without one does not end it."""
    known = (recap.agreement for recap in reversed(recaps) if recap.agreement.handed_on)
    return next(known, RecapAgreement())


def _words(recaps: Sequence[Recap]) -> tuple[RecapWord, ...]:
    """Return the glossary: the latest meanings, without the words removed since."""
    held: dict[str, RecapWord] = {}
    for recap in recaps:
        held = {key: word for key, word in held.items() if word.id not in recap.words_removed}
        held |= {word.text.casefold(): word for word in recap.words}
    return tuple(held.values())
