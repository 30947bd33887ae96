"""Replanning: computes the choices for the remaining time, before anything changes (P15, P21).

Four choices: share the minutes out again, skip an item, park it, or finish late. Breaks, the
check-out, protected items and fixed starts keep their minutes (P22). Minutes are removed in proportion,
after OnlyT, but never below half of what was planned or three minutes: less is not enough to think and
be heard (P18). Slack before a fixed start is used up first, after Ontime.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from math import ceil
from typing import Literal

from msgspec import Struct

from session.model.agenda import Item, NewMinutes, Replan, Replanned
from session.model.parking import Park
from session.model.plan import KEPT_KINDS, MOST_MINUTES
from session.model.protocol import Event
from session.model.state import Instant, Rejected, State, replace
from session.rules import agenda_clock, parking
from session.rules.agenda_clock import stint_ms, total_min, upcoming
from session.rules.timing import MissedStart, expected, later_min, missed_by, missed_start, timing
from session.wording.catalogue import Say

LEAST_MIN = 3
"""No item is shortened below this many minutes, nor below half of what was planned."""
SLACK_MIN = 1
"""A finish within this many minutes of the plan is on time."""
_ON_TIME = (timedelta(0), timedelta(0))

Way = Literal["shrink", "give", "drop", "park", "late"]


class Choice(Struct, frozen=True):
    """One choice and the agenda that would result. Times are aware UTC."""

    way: Way
    finish: datetime
    late_min: int
    """Whole minutes after the planned finish; negative if before it."""
    minutes: tuple[NewMinutes, ...] = ()
    item: str = ""
    """The item that would be skipped or parked."""
    why_not: str = ""
    """A wording key for why the choice is not available; empty if it is."""
    open_ended: bool = False
    """Whether an item without a set length is still to come, so that ``finish`` is the earliest possible."""
    keeps: MissedStart | None = None
    """The fixed start that would be missed otherwise, and by how much it still would be."""


class Preview(Struct, frozen=True):
    """All choices at one moment; ``items`` are those that may be skipped or parked."""

    late_min: int
    over: bool
    choices: tuple[Choice, ...]
    items: tuple[str, ...] = ()
    current: str = ""
    missed: MissedStart | None = None
    """The fixed start that would be missed without replanning."""
    over_min: int = 0
    """By how many whole minutes the current item is over."""


def kept(item: Item) -> bool:
    """Return whether an item always keeps its minutes."""
    return item.protected or item.kind in KEPT_KINDS


def preview(state: State, now: Instant, item: str = "") -> Preview:
    """Return the choices at ``now``; ``item`` is the one to skip or park."""
    time = timing(state, now)
    late = later_min(time)
    may_go = _may_go(state)
    chosen = item if item in may_go else _best(state, now, may_go)
    over = time.stage == "finished"
    over_min = 0 if time.left_s is None else max(0, int(-time.left_s // 60))
    ways = (
        _shared_out(state, now, late),
        _without(state, now, "drop", chosen),
        _without(state, now, "park", chosen),
        _choice(state, now, "late", state),
    )
    return Preview(
        late, over, ways, may_go, state.clock.current, missed_start(state, now), over_min
    )


def command(shown: Preview, choice: Choice, promise: str = "") -> Replan | None:
    """Return the command for a choice that was shown; ``None`` when it changes nothing."""
    if choice.why_not or choice.way == "late":
        return None
    return Replan(
        way=choice.way,
        current=shown.current,
        minutes=choice.minutes,
        item=choice.item,
        promise=promise,
    )


def decide(
    state: State, asked: Replan, now: Instant, new_id: Callable[[], str], say: Say
) -> tuple[Event, ...] | Rejected:
    """Return the events of the choice, or why it no longer applies."""
    if timing(state, now).stage == "finished":
        return Rejected("refused.replan_over")
    if asked.current != state.clock.current:
        return Rejected("refused.replan_moved")
    if asked.way in {"drop", "park"}:
        return _take_out(state, asked, now, new_id, say)
    if not asked.minutes:
        return Rejected("refused.replan_nothing")
    if len({one.item for one in asked.minutes}) < len(asked.minutes):
        return Rejected("refused.replan_moved")
    if not all(_holds(state, asked, one, now) for one in asked.minutes):
        return Rejected("refused.replan_moved")
    minutes = {one.item: one.after - (state.items[one.item].minutes or 0) for one in asked.minutes}
    return (Replanned(way=asked.way, added_min=minutes),)


def _take_out(
    state: State, asked: Replan, now: Instant, new_id: Callable[[], str], say: Say
) -> tuple[Event, ...] | Rejected:
    item = state.items.get(asked.item)
    if item is None:
        return Rejected("refused.item_unknown")
    if item.id not in _may_go(state):
        gone = item.dropped or item.ended_t is not None
        if gone:
            return Rejected("refused.replan_moved")
        return Rejected("refused.replan_kept", {"title": item.title})
    changed = Replanned(way=asked.way, left_out=(item.id,))
    if asked.way == "drop":
        return (changed,)
    parked = parking.park(state, Park(text=item.title, promise=asked.promise), now, new_id, say)
    return parked if isinstance(parked, Rejected) else (changed, *parked)


def _holds(state: State, asked: Replan, one: NewMinutes, now: Instant) -> bool:
    item = state.items.get(one.item)
    if item is None or total_min(item) != one.before or not _adaptable(state, item):
        return False
    if asked.way == "shrink":
        return _least(state, item, now) <= one.after < one.before
    return one.before < one.after <= MOST_MINUTES


def _may_go(state: State) -> tuple[str, ...]:
    return tuple(item.id for item in upcoming(state) if not kept(item))


def _adaptable(state: State, item: Item) -> bool:
    """Return whether an item's minutes may change: current or pending, not protected and of a set length."""
    going_on = agenda_clock.open_item(item)
    free = item.may_shrink and not kept(item) and item.starts_min is None
    return going_on and free and item.minutes is not None


