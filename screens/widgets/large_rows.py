"""The rows of a scene in large letters: signs, words, bars and counts, all at one size."""

from __future__ import annotations

from typing import NamedTuple

from textual.content import Content

from screens.text import plain
from screens.widgets.card import wrapped
from screens.widgets.lettering import INK, baseline_at, drawn_at, hanging_at, width_at
from screens.widgets.scene_rows import Block
from screens.widgets.signed import signed, signed_rows, signs_width
from screens.widgets.themes_card import colour
from session.views.shared.scene import SceneRow

_ACCENT = "$text-accent"
_WORDS = 0.5
"""Share of the width for the words, next to bars."""
_COUNT = 4
"""Maximum share of a count in the width, as a divisor; a longer one is drawn in words."""
_ROOMY = 14
"""Pixels from which on rows of a list are evenly apart; the smallest letters need the space."""
_HANGING = 0.25
"""How far letters hang down, in em, with a little space."""
_BAR = 0.5
"""Height of a bar, in em: as high as lower-case letters."""


class _Columns(NamedTuple):
    """In cells: start and width of the words, and width of counts in letters (0: in words)."""

    lead: int
    words: int
    counts: int


def rows_at(rows: tuple[SceneRow, ...], size: int, width: int) -> tuple[int, ...] | None:
    """Return how many lines each row needs at ``size``; ``None`` if one can't be drawn."""
    columns = _columns(rows, size, width)
    if columns is None:
        return None
    found = []
    for row in rows:
        if row.weight == "part":
            found.append(1 + len(wrapped(row.text, width, "bold")))
            continue
        lines = signed_rows(_signs(row), row.text, size, columns.words, columns.lead)
        if lines is None:
            return None
        under = bool(row.count) and not any(one.share for one in rows) and not columns.counts
        found.append(lines + under + _apart(row, size, columns.words - columns.lead))
    return tuple(found)


def rows_in_letters(
    rows: tuple[SceneRow, ...], size: int, width: int, *, smooth: bool
) -> tuple[Block, ...] | None:
    """Return the block of each row; ``None`` if one can't be drawn."""
    columns = _columns(rows, size, width)
    if columns is None:
        return None
    bars = any(row.share for row in rows)
    blocks: list[Block] = []
    for row in rows:
        if row.weight == "part":
            blocks.append([Content(""), *wrapped(row.text, width, "bold")])
            continue
        ink = _ACCENT if row.weight == "now" else INK
        block = signed(_inked(row), row.text, size, columns.words, columns.lead, ink, smooth=smooth)
        if block is None:
            return None
        foot = max(baseline_at(one, size) for one in (*_signs(row), row.text))
        if bars:
            block = _barred(row, block, columns, size, width, foot, smooth)
        elif row.count and columns.counts:
            count = drawn_at(row.count, size, width, INK, smooth=smooth) or ()
            block = _beside(block, list(count), columns.words, foot - baseline_at(row.count, size))
        elif row.count:
            block = [*block, plain(" " * columns.lead) + plain(row.count, "bold")]
        blocks.append(block + [Content("")] * _apart(row, size, columns.words - columns.lead))
    return tuple(blocks)


def _columns(rows: tuple[SceneRow, ...], size: int, width: int) -> _Columns | None:
    lines = [row for row in rows if row.weight != "part"]
    signs = [" ".join(_signs(row)) for row in lines]
    lead = signs_width(signs, size)
    if lead is None or any(row.weight == "detail" for row in rows):
        return None
    counts = [width_at(row.count, size) for row in lines if row.count]
    count = max((one or width for one in counts), default=0)
    count = count + size if count <= width // _COUNT else 0
    if any(row.share for row in rows):
        return _Columns(lead, round(width * _WORDS), count)
    return _Columns(lead, width - count, count)


def _apart(row: SceneRow, size: int, width: int) -> int:
    """Return the free rows after a row, so that all are as far apart as if letters hung down in each."""
    if size < _ROOMY:
        return 0
    return max(0, round(_HANGING * size / 2) - hanging_at(row.text, size, width))


def _signs(row: SceneRow) -> list[str]:
    return [part for part, _ in _inked(row)]


def _inked(row: SceneRow) -> list[tuple[str, str]]:
    if row.letter:
        # The letter has the full contrast; the colour is the shape's.
        return [(row.letter, INK), (row.shape, colour(row.letter) or INK)]
    return [(row.sign.strip(), _ACCENT)] if row.sign.strip() else []


def _barred(
    row: SceneRow,
    block: Block,
    columns: _Columns,
    size: int,
    width: int,
    foot: int,
    smooth: bool,
) -> Block:
    """Put a bar after the first line of words, and the count at its end."""
    begin = columns.words + 1
    most = width - begin - (columns.counts or plain(row.count).cell_length + 2)
    long = max(1, round(row.share * max(1, most))) if row.share else 0
    high = max(1, round(_BAR * size / 2))
    bar = plain("█" * long, colour(row.letter) or "$accent")
    block = block + [Content("")] * (foot - len(block))
    for nth in range(max(0, foot - high), foot):
        block[nth] = block[nth].pad_right(max(0, begin - block[nth].cell_length)) + bar
    count = drawn_at(row.count, size, width, INK, smooth=smooth) if columns.counts else None
    if count is None:
        block[foot - 1] = block[foot - 1] + "  " + plain(row.count, "bold")
        return block
    return _beside(block, list(count), begin + long + 2, foot - baseline_at(row.count, size))


def _beside(block: Block, other: Block, at: int, down: int) -> Block:
    """Put ``other`` next to a block, from cell ``at`` on, ``down`` rows below its first."""
    rows = block + [Content("")] * (down + len(other) - len(block))
    for nth, row in enumerate(other, max(0, down)):
        rows[nth] = rows[nth].pad_right(max(0, at - rows[nth].cell_length)) + row
    return rows
