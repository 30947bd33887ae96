"""Commands on the agenda: start, next, back, pause, change, and take a break."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from session.model.agenda import (
    AddItem,
    AddMinutes,
    AnyAgendaCommand,
    BackdateStart,
    BackItem,
    ChangeFocus,
    GoToItem,
    Item,
    ItemAdded,
    ItemChanged,
    ItemDropped,
    ItemMoved,
    ItemStarted,
    MoveItem,
    NextItem,
    Pause,
    Paused,
    Replan,
    Resume,
    Resumed,
    SkipItem,
    StartAgenda,
    StartBackdated,
    TakeBreak,
)
from session.model.plan import FOCUS_LIMIT, MOST_MINUTES, TITLE_LIMIT
from session.model.protocol import Event
from session.model.state import Instant, Rejected, State
from session.rules import replan
from session.rules.agenda_clock import begun, ended_now, next_item, stint_ms, total_min
from session.rules.input import typed_or_none, validated
from session.wording.catalogue import Say

LONGEST_BACK_S = 4 * 3600


def decide(
    state: State, command: AnyAgendaCommand, now: Instant, new_id: Callable[[], str], say: Say
) -> tuple[Event, ...] | Rejected:
    """Return the events of a command about the agenda, or why it is refused."""
    clock = state.clock
    match command:
        case StartAgenda(back_s=back_s):
            return _start(state, back_s, now)
        case AddItem():
            return _add(state, command, new_id)
        case MoveItem():
            return _move(state, command)
        case AddMinutes(minutes=minutes, item=key):
            return _add_minutes(state, minutes, key or clock.current)
        case ChangeFocus(focus=focus, item=key):
            return _focus(state, focus, key or clock.current)
        case SkipItem(item=key) if key and key != clock.current:
            return _drop(state, key)
        case GoToItem(item=key):
            return _go_to(state, key, now)
        case Replan():
            return replan.decide(state, command, now, new_id, say)
        case BackItem() if clock.started_t is not None:
            return _back(state, now)
        case _ if not clock.current:
            return Rejected("refused.no_item")
        case NextItem(back_s=back_s):
            return _next(state, back_s, now)
        case SkipItem():
            return _next(state, 0, now)
        case Pause():
            return Rejected("refused.paused") if clock.paused_t is not None else (Paused(),)
        case Resume():
            return Rejected("refused.not_paused") if clock.paused_t is None else (Resumed(),)
        case TakeBreak(minutes=minutes):
            return _break(state, minutes, now, new_id, say)
        case BackdateStart(back_s=back_s):
            return _backdate(state, back_s)
        case BackItem():
            return Rejected("refused.no_item")
        case _:
            assert_never(command)


def _start(state: State, back_s: int, now: Instant) -> tuple[Event, ...] | Rejected:
    first = next_item(state)
    if state.clock.current or first is None:
        return Rejected("refused.started" if state.clock.current else "refused.nothing_left")
    refused = _too_far_back(back_s, _free_s(state, now.t))
    return refused or (ItemStarted(item=first.id, back_ms=back_s * 1000),)


def _next(state: State, back_s: int, now: Instant) -> tuple[Event, ...] | Rejected:
    clock = state.clock
    refused = _too_far_back(
        back_s, 0 if clock.paused_t is not None else stint_ms(clock, now.t) // 1000
    )
    if refused:
        return refused
    back_ms = back_s * 1000
    following = next_item(state)
    ended = ended_now(state, now, back_ms=back_ms, finished=following is None)
    if following is None:
        return ended
    return (*ended, ItemStarted(item=following.id, back_ms=back_ms))


def _too_far_back(back_s: int, longest_s: int) -> Rejected | None:
    if 0 <= back_s <= longest_s:
        return None
    if longest_s < 60:
        return Rejected("refused.back_now")
    return Rejected("refused.back_too_long", {"n": longest_s // 60})


def _free_s(state: State, t: int) -> int:
    """Return for how many seconds before ``t`` no item was current, at most four hours."""
    ended = [item.ended_t for item in state.items.values() if item.ended_t is not None]
    return min(LONGEST_BACK_S, (t - max(ended)) // 1000) if ended else LONGEST_BACK_S


def _back(state: State, now: Instant) -> tuple[Event, ...] | Rejected:
    current = state.clock.current
    before = state.order[: state.order.index(current)] if current else state.order
    earlier = [key for key in before if begun(item := state.items[key]) and not item.dropped]
    if not earlier:
        return Rejected("refused.nothing_before")
    return (*ended_now(state, now, interrupted=True), ItemStarted(item=earlier[-1]))


def _go_to(state: State, key: str, now: Instant) -> tuple[Event, ...] | Rejected:
    item = state.items.get(key)
    if item is None:
        return Rejected("refused.item_unknown")
    if key == state.clock.current:
        return Rejected("refused.item_now", {"title": item.title})
    if item.dropped:
        return Rejected("refused.item_dropped", {"title": item.title})
    return (*ended_now(state, now), ItemStarted(item=key))


def _break(
    state: State, minutes: int, now: Instant, new_id: Callable[[], str], say: Say
) -> tuple[Event, ...] | Rejected:
    current = state.items[state.clock.current]
    if current.kind == "break":
        return Rejected("refused.break_now")
    interrupted = ended_now(state, now, interrupted=True)
    following = next_item(state)
    if following is not None and following.kind == "break":
        return (*interrupted, ItemStarted(item=following.id))
    if not 1 <= minutes <= MOST_MINUTES:
        return Rejected("refused.minutes_range", {"most": MOST_MINUTES})
    key = new_id()
    added = ItemAdded(
        item=key,
        title=say("agenda.break"),
        minutes=minutes,
        kind="break",
        index=state.order.index(current.id) + 1,
        protected=True,
    )
    return (added, *interrupted, ItemStarted(item=key))


def _backdate(state: State, back_s: int) -> tuple[Event, ...] | Rejected:
    clock = state.clock
    longest_s = clock.before_ms // 1000 if clock.before else _free_s(state, clock.since_t)
    if back_s == 0:
        return Rejected("refused.back_now")
    return _too_far_back(back_s, longest_s) or (StartBackdated(back_ms=back_s * 1000),)


def _add(state: State, command: AddItem, new_id: Callable[[], str]) -> tuple[Event, ...] | Rejected:
    title, focus = validated(command.title, TITLE_LIMIT), typed_or_none(command.focus, FOCUS_LIMIT)
    if isinstance(title, Rejected):
        return title
    if isinstance(focus, Rejected):
        return focus
    if command.minutes is not None and not 1 <= command.minutes <= MOST_MINUTES:
        return Rejected("refused.minutes_range", {"most": MOST_MINUTES})
    # Items that have begun keep their place, also those after the item that is resumed.
    free = _first_free(state, state.order)
    index = free if command.index == -1 else command.index
    if not free <= index <= len(state.order):
        return Rejected("refused.place_taken")
    return (
        ItemAdded(
            item=new_id(),
            title=title,
            minutes=command.minutes,
            kind=command.kind,
            focus=focus,
            index=index,
        ),
    )


def _first_free(state: State, order: tuple[str, ...]) -> int:
    """Return the first index after all items that have begun."""
    last = max((n for n, key in enumerate(order) if begun(state.items[key])), default=-1)
    return last + 1


def _move(state: State, command: MoveItem) -> tuple[Event, ...] | Rejected:
    item = state.items.get(command.item)
    if item is None:
        return Rejected("refused.item_unknown")
    if begun(item):
        return Rejected("refused.item_begun", {"title": item.title})
    if not command.by:
        return Rejected("refused.place_same", {"title": item.title})
    # The target index is counted without the item itself, which may come before those that have begun.
    rest = tuple(key for key in state.order if key != item.id)
    index = state.order.index(item.id) + command.by
    if index > len(rest):
        return Rejected("refused.place_end", {"title": item.title})
    if index < _first_free(state, rest):
        return Rejected("refused.place_taken")
    return (ItemMoved(item=item.id, index=index),)


def _add_minutes(state: State, minutes: int, key: str) -> tuple[Event, ...] | Rejected:
    item = _changeable(state, key)
    if isinstance(item, Rejected):
        return item
    total = total_min(item)
    if total is None:
        return Rejected("refused.no_length", {"title": item.title})
    if minutes == 0 or not 1 <= total + minutes <= MOST_MINUTES:
        return Rejected("refused.minutes_range", {"most": MOST_MINUTES})
    return (
        ItemChanged(
            item=key, title=item.title, focus=item.focus, added_min=item.added_min + minutes
        ),
    )


def _focus(state: State, focus: str, key: str) -> tuple[Event, ...] | Rejected:
    item = _changeable(state, key)
    if isinstance(item, Rejected):
        return item
    words = typed_or_none(focus, FOCUS_LIMIT)
    if isinstance(words, Rejected):
        return words
    if words == item.focus:
        return Rejected("refused.focus_same")
    return (ItemChanged(item=key, title=item.title, focus=words, added_min=item.added_min),)


def _drop(state: State, key: str) -> tuple[Event, ...] | Rejected:
    item = _changeable(state, key)
    return item if isinstance(item, Rejected) else (ItemDropped(item=key),)


def _changeable(state: State, key: str) -> Item | Rejected:
    if not key:
        return Rejected("refused.no_item")
    item = state.items.get(key)
    if item is None:
        return Rejected("refused.item_unknown")
    if item.dropped:
        return Rejected("refused.item_dropped", {"title": item.title})
    if item.ended_t is not None:
        return Rejected("refused.item_over", {"title": item.title})
    return item