def _least(state: State, item: Item, now: Instant) -> int:
    """Return the fewest minutes an item may get, which is at least the time it has used already."""
    had_ms = item.spent_ms
    if item.id == state.clock.current:
        had_ms += stint_ms(state.clock, now.t)
    return max(LEAST_MIN, ceil((item.minutes or 0) / 2), ceil(had_ms / 60_000))


def _shared_out(state: State, now: Instant, late: int) -> Choice:
    missed = missed_start(state, now)
    way: Way = "give" if late < -SLACK_MIN and not missed else "shrink"
    if abs(late) <= SLACK_MIN and not missed:
        return _choice(state, now, way, state, why_not="replan.on_time")
    before = _adaptable_minutes(state)
    after = (_shrunk if way == "shrink" else _grown)(state, now, dict(before))
    minutes = tuple(
        NewMinutes(item=key, before=before[key], after=n)
        for key, n in after.items()
        if n != before[key]
    )
    if not minutes:
        return _choice(state, now, way, state, why_not=f"replan.none.{way}")
    then = _with_minutes(state, after)
    choice = _choice(state, now, way, then, minutes=minutes)
    if missed is None:
        return choice
    still = missed_start(then, now)
    left = still.late_min if still and still.item == missed.item else 0
    return replace(choice, keeps=replace(missed, late_min=left))


def _adaptable_minutes(state: State) -> dict[str, int]:
    current = state.items.get(state.clock.current)
    coming = (*((current,) if current else ()), *upcoming(state))
    return {
        item.id: total
        for item in coming
        if _adaptable(state, item) and (total := total_min(item)) is not None
    }


