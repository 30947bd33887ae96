"""Opening and closing: outcomes of earlier actions, who is missing, reflections, thanks, the next session, and
corrections of an agreed recap (P6, P32, P36–P38, P40).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import assert_never

from session.erase.walk import STRUCK
from session.model.carried import (
    CarriedAction,
    CarriedParked,
    CarriedPromise,
    CarriedReopened,
    CarriedSuggestion,
)
from session.model.lifecycle import Closing
from session.model.opening_closing import (
    OUTCOME,
    AddReflection,
    AddSummary,
    AddThanks,
    AnyBookendCommand,
    BookendEvent,
    CorrectRecap,
    MissingNoted,
    NextSessionSet,
    NoteMissing,
    Outcome,
    OutcomeTold,
    OutcomeToldHere,
    RecapCorrected,
    Reflection,
    ReflectionAdded,
    Remark,
    Reported,
    SetNextSession,
    SummaryAdded,
    TakeUp,
    TellOutcome,
    ThanksAdded,
)
from session.model.parking import ItemParked
from session.model.plan import PLACE_LIMIT
from session.model.protocol import Event
from session.model.state import Instant, Rejected, State, put, replace
from session.model.text import LINE_LIMIT, NAME_LIMIT, short
from session.model.time_of_day import times_behind
from session.rules.input import typed_or_none, validated
from session.rules.real_days import due_day, in_numbers, with_real_day
from session.wording.catalogue import Say

NEXT_LIMIT = 80
MOST_SENTENCES = 3
"""Of the summary: more would not be read."""
SENTENCE_LIMIT = 300
FINAL: tuple[Reported, ...] = ("done", "cannot-change")
"""Final outcomes. Anything else stays open through the series."""
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")

Left = CarriedPromise | CarriedSuggestion | CarriedReopened | CarriedAction | CarriedParked


def left_open(state: State) -> dict[str, Left]:
    """Return what earlier sessions left open, by id: promises first, then what was asked for."""
    carried = state.carried
    left: tuple[Left, ...] = (
        *carried.promises, *carried.suggestions, *carried.reopened, *carried.actions, *carried.parked,
    )  # fmt: skip
    return {one.id: one for one in left}


def outcome_of(state: State, about: str) -> Outcome | None:
    """Return today's outcome of something carried over, if one was recorded."""
    return next((one for one in state.outcomes.values() if one.about == about), None)


def decide(
    state: State, command: AnyBookendCommand, now: Instant, new_id: Callable[[], str], say: Say
) -> tuple[Event, ...] | Rejected:
    """Return the events of a command of the opening or closing, or why it is refused."""
    match command:
        case TellOutcome():
            return _outcome(state, command)
        case TakeUp(carried=key):
            return _take_up(state, key)
        case NoteMissing(text=text):
            words = validated(text, LINE_LIMIT)
            return words if isinstance(words, Rejected) else (_missing(new_id(), words),)
        case AddThanks(text=text):
            words = validated(text, LINE_LIMIT)
            return words if isinstance(words, Rejected) else (_thanks(new_id(), words),)
        case AddReflection():
            return _reflection(command, new_id)
        case AddSummary(text=text):
            return _summary(state, text, new_id)
        case SetNextSession():
            return _next(state, command, now, say)
        case CorrectRecap(text=text):
            return _correct(state, text, new_id)
        case _:
            assert_never(command)


def _missing(key: str, words: str) -> Event:
    return MissingNoted(missing=key, text=words)


def _thanks(key: str, words: str) -> Event:
    return ThanksAdded(thanks=key, text=words)


def _outcome(state: State, command: TellOutcome) -> tuple[Event, ...] | Rejected:
    left = left_open(state).get(command.about)
    if left is None:
        return Rejected("refused.outcome_unknown")
    why = typed_or_none(command.why, LINE_LIMIT)
    if isinstance(why, Rejected):
        return why
    to = typed_or_none(command.to, NAME_LIMIT)
    if isinstance(to, Rejected):
        return to
    if command.state == "cannot-change" and not why:
        return Rejected("refused.outcome_why")
    if command.state == "passed-on" and not to:
        return Rejected("refused.outcome_to")
    before = outcome_of(state, command.about)
    if before and (before.state, before.why, before.to) == (command.state, why, to):
        return Rejected("refused.outcome_same")
    key = before.id if before else _outcome_id(state, command.about)
    return (OutcomeTold(outcome=key, about=command.about, state=command.state, why=why, to=to),)


def _outcome_id(state: State, about: str) -> str:
    # An id of its own, so that striking the reason leaves the action itself; and unique to this session,
    # since another session may report on the same action.
    return f"{OUTCOME}{about}-{state.meta.id}"


def _take_up(state: State, key: str) -> tuple[Event, ...] | Rejected:
    left = next((one for one in state.carried.parked if one.id == key), None)
    if left is None:
        return Rejected("refused.parked_unknown")
    if key in state.parking:
        return Rejected("refused.parked_twice", {"text": short(left.text)})
    return (ItemParked(parked=key, text=left.text, promise=left.promise),)


