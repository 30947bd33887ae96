"""What became of what a series decided, promised and was asked for: reported on any day (P40, P62).

``things`` folds the recaps of a series and its own journal into one list, in which the later report counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from itertools import chain
from typing import Any, assert_never

from session.erase.walk import STRUCK
from session.model.recap import Recap, RecapOutcome, half_id, made_up_id
from session.model.series import (
    THING_KINDS,
    AnySeriesCommand,
    DecisionReplaced,
    MakePromise,
    OutcomeReported,
    PlanSessions,
    Promise,
    PromiseMade,
    ReplaceDecision,
    Replacement,
    Report,
    ReportOutcome,
    SeriesEvent,
    SeriesState,
    SessionsPlanned,
    Thing,
)
from session.model.state import Rejected, put, replace
from session.model.text import LINE_LIMIT, NAME_LIMIT
from session.plan.reading.dates import is_day, real_day
from session.rules.input import typed_or_none, validated
from session.rules.opening_closing import FINAL
from session.rules.real_days import in_numbers

SESSIONS_LIMIT = 500
"""The most sessions a series may be said to have."""


def decide(
    state: SeriesState,
    known: Sequence[Thing],
    command: AnySeriesCommand,
    new_id: Callable[[], str],
) -> tuple[SeriesEvent, ...] | Rejected:
    """Return the events of a command, or why it is refused. ``known``: the things of the series."""
    by_id = {one.id: one for one in known}
    match command:
        case ReportOutcome():
            return _tell(by_id.get(command.about), command, new_id)
        case MakePromise():
            return _promise(state, command, new_id)
        case ReplaceDecision():
            return _replace(by_id, command, new_id)
        case PlanSessions(sessions=sessions):
            if not 1 <= sessions <= SESSIONS_LIMIT:
                return Rejected("refused.sessions", {"n": SESSIONS_LIMIT})
            return (SessionsPlanned(sessions=sessions, on=command.on),)
        case _:
            assert_never(command)


def _tell(
    thing: Thing | None, command: ReportOutcome, new_id: Callable[[], str]
) -> tuple[SeriesEvent, ...] | Rejected:
    if thing is None:
        return Rejected("refused.thing_unknown")
    why, to = typed_or_none(command.why, LINE_LIMIT), typed_or_none(command.to, NAME_LIMIT)
    if isinstance(why, Rejected):
        return why
    if isinstance(to, Rejected):
        return to
    if command.state == "cannot-change" and not why:
        return Rejected("refused.outcome_why")
    if command.state == "passed-on" and not to:
        return Rejected("refused.outcome_to")
    if (thing.state, thing.why, thing.to) == (command.state, why, to):
        return Rejected("refused.outcome_same")
    made = OutcomeReported(
        report=new_id(), about=thing.id, state=command.state, why=why, to=to, on=command.on
    )
    return (made,)


def _promise(
    state: SeriesState, command: MakePromise, new_id: Callable[[], str]
) -> tuple[SeriesEvent, ...] | Rejected:
    text = validated(command.text, LINE_LIMIT)
    if isinstance(text, Rejected):
        return text
    who = validated(command.who, NAME_LIMIT)
    if isinstance(who, Rejected):
        return Rejected("refused.promise_who") if who.reason == "refused.text_empty" else who
    by = typed_or_none(command.by, NAME_LIMIT)
    if isinstance(by, Rejected):
        return by
    due = _due(by, command.on)
    if by and not due and in_numbers(by):
        return Rejected("refused.no_date", {"text": by})
    if any((one.text, one.who) == (text, who) for one in state.promises.values()):
        return Rejected("refused.promise_twice")
    made = PromiseMade(promise=new_id(), text=text, who=who, by=by, due=due, on=command.on)
    return (made,)


def _due(by: str, today: str) -> str:
    found = real_day(by, date.fromisoformat(today)) if is_day(by) and today else None
    return found.isoformat() if found else ""


def _replace(
    known: dict[str, Thing], command: ReplaceDecision, new_id: Callable[[], str]
) -> tuple[SeriesEvent, ...] | Rejected:
    old, new = known.get(command.about), known.get(command.instead)
    if old is None or new is None or {old.kind, new.kind} != {"decision"}:
        return Rejected("refused.decision_not_here")
    if old.id == new.id or old.since > new.since:
        return Rejected("refused.decision_later")
    why = validated(command.why, LINE_LIMIT)
    if isinstance(why, Rejected):
        return Rejected("refused.replace_why") if why.reason == "refused.text_empty" else why
    if old.replaced_by:
        return Rejected("refused.replaced_twice")
    event = DecisionReplaced(
        replacement=new_id(), about=old.id, instead=new.id, why=why, on=command.on
    )
    return (event,)


def evolve(state: SeriesState, event: SeriesEvent, at: str) -> SeriesState:
    """Return the state after an event; ``at`` is its time, aware UTC."""
    match event:
        case OutcomeReported(about=about):
            said = Report(event.report, about, event.state, event.why, event.to, event.on, at)
            return replace(state, reports=put(state.reports, about, said))
        case PromiseMade(promise=key):
            made = Promise(key, event.text, event.who, event.by, event.due, event.on)
            return replace(state, promises=put(state.promises, key, made))
        case DecisionReplaced(about=about):
            new = Replacement(event.replacement, about, event.instead, event.why, event.on)
            return replace(state, replaced=put(state.replaced, about, new))
        case SessionsPlanned(sessions=sessions):
            return replace(state, sessions=sessions)
        case _:
            assert_never(event)


def things(recaps: Sequence[Recap], state: SeriesState) -> tuple[Thing, ...]:
    """Return everything on which there may be a report; ``recaps``: as `carried` takes them.

    Promises come first, then what people asked for, actions, parked items and decisions; in each kind what was
    never reported on, then what is open, the oldest first. What was struck is left out.
    """
    found = {one.id: one for one in _promises(state)}
    at: dict[str, str] = {}
    goals = set[str]()
    for recap in recaps:
        for told in recap.outcomes:
            if told.id in found:
                found[told.id] = _with_outcome(found[told.id], told, recap)
                at[told.id] = told.told_at or recap.stamp
        moved = {one.id: one.moved_at for one in recap.parking}
        for thing in chain(_of(recap), _goals(recap, goals)):
            before = found.get(thing.id)
            # A parked item that was reopened keeps its id, and the day since when it is known.
            found[thing.id] = replace(thing, since=before.since) if before else thing
            if thing.state:
                at[thing.id] = moved.get(thing.id) or recap.stamp
    for about, last in state.reports.items():
        if about in found and not is_after(at.get(about, ""), last.at):
            found[about] = replace(
                found[about], state=last.state, why=last.why, to=last.to, report=last.id, on=last.on
            )
    for about, new in state.replaced.items():
        if about in found and new.instead in found:
            later = found[new.instead].text
            found[about] = replace(found[about], replaced_by=later, why=new.why, on=new.on)
    return tuple(sorted((one for one in found.values() if one.text not in _GONE), key=_order))


def made_after(state: SeriesState, opened: str) -> SeriesState:
    """Return a series' state with only the reports made after an aware time, ISO 8601."""
    late = {about: one for about, one in state.reports.items() if is_after(one.at, opened)}
    return replace(state, reports=late)


