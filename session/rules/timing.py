"""The agenda's timing at one moment: time left, expected starts, and the projected finish (P19).

After Ontime's rules: time left is planned + added − elapsed; a pause is lateness; overrun counts once
the time is up; fixed starts and the slack before them absorb lateness first. None of this is stored:
it is computed from the state and ``now``.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from session.model.agenda import Item
from session.model.state import Instant, State
from session.model.time_of_day import minute_of_day
from session.rules.agenda_clock import (
    begun,
    open_item,
    stint_ms,
    total_min,
    upcoming,
)
from session.rules.local_time import first_at, local, midnight, moment, wall

Stage = Literal["not-started", "open", "calm", "soon", "last", "over", "paused", "finished"]
LineState = Literal["done", "now", "next", "later", "dropped"]

SOON, LAST = 0.2, 0.05
"""Shares of an item's remaining time at which its two gentle warnings begin."""
_DAY = timedelta(days=1)


class Line(Struct, frozen=True):
    """One item: expected (or, if it is over, actual) start and end, as aware UTC wall times."""

    item: str
    state: LineState
    start: datetime
    end: datetime


class Timing(Struct, frozen=True):
    """The agenda at one moment. Seconds may be fractions; ``left_s`` is negative when over."""

    stage: Stage
    lines: tuple[Line, ...]
    finish: datetime
    """Projected finish; the actual one once finished."""
    planned_finish: datetime
    open_ended: bool
    """Whether an item without a set length is still to come, so that ``finish`` is the earliest possible."""
    item: str = ""
    elapsed_s: float = 0.0
    total_s: float | None = None
    """Planned plus added seconds; ``None`` without a set length."""
    left_s: float | None = None
    share: float = 0.0
    """Elapsed share of the item's time, 0–1."""
    ends_at: datetime | None = None
    next: str = ""
    """Id of the next item; empty when there is none."""
    next_break: Line | None = None

    @property
    def offset_s(self) -> float:
        """Projected minus planned finish, in seconds: positive is later."""
        return (self.finish - self.planned_finish).total_seconds()


def timing(state: State, now: Instant) -> Timing:
    """Compute the agenda's timing at ``now``."""
    clock = state.clock
    current = state.items.get(clock.current)
    total_s = _total_s(current)
    elapsed_s = (current.spent_ms + stint_ms(clock, now.t)) / 1000 if current else 0.0
    left_s = None if total_s is None else total_s - elapsed_s
    over = state.closing.ended_t if clock.finished_t is None else clock.finished_t
    coming = upcoming(state)
    times, finish = _expected(state, coming, now, left_s)
    following = coming[0].id if coming and state.closing.ended_t is None else ""
    lines = tuple(
        _line(state, state.items[key], now, times, following) for key in _in_sight(state, coming)
    )
    ends_at = now.at + timedelta(seconds=max(0.0, left_s)) if left_s is not None else None
    return Timing(
        stage=_stage(state, left_s, total_s),
        lines=lines,
        finish=finish if over is None else wall(state, over),
        planned_finish=_planned_finish(state, now),
        open_ended=any(i.minutes is None and open_item(i) for i in state.items.values()),
        item=clock.current,
        elapsed_s=elapsed_s,
        total_s=total_s,
        left_s=left_s,
        share=min(1.0, elapsed_s / total_s) if total_s else 0.0,
        ends_at=ends_at,
        next=following,
        next_break=next(
            (
                line
                for line in sorted(lines, key=lambda line: line.start)
                if line.state in {"next", "later"} and state.items[line.item].kind == "break"
            ),
            None,
        ),
    )


def later_min(time: Timing) -> int:
    """Return the minutes between planned and projected finish as shown; negative is earlier."""
    return (_minute(time.finish) - _minute(time.planned_finish)) // timedelta(minutes=1)


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def _in_sight(state: State, coming: tuple[Item, ...]) -> tuple[str, ...]:
    """Return the items in the order shown: an interrupted item follows the one that interrupted it."""
    order, current = state.order, state.clock.current
    if current not in order:
        return order
    before = set(order[: order.index(current)])
    back = tuple(item.id for item in coming if item.id in before and begun(item))
    kept = tuple(key for key in order if key not in back)
    place = kept.index(current) + 1
    return (*kept[:place], *back, *kept[place:])


def expected(state: State, now: Instant) -> tuple[dict[str, tuple[datetime, datetime]], datetime]:
    """Return start and end of every remaining item, by id, and the finish: aware UTC times."""
    current = state.items.get(state.clock.current)
    total_s = _total_s(current)
    left_s = None
    if current is not None and total_s is not None:
        left_s = total_s - (current.spent_ms + stint_ms(state.clock, now.t)) / 1000
    return _expected(state, upcoming(state), now, left_s)


