"""Opening and closing: outcomes of earlier actions, who is missing, reflections, thanks, the next session, and
corrections of an agreed recap (P6, P32, P36–P38, P40).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import assert_never

from session.model.carried import (
    CarriedAction,
    CarriedParked,
    CarriedPromise,
    CarriedSuggestion,
)
from session.model.opening_closing import (
    OUTCOME,
    AddReflection,
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
    TakeUp,
    TellOutcome,
    ThanksAdded,
)
from session.model.parking import ItemParked
from session.model.protocol import Event
from session.model.state import Instant, Rejected, State, put, replace
from session.model.text import LINE_LIMIT, NAME_LIMIT, short
from session.rules.input import typed, typed_or_none
from session.rules.real_days import with_real_day

NEXT_LIMIT = 80
FINAL: tuple[Reported, ...] = ("done", "cannot-change")
"""Final outcomes. Anything else stays open through the series."""
_NUMBERS = re.compile(r"[\d\s./:-]+")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


Left = CarriedPromise | CarriedSuggestion | CarriedAction | CarriedParked


def left_open(state: State) -> dict[str, Left]:
    """Return what earlier sessions left open, by id: promises first, then what was asked for."""
    carried = state.carried
    left: tuple[Left, ...] = (
        *carried.promises, *carried.suggestions, *carried.actions, *carried.parked,
    )  # fmt: skip
    return {one.id: one for one in left}


def outcome_of(state: State, about: str) -> Outcome | None:
    """Return today's outcome of something carried over, if one was recorded."""
    return next((one for one in state.outcomes.values() if one.about == about), None)


def decide(
    state: State, command: AnyBookendCommand, now: Instant, new_id: Callable[[], str]
) -> tuple[Event, ...] | Rejected:
    """Return the events of a command of the opening or closing, or why it is refused."""
    match command:
        case TellOutcome():
            return _outcome(state, command)
        case TakeUp(carried=key):
            return _take_up(state, key)
        case NoteMissing(text=text):
            words = typed(text, LINE_LIMIT)
            return words if isinstance(words, Rejected) else (_missing(new_id(), words),)
        case AddThanks(text=text):
            words = typed(text, LINE_LIMIT)
            return words if isinstance(words, Rejected) else (_thanks(new_id(), words),)
        case AddReflection():
            return _reflection(command, new_id)
        case SetNextSession(when=when):
            return _next(state, when, now)
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


def _next(state: State, when: str, now: Instant) -> tuple[Event, ...] | Rejected:
    words = typed(when, NEXT_LIMIT)
    if isinstance(words, Rejected):
        return words
    words = with_real_day(state, words, now)
    if _NUMBERS.fullmatch(words) and not _is_date(words):
        return Rejected("refused.no_date", {"text": short(words)})
    if words == state.closing.next_session:
        return Rejected("refused.next_same")
    # Unique to this session: a strike noted for later refers to it by id.
    return (NextSessionSet(next=f"next-{state.meta.id}", text=words),)


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
    words = typed(text, LINE_LIMIT)
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
        case NextSessionSet(next=key, text=text):
            closing = replace(state.closing, next_session=text, next_id=key)
            return replace(state, closing=closing)
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