def _reflection(command: AddReflection, new_id: Callable[[], str]) -> tuple[Event, ...] | Rejected:
    worked = typed_or_none(command.worked, LINE_LIMIT)
    if isinstance(worked, Rejected):
        return worked
    change = typed_or_none(command.change, LINE_LIMIT)
    if isinstance(change, Rejected):
        return change
    if not worked and not change:
        return Rejected("refused.text_empty")
    return (ReflectionAdded(reflection=new_id(), worked=worked, change=change),)


def _summary(state: State, text: str, new_id: Callable[[], str]) -> tuple[Event, ...] | Rejected:
    words = validated(text, SENTENCE_LIMIT)
    if isinstance(words, Rejected):
        return words
    if len(summary(state)) >= MOST_SENTENCES:
        return Rejected("refused.summary_full", {"n": MOST_SENTENCES})
    return (SummaryAdded(summary=new_id(), text=words),)


def summary(state: State) -> tuple[Remark, ...]:
    """Return what mattered, in the group's words, without what was struck."""
    return tuple(said for said in state.summary.values() if said.text != STRUCK)


def next_day(
    state: State, typed: str, now: Instant, say: Say
) -> tuple[str, str, str, str] | Rejected:
    """Return the day of the next session in words, as a date, and its times; or why it is refused."""
    words = validated(typed, NEXT_LIMIT)
    if isinstance(words, Rejected):
        return words
    words, at, until = times_behind(words)
    on = due_day(state, words, now)
    words = with_real_day(state, words, now, say)
    if in_numbers(words) and not _is_date(words):
        return Rejected("refused.no_date", {"text": short(words)})
    return words, on, at, until


def _next(
    state: State, command: SetNextSession, now: Instant, say: Say
) -> tuple[Event, ...] | Rejected:
    day = next_day(state, command.when, now, say)
    if isinstance(day, Rejected):
        return day
    known = state.closing
    places: list[str] = []
    for told, before in (
        (command.place, known.next_place),
        (command.way_there, known.next_way),
        (command.join, known.next_join),
    ):
        one = before if told is None else typed_or_none(told, PLACE_LIMIT)
        if isinstance(one, Rejected):
            return one
        places.append(one)
    # Unique to this session: a strike noted for later refers to it by id.
    made = NextSessionSet(f"next-{state.meta.id}", *day, *places)
    if _closed_with(known, made) == known:
        return Rejected("refused.next_same")
    return (made,)


def _closed_with(closing: Closing, event: NextSessionSet) -> Closing:
    return replace(
        closing,
        next_session=event.text,
        next_id=event.next,
        next_on=event.on,
        next_at=event.at,
        next_until=event.until,
        next_place=event.place,
        next_way=event.way_there,
        next_join=event.join,
    )


def _is_date(words: str) -> bool:
    if not _ISO.fullmatch(words):
        return False
    try:
        date.fromisoformat(words)
    except ValueError:
        return False
    return True


def _correct(state: State, text: str, new_id: Callable[[], str]) -> tuple[Event, ...] | Rejected:
    if state.closing.ended_t is None:
        return Rejected("refused.correct_before_end")
    if state.closing.agreed_t is None and state.closing.version == 1:
        return Rejected("refused.correct_draft")
    words = validated(text, LINE_LIMIT)
    if isinstance(words, Rejected):
        return words
    return (RecapCorrected(correction=new_id(), text=words),)


def evolve(state: State, event: BookendEvent, t: int) -> State:
    """Return the state after an event of the opening or closing."""
    match event:
        case OutcomeTold(outcome=key, to=to):
            told = Outcome(key, event.about, event.state, event.why, t, to)
            return replace(state, outcomes=put(state.outcomes, key, told))
        case OutcomeToldHere(outcome=key):
            told = Outcome(key, event.about, event.state, event.why, t)
            return replace(state, outcomes=put(state.outcomes, key, told))
        case MissingNoted(missing=key, text=text):
            return replace(state, missing=put(state.missing, key, Remark(key, text, t)))
        case ReflectionAdded(reflection=key):
            said = Reflection(key, event.worked, event.change, t)
            return replace(state, reflections=put(state.reflections, key, said))
        case ThanksAdded(thanks=key, text=text):
            return replace(state, thanks=put(state.thanks, key, Remark(key, text, t)))
        case SummaryAdded(summary=key, text=text):
            return replace(state, summary=put(state.summary, key, Remark(key, text, t)))
        case NextSessionSet():
            return replace(state, closing=_closed_with(state.closing, event))
        case RecapCorrected(correction=key, text=text):
            closing = state.closing
            # Further corrections of a version that is not agreed yet belong to that version.
            further = closing.agreed_t is None
            version = closing.version if further else closing.version + 1
            return replace(
                state,
                corrections=put(state.corrections, key, Remark(key, text, t)),
                closing=replace(closing, version=version, agreed_t=None),
            )
        case _:
            assert_never(event)
