"""The rows of a scene as a table: signs below each other, words, bars from one edge, counts."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from textual.content import Content

from screens.text import plain
from screens.widgets.card import columns, fitted, wrapped
from screens.widgets.lettering import MIDDLE, letters
from screens.widgets.themes_card import colour
from session.views.shared.scene import SceneRow
from session.wording.catalogue import say

Manner = Literal["large", "spaced", "tight", "brief"]
"""In large letters; in plain ones with a free line between rows; without it; with words beside a bar cut."""

_STRONG = "bold $text-accent"
_MEASURE = 96
"""Longer lines are hard to follow from the back of a room."""
_BAR_LEAST, _BAR_MOST = 6, 60
_BAR_ROWS = {1, 2}
"""Rows of a line of letters that its bar fills: the height of its small letters."""
_ROWS_PER_WORDS = 4
"""Rows that the words of one row may take at most in large letters, in lines of letters."""


@lru_cache(maxsize=32)
def drawn_rows(
    rows: tuple[SceneRow, ...], manner: Manner, width: int, height: int
) -> tuple[Content, ...] | None:
    """Return the rows in ``width`` cells; ``None`` where they need more than ``height`` rows."""
    drawn = (
        _large(rows, width, height) if manner == "large" else _small(rows, manner, width, height)
    )
    return None if drawn is None else tuple(drawn)


def _small(
    rows: tuple[SceneRow, ...], manner: Manner, width: int, height: int
) -> list[Content] | None:
    if len(rows) > height:
        return None
    bars = any(row.share for row in rows)
    shown = [row for row in rows if row.weight != "detail"]
    sign = max((_sign(row).cell_length for row in shown), default=0)
    sign += 2 if sign else 0
    count = max((plain(row.count).cell_length for row in rows), default=0)
    inside = min(width, _MEASURE if not bars else width) - sign - (count + 3 if count else 0)
    inside = max(8, inside)
    longest = max((plain(row.text).cell_length for row in shown), default=0)
    words = min(longest, inside * 2 // 5 if bars else inside)
    bar = min(_BAR_MOST, inside - words - 2) if bars else 0
    if bar < _BAR_LEAST:
        bar, words = 0, min(longest, inside)
    lines: list[Content] = []
    for row in rows:
        apart = (manner == "spaced" and row.weight != "detail") + (row.weight == "part")
        lines += [Content("")] * (apart if lines else 0)
        if row.weight == "part":
            lines += wrapped(row.text, width, "bold")
        elif row.weight == "detail":
            lines += _hanging(plain(" " * sign + f"{row.sign} "), row.text, width)
        else:
            lines += _row(row, sign, words, bar, count, 1 if bar and manner == "brief" else 0)
        if len(lines) > height:
            return None
    return lines


def _row(row: SceneRow, sign: int, words: int, bar: int, count: int, most: int) -> list[Content]:
    style = _STRONG if row.weight == "now" else ""
    counted = plain(row.count.rjust(count) if bar else row.count, "bold")
    lead = _sign(row).pad_right(sign - _sign(row).cell_length)
    texts = wrapped(row.text, max(1, words), style, most) or [Content("")]
    after = Content("  ") + counted if row.count else Content("")
    if bar:
        long = max(1, round(row.share * bar)) if row.share else 0
        drawn = plain("▄" * long, colour(row.letter) or "$accent")
        # The count stands at the end of its bar, where the eye is already.
        after = Content("  ") + (drawn + " " if long else drawn) + plain(row.count, "bold")
    if row.count or bar:
        texts[0] = fitted(texts[0], words) + after
    return [lead + texts[0], *(plain(" " * sign) + text for text in texts[1:])]


def _sign(row: SceneRow) -> Content:
    if row.letter:
        # The letter has the full contrast; the colour is the shape's.
        return plain(f"{row.letter} ", "bold") + plain(
            row.shape, f"bold {colour(row.letter)}".strip()
        )
    return plain(row.sign, _STRONG) if row.sign.strip() else plain(row.sign)


def _large(rows: tuple[SceneRow, ...], width: int, height: int) -> list[Content] | None:
    marks = 2 if any(" " in row.sign for row in rows) else 0
    signs = [_large_sign(row, marks) for row in rows]
    sign = max((line.cell_length for one in signs for line in one), default=0) + 2
    bars = any(row.share for row in rows)
    words = (width - sign) // 2 if bars else width - sign
    lines: list[Content] = []
    for row, lead in zip(rows, signs, strict=True):
        if row.weight == "part":
            lines += [Content(""), *wrapped(row.text, width, "bold")]
            continue
        room = min(height - len(lines), MIDDLE.rows if bars else _ROWS_PER_WORDS * MIDDLE.rows)
        text = letters(row.text, MIDDLE, words, room)
        if text is None:
            return None
        style = _STRONG if row.weight == "now" else ""
        leads = [*lead, *[Content("")] * (len(text) - len(lead))]
        block = [
            before.pad_right(sign - before.cell_length) + plain(line, style)
            for before, line in zip(leads, text, strict=True)
        ]
        if bars:
            block = _barred(row, block, sign + words + 2, width)
        elif row.count:
            block = _counted(row.count, block, sign, width)
        lines += block
        if len(lines) > height:
            return None
    return lines


def _large_sign(row: SceneRow, marks: int) -> list[Content]:
    """Return the sign of a row in letters; a shape or a mark, which has none, is small beside them."""
    mark, _, rest = row.sign.rpartition(" ")
    drawn = letters(row.letter or rest, MIDDLE, 40, MIDDLE.rows)
    if drawn is None:
        small = _sign(row)
        return [small if nth == MIDDLE.rows - 2 else Content("") for nth in range(MIDDLE.rows)]
    beside = plain(row.shape, f"bold {colour(row.letter)}") if row.letter else plain(mark, _STRONG)
    room = 0 if row.letter else marks
    wide = max(map(len, drawn))
    style = "bold" if row.letter else _STRONG
    lines: list[Content] = []
    for nth, line in enumerate(drawn):
        foot = nth == MIDDLE.rows - 2
        mine = beside if foot else Content("")
        before = mine.pad_right(room - mine.cell_length) if room else Content("")
        after = Content(" ") + mine if row.letter else Content("")
        lines.append(before + plain(line.ljust(wide), style) + after)
    return lines


def _counted(count: str, block: list[Content], sign: int, width: int) -> list[Content]:
    """Put a count behind the words, or below them where there is no room."""
    foot = len(block) - 2
    words = plain(f"  {count}", "bold")
    if block[foot].cell_length + words.cell_length > width:
        return [*block, plain(" " * sign) + plain(count, "bold")]
    long = max(line.cell_length for line in block)
    behind = block[foot].pad_right(long - block[foot].cell_length) + words
    return [*block[:foot], behind, *block[foot + 1 :]]


def _barred(row: SceneRow, block: list[Content], begin: int, width: int) -> list[Content]:
    """Put a bar two rows high behind the words, and the count where it ends."""
    count = letters(row.count, MIDDLE, width // 6, MIDDLE.rows) or ("", "", row.count, "")
    counted = max(map(len, count)) + 2
    room = min(2 * _BAR_MOST, width - begin - counted)
    long = max(1, round(row.share * room)) if row.share else 0
    bar = plain("█" * long, colour(row.letter) or "$accent")
    lines = []
    for nth, line in enumerate(block):
        behind = bar if nth in _BAR_ROWS else Content(" " * long)
        after = plain(f"  {count[nth]}", "bold")
        lines.append(line.pad_right(begin - line.cell_length) + behind + after)
    return lines


def _hanging(lead: Content, text: str, width: int) -> list[Content]:
    rows = wrapped(text, max(1, width - lead.cell_length))
    return [
        (lead if not nth else plain(" " * lead.cell_length)) + row for nth, row in enumerate(rows)
    ]


def rows_cut(rows: tuple[SceneRow, ...], width: int, height: int) -> list[Content]:
    """Return as many whole rows as fit, side by side where they are short, and how many do not."""
    cells = [_sign(row) + " " + plain(row.text) for row in rows]
    widest = max(cell.cell_length for cell in cells)
    if widest * 2 < width and not any(row.count or row.weight == "part" for row in rows):
        return columns(cells, width, height, widest)
    for kept in range(min(len(rows), height), -1, -1):
        drawn = drawn_rows(rows[:kept], "brief", width, height) if kept else ()
        left = len(rows) - kept
        if drawn is not None and len(drawn) + bool(left) <= height:
            more = [plain(say("console.more", n=left))] if left else []
            return [*drawn, *more]
    return []
