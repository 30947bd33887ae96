"""Times in words for the room: whole minutes, no ticking seconds, no blame."""

from __future__ import annotations

from math import ceil

from session.model.state import Instant, State
from session.rules.agenda_clock import total_min
from session.rules.local_time import local_hhmm
from session.rules.timing import Timing, later_min, missed_start
from session.wording.catalogue import say

ANOTHER_TIME_MIN = 4 * 60
"""Minutes from the planned time beyond which the plan's times no longer apply to the session."""

NEAR_MIN = 10
"""Minutes before and after a fixed start within which a warning about missing it is shown."""


def left_words(time: Timing, *, seconds: bool = False) -> str:
    """Return the current item's time left: "about 12 minutes left", or with ``seconds`` "11:32 left"."""
    match time.stage:
        case "not-started":
            return say("agenda.not_started")
        case "finished":
            return say("agenda.finished")
        case "open":
            return say("agenda.open")
        case "calm" | "soon" | "last" | "over" | "paused":
            pass
    if time.left_s is None:
        return say("agenda.paused_open")
    words = _seconds(time.left_s) if seconds else _minutes(time.left_s)
    return say("agenda.paused", left=words) if time.stage == "paused" else words


def _seconds(left_s: float) -> str:
    minutes, rest = divmod(int(abs(left_s)), 60)
    clock = f"{minutes}:{rest:02}"
    return say("agenda.left_seconds" if left_s > 0 else "agenda.over_seconds", clock=clock)


def _minutes(left_s: float) -> str:
    if left_s > 0:
        # Half minutes are rounded up: Python's banker's rounding would give 2, 4 and 4.
        rounded = int(left_s / 60 + 0.5)
        return say("agenda.left", n=rounded) if left_s >= 60 else say("agenda.less_than_minute")
    # Overrun is shown in completed minutes, never rounded up.
    return say("agenda.over", n=int(-left_s // 60)) if left_s <= -60 else say("agenda.up")


def finish_words(state: State, time: Timing) -> str:
    """Return the projected finish, compared with the plan, without judging it."""
    at = local_hhmm(state, time.finish)
    if time.stage == "finished":
        return say("agenda.finished_at", at=at)
    if time.open_ended:
        return say("agenda.finish_open", at=at)
    # Computed from the minutes that are shown, so that the words match the clock times.
    later = later_min(time)
    if abs(later) >= ANOTHER_TIME_MIN:
        return say("agenda.finish_about", at=at)
    if abs(later) <= 1:
        return say("agenda.finish_planned", at=at)
    return say("agenda.finish_later" if later > 0 else "agenda.finish_earlier", at=at, n=abs(later))


def until_words(state: State, time: Timing) -> str:
    """Return until when the current item lasts, and what follows it."""
    if not time.item:
        return ""
    following = state.items.get(time.next)
    if following is None:
        then = say("agenda.then_end")
    elif following.kind == "break" and (minutes := total_min(following)) is not None:
        then = say("agenda.then_break", n=minutes)
    else:
        then = say("agenda.then", title=following.title)
    # When the time is up there is no "until": it would always be now.
    if time.ends_at is None or time.stage == "over":
        return then[0].upper() + then[1:]
    return say("agenda.until", at=local_hhmm(state, time.ends_at), then=then)


def next_words(state: State, time: Timing) -> str:
    """Return the next item and its start: "Next at 11:00: Break"; empty if there is none."""
    line = next((line for line in time.lines if line.item == time.next), None)
    if line is None:
        return ""
    at, item = local_hhmm(state, line.start), state.items[line.item]
    if item.kind == "break" and total_min(item) is not None:
        return say("agenda.next_break", at=at, title=item.title, back=local_hhmm(state, line.end))
    return say("agenda.next", at=at, title=item.title)


def fixed_words(state: State, now: Instant) -> str:
    """Return what to do about a fixed start that would be missed, if it is near; else empty."""
    missed = missed_start(state, now)
    if missed is None or state.clock.started_t is None or state.closing.ended_t is not None:
        return ""
    left = ceil((missed.at - now.at).total_seconds() / 60)
    if abs(left) > NEAR_MIN:
        return ""
    title, at = state.items[missed.item].title, local_hhmm(state, missed.at)
    if left <= 0:
        return say("agenda.fixed_over", title=title, at=at)
    return say("agenda.fixed_near", title=title, at=at, n=left)


def break_words(state: State, time: Timing) -> str:
    """Return the times of the current or next break; empty when none is left."""
    current = state.items.get(time.item)
    if current is not None and current.kind == "break" and time.ends_at is not None:
        return say("agenda.break_now", back=local_hhmm(state, time.ends_at))
    line = time.next_break
    if line is None:
        return ""
    return say(
        "agenda.break_at", at=local_hhmm(state, line.start), back=local_hhmm(state, line.end)
    )
