"""The agenda and its clock: which item is current, which come next, and what was changed."""

from __future__ import annotations

from typing import assert_never

from session.model.agenda import (
    AgendaEvent,
    Clock,
    Item,
    ItemAdded,
    ItemChanged,
    ItemDropped,
    ItemEnded,
    ItemMoved,
    ItemStarted,
    Paused,
    Replanned,
    Resumed,
    StartBackdated,
)
from session.model.lifecycle import Gap
from session.model.protocol import Event
from session.model.state import Instant, State, put, replace
from session.rules import floor


def open_item(item: Item) -> bool:
    """Return whether an item is pending or was interrupted."""
    return item.ended_t is None and not item.dropped


def begun(item: Item) -> bool:
    """Return whether an item has ever been current."""
    return item.first_t is not None


def total_min(item: Item) -> int | None:
    """Return an item's current minutes; ``None`` for one without a set length."""
    return None if item.minutes is None else item.minutes + item.added_min


def upcoming(state: State) -> tuple[Item, ...]:
    """Return all remaining items, in the order in which they will be taken.

    Interrupted items are resumed first, the latest before others; then the next in the agenda's order; then
    items that were jumped over.
    """
    clock = state.clock
    places = {key: n for n, key in enumerate(state.order)}
    waiting = [
        item for key in state.order if key != clock.current and open_item(item := state.items[key])
    ]
    place, coming = places.get(clock.current, -1), []
    # Each is chosen relative to the one before it: resuming an item moves the position, too.
    while waiting:
        following = _first(waiting, clock.before, {k for k, n in places.items() if n > place})
        waiting.remove(following)
        coming.append(following)
        place = places[following.id]
    return tuple(coming)


def _first(waiting: list[Item], interrupted: str, later: set[str]) -> Item:
    def turn(item: Item) -> int:
        if begun(item):
            return 0 if item.id == interrupted else 1
        return 2 if item.id in later else 3

    return min(waiting, key=turn)


def next_item(state: State) -> Item | None:
    """Return the item after the current one; ``None`` when nothing is left."""
    return next(iter(upcoming(state)), None)


def stint_ms(clock: Clock, t: int) -> int:
    """Return the counted milliseconds of the current item since it last began."""
    until = t if clock.paused_t is None else clock.paused_t
    return max(0, until - clock.since_t - clock.away_ms)


def inside_ms(clock: Clock, gap: Gap) -> int:
    """Return how much of a gap the current item would have counted; 0 while paused."""
    if not clock.current or gap.paused:
        return 0
    return max(0, min(gap.length_ms, gap.until_t - clock.since_t))


def leave_out(state: State, ms: int) -> State:
    """Subtract milliseconds from the current item (or, below zero, add them back)."""
    return replace(state, clock=replace(state.clock, away_ms=state.clock.away_ms + ms))


def ended_now(
    state: State,
    now: Instant,
    *,
    back_ms: int = 0,
    finished: bool = False,
    interrupted: bool = False,
) -> tuple[Event, ...]:
    """Return the end of the current item, if any, and of the turn that belongs to it."""
    current = state.clock.current
    if not current:
        return ()
    ended = ItemEnded(item=current, back_ms=back_ms, finished=finished, interrupted=interrupted)
    return (ended, *floor.over_with_item(state, back_ms, now.t))


def evolve(state: State, event: AgendaEvent, t: int) -> State:
    """Return the state after an event about the agenda."""
    items, order, clock = state.items, state.order, state.clock
    match event:
        case ItemStarted(item=key, back_ms=back_ms):
            since = t - back_ms
            item = items[key]
            first = since if item.first_t is None else item.first_t
            items = put(items, key, replace(item, first_t=first, ended_t=None))
            clock = Clock(
                current=key,
                since_t=since,
                started_t=since if clock.started_t is None else clock.started_t,
                before=clock.before,
                before_ms=clock.before_ms,
            )
        case ItemEnded(item=key, back_ms=back_ms):
            until = t - back_ms
            item = items[key]
            stint = stint_ms(clock, until) if clock.current == key else 0
            ended = None if event.interrupted else until
            items = put(items, key, replace(item, spent_ms=item.spent_ms + stint, ended_t=ended))
            if event.finished:
                clock = Clock(started_t=clock.started_t, finished_t=until)
            else:
                clock = Clock(started_t=clock.started_t, before=key, before_ms=stint)
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
        case Replanned(added_min=minutes, left_out=left_out):
            for key, added in minutes.items():
                items = put(items, key, replace(items[key], added_min=added))
            for key in left_out:
                items = put(items, key, replace(items[key], dropped=True))
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
    before = items.get(clock.before)
    if before is not None:
        # An interrupted item has no end yet, but its time is shortened all the same.
        ended = None if before.ended_t is None else before.ended_t - back_ms
        spent = max(0, before.spent_ms - back_ms)
        items = put(items, before.id, replace(before, ended_t=ended, spent_ms=spent))
    item = items[clock.current]
    if item.first_t == clock.since_t:
        items = put(items, item.id, replace(item, first_t=item.first_t - back_ms))
    started = clock.started_t
    if started == clock.since_t:
        started -= back_ms
    clock = replace(
        clock,
        since_t=clock.since_t - back_ms,
        started_t=started,
        before_ms=max(0, clock.before_ms - back_ms),
    )
    return replace(state, items=items, clock=clock)
