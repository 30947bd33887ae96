"""The scenes about time: today's agenda, the current item, the break. Minutes in words, never seconds."""

from __future__ import annotations

from typing import Literal

from session.model.agenda import Item
from session.model.state import Instant, State
from session.rules import themes
from session.rules.agenda_clock import total_min
from session.rules.local_time import local_hhmm
from session.rules.timing import Line, Stage, Timing, timing
from session.views.format_time import break_words, finish_words, left_words, next_words, until_words
from session.views.shared.scene import SceneRow, SharedScene
from session.wording.catalogue import say

_TIMES: dict[Stage, Literal["short", "over"]] = {"soon": "short", "last": "short", "over": "over"}
_MARKS = {"done": "✓", "now": "▶"}


def agenda(state: State, now: Instant) -> SharedScene:
    """Return today's items with their clock times (P15)."""
    time = timing(state, now)
    kept = [line for line in time.lines if line.state != "dropped"]
    return SharedScene(
        "agenda",
        "",
        say("opening.today"),
        under="" if time.stage == "not-started" else finish_words(state, time),
        rows=tuple(_row(state, line) for line in kept),
        largest="rows",
    )


def _row(state: State, line: Line) -> SceneRow:
    item = state.items[line.item]
    # After the end, items that were not reached have no time.
    timeless = state.closing.ended_t is not None and line.state in {"next", "later"}
    at = "" if timeless else local_hhmm(state, line.start)
    minutes = total_min(item)
    return SceneRow(
        item.title,
        f"{_MARKS.get(line.state, ' ')} {at}".rstrip(),
        "" if minutes is None else say("shared.minutes", n=minutes),
        weight="now" if line.state == "now" else "line",
        # In large letters, finished items make room for the remaining ones.
        extra=line.state == "done" and state.closing.ended_t is None,
    )


def now_on(state: State, now: Instant) -> SharedScene:
    """Return the focus point and the minutes left (P19, P20)."""
    time = timing(state, now)
    item = state.items.get(time.item)
    if item is None:
        return _nothing_on(state, time)
    remarks = [item.content_note, say("note.step_out")] if item.content_note else []
    if item.kind == "ideas" and state.ideas:
        remarks.append(themes.summary(state))
    return SharedScene(
        "now",
        item.title if item.focus else "",
        item.focus or item.title,
        left_words(time),
        until_words(state, time),
        remarks=tuple(remarks),
        time=_TIMES.get(time.stage, ""),
        foot=_coming(state, time),
    )


def _nothing_on(state: State, time: Timing) -> SharedScene:
    under = next_words(state, time) if time.stage == "not-started" else finish_words(state, time)
    return SharedScene("now", state.meta.title, left_words(time), under=under)


def _coming(state: State, time: Timing) -> str:
    return " · ".join(filter(None, (break_words(state, time), finish_words(state, time))))


def pause(state: State, now: Instant) -> SharedScene:
    """Return when we continue, and in how many minutes; without a current break, when the next one is (P22)."""
    time = timing(state, now)
    item = state.items.get(time.item)
    if item is not None and item.kind == "break":
        return _break_on(state, time, item)
    line = time.next_break
    if line is None:
        return SharedScene("break", say("shared.break"), say("shared.break.none"))
    at, back = local_hhmm(state, line.start), local_hhmm(state, line.end)
    return SharedScene(
        "break",
        say("shared.break"),
        say("shared.break.next", at=at),
        under=say("shared.break.back", at=back),
    )


def _break_on(state: State, time: Timing, item: Item) -> SharedScene:
    left = time.left_s
    if time.stage == "paused" or left is None or time.ends_at is None:
        headline, figure = say("shared.break.open"), ""
    elif left <= 0:
        headline, figure = say("shared.break.over"), ""
    else:
        headline = say("shared.break.until", at=local_hhmm(state, time.ends_at))
        # Half minutes are rounded up, so that nobody returns to an empty room a minute early.
        figure = say("shared.break.left", n=max(1, int(left / 60 + 0.5)))
    following = state.items.get(time.next)
    then = say("shared.break.then", title=following.title) if following else ""
    return SharedScene("break", item.title, headline, figure, then)
