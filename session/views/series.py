"""What became of a series' decisions, promises and ideas, in words: for the wall without those who owe it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import get_args

from msgspec import Struct

from session.model.opening_closing import Reported
from session.model.recap import Recap
from session.model.series import Thing, ThingKind
from session.plan.reading.dates import with_day
from session.rules.series import age_days, is_open
from session.views.next_session import day
from session.views.whole_work import whole_work
from session.wording.catalogue import say


class ThingLine(Struct, frozen=True):
    """One thing as the room sees it: what became of it, since when it is open, by when it is due."""

    id: str
    kind: ThingKind
    text: str
    state: str
    """What became of it, in words, with the reason."""
    when: str = ""
    """By when it is due, and for how long it has been open; empty for what is settled."""
    open: bool = True
    who: str = ""
    """Who owes it, as in the recap; empty on the wall."""
    since: str = ""
    """Local ISO date since when it is known."""


class SeriesSession(Struct, frozen=True):
    """A session of the series: when it was, how long it asked people to come, and what it was for."""

    id: str
    title: str
    date: str
    hours: str = ""
    stage: str = ""


class SeriesView(Struct, frozen=True):
    """The series screen: what became of people's ideas and all that is open, then the sessions, the newest first."""

    name: str = ""
    summary: str = ""
    ideas: str = ""
    """What became of people's ideas, in numbers; empty if nobody asked for anything."""
    lines: tuple[ThingLine, ...] = ()
    sessions: tuple[SeriesSession, ...] = ()


def series_view(
    name: str, recaps: Sequence[Recap], found: Iterable[Thing], today: str, planned: int = 0
) -> SeriesView:
    """Return the series screen. ``recaps``: the newest of each session, the oldest session first.

    planned: how many sessions there will be; 0 if nobody said
    """
    found = tuple(found)
    # What people asked for is answered openly, also with a no; of a decision one may say what came of it.
    stays = ("suggestion", "decision")
    shown = (one for one in found if is_open(one) or one.kind in stays)
    minutes = [_minutes(one) for one in recaps]
    asked_of = say("series.summary", n=len(recaps), time=_hours(sum(minutes)))
    goals = [one.state for one in found if one.kind == "goal"]
    stands = whole_work(len(goals), goals.count("done"), len(recaps), planned)
    return SeriesView(
        name,
        " ".join(filter(None, (asked_of, stands))),
        _of_ideas(found),
        thing_lines(shown, today),
        tuple(
            SeriesSession(
                one.session, one.title, day(one.date), _hours(asked) if asked else "", one.stage
            )
            for one, asked in zip(reversed(recaps), reversed(minutes), strict=True)
        ),
    )


def _of_ideas(found: Sequence[Thing]) -> str:
    """Return how many of the things people asked for are in each state, the unreported ones first."""
    states = [one.state for one in found if one.kind == "suggestion"]
    if not states:
        return ""
    parts = (
        f"{states.count(state)} {say(f'outcome.is.{state}' if state else 'outcome.open')}"
        for state in ("", *get_args(Reported))
        if state in states
    )
    return say("series.ideas", states=", ".join(parts))


def _minutes(recap: Recap) -> int:
    """Return how long a session took; 0 if that is not known. One may last until after midnight."""
    try:
        start, end = (60 * int(one[:2]) + int(one[3:]) for one in (recap.started, recap.ended))
    except ValueError:
        return 0
    return (end - start) % (24 * 60)


def _hours(minutes: int) -> str:
    hours = f"{minutes / 60:.1f}".removesuffix(".0")
    return say("series.hours", n=1 if hours == "1" else 2, hours=hours)


def thing_lines(
    things: Iterable[Thing], today: str, *, names: bool = False
) -> tuple[ThingLine, ...]:
    """Return the lines of things, in order. ``names``: also who owes what, which is not for the wall."""
    return tuple(_line(one, today, names=names) for one in things)


def state_words(thing: Thing) -> str:
    """Return what became of a thing, in words, with the reason."""
    if thing.replaced_by:
        return say("thing.replaced", text=thing.replaced_by, why=thing.why)
    if not thing.state:
        return say("thing.stands" if thing.kind == "decision" else "outcome.open")
    passed_on = thing.state == "passed-on" and thing.to
    state = say("thing.passed_on", to=thing.to) if passed_on else say(f"outcome.is.{thing.state}")
    return say("thing.because", state=state, why=thing.why) if thing.why else state


def _line(thing: Thing, today: str, *, names: bool) -> ThingLine:
    goes_on = is_open(thing)
    return ThingLine(
        thing.id,
        thing.kind,
        thing.text,
        state_words(thing),
        _when(thing, today) if goes_on else "",
        goes_on,
        thing.who if names else "",
        thing.since,
    )


def _when(thing: Thing, today: str) -> str:
    days = age_days(thing, today)
    parts = (
        say("thing.due", by=with_day(thing.by, thing.due, say)) if thing.by else "",
        say("thing.age", n=days) if days is not None and days > 0 else "",
    )
    return ", ".join(filter(None, parts))
