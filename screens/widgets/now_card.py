"""What is on now: the question, as large as fits, and the minutes in words with a bar."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from screens.text import plain
from screens.widgets.card import Card, wrapped
from screens.widgets.lettering import BROAD, LARGE, MIDDLE, Face, letters
from session.model.state import replace
from session.views.board import NowCard
from session.wording.catalogue import say

# Faces for the question and for the minutes, best first: the question comes before the minutes.
_PAIRS: tuple[tuple[Face | None, Face | None], ...] = (
    (LARGE, BROAD),
    (LARGE, MIDDLE),
    (LARGE, None),
    (BROAD, MIDDLE),
    (BROAD, None),
    (MIDDLE, MIDDLE),
    (MIDDLE, None),
    (None, None),
)
_LOW = 16
"""Under so many rows the words around the question are kept as short as can be."""
_STEPS = 200
"""A passing item is drawn in so many steps, so that most ticks change nothing on the screen."""
_BAR_LEAST, _BAR_MOST = 8, 60
"""Cells of a bar beside the minutes."""
_STYLES = {
    "soon": "bold $short",
    "last": "bold $short",
    "over": "bold $over",
    "open": "$quiet",
    "not-started": "$quiet",
    "finished": "$quiet",
}
"""How the minutes look by how the time stands: each colour means one thing only."""
_SIGN_ROWS = 4
OVER = "▲"
"""Stands before the minutes over: the colour is never the only sign."""


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

    def head(self, value: NowCard, width: int) -> str:  # noqa: ARG002 - the name Card calls
        # Before the start the title stands in the line on top alone.
        told = value.title and value.focus and value.stage != "not-started"
        return say("console.now", title=value.title) if told else ""

    def lines(self, value: NowCard, width: int, height: int) -> Sequence[Content]:
        note = wrapped(value.content_note, width, "$quiet", 1 if height < _LOW else 3)
        room = height - len(note)
        question, minutes = _drawn(value, width, room)
        spare = max(0, room - len(question) - len(minutes))
        # The space that is left over stands between the parts, most of it above and below the
        # question, so that no corner of the card lies empty.
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


def _blank(rows: int) -> list[Content]:
    return [Content("")] * rows


def _drawn(now: NowCard, width: int, room: int) -> tuple[list[Content], list[Content]]:
    """Return question and minutes in the largest letters that fit into ``room`` rows."""
    for face, minutes_face in _PAIRS:
        minutes = _minutes(now, minutes_face, width, room)
        if minutes is None:
            continue
        gap = 1 if minutes_face else 0
        question = _question(now.focus or now.title, face, width, room - len(minutes) - gap)
        if question is not None:
            return question, minutes
    return [], []


def _question(text: str, face: Face | None, width: int, room: int) -> list[Content] | None:
    if face is None:
        return wrapped(text, width, "bold", max(1, room))
    drawn = letters(text, face, width, room)
    return None if drawn is None else [plain(line, "bold") for line in drawn]


def _minutes(now: NowCard, face: Face | None, width: int, room: int) -> list[Content] | None:
    """The minutes in words, and their bar: beside them, or under large letters."""
    if not now.left:
        return None if face else []
    style = _STYLES.get(now.stage, "bold")
    over = now.stage == "over"
    if face is None:
        words = plain(f"{OVER} {now.left}" if over else now.left, style)
        return [words + _beside(now, width - words.cell_length)]
    sign = _triangle(face.rows) if over else [""] * face.rows
    drawn = letters(now.left, face, width - len(sign[0]) - 2, min(room - 1, face.rows))
    if drawn is None or not _passes(now):
        return None
    rows = [f"{at}  {line}" if at else line for at, line in zip(sign, drawn, strict=True)]
    return [*(plain(row, style) for row in rows), _bar(now, width)]


def _triangle(rows: int) -> list[str]:
    """The sign of time over, beside letters of so many rows and no higher than their middle."""
    high = min(rows, _SIGN_ROWS)
    drawn = [f"{'▟' + '██' * nth + '▙':^{2 * high}}" for nth in range(high)]
    above = (rows - high + 1) // 2
    return [*[" " * 2 * high] * above, *drawn, *[" " * 2 * high] * (rows - high - above)]


def _passes(now: NowCard) -> bool:
    """Tell whether time passes that has an end, so that a bar tells something."""
    return now.stage in {"calm", "soon", "last", "over"} or bool(now.share)


def _beside(now: NowCard, room: int) -> Content:
    wide = min(_BAR_MOST, room - 2)
    if wide < _BAR_LEAST or not _passes(now):
        return Content("")
    return "  " + _bar(now, wide)


def _bar(now: NowCard, width: int) -> Content:
    """The time spent of what was planned; once it is over, what was planned of the time spent."""
    if now.stage == "over":
        planned = min(width - 1, round((1 - now.over) * width))
        return plain("━" * planned, "$quiet") + plain(
            OVER + "━" * (width - planned - 1), "bold $over"
        )
    passed = round(max(0.0, min(1.0, now.share)) * width)
    style = "$short" if now.stage in {"soon", "last"} else "$foreground"
    return plain("━" * passed, style) + plain("─" * (width - passed), "$rule")
