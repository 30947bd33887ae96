"""The rows of a scene as a table in words: aligned signs, text, bars and counts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, TypeVar

from textual.content import Content

from screens.text import plain
from screens.widgets.card import fitted, wrapped
from screens.widgets.themes_card import colour
from session.views.shared.scene import SceneRow

Manner = Literal["spaced", "tight"]
"""With a blank line between rows, or without."""
Block = list[Content]
"""The drawing of one row; leading empty lines separate it from the one above."""
T = TypeVar("T", int, Block)

STRONG = "bold $text-accent"
MEASURE = 96
"""Longer lines are hard to follow from the back of a room."""
_BAR_LEAST, _BAR_MOST = 6, 60
_WORDS_LEAST = 16
"""Minimum columns of a row's words next to its count; else the count is below them."""


@lru_cache(maxsize=16)
def rows_in_words(
    rows: tuple[SceneRow, ...], manner: Manner, width: int, style: str = ""
) -> tuple[Block, ...]:
    """Return the block of each row, in ``width`` cells."""
    bars = any(row.share for row in rows)
    shown = [row for row in rows if row.weight != "detail"]
    lead = max((_sign(row).cell_length for row in shown), default=0)
    lead += 2 if lead else 0
    count = max((plain(row.count).cell_length for row in rows), default=0)
    inside = (width if bars else min(width, MEASURE)) - lead
    beside = count + 3 if count and inside - count - 3 >= _WORDS_LEAST else 0
    inside = max(1, inside - beside)
    longest = max((plain(row.text).cell_length for row in shown), default=0)
    words = min(longest, inside * 2 // 5 if bars else inside)
    bar = min(_BAR_MOST, inside - words - 2) if bars and beside else 0
    if bar < _BAR_LEAST:
        bar, words = 0, min(longest, inside)
    blocks: list[Block] = []
    for row in rows:
        apart = (manner == "spaced" and row.weight != "detail") + (row.weight == "part")
        block = [Content("")] * (apart if blocks else 0)
        if row.weight == "part":
            block += wrapped(row.text, width, "bold")
        elif row.weight == "detail":
            block += _hanging(plain(" " * lead + f"{row.sign} "), row.text, width)
        else:
            block += _row(row, lead, words, bar, bool(beside), style)
        blocks.append(block)
    return tuple(blocks)


def with_headings(rows: tuple[SceneRow, ...], parts: Sequence[T]) -> list[T]:
    """Return blocks, or their heights, with each heading joined to the block below it."""
    found: list[T] = []
    for nth, (row, part) in enumerate(zip(rows, parts, strict=True)):
        headed = nth and rows[nth - 1].weight == "part" and row.weight != "part"
        found.append(found.pop() + part if headed else part)
    return found


def _row(row: SceneRow, lead: int, words: int, bar: int, beside: bool, style: str) -> Block:
    texts = wrapped(row.text, max(1, words), STRONG if row.weight == "now" else style)
    texts = texts or [Content("")]
    counted = plain(row.count, "bold")
    if bar:
        long = max(1, round(row.share * bar)) if row.share else 0
        drawn = plain("▄" * long, colour(row.letter) or "$accent")
        # The count is at the end of its bar, where the eye is already.
        texts[0] = fitted(texts[0], words) + "  " + (drawn + " " if long else drawn) + counted
    elif row.count and beside:
        texts[0] = fitted(texts[0], words) + "  " + counted
    elif row.count:
        texts += wrapped(row.count, max(1, words), "bold")
    sign = _sign(row).pad_right(lead - _sign(row).cell_length)
    return [sign + texts[0], *(plain(" " * lead) + text for text in texts[1:])]


def _sign(row: SceneRow) -> Content:
    if row.letter:
        # The letter has the full contrast; the colour belongs to the shape.
        shape = plain(row.shape, f"bold {colour(row.letter)}".strip())
        return plain(f"{row.letter} ", "bold") + shape
    return plain(row.sign, STRONG) if row.sign.strip() else plain(row.sign)


def _hanging(lead: Content, text: str, width: int) -> Block:
    rows = wrapped(text, max(1, width - lead.cell_length))
    return [
        (lead if not nth else plain(" " * lead.cell_length)) + row for nth, row in enumerate(rows)
    ]
