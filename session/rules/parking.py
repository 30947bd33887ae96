"""The parking lot: side issues, kept for later (P28)."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from session.erase.walk import STRUCK
from session.model.agenda import ItemAdded, ItemStarted
from session.model.parking import (
    OPEN,
    AnyParkingCommand,
    CarryAll,
    ChangeParked,
    ItemParked,
    MoveParked,
    Park,
    Parked,
    ParkedChanged,
    ParkingEvent,
    ParkingMoved,
    ParkingStatus,
    PickUpNow,
)
from session.model.plan import MOST_MINUTES, TITLE_LIMIT
from session.model.protocol import Event
from session.model.state import Instant, Rejected, State, put, replace
from session.model.text import NAME_LIMIT, clean, short
from session.rules.agenda_clock import begun, ended_now
from session.rules.input import split_name, typed_or_none, validated
from session.rules.real_days import with_real_day
from session.wording.catalogue import Say

PARKED_LIMIT = 280
PROMISE_LIMIT = 80

MOVES: dict[ParkingStatus, tuple[ParkingStatus, ...]] = {
    "parked": ("picked-up", "carried-over"),
    "picked-up": ("parked", "resolved", "carried-over", "action"),
    "resolved": (),
    "carried-over": (),
    "action": (),
}
"""The allowed transitions between statuses. An item is settled only after it was picked up openly."""

_DONE: tuple[ParkingStatus, ...] = ("resolved", "action")


def open_items(state: State) -> tuple[Parked, ...]:
    """Return the items that are parked or picked up, in the order they were parked."""
    return tuple(p for p in state.parking.values() if p.status in OPEN)


def open_count(state: State) -> int:
    """Return the number of open items."""
    return len(open_items(state))


def status_words(status: ParkingStatus, say: Say) -> str:
    """Return a status in words: "picked up"."""
    return say(f"parking.is.{status}")


def parse_line(text: str) -> Park:
    """Return what parks one typed line: its text, who asked and the promise; the last two may be empty.

    "Bus timetable @Priya > session 4" gives those three. The promise follows
    the last ">" with a space on both sides; the name follows "@" at the end of either part (see
    ``split_name``). Anything not clearly marked stays in the text.
    """
    line = clean(text, max(1, len(text)))
    said, mark, promise = line.rpartition(" > ")
    if not mark or not said.strip():
        said, promise = line, ""
    said, asked_by = split_name(said.strip())
    promise = promise.strip()
    if promise and not asked_by:
        promise, asked_by = split_name(promise)
    return Park(text=said, asked_by=asked_by, promise=promise)


def change_of(parked: Parked, **changed: str) -> ChangeParked:
    """Return the command that changes some fields of a parked item; the others stay."""
    fields = (name for name in ChangeParked.__struct_fields__ if name != "parked")
    kept = {name: getattr(parked, name) for name in fields}
    return ChangeParked(parked=parked.id, **{**kept, **changed})


def decide(
    state: State, command: AnyParkingCommand, now: Instant, new_id: Callable[[], str], say: Say
) -> tuple[Event, ...] | Rejected:
    """Return the events of a command about the parking lot, or why it is refused."""
    match command:
        case Park():
            return park(state, command, now, new_id, say)
        case MoveParked(parked=key, status=wanted):
            return _move(state, key, wanted, say)
        case ChangeParked():
            return _put_right(state, command, now, say)
        case PickUpNow():
            return _pick_up_now(state, command, now, new_id, say)
        case CarryAll():
            waiting = open_items(state)
            if not waiting:
                return Rejected("refused.nothing_parked")
            return tuple(ParkingMoved(parked=p.id, status="carried-over") for p in waiting)
        case _:
            assert_never(command)


def park(
    state: State, command: Park, now: Instant, new_id: Callable[[], str], say: Say
) -> tuple[Event, ...] | Rejected:
    """Return the event that parks something, or why it is refused."""
    words = _words(state, command, now, say)
    if isinstance(words, Rejected):
        return words
    text, asked_by, promise = words
    return (ItemParked(parked=new_id(), text=text, asked_by=asked_by, promise=promise),)


def _put_right(
    state: State, command: ChangeParked, now: Instant, say: Say
) -> tuple[Event, ...] | Rejected:
    parked = state.parking.get(command.parked)
    if parked is None:
        return Rejected("refused.parked_unknown")
    words = _words(state, command, now, say, besides=parked.id)
    if isinstance(words, Rejected):
        return words
    if words == (parked.text, parked.asked_by, parked.promise):
        return Rejected("refused.record_same")
    text, asked_by, promise = words
    return (ParkedChanged(parked=parked.id, text=text, asked_by=asked_by, promise=promise),)


def new_text(state: State, typed: str, besides: str = "") -> str | Rejected:
    """Return the text of a parked item as stored, or why it is refused."""
    text = validated(typed, PARKED_LIMIT)
    if isinstance(text, Rejected):
        return text
    if any(
        p.text == text and p.status not in _DONE and p.id != besides for p in state.parking.values()
    ):
        return Rejected("refused.parked_twice", {"text": short(text)})
    return text


def _words(
    state: State, command: Park | ChangeParked, now: Instant, say: Say, besides: str = ""
) -> tuple[str, str, str] | Rejected:
    """Return text, who asked and promise as stored, or why they are refused."""
    text = new_text(state, command.text, besides)
    if isinstance(text, Rejected):
        return text
    asked_by = typed_or_none(command.asked_by, NAME_LIMIT)
    if isinstance(asked_by, Rejected):
        return asked_by
    promise = typed_or_none(command.promise, PROMISE_LIMIT)
    if isinstance(promise, Rejected):
        return promise
    return text, asked_by, with_real_day(state, promise, now, say)


def _pick_up_now(
    state: State, command: PickUpNow, now: Instant, new_id: Callable[[], str], say: Say
) -> tuple[Event, ...] | Rejected:
    parked = state.parking.get(command.parked)
    if parked is None:
        return Rejected("refused.parked_unknown")
    if parked.status not in OPEN:
        values = {"text": short(parked.text), "now": status_words(parked.status, say)}
        return Rejected("refused.parked_over", {**values})
    if parked.text == STRUCK:
        return Rejected("refused.parked_struck")
    if not 1 <= command.minutes <= MOST_MINUTES:
        return Rejected("refused.minutes_range", {"most": MOST_MINUTES})
    key, current = new_id(), state.clock.current
    title = short(parked.text, TITLE_LIMIT)
    after = [n for n, one in enumerate(state.order) if one == current or begun(state.items[one])]
    at = state.order.index(current) if current else max(after, default=-1)
    added = ItemAdded(item=key, title=title, minutes=command.minutes, index=at + 1)
    moved = [ParkingMoved(parked=parked.id, status="picked-up")]
    now_on = (*ended_now(state, now, interrupted=True), ItemStarted(item=key)) if current else ()
    return (*(moved if parked.status == "parked" else ()), added, *now_on)


def _move(state: State, key: str, wanted: ParkingStatus, say: Say) -> tuple[Event, ...] | Rejected:
    parked = state.parking.get(key)
    if parked is None:
        return Rejected("refused.parked_unknown")
    now = status_words(parked.status, say)
    if wanted == parked.status:
        return Rejected("refused.parked_same", {"text": short(parked.text), "now": now})
    if wanted not in MOVES[parked.status]:
        values = {"text": short(parked.text), "now": now, "wanted": status_words(wanted, say)}
        return Rejected("refused.parked_move", {**values})
    return (ParkingMoved(parked=key, status=wanted),)


def evolve(state: State, event: ParkingEvent, t: int) -> State:
    """Return the state after an event about the parking lot."""
    match event:
        case ItemParked(parked=key):
            parked = Parked(key, event.text, event.asked_by, event.promise, parked_t=t, moved_t=t)
        case ParkedChanged(parked=key):
            parked = replace(
                state.parking[key],
                text=event.text,
                asked_by=event.asked_by,
                promise=event.promise,
            )
        case ParkingMoved(parked=key, status=status):
            parked = replace(state.parking[key], status=status, moved_t=t)
        case _:
            assert_never(event)
    return replace(state, parking=put(state.parking, key, parked))
