"""The record, written in sight of all: notes, decisions with reservations, actions (P32, P37, P52)."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from session.model.protocol import Event
from session.model.record import (
    Action,
    ActionSet,
    AddReservation,
    AnyRecordCommand,
    ChangeDecision,
    ChangeNote,
    ChangeReservation,
    Decision,
    DecisionRecorded,
    Note,
    NoteWritten,
    RecordDecision,
    RecordEvent,
    Reservation,
    SetAction,
    WriteNote,
)
from session.model.state import Instant, Rejected, State, put, replace
from session.model.text import LINE_LIMIT
from session.rules.input import typed_or_none, validated
from session.rules.real_days import due_day

WHO_LIMIT = 80
BY_LIMIT = 60


def decide(
    state: State, command: AnyRecordCommand, now: Instant, new_id: Callable[[], str]
) -> tuple[Event, ...] | Rejected:
    """Return the events of a command about the record, or why it is refused."""
    match command:
        case WriteNote(text=text):
            words = validated(text, LINE_LIMIT)
            if isinstance(words, Rejected):
                return words
            return (NoteWritten(note=new_id(), text=words, item=state.clock.current),)
        case ChangeNote():
            return _note_put_right(state, command)
        case RecordDecision():
            return _decision(state, command, new_id)
        case ChangeDecision(decision=key, text=text):
            return _decision_put_right(state, key, text)
        case AddReservation():
            return _reservation(state, command, new_id)
        case ChangeReservation():
            return _reservation_put_right(state, command)
        case SetAction():
            return _action(state, command, now, new_id)
        case _:
            assert_never(command)


def _decision(
    state: State, command: RecordDecision, new_id: Callable[[], str]
) -> tuple[Event, ...] | Rejected:
    text = validated(command.text, LINE_LIMIT)
    if isinstance(text, Rejected):
        return text
    reservations: list[str] = []
    for reservation in command.reservations:
        words = validated(reservation, LINE_LIMIT)
        if isinstance(words, Rejected):
            return words
        reservations.append(words)
    return (
        DecisionRecorded(
            decision=new_id(),
            text=text,
            reservations=tuple(reservations),
            item=state.clock.current,
            reservation_ids=tuple(new_id() for _ in reservations),
        ),
    )


def _note_put_right(state: State, command: ChangeNote) -> tuple[Event, ...] | Rejected:
    note = state.notes.get(command.note)
    if note is None:
        return Rejected("refused.note_unknown")
    words = validated(command.text, LINE_LIMIT)
    if isinstance(words, Rejected):
        return words
    if words == note.text:
        return Rejected("refused.record_same")
    return (NoteWritten(note=note.id, text=words, item=note.item),)


def _decision_put_right(state: State, key: str, text: str) -> tuple[Event, ...] | Rejected:
    decision = state.decisions.get(key)
    if decision is None:
        return Rejected("refused.decision_unknown")
    words = validated(text, LINE_LIMIT)
    if isinstance(words, Rejected):
        return words
    if words == decision.text:
        return Rejected("refused.record_same")
    return (_as_it_is(replace(decision, text=words), decision.entries),)


def _reservation_put_right(
    state: State, command: ChangeReservation
) -> tuple[Event, ...] | Rejected:
    decision = decision_with(state, command.reservation)
    if decision is None:
        return Rejected("refused.reservation_unknown")
    words = validated(command.text, LINE_LIMIT)
    if isinstance(words, Rejected):
        return words
    changed = tuple(
        replace(one, text=words) if one.id == command.reservation else one
        for one in decision.entries
    )
    if changed == decision.entries:
        return Rejected("refused.record_same")
    return (_as_it_is(decision, changed),)


def decision_with(state: State, reservation: str) -> Decision | None:
    """Return the decision that a reservation is about."""
    found = (
        decision
        for decision in state.decisions.values()
        for one in decision.entries
        if one.id == reservation
    )
    return next(found, None)


def _as_it_is(decision: Decision, entries: tuple[Reservation, ...]) -> DecisionRecorded:
    return DecisionRecorded(
        decision=decision.id,
        text=decision.text,
        reservations=tuple(one.text for one in entries),
        item=decision.item,
        reservation_ids=tuple(one.id for one in entries),
    )


def _reservation(
    state: State, command: AddReservation, new_id: Callable[[], str]
) -> tuple[Event, ...] | Rejected:
    if not command.decision and not state.decisions:
        return Rejected("refused.no_decision")
    decision = state.decisions.get(command.decision or next(reversed(state.decisions)))
    if decision is None:
        return Rejected("refused.decision_unknown")
    words = validated(command.text, LINE_LIMIT)
    if isinstance(words, Rejected):
        return words
    return (_as_it_is(decision, (*decision.entries, Reservation(new_id(), words))),)


def _action(
    state: State, command: SetAction, now: Instant, new_id: Callable[[], str]
) -> tuple[Event, ...] | Rejected:
    if command.action and command.action not in state.actions:
        return Rejected("refused.action_unknown")
    what = validated(command.what, LINE_LIMIT)
    if isinstance(what, Rejected):
        return what
    who = typed_or_none(command.who, WHO_LIMIT)
    if isinstance(who, Rejected):
        return who
    by = typed_or_none(command.by, BY_LIMIT)
    if isinstance(by, Rejected):
        return by
    before = state.actions.get(command.action)
    if before and (before.what, before.who, before.by) == (what, who, by):
        return Rejected("refused.action_same")
    item = before.item if before else state.clock.current
    # "Friday" written last week is still that Friday, whatever else is corrected.
    due = before.due if before and before.by == by else due_day(state, by, now)
    key = command.action or new_id()
    return (ActionSet(action=key, what=what, who=who, by=by, item=item, due=due),)


def evolve(state: State, event: RecordEvent, t: int) -> State:
    """Return the state after an event about the record."""
    match event:
        case NoteWritten(note=key):
            was = state.notes.get(key)
            note = Note(key, event.text, event.item, was.written_t if was else t)
            return replace(state, notes=put(state.notes, key, note))
        case DecisionRecorded(decision=key):
            old = state.decisions.get(key)
            first_t = old.recorded_t if old else t
            decision = Decision(
                key, event.text, event.reservations, event.item, first_t, event.reservation_ids
            )
            return replace(state, decisions=put(state.decisions, key, decision))
        case ActionSet(action=key):
            before = state.actions.get(key)
            first_t = before.recorded_t if before else t
            action = Action(key, event.what, event.who, event.by, first_t, event.item, event.due)
            return replace(state, actions=put(state.actions, key, action))
        case _:
            assert_never(event)