_GONE = frozenset({"", STRUCK})


def is_open(thing: Thing) -> bool:
    """Return whether something is still to be done or answered. A decision counts as done until reported otherwise."""
    if thing.kind == "decision":
        return thing.state not in {"", *FINAL} and not thing.replaced_by
    return thing.state not in FINAL


def still_open(found: Iterable[Thing]) -> tuple[Thing, ...]:
    """Return what is open, in the same order."""
    return tuple(filter(is_open, found))


def age_days(thing: Thing, today: str) -> int | None:
    """Return how many days ago something began; ``None`` if that is not known."""
    return days_between(thing.since, today)


def days_between(since: str, today: str) -> int | None:
    """Return the days between two ISO dates; ``None`` if one is not a date."""
    try:
        return (date.fromisoformat(today) - date.fromisoformat(since)).days
    except ValueError:
        return None


def _order(thing: Thing) -> tuple[int, int, str]:
    rank = 0 if not thing.state else 1 if is_open(thing) else 2
    return (THING_KINDS.index(thing.kind), rank, thing.since)


def is_after(later: str, earlier: str) -> bool:
    """Return whether an aware time, ISO 8601, is after another one."""
    return _when(later) > _when(earlier)


def _when(stamp: str) -> datetime:
    try:
        return datetime.fromisoformat(stamp)
    except ValueError:
        return _NEVER


_NEVER = datetime.fromisoformat("0001-01-01T00:00:00+00:00")


def _promises(state: SeriesState) -> Iterable[Thing]:
    return (
        Thing(one.id, "promise", one.text, one.who, one.by, one.due, since=one.on)
        for one in state.promises.values()
    )


def _of(recap: Recap) -> Iterable[Thing]:
    """Return the things of one recap."""
    here: dict[str, Any] = {"session": recap.session, "since": recap.date}
    decisions = (
        Thing(one.id or made_up_id(recap, "decision", nth), "decision", one.text, **here)
        for nth, one in enumerate(recap.decisions)
    )
    actions = (
        Thing(
            one.id or made_up_id(recap, "action", nth),
            "action", one.what, one.who, one.by, one.due, named=one.named, **here,
        )
        for nth, one in enumerate(recap.actions)
    )  # fmt: skip
    parked = (
        Thing(
            one.id or made_up_id(recap, "parked", nth),
            "parked", one.text, "", one.promise, state=_of_parked(one.status), **here,
        )
        for nth, one in enumerate(recap.parking)
    )  # fmt: skip
    asked = (
        Thing(
            one.id or half_id(f"{recap.session}/{nth}", "change"), "suggestion", one.change, **here
        )
        for nth, one in enumerate(recap.reflections)
        if one.change
    )
    return chain(decisions, actions, parked, asked)


def _goals(recap: Recap, known: set[str]) -> Iterable[Thing]:
    """Yield the goals that no earlier session had, and add them to ``known``: a plan repeats those of the one before."""
    for nth, text in enumerate(recap.goals):
        if text.casefold() not in known:
            known.add(text.casefold())
            key = made_up_id(recap, "goal", nth)
            yield Thing(key, "goal", text, session=recap.session, since=recap.date)


def _of_parked(status: str) -> str:
    return "done" if status in {"resolved", "action"} else ""


def _with_outcome(thing: Thing, told: RecapOutcome, recap: Recap) -> Thing:
    return replace(
        thing, state=told.state, why=told.why, to=told.to, report=told.why_id, on=recap.date
    )
