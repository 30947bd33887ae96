"""The first side of a recap: what people read, and all that most of them need; the same in every form.

When and where to meet again, and whom to ask, are always there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from msgspec.structs import replace

from session.erase.walk import STRUCK
from session.model.folding import folded, occurrences
from session.model.recap import Recap, RecapAction, RecapOpen, RecapOutcome, RecapToHandOut
from session.model.text import theirs
from session.plan.reading.dates import day_words, with_day
from session.views.next_session import day, next_of
from session.views.side import NORMAL, OneSide, Sheet, SideEntry, SidePart, cut, fitted
from session.wording.catalogue import say

PASSED_ON = "passed-on"
"""The state of an outcome that others are to see to; its reason says who."""
_ANSWERED = frozenset({PASSED_ON, "cannot-change"})
_PUT_RIGHT = timedelta(days=14)
"""How long something can be corrected if the day of the next session is not known."""


def one_side(recap: Recap, sheet: Sheet = NORMAL) -> OneSide:
    """Return the first side of a recap, as much of it as fits."""
    parts = (
        SidePart("mattered", say("side.mattered"), _texts(recap.summary)),
        SidePart("decisions", say("recap.decisions"), _decisions(recap)),
        SidePart("actions", say("recap.actions"), tuple(_actions(recap))),
        SidePart("left", say("side.left"), _left(recap)),
        SidePart("cannot", say("side.cannot"), _cannot(recap)),
        SidePart("passed", say("side.passed"), _passed(recap)),
    )
    ends = (next_part(recap, sheet), ask_part(recap))
    title = recap.title or say("recap.untitled")
    return fitted(title, held_on(recap), parts, ends, sheet, draft=recap.draft)


def next_part(recap: Recap, sheet: Sheet) -> SidePart:
    """Return when and where the next session is, and how to take part."""
    coming = SidePart("next", say("recap.next"), _next(recap))
    return cut(coming, replace(sheet, most=sheet.most // 2))


def ask_part(recap: Recap) -> SidePart:
    """Return whom to ask, which is never cut, and until when something can be corrected."""
    return SidePart("ask", say("side.ask"), _ask(recap))


def held_on(recap: Recap) -> str:
    """Return the day and times of the session; empty if it was never begun."""
    held = day(recap.date)
    if recap.started and recap.ended:
        return say("recap.date_from_to", date=held, started=recap.started, ended=recap.ended)
    return say("recap.date_from", date=held, started=recap.started) if recap.started else held


def _texts(texts: Iterable[str]) -> tuple[SideEntry, ...]:
    return tuple(SideEntry(text) for text in texts if text != STRUCK)


def _decisions(recap: Recap) -> tuple[SideEntry, ...]:
    found = tuple(
        SideEntry(
            one.text,
            tuple(
                say("recap.reservation", text=theirs(text))
                for text in one.reservations
                if text != STRUCK
            ),
        )
        for one in recap.decisions
        if one.text != STRUCK
    )
    return found or (SideEntry(say("side.no_decision")),)


def _actions(recap: Recap) -> Iterator[SideEntry]:
    owner = owner_of(recap)
    for action in recap.actions:
        if action.what != STRUCK:
            by = with_day(action.by, action.due, say)
            yield _who_by(action.what, owner(action), by)


def owner_of(recap: Recap) -> Callable[[RecapAction | RecapOpen], str]:
    """Return what is shown as the owner of an action: nobody, unless the text names somebody."""
    known = {folded(name): name for name in recap.names}

    def owner(action: RecapAction | RecapOpen) -> str:
        text = action.what if isinstance(action, RecapAction) else action.text
        found = occurrences(text, known)
        named = action.named or any(not text[start].islower() for start, _, _ in found)
        return action.who or say(f"recap.{'who_in_text' if named else 'nobody_yet'}")

    return owner


def _who_by(what: str, who: str, by: str) -> SideEntry:
    by = theirs(by) if by else say("recap.no_date")
    return SideEntry(say("side.action", what=theirs(what), who=theirs(who), by=by))


def _left(recap: Recap) -> tuple[SideEntry, ...]:
    waiting = ("parked", "picked-up", "carried-over")
    answered = {one.id for one in _before(recap) if one.state in _ANSWERED}
    owner = owner_of(recap)
    parked = (
        _parked(one.text, one.promise)
        for one in recap.parking
        if one.status in waiting and one.text != STRUCK and one.id not in answered
    )
    before = (
        _parked(one.text, one.by)
        if one.kind == "parked" or not (one.who or one.by)
        else _who_by(one.text, owner(one), one.by)
        for one in _before(recap)
        if one.state not in _ANSWERED
    )
    return (*before, *parked)


def _parked(text: str, promise: str) -> SideEntry:
    if not promise:
        return SideEntry(text)
    return SideEntry(say("side.parked", text=theirs(text), promise=theirs(promise)))


def _before(recap: Recap) -> tuple[RecapOpen, ...]:
    left = recap.left if isinstance(recap, RecapToHandOut) else ()
    return tuple(one for one in left if one.text != STRUCK)


def _passed(recap: Recap) -> tuple[SideEntry, ...]:
    """Return what others were asked to see to: reported in this session, or before."""
    told = {one.id: (one.text, one.to) for one in _before(recap) if one.state == PASSED_ON}
    told |= {
        one.id: (one.text, one.to)
        for one in recap.outcomes
        if one.state == PASSED_ON and one.text != STRUCK
    }
    return tuple(
        SideEntry(say("side.because", text=theirs(text), why=theirs(to)) if to else text)
        for text, to in told.values()
    )


def _cannot(recap: Recap) -> tuple[SideEntry, ...]:
    told_of: tuple[RecapOutcome | RecapOpen, ...] = (*recap.outcomes, *_before(recap))
    found = {
        one.id or one.text: one
        for one in told_of
        if one.state == "cannot-change" and one.text != STRUCK
    }
    told = (
        SideEntry(
            say("side.because", text=theirs(told.text), why=theirs(told.why))
            if told.why not in {"", STRUCK}
            else told.text
        )
        for told in found.values()
    )
    return (*told, *_texts(recap.cannot_change))


def _next(recap: Recap) -> tuple[SideEntry, ...]:
    when = next_of(recap)
    lines = [when if when not in {"", STRUCK} else say("side.no_next")]
    for key, text in (
        ("next.where", recap.next_place),
        ("next.way", recap.next_way),
        ("next.join", recap.next_join),
    ):
        if text not in {"", STRUCK}:
            lines.append(say(key, text=theirs(text)))
    return tuple(map(SideEntry, lines))


def _ask(recap: Recap) -> tuple[SideEntry, ...]:
    until = _until(recap)
    return (
        SideEntry(
            say("side.ask_contact", contact=theirs(recap.whom_to_ask))
            if recap.whom_to_ask
            else say("side.ask_host")
        ),
        SideEntry(say("side.right_by", day=day_words(until, say)) if until else say("side.right")),
    )


def _until(recap: Recap) -> date | None:
    """Return until when something can be corrected: the next session, or else two weeks."""
    held = _date(recap.date)
    coming = _date(recap.next_on)
    if coming and (held is None or coming > held):
        return coming
    return held + _PUT_RIGHT if held else None


def _date(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None
