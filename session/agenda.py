"""The agenda and its clock: what is on now, what comes next, and what was changed on the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from session.commands import (
    AddItem,
    AddMinutes,
    AnyAgendaCommand,
    BackdateStart,
    BackItem,
    ChangeFocus,
    GoToItem,
    MoveItem,
    NextItem,
    Pause,
    Resume,
    SkipItem,
    StartAgenda,
    TakeBreak,
)
from session.events import (
    AgendaEvent,
    Event,
    ItemAdded,
    ItemChanged,
    ItemDropped,
    ItemEnded,
    ItemMoved,
    ItemStarted,
    Paused,
    Resumed,
    StartBackdated,
)
from session.state import Clock, Instant, Item, Rejected, State, put, replace
from session.typed import typed, typed_or_none

MOST_MINUTES = 600
_LONGEST_BACK_S = 4 * 3600
_TITLE, _FOCUS = 120, 280


def minute_of_day(hhmm: str) -> int | None:
    """Return minutes after midnight of a local ``HH:MM``; ``None`` for an empty one."""
    if not hhmm:
        return None
    hours, minutes = hhmm.split(":")
    return int(hours) * 60 + int(minutes)


def open_item(item: Item) -> bool:
    """Tell whether an item is still to come, or to be come back to."""
    return item.ended_t is None and not item.dropped


def begun(item: Item) -> bool:
    """Tell whether an item has been under way at some time."""
    return item.first_t is not None


def total_min(item: Item) -> int | None:
    """Return an item's minutes as they stand now; ``None`` for one without a set length."""
    return None if item.minutes is None else item.minutes + item.added_min


def next_item(state: State) -> Item | None:
    """Return what comes after the item under way.

    One that was interrupted is come back to first; then the next in the agenda's order; then
    whatever was jumped over. ``None`` when nothing is left.
    """
    current = state.clock.current
    waiting = [
        state.items[key] for key in state.order if key != current and open_item(state.items[key])
    ]
    place = state.order.index(current) if current else -1
    later = set(state.order[place + 1 :])
    return (
        next((item for item in waiting if begun(item)), None)
        or next((item for item in waiting if item.id in later), None)
        or next(iter(waiting), None)
    )


def stint_ms(clock: Clock, t: int) -> int:
    """Return the counted milliseconds of the item under way since it was last begun."""
    until = t if clock.paused_t is None else clock.paused_t
    return max(0, until - clock.since_t - clock.away_ms)


def skip(state: State, length_ms: int) -> State:
    """Take a gap out of the item under way (or, below zero, put it back in)."""
    clock = state.clock
    if not clock.current or clock.paused_t is not None:
        return state
    return replace(state, clock=replace(clock, away_ms=clock.away_ms + length_ms))


def decide(
    state: State, command: AnyAgendaCommand, now: Instant, new_id: Callable[[], str]
) -> tuple[Event, ...] | Rejected:
    """Return what a command about the agenda leads to, or why it can't be."""
    clock = state.clock
    match command:
        case StartAgenda(back_s=back_s):
            return _start(state, back_s)
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
        case _ if not clock.current:
            return Rejected("refused.no_item")
        case NextItem(back_s=back_s):
            return _next(state, back_s, now)
        case SkipItem():
            return _next(state, 0, now)
        case BackItem():
            return _back(state)
        case GoToItem(item=key):
            return _go_to(state, key)
        case Pause():
            return Rejected("refused.paused") if clock.paused_t is not None else (Paused(),)
        case Resume():
            return Rejected("refused.not_paused") if clock.paused_t is None else (Resumed(),)
        case TakeBreak(minutes=minutes):
            return _break(state, minutes, new_id)
        case BackdateStart(back_s=back_s):
            return _backdate(state, back_s)
        case _:
            assert_never(command)