class MissedStart(Struct, frozen=True):
    """A fixed start that would be missed as things are, by whole minutes."""

    item: str
    at: datetime
    late_min: int


def missed_start(state: State, now: Instant) -> MissedStart | None:
    """Return the next fixed start that would be missed; ``None`` when all are kept."""
    for item, at, start in _fixed_starts(state, now):
        late = (_minute(start) - _minute(at)) // timedelta(minutes=1)
        if late > 0:
            return MissedStart(item.id, at, late)
    return None


def missed_by(state: State, now: Instant) -> timedelta:
    """Return by how much all remaining fixed starts would be missed, in total."""
    late = (max(timedelta(0), start - at) for _, at, start in _fixed_starts(state, now))
    return sum(late, timedelta(0))


def _fixed_starts(state: State, now: Instant) -> list[tuple[Item, datetime, datetime]]:
    """Return each remaining item that has a fixed start, with that and the expected one."""
    times, _ = expected(state, now)
    return [
        (item, at, times[item.id][0])
        for item in upcoming(state)
        if not begun(item) and (at := _fixed(state, item, now)) is not None
    ]


def _total_s(item: Item | None) -> float | None:
    minutes = total_min(item) if item else None
    return None if minutes is None else minutes * 60.0


def _stage(state: State, left_s: float | None, total_s: float | None) -> Stage:
    clock = state.clock
    if clock.finished_t is not None or state.closing.ended_t is not None:
        return "finished"
    if not clock.current:
        return "not-started"
    if clock.paused_t is not None:
        return "paused"
    if left_s is None or not total_s:
        return "open"
    if left_s < 0:
        return "over"
    if left_s <= total_s * LAST:
        return "last"
    return "soon" if left_s <= total_s * SOON else "calm"


def _expected(
    state: State, coming: tuple[Item, ...], now: Instant, left_s: float | None
) -> tuple[dict[str, tuple[datetime, datetime]], datetime]:
    """Return expected start and end of every remaining item, and the projected finish."""
    at = now.at
    if state.clock.current:
        at += timedelta(seconds=max(0.0, left_s or 0.0))
    elif state.clock.started_t is None:
        at = max(at, _planned_start(state, now))
    expected = {}
    for item in coming:
        start = at if begun(item) else max(at, _fixed(state, item, now) or at)
        remaining_s = max(0.0, (_total_s(item) or 0.0) - item.spent_ms / 1000)
        at = start + timedelta(seconds=remaining_s)
        expected[item.id] = (start, at)
    return expected, at


def _line(
    state: State,
    item: Item,
    now: Instant,
    expected: dict[str, tuple[datetime, datetime]],
    following: str,
) -> Line:
    if item.id == state.clock.current:
        began = wall(state, item.first_t or 0)
        total_s = _total_s(item)
        left_s = 0.0 if total_s is None else total_s - item.spent_ms / 1000
        left_s -= stint_ms(state.clock, now.t) / 1000
        return Line(item.id, "now", began, now.at + timedelta(seconds=max(0.0, left_s)))
    if item.id in expected:
        start, end = expected[item.id]
        return Line(item.id, "next" if item.id == following else "later", start, end)
    started = now.at if item.first_t is None else wall(state, item.first_t)
    ended = started if item.ended_t is None else wall(state, item.ended_t)
    return Line(item.id, "dropped" if item.dropped else "done", started, ended)


def _planned_start(state: State, now: Instant) -> datetime:
    minute = minute_of_day(state.meta.start)
    started = state.clock.started_t
    began = now.at if started is None else wall(state, started)
    if minute is None:
        return began
    if state.meta.date:
        day = datetime.fromisoformat(state.meta.date)
        shown = midnight(local(state, state.meta.opened_at))
        shown = shown.replace(year=day.year, month=day.month, day=day.day)
        return moment(state, shown + timedelta(minutes=minute))
    # Without a date, the nearest such day: the start may be after midnight.
    return first_at(state, began - _DAY / 2, minute)


def _planned_finish(state: State, now: Instant) -> datetime:
    at = _planned_start(state, now)
    for item in state.items.values():
        if item.extra:
            continue
        at = max(at, _fixed(state, item, now) or at) + timedelta(minutes=item.minutes or 0)
    return at


def _fixed(state: State, item: Item, now: Instant) -> datetime | None:
    """Return an item's fixed start: up to 8 hours before the session's start, or 16 after it.

    So midnight may come between, and a fixed start that has passed at the session's start is ignored.
    """
    if item.starts_min is None:
        return None
    return first_at(state, _planned_start(state, now) - _DAY / 3, item.starts_min)
