"""The current item: the question, as large as fits, and the minutes in words with a bar."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from screens.text import plain
from screens.widgets.card import Card, wrapped
from screens.widgets.lettering import LEAST, drawn_at, largest, rows_at, smooth_in
from screens.widgets.typeface import are_loaded
from session.model.state import replace
from session.views.board import NowCard
from session.wording.catalogue import say

_SECOND = 0.65
"""The size of the minutes relative to the question, which is never the smaller one."""
_LOW = 16
"""With fewer rows than this the words around the question are kept as short as possible."""
_STEPS = 200
"""Number of steps in which a passing item is drawn, so that most ticks change nothing on the screen."""
_BAR_LEAST, _BAR_MOST = 8, 60
"""Columns of a bar next to the minutes."""
_STYLES = {
    "soon": "bold $short",
    "last": "bold $short",
    "over": "bold $over",
    "open": "$quiet",
    "not-started": "$quiet",
    "finished": "$quiet",
}
"""The style of the minutes by stage: each colour has one meaning only."""
OVER = "▲"
"""Shown before the minutes of overrun: the colour is never the only sign."""


class NowPanel(Card[NowCard]):
    """The one card with the accent."""

    DEFAULT_CSS = """
    NowPanel {
        border: round $accent;
        border-title-color: $accent;
        padding: 0 1;
    }
    """

    def validate_value(self, value: NowCard | None) -> NowCard | None:
        if value is None:
            return None
        return replace(value, share=_step(value.share), over=_step(value.over))

    def head(self, value: NowCard, width: int) -> str:  # noqa: ARG002 - Card's signature
        # Before the start the title is only in the line at the top.
        told = value.title and value.focus and value.stage != "not-started"
        return say("console.now", title=value.title) if told else ""

    def in_letters(self, width: int, height: int) -> bool:
        """Return whether the question is drawn in letters in ``width`` cells and ``height`` rows."""
        now = self.value
        if now is None or not are_loaded():
            return False
        room = height - len(_note(now, width, height)) - len(_minutes(now, width))
        return bool(_alone(now.focus or now.title, width, room))

    def lines(self, value: NowCard, width: int, height: int) -> Sequence[Content]:
        note = _note(value, width, height)
        room = height - len(note)
        # The libraries take a tenth of the time to the first paint: it shows the words as they are, and the app
        # repaints this once they are loaded.
        large = are_loaded()
        question, minutes = _drawn(value, width, room, smooth=smooth_in(self.app), large=large)
        spare = max(0, room - len(question) - len(minutes))
        # The remaining space is between the parts, most of it above and below the
        # question, so that no corner of the card is empty.
        above = min(spare // 3, 4)
        between = min(spare - above, max(1, spare // 3)) if spare else 0
        return [
            *_blank(above),
            *question,
            *_blank(between),
            *minutes,
            *_blank(spare - above - between),
            *note,
        ]


def _step(share: float) -> float:
    return round(share * _STEPS) / _STEPS


def _note(now: NowCard, width: int, height: int) -> list[Content]:
    most = 1 if height < _LOW else 3
    return [
        line
        for one in (now.aside, now.content_note)
        for line in wrapped(one, width, "$quiet", most)
    ]


def _alone(text: str, width: int, room: int) -> int:
    """Return the largest size of the question in ``room`` rows; 0 if letters don't fit."""
    return largest(lambda size: 0 < (rows_at(text, size, width) or 0) <= room)


def _blank(rows: int) -> list[Content]:
    return [Content("")] * rows


def _drawn(
    now: NowCard, width: int, room: int, *, smooth: bool, large: bool
) -> tuple[list[Content], list[Content]]:
    """Return question and minutes in the largest letters that fit into ``room`` rows."""
    text, left = now.focus or now.title, _left(now)

    def fits(size: int) -> bool:
        question, minutes = rows_at(text, size, width), rows_at(left, _second(size), width)
        if question is None or minutes is None or size <= LEAST:
            return False
        # A bar is below large minutes, after a blank row.
        return question + minutes + 2 <= room

    small = _minutes(now, width)
    if not large:
        return wrapped(text, width, "bold", max(1, room - len(small))), small
    both = largest(fits) if _passes(now) else 0
    alone = _alone(text, width, room - len(small))
    if both and both >= _SECOND * alone:
        ink = _STYLES.get(now.stage, "$foreground").removeprefix("bold ")
        minutes = drawn_at(left, _second(both), width, ink, smooth=smooth) or ()
        question = drawn_at(text, both, width, smooth=smooth) or ()
        return list(question), [*minutes, _bar(now, width)]
    if alone:
        return list(drawn_at(text, alone, width, smooth=smooth) or ()), small
    return wrapped(text, width, "bold", max(1, room - len(small))), small


def _second(size: int) -> int:
    return max(LEAST, round(size * _SECOND))


def _left(now: NowCard) -> str:
    return f"{OVER} {now.left}" if now.stage == "over" else now.left


def _minutes(now: NowCard, width: int) -> list[Content]:
    """Return the minutes in words, with their bar next to them."""
    if not now.left:
        return []
    words = plain(_left(now), _STYLES.get(now.stage, "bold"))
    return [words + _beside(now, width - words.cell_length)]


def _passes(now: NowCard) -> bool:
    """Return whether an item with an end is running, so that a bar is meaningful."""
    return now.stage in {"calm", "soon", "last", "over"} or bool(now.share)


def _beside(now: NowCard, room: int) -> Content:
    wide = min(_BAR_MOST, room - 2)
    if wide < _BAR_LEAST or not _passes(now):
        return Content("")
    return "  " + _bar(now, wide)


def _bar(now: NowCard, width: int) -> Content:
    """Return the bar: elapsed of planned time; after the end, planned of elapsed time."""
    if now.stage == "over":
        planned = min(width - 1, round((1 - now.over) * width))
        return plain("━" * planned, "$quiet") + plain(
            OVER + "━" * (width - planned - 1), "bold $over"
        )
    passed = round(max(0.0, min(1.0, now.share)) * width)
    style = "$short" if now.stage in {"soon", "last"} else "$foreground"
    return plain("━" * passed, style) + plain("─" * (width - passed), "$rule")