def _start(state: State, back_s: int) -> tuple[Event, ...] | Rejected:
    first = next_item(state)
    if state.clock.current or first is None or begun(first):
        return Rejected("refused.started" if state.clock.current else "refused.nothing_left")
    if not 0 <= back_s <= _LONGEST_BACK_S:
        return Rejected("refused.back_too_long", {"n": _LONGEST_BACK_S // 60})
    return (ItemStarted(item=first.id, back_ms=back_s * 1000),)


def _next(state: State, back_s: int, now: Instant) -> tuple[Event, ...] | Rejected:
    clock = state.clock
    longest_s = 0 if clock.paused_t is not None else stint_ms(clock, now.t) // 1000
    if not 0 <= back_s <= longest_s:
        return Rejected("refused.back_too_long", {"n": longest_s // 60})
    back_ms = back_s * 1000
    following = next_item(state)
    ended = ItemEnded(item=clock.current, back_ms=back_ms, finished=following is None)
    if following is None:
        return (ended,)
    return (ended, ItemStarted(item=following.id, back_ms=back_ms))


def _back(state: State) -> tuple[Event, ...] | Rejected:
    current = state.clock.current
    before = state.order[: state.order.index(current)]
    earlier = [
        item
        for key in before
        if begun(item := state.items[key]) and item.ended_t is not None and not item.dropped
    ]
    if not earlier:
        return Rejected("refused.nothing_before")
    return (
        ItemEnded(item=current, interrupted=True),
        ItemStarted(item=earlier[-1].id),
    )


def _go_to(state: State, key: str) -> tuple[Event, ...] | Rejected:
    item = state.items.get(key)
    if item is None:
        return Rejected("refused.item_unknown")
    if key == state.clock.current:
        return Rejected("refused.item_now", {"title": item.title})
    if item.dropped:
        return Rejected("refused.item_dropped", {"title": item.title})
    return (ItemEnded(item=state.clock.current), ItemStarted(item=key))


def _break(state: State, minutes: int, new_id: Callable[[], str]) -> tuple[Event, ...] | Rejected:
    current = state.items[state.clock.current]
    if current.kind == "break":
        return Rejected("refused.break_now")
    interrupted = ItemEnded(item=current.id, interrupted=True)
    following = next_item(state)
    if following is not None and following.kind == "break":
        return (interrupted, ItemStarted(item=following.id))
    if not 1 <= minutes <= MOST_MINUTES:
        return Rejected("refused.minutes_range", {"most": MOST_MINUTES})
    key = new_id()
    added = ItemAdded(
        item=key,
        title="Break",
        minutes=minutes,
        kind="break",
        index=state.order.index(current.id) + 1,
        protected=True,
    )
    return (added, interrupted, ItemStarted(item=key))


def _backdate(state: State, back_s: int) -> tuple[Event, ...] | Rejected:
    before = _just_before(state)
    longest_s = before.spent_ms // 1000 if before else _LONGEST_BACK_S
    if not 0 < back_s <= longest_s:
        return Rejected("refused.back_too_long", {"n": longest_s // 60})
    return (StartBackdated(back_ms=back_s * 1000),)


def _just_before(state: State) -> Item | None:
    """Return the item that ended when the one under way began."""
    since = state.clock.since_t
    return next(
        (i for i in state.items.values() if i.ended_t == since and i.id != state.clock.current),
        None,
    )


def _add(state: State, command: AddItem, new_id: Callable[[], str]) -> tuple[Event, ...] | Rejected:
    title, focus = typed(command.title, _TITLE), typed_or_none(command.focus, _FOCUS)
    if isinstance(title, Rejected):
        return title
    if isinstance(focus, Rejected):
        return focus
    if command.minutes is not None and not 1 <= command.minutes <= MOST_MINUTES:
        return Rejected("refused.minutes_range", {"most": MOST_MINUTES})
    index = command.index
    if index == -1:
        current = state.clock.current
        index = state.order.index(current) + 1 if current else _first_free(state)
    if not _first_free(state) <= index <= len(state.order):
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


def _first_free(state: State) -> int:
    """Return the first place after everything that has begun."""
    last = max((i for i, key in enumerate(state.order) if begun(state.items[key])), default=-1)
    return last + 1


def _move(state: State, command: MoveItem) -> tuple[Event, ...] | Rejected:
    item = state.items.get(command.item)
    if item is None:
        return Rejected("refused.item_unknown")
    if begun(item):
        return Rejected("refused.item_begun", {"title": item.title})
    if state.order.index(item.id) == command.index:
        return Rejected("refused.place_same", {"title": item.title})
    if not _first_free(state) <= command.index < len(state.order):
        return Rejected("refused.place_taken")
    return (ItemMoved(item=item.id, index=command.index),)


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
    words = typed_or_none(focus, _FOCUS)
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


def evolve(state: State, event: AgendaEvent, t: int) -> State:
    """Return the state after an event about the agenda."""
    items, order, clock = state.items, state.order, state.clock
    match event:
        case ItemStarted(item=key, back_ms=back_ms):
            since = t - back_ms
            item = items[key]
            first = since if item.first_t is None else item.first_t
            items = put(items, key, replace(item, first_t=first, ended_t=None))
            started = since if clock.started_t is None else clock.started_t
            clock = Clock(current=key, since_t=since, started_t=started)
        case ItemEnded(item=key, back_ms=back_ms):
            until = t - back_ms
            item = items[key]
            spent = item.spent_ms + (stint_ms(clock, until) if clock.current == key else 0)
            ended = None if event.interrupted else until
            items = put(items, key, replace(item, spent_ms=spent, ended_t=ended))
            finished = until if event.finished else None
            clock = Clock(started_t=clock.started_t, finished_t=finished)
        case ItemAdded(item=key, index=index):
            items = put(
                items,
                key,
                Item(
                    key,
                    event.title,
                    event.minutes,
                    event.kind,
                    event.focus,
                    protected=event.protected,
                    extra=True,
                ),
            )
            order = (*order[:index], key, *order[index:])
            clock = replace(clock, finished_t=None)
        case ItemDropped(item=key):
            items = put(items, key, replace(items[key], dropped=True))
        case ItemMoved(item=key, index=index):
            rest = tuple(k for k in order if k != key)
            order = (*rest[:index], key, *rest[index:])
        case ItemChanged(item=key):
            changed = replace(
                items[key], title=event.title, focus=event.focus, added_min=event.added_min
            )
            items = put(items, key, changed)
        case StartBackdated(back_ms=back_ms):
            return _backdated(state, back_ms)
        case Paused():
            clock = replace(clock, paused_t=t)
        case Resumed():
            away = t - (t if clock.paused_t is None else clock.paused_t)
            clock = replace(clock, paused_t=None, away_ms=clock.away_ms + away)
        case _:
            assert_never(event)
    return replace(state, items=items, order=order, clock=clock)


def _backdated(state: State, back_ms: int) -> State:
    clock, items = state.clock, state.items
    before = _just_before(state)
    if before is not None and before.ended_t is not None:
        shorter = replace(
            before,
            ended_t=before.ended_t - back_ms,
            spent_ms=max(0, before.spent_ms - back_ms),
        )
        items = put(items, before.id, shorter)
    item = items[clock.current]
    if item.first_t == clock.since_t:
        items = put(items, item.id, replace(item, first_t=item.first_t - back_ms))
    started = clock.started_t
    if started == clock.since_t:
        started -= back_ms
    clock = replace(clock, since_t=clock.since_t - back_ms, started_t=started)
    return replace(state, items=items, clock=clock)
