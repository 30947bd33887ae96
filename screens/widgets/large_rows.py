"""The rows of a scene in large letters: signs, words, bars and counts, all at one size."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from textual.content import Content

from screens.text import plain
from screens.widgets.card import wrapped
from screens.widgets.lettering import INK, baseline_at, drawn_at, hanging_at, width_at
from screens.widgets.lettering import rows_at as text_rows
from screens.widgets.scene_rows import Block
from screens.widgets.signed import signed, signed_rows, signs_width
from screens.widgets.themes_card import colour
from session.views.shared.scene import SceneRow

_ACCENT = "$text-accent"
_WORDS = 0.5
"""Share of the width for the words, next to bars."""
_COUNT = 4
"""Maximum share of a count in the width, as a divisor; a longer one is drawn in words."""
_LEAD = 4
"""Maximum share of the signs in the width, as a divisor, before they are tried in words."""
_BULLET = "•"
"""It means nothing on a line without words."""
_ROOMY = 14
"""Pixels from which on rows of a list are evenly apart; the smallest letters need the space."""
_HANGING = 0.25
"""How far letters hang down, in em, with a little space."""
_BAR_APART = 0.25
"""Space between words and bars, in em, so that a bar is not read as a letter."""
_BAR = 0.5
"""Height of a bar, in em: as high as lower-case letters."""


Counted = Literal["bars", "beside", "below", "above"]
"""Where counts are: at the end of bars beside the words, beside or below these, or above with the signs in words."""


class Columns(NamedTuple):
    """In cells: start and end of the words, and width of counts in letters (0: in words)."""

    lead: int
    words: int
    counts: int
    counted: Counted


def rows_at(
    rows: tuple[SceneRow, ...], size: int, width: int, *, loose: int = 0
) -> tuple[int, ...] | None:
    """Return how many lines each row needs at ``size``; ``None`` if one can't be drawn.

    ``loose``: 0 for counts in letters where there are any, 1 if they may be in words below, 2 if also the signs may
    be in words, above, so that the words have the whole width.
    """
    found = _laid_out(rows, size, width, loose)
    return found and found[1]


def columns_at(
    rows: tuple[SceneRow, ...], size: int, width: int, *, loose: int = 0
) -> Columns | None:
    """Return the columns that need the fewest lines at ``size``; ``None`` if a row can't be drawn."""
    found = _laid_out(rows, size, width, loose)
    return found and found[0]


def rows_in_letters(
    rows: tuple[SceneRow, ...], size: int, width: int, *, smooth: bool, loose: int = 0
) -> tuple[Block, ...] | None:
    """Return the block of each row; ``None`` if one can't be drawn."""
    columns = columns_at(rows, size, width, loose=loose)
    if columns is None:
        return None
    blocks: list[Block] = []
    for row in rows:
        if row.weight == "part":
            blocks.append([Content(""), *wrapped(row.text, width, "bold")])
            continue
        block = _lettered(row, columns, size, width, smooth)
        if block is None:
            return None
        blocks.append(block + [Content("")] * _apart(row, size, columns.words - columns.lead))
    return tuple(blocks)


def _lettered(row: SceneRow, columns: Columns, size: int, width: int, smooth: bool) -> Block | None:
    ink = _ACCENT if row.weight == "now" else INK
    marks = [] if columns.counted == "above" else _inked(row)
    block = signed(marks, row.text, size, columns.words, columns.lead, ink, smooth=smooth)
    if block is None:
        return None
    small = _line(row, columns, width)
    if columns.counted == "above":
        return [*small, *block]
    if columns.counted == "below":
        return [*block, *small]
    foot = max(baseline_at(one, size) for one in (*_signs(row), row.text))
    if columns.counted == "bars":
        return _barred(row, block, columns, size, width, foot, smooth)
    count = drawn_at(row.count, size, width, INK, smooth=smooth) if row.count else None
    down = foot - baseline_at(row.count, size)
    return _beside(block, list(count), columns.words, down) if count else block


@lru_cache(maxsize=64)
def _laid_out(
    rows: tuple[SceneRow, ...], size: int, width: int, loose: int
) -> tuple[Columns, tuple[int, ...]] | None:
    """Return the columns that need the fewest lines, and the lines of each row."""
    found = []
    for columns in _layouts(rows, size, width, loose):
        heights = [_height(row, columns, size, width) for row in rows]
        known = tuple(one for one in heights if one is not None)
        if len(known) == len(rows):
            found.append((columns, known))
    return min(found, key=lambda one: sum(one[1]), default=None)


def _height(row: SceneRow, columns: Columns, size: int, width: int) -> int | None:
    if row.weight == "part":
        return 1 + len(wrapped(row.text, width, "bold"))
    signs = [] if columns.counted == "above" else _signs(row)
    lines = signed_rows(signs, row.text, size, columns.words, columns.lead)
    if lines is None:
        return None
    lines = max(lines, _count_ends(row, columns, size, width)) + len(_line(row, columns, width))
    return lines + _apart(row, size, columns.words - columns.lead)


def _count_ends(row: SceneRow, columns: Columns, size: int, width: int) -> int:
    """Return the row after the last of a count next to the words; 0 if there is none."""
    if columns.counted not in {"bars", "beside"}:
        return 0
    foot = max(baseline_at(one, size) for one in (*_signs(row), row.text))
    if not columns.counts:
        return foot
    rows = text_rows(row.count, size, width) or 0 if row.count else 0
    return max(foot, max(0, foot - baseline_at(row.count, size)) + rows)


def _layouts(rows: tuple[SceneRow, ...], size: int, width: int, loose: int) -> Iterator[Columns]:
    """Yield the layouts, best first among those with as many lines."""
    lines = [row for row in rows if row.weight != "part"]
    lead = signs_width([" ".join(_signs(row)) for row in lines], size)
    if any(row.weight == "detail" for row in rows):
        return
    if lead is not None:
        counts = [width_at(row.count, size) for row in lines if row.count]
        count = max((one or width for one in counts), default=0)
        count = count + size if count <= width // _COUNT else 0
        if any(row.share for row in rows):
            yield Columns(lead, round(width * _WORDS), count, "bars")
        elif count:
            yield Columns(lead, width - count, count, "beside")
        if loose or not any(row.count or row.share for row in lines):
            yield Columns(lead, width, 0, "below")
    above = loose > 1 or lead is None or lead > width // _LEAD
    if above and not any(row.letter for row in rows):
        yield Columns(0, width, 0, "above")


def _small(row: SceneRow, lead: Content, width: int) -> Block:
    """Return one line in words: ``lead``, then the bar, if any, and the count at its end."""
    if not row.count and not row.share and not lead.plain.strip():
        return []
    counted = plain(row.count, "bold")
    most = width - lead.cell_length - counted.cell_length - 2
    long = max(1, round(row.share * max(1, most))) if row.share else 0
    bar = plain("▄" * long, colour(row.letter) or "$accent")
    return [lead + (bar + "  " if long else bar) + counted]


def _line(row: SceneRow, columns: Columns, width: int) -> Block:
    """Return the line above or below the words of a row, if it has one."""
    if columns.counted == "above":
        told = row.sign.strip().strip(_BULLET)
        return _small(row, plain(told + "  " * bool(told), f"bold {_ACCENT}"), width)
    if columns.counted == "below":
        return _small(row, plain(" " * columns.lead), width)
    return []


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
    columns: Columns,
    size: int,
    width: int,
    foot: int,
    smooth: bool,
) -> Block:
    """Put a bar after the first line of words, and the count at its end."""
    begin = columns.words + round(_BAR_APART * size)
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