def _shrunk(state: State, now: Instant, minutes: dict[str, int]) -> dict[str, int]:
    """Repeatedly take a minute from the item that has the largest share of its planned time.

    Fixed starts are kept first, then the finish. An item is left unchanged once taking from it helps
    neither: then a fixed start after it would only leave a gap.
    """
    goal = timing(state, now).planned_finish
    least = {key: _least(state, state.items[key], now) for key in minutes}
    room = {key for key, n in minutes.items() if n > least[key]}
    behind = _behind(state, now, minutes, goal)
    while room and behind > _ON_TIME:
        key = max(room, key=lambda k: (_share(state, k, minutes), minutes[k], k))
        tried = {**minutes, key: minutes[key] - 1}
        better = _behind(state, now, tried, goal)
        if better < behind:
            minutes, behind = tried, better
        else:
            room.discard(key)
        if minutes[key] <= least[key]:
            room.discard(key)
    return minutes


def _behind(
    state: State, now: Instant, minutes: dict[str, int], goal: datetime
) -> tuple[timedelta, timedelta]:
    """Return by how much fixed starts would be missed, in total, and by how much the finish would be late."""
    then = _with_minutes(state, minutes)
    return missed_by(then, now), max(timedelta(0), expected(then, now)[1] - goal)


def _grown(state: State, now: Instant, minutes: dict[str, int]) -> dict[str, int]:
    """Repeatedly give a minute to the item that has the smallest share of its planned time.

    Items that were shortened before thus regain their minutes first. No minute is given that would make
    the session late, or an item miss its fixed start.
    """
    goal = timing(state, now).planned_finish
    starts = _fixed_starts(state, now, minutes)
    room = {key for key, n in minutes.items() if n < MOST_MINUTES}
    while room:
        key = min(room, key=lambda k: (_share(state, k, minutes), -minutes[k], k))
        tried = {**minutes, key: minutes[key] + 1}
        fits = _finish(state, now, tried) <= goal and _fixed_starts(state, now, tried) == starts
        if fits:
            minutes = tried
        if not fits or minutes[key] >= MOST_MINUTES:
            room.discard(key)
    return minutes


def _share(state: State, key: str, minutes: dict[str, int]) -> float:
    return minutes[key] / max(1, state.items[key].minutes or 1)


def _with_minutes(state: State, minutes: dict[str, int]) -> State:
    items = dict(state.items)
    for key, n in minutes.items():
        items[key] = replace(items[key], added_min=n - (items[key].minutes or 0))
    return replace(state, items=items)


def _finish(state: State, now: Instant, minutes: dict[str, int]) -> datetime:
    return expected(_with_minutes(state, minutes), now)[1]


def _fixed_starts(state: State, now: Instant, minutes: dict[str, int]) -> list[datetime]:
    times = expected(_with_minutes(state, minutes), now)[0]
    return [start for key, (start, _) in times.items() if state.items[key].starts_min is not None]


def _left_out(state: State, key: str) -> State:
    return agenda_clock.evolve(state, Replanned(way="drop", left_out=(key,)), 0)


def _without(state: State, now: Instant, way: Way, key: str) -> Choice:
    if not key:
        return _choice(state, now, way, state, why_not="replan.none.item")
    return _choice(state, now, way, _left_out(state, key), item=key)


def _best(state: State, now: Instant, keys: tuple[str, ...]) -> str:
    """Return the choice to offer first: the one whose finish is closest to the plan."""

    def off(key: str) -> timedelta:
        time = timing(_left_out(state, key), now)
        return abs(time.finish - time.planned_finish)

    return min(keys, key=off, default="")


def _choice(
    state: State,
    now: Instant,
    way: Way,
    then: State,
    *,
    minutes: tuple[NewMinutes, ...] = (),
    item: str = "",
    why_not: str = "",
) -> Choice:
    time = timing(then, now)
    if not why_not and timing(state, now).stage == "finished":
        why_not = "replan.none.item"
    if way == "park" and item and not why_not:
        refused = parking.new_text(state, state.items[item].title)
        why_not = "replan.parked_already" if isinstance(refused, Rejected) else ""
    return Choice(way, time.finish, later_min(time), minutes, item, why_not, time.open_ended)
