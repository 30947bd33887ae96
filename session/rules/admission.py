"""Admission by phone: revoking joins, and phones that rejoin under a name that is taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from session.model.admission import (
    AdmissionEvent,
    AnyAdmissionCommand,
    AskMissed,
    AskReturn,
    CodeRenewed,
    JoinsTakenBack,
    Missed,
    MissedAsked,
    MissedSettled,
    RenewCode,
    Return,
    ReturnAsked,
    ReturnSettled,
    SettleMissed,
    SettleReturn,
    TakeBackJoins,
)
from session.model.floor import HandLowered
from session.model.folding import folded
from session.model.people import PersonArrived
from session.model.phones import DeviceJoined, DeviceLeft
from session.model.protocol import Event
from session.model.state import Instant, Rejected, State, put, replace
from session.rules.devices import device_of, devices_of, with_phones
from session.rules.turns import without_own

MOST_RETURNS = 20
"""How many phones may wait for a yes, of one kind."""


def decide(
    state: State,
    command: AnyAdmissionCommand,
    now: Instant,
    new_id: Callable[[], str],
) -> tuple[Event, ...] | Rejected:
    """Return the events of a command about admission, or why it is refused."""
    match command:
        case RenewCode(code=code):
            known = (state.door.code, *state.door.before)
            return Rejected("refused.door_same") if code in known else (CodeRenewed(code=code),)
        case TakeBackJoins():
            return _take_back(state, command)
        case AskReturn():
            return _ask_return(state, command)
        case SettleReturn():
            return _settle_return(state, command)
        case AskMissed(device=device):
            return _ask_missed(state, device)
        case SettleMissed():
            return _settle_missed(state, command)
        case _:
            assert_never(command)


def evolve(state: State, event: AdmissionEvent, t: int) -> State:
    """Return the state after an event about admission."""
    match event:
        case CodeRenewed(code=code):
            before = (*state.door.before, state.door.code)
            return replace(state, door=replace(state.door, code=code, before=before))
        case JoinsTakenBack():
            return _taken_back(state, event)
        case ReturnAsked(device=mark, person=person):
            return replace(state, returns=put(state.returns, mark, Return(mark, person, t)))
        case ReturnSettled():
            return _returned(state, event)
        case MissedAsked(device=mark):
            return replace(state, missed=put(state.missed, mark, Missed(mark, t)))
        case MissedSettled(device=mark, yes=yes):
            asked = {key: one for key, one in state.missed.items() if key != mark}
            given = {mark: replace(state.missed[mark], given=True)} if yes else {}
            return replace(state, missed=asked | given)
        case _:
            assert_never(event)


def joined_since(state: State, since_t: int) -> tuple[str, ...]:
    """Return the phones that joined at ``since_t`` or later and are still connected, by their marks."""
    devices = state.devices.values()
    return tuple(one.id for one in devices if not one.out and one.joined_t >= since_t)


def _take_back(state: State, command: TakeBackJoins) -> tuple[Event, ...] | Rejected:
    """Return the events that remove the phones of the last minutes, and the people who joined by them."""
    marks = joined_since(state, command.since_t)
    if not marks:
        return Rejected("refused.no_joins")
    came = {
        key: person
        for key in dict.fromkeys(state.devices[mark].person for mark in marks)
        if (person := state.people.get(key)) and person.arrived_t is not None
    }
    # People who were here before, and only added a phone, stay.
    gone = tuple(key for key, one in came.items() if (one.arrived_t or 0) >= command.since_t)
    hands = [hand.id for hand in state.queue.values() if hand.person in gone]
    return (
        *(HandLowered(hand=hand) for hand in hands),
        JoinsTakenBack(devices=marks, people=gone),
    )


def _taken_back(state: State, event: JoinsTakenBack) -> State:
    """Return the state without these phones; their people are treated as never having come."""
    out = {mark: replace(state.devices[mark], out=True) for mark in event.devices}
    people = {
        key: replace(state.people[key], presence="left", arrived_t=None) for key in event.people
    }
    state = replace(state, devices=state.devices | out, people=state.people | people)
    for key in event.people:
        state = without_own(state, key)
    return state


def _ask_return(state: State, command: AskReturn) -> tuple[Event, ...] | Rejected:
    """Return the request to rejoin as the person with this name, if there is one."""
    if not state.door.open:
        return Rejected("refused.door_closed")
    device = state.devices.get(command.device)
    if device is not None and not device.out:
        return Rejected("refused.device_here")
    if device is not None and device.asked:
        return Rejected("refused.device_asked")
    if command.device in state.returns:
        return Rejected("refused.return_waits")
    if len(state.returns) >= MOST_RETURNS:
        return Rejected("refused.returns_many")
    wanted, taken = folded(command.name), with_phones(state)
    same = (one.id for one in state.people.values() if wanted and folded(one.name) == wanted)
    person = next((key for key in same if key in taken), "")
    if not person:
        return Rejected("refused.return_nobody")
    return (ReturnAsked(device=command.device, person=person),)


def _settle_return(state: State, command: SettleReturn) -> tuple[Event, ...] | Rejected:
    """Return the events of the decision: if yes, the earlier phone is removed and this one is theirs."""
    key = command.device or next(iter(state.returns), "")
    asked = state.returns.get(key)
    person = state.people.get(asked.person) if asked else None
    if asked is None or person is None:
        return Rejected("refused.no_return")
    settled = ReturnSettled(device=key, yes=command.yes)
    if not command.yes:
        return (settled,)
    return (
        *(DeviceLeft(device=one.id) for one in devices_of(state, person.id)),
        *(() if person.presence == "here" else (PersonArrived(person=person.id),)),
        DeviceJoined(device=key, person=person.id),
        settled,
    )


def _returned(state: State, event: ReturnSettled) -> State:
    """Return the state after a request to rejoin was granted or refused."""
    asked = state.returns[event.device]
    left = {mark: one for mark, one in state.returns.items() if mark != event.device}
    state = replace(state, returns=left)
    if not event.yes:
        return state
    # The person has been connected since the earlier phone joined, and keeps the right to restricted votes.
    since = min(one.joined_t for one in state.devices.values() if one.person == asked.person)
    phone = replace(state.devices[event.device], joined_t=since)
    return replace(state, devices=state.devices | {event.device: phone})


def waiting_for_missed(state: State) -> tuple[Missed, ...]:
    """Return the phones, still connected, that ask what they missed, the longest waiting first."""
    asking = (one for one in state.missed.values() if not one.given)
    return tuple(one for one in asking if device_of(state, one.device))


def _ask_missed(state: State, mark: str) -> tuple[Event, ...] | Rejected:
    if device_of(state, mark) is None:
        return Rejected("refused.device_unknown")
    if not state.carried.sessions:
        return Rejected("refused.missed_nothing")
    if mark in state.missed:
        return Rejected("refused.missed_asked")
    if len(waiting_for_missed(state)) >= MOST_RETURNS:
        return Rejected("refused.returns_many")
    return (MissedAsked(device=mark),)


def _settle_missed(state: State, command: SettleMissed) -> tuple[Event, ...] | Rejected:
    waiting = [one.device for one in waiting_for_missed(state)]
    key = command.device or next(iter(waiting), "")
    if key not in waiting:
        return Rejected("refused.no_missed")
    return (MissedSettled(device=key, yes=command.yes),)
