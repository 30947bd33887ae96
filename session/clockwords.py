"""Time in words, as the room reads it: whole minutes, no ticking seconds, no blame."""

from __future__ import annotations

from session.state import State
from session.timing import Timing, local_hhmm
from session.wording.catalogue import say


def left_words(time: Timing) -> str:
    """Return the time left of the item under way: "about 12 minutes left"."""
    match time.stage:
        case "not-started":
            return say("agenda.not_started")
        case "finished":
            return say("agenda.finished")
        case "open":
            return say("agenda.open")
        case "calm" | "soon" | "last" | "over" | "paused":
            pass
    words = _minutes(time.left_s or 0.0)
    return say("agenda.paused", left=words) if time.stage == "paused" else words


def _minutes(left_s: float) -> str:
    minutes = round(abs(left_s) / 60)
    if left_s > 0:
        return say("agenda.left", n=minutes) if left_s >= 60 else say("agenda.less_than_minute")
    return say("agenda.over", n=minutes) if left_s <= -60 else say("agenda.up")


def finish_words(state: State, time: Timing) -> str:
    """Return when the session will finish, beside the plan, without judging it."""
    at = local_hhmm(state, time.finish)
    if time.stage == "finished":
        return say("agenda.finished_at", at=at)
    if time.open_ended:
        return say("agenda.finish_open", at=at)
    minutes = round(abs(time.offset_s) / 60)
    if minutes <= 1:
        return say("agenda.finish_planned", at=at)
    return say(
        "agenda.finish_later" if time.offset_s > 0 else "agenda.finish_earlier", at=at, n=minutes
    )


def until_words(state: State, time: Timing) -> str:
    """Return until when the item under way goes, and what follows it."""
    if not time.item:
        return ""
    following = state.items.get(time.next)
    if following is None:
        then = say("agenda.then_end")
    elif following.kind == "break" and following.minutes is not None:
        then = say("agenda.then_break", n=following.minutes + following.added_min)
    else:
        then = say("agenda.then", title=following.title)
    if time.ends_at is None:
        return then[0].upper() + then[1:]
    return say("agenda.until", at=local_hhmm(state, time.ends_at), then=then)


def next_words(state: State, time: Timing) -> str:
    """Return the item that follows and when: "Next at 11:00: Break"; empty when none does."""
    line = next((line for line in time.lines if line.item == time.next), None)
    if line is None:
        return ""
    return say("agenda.next", at=local_hhmm(state, line.start), title=state.items[line.item].title)


def break_words(state: State, time: Timing) -> str:
    """Return the break's times: the one under way or the next; empty when none is left."""
    current = state.items.get(time.item)
    if current is not None and current.kind == "break" and time.ends_at is not None:
        return say("agenda.break_now", back=local_hhmm(state, time.ends_at))
    line = time.next_break
    if line is None:
        return ""
    return say(
        "agenda.break_at", at=local_hhmm(state, line.start), back=local_hhmm(state, line.end)
    )
