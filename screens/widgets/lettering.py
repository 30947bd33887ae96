"""Large letters in half blocks, two pixels a cell, readable from the back of a hall.

``letters`` takes the largest size that fits. A caller that sets several texts on one page asks ``rows_at`` how
many rows each needs at a size, finds the size with ``largest``, and draws with ``drawn_at``. Each returns ``None``
for a text that no typeface covers, or for a size at which its strokes would be thinner than one and a half cells;
the caller then shows bold words.

Edges are smooth if colours can be mixed: a pixel's coverage becomes an opacity of the ink, so that letters depend
on neither background nor theme. In 16 colours, and without, cells are full or empty, and glyphs are fitted to them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from math import ceil
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content, Span

from screens.text import plain
from screens.widgets.glyphs import bitmap
from screens.widgets.typeface import Piece, Shaped, Word, shaped, visual

if TYPE_CHECKING:
    from textual.app import App

LEAST = 12
"""Pixels: below this the strokes of every face are thinner than one and a half cells."""
MOST = 64
INK = "$foreground"

_STEPS = 6
"""Number of shades between no ink and full ink: more are indistinguishable, and make lines longer to send."""
_FAINT = 0.42
"""A row of pixels with less coverage is dropped: FreeType rounds heights to the nearest row."""
_MIDDLE = 0.25
"""Half the height of small letters, in em."""
_APART = 0.08
"""Minimum space between lines, in em."""


_LOWER = bytes(round(cover * _STEPS / 255) for cover in range(256))
_UPPER = bytes(shade * (_STEPS + 1) for shade in _LOWER)
"""From coverage to shades, for each half of a cell, which is one number: both of its shades."""
_BLOCKS = {
    upper * (_STEPS + 1) + lower: (
        " █"[upper > 0] if upper == lower else "▀" if upper > lower else "▄"
    )
    for upper in range(_STEPS + 1)
    for lower in range(_STEPS + 1)
}
_RUNS = re.compile(rb"([^\0])\1*", re.DOTALL)


class Line(NamedTuple):
    """The words of one line, and their width in pixels."""

    words: tuple[Word, ...]
    wide: int


def letters(
    text: str, width: int, height: int, ink: str = INK, *, smooth: bool = True, most: int = MOST
) -> tuple[Content, ...] | None:
    """Return ``text`` in the largest letters that fit ``width`` cells and ``height`` rows."""
    size = largest(lambda size: (rows_at(text, size, width) or height + 1) <= height, most)
    return drawn_at(text, size, width, ink, smooth=smooth) if size else None


def largest(fits: Callable[[int], bool], most: int = MOST, least: int = LEAST) -> int:
    """Return the largest size in pixels that fits, by bisection; 0 if the smallest does not."""
    low, high = least - 1, most
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(middle) else (low, middle - 1)
    return low if low >= least else 0


def rows_at(text: str, size: int, width: int) -> int | None:
    """Return how many rows ``text`` needs at ``size`` in ``width`` cells; ``None`` if it can't be drawn."""
    found = shaped(text)
    lines = found and _evened(found, size, width)
    if not found or not lines:
        return None
    above, _, pitch = _rows(found, size)
    return above + pitch * (len(lines) - 1) + _below(lines[-1], size)


def least_of(text: str) -> int:
    """Return the smallest size at which ``text`` can be drawn."""
    found = shaped(text)
    return found.least if found else LEAST


def width_at(text: str, size: int) -> int | None:
    """Return how many cells ``text`` needs at ``size`` in one line."""
    found = shaped(text)
    if found is None:
        return None
    gaps = sum(word.gap.width for word in found.words[1:])
    return ceil((sum(word.width for word in found.words) + gaps) * size)


def baseline_at(text: str, size: int) -> int:
    """Return how many rows of the first line are above the baseline."""
    found = shaped(text)
    return _rows(found, size)[0] if found else 0


def hanging_at(text: str, size: int, width: int) -> int:
    """Return how many rows of the last line are below the foot of its letters."""
    found = shaped(text)
    lines = found and _evened(found, size, width)
    return _below(lines[-1], size) if lines else 0


# What fills a screen takes 150 kB. The board has few texts, and the pages of the room view are kept as pages.
@lru_cache(maxsize=6)
def drawn_at(
    text: str, size: int, width: int, ink: str = INK, *, smooth: bool = True
) -> tuple[Content, ...] | None:
    """Return ``text`` at ``size``, its lines as even as possible; right-to-left lines are right-aligned."""
    found = shaped(text)
    lines = found and _evened(found, size, width)
    if not found or not lines:
        return None
    above, below, pitch = _rows(found, size)
    widest = max(line.wide for line in lines)
    rows: list[Content] = []
    for line in lines:
        rows += [Content("")] * (pitch - above - below if rows else 0)
        indent = widest - line.wide if found.from_right else 0
        deep = _below(line, size) if line is lines[-1] else below
        drawn = _cells(_pixels(line, indent, size, above, deep, smooth), ink)
        rows += _with_pictures(drawn, line, indent, size, above)
    return tuple(rows)


def smooth_in(app: App[object]) -> bool:
    """Whether the terminal mixes colours: not in a theme of 16, nor if it has no more."""
    return not app.native_ansi_color and app.console.color_system in {"truecolor", "256"}


def _rows(text: Shaped, size: int) -> tuple[int, int, int]:
    """Return the rows above and below the baseline, and the line height."""
    top, bottom = ceil(text.top * size - _FAINT), ceil(-text.bottom * size - _FAINT)
    above, below = (top + 1) // 2, (bottom + 1) // 2
    between = 2 * (above + below) - top - bottom
    return above, below, above + below + (between < _APART * size)


def _below(line: Line, size: int) -> int:
    """Return the rows that the last line needs below the baseline: 0 without descenders."""
    bottom = min(piece.bottom for word in line.words for piece in word.pieces)
    return (ceil(-bottom * size - _FAINT) + 1) // 2


def _broken(text: Shaped, size: int, width: int) -> tuple[Line, ...] | None:
    """Break into as few lines as possible; ``None`` if strokes are too thin or a word too wide."""
    if size < text.least or ceil(text.widest * size) > width:
        return None
    lines, begin, wide, room = [], 0, 0.0, width / size
    for nth, word in enumerate(text.words):
        longer = word.width + (word.gap.width if nth > begin else 0)
        if nth > begin and wide + longer > room:
            lines.append(Line(text.words[begin:nth], ceil(wide * size)))
            begin, wide, longer = nth, 0.0, word.width
        wide += longer
    return (*lines, Line(text.words[begin:], ceil(wide * size)))


@lru_cache(maxsize=64)
def _evened(text: Shaped, size: int, width: int) -> tuple[Line, ...] | None:
    """Break at the smallest width that needs no more lines, so that no word is alone on a line."""
    lines = _broken(text, size, width)
    if lines is None or len(lines) == 1:
        return lines
    low, high = ceil(text.widest * size), width
    while low < high:
        middle = (low + high) // 2
        tried = _broken(text, size, middle)
        if tried and len(tried) <= len(lines):
            lines, high = tried, middle
        else:
            low = middle + 1
    return lines


def _pixels(
    line: Line, indent: int, size: int, above: int, below: int, smooth: bool
) -> list[bytearray]:
    """Draw a line on ``2 * (above + below)`` rows of pixels, with coverage 0–255."""
    wide, foot = indent + line.wide, 2 * above
    canvas = [bytearray(wide) for _ in range(2 * (above + below))]
    for begin, piece in _placed(line):
        for glyph in piece.glyphs:
            drawn = bitmap(piece.face, glyph.id, size, smooth=smooth)
            x = indent + round((begin + glyph.x) * size + drawn.shift) + drawn.left
            y = foot - round(glyph.y * size) - drawn.top
            for nth, row in enumerate(drawn.rows, y):
                if 0 <= nth < len(canvas):
                    _cover(canvas[nth], x, row)
    return canvas


def _placed(line: Line) -> Iterator[tuple[float, Piece]]:
    """Yield the pieces of a line from left to right, each with the em at which it begins."""
    pieces: list[Piece] = []
    for word in line.words:
        pieces += (*((word.gap,) if pieces else ()), *word.pieces)
    begin = 0.0
    for piece in visual(pieces):
        yield begin, piece
        begin += piece.width


def _with_pictures(
    rows: list[Content], line: Line, indent: int, size: int, above: int
) -> list[Content]:
    """Put each emoji into its space, as the terminal shows it, at half the height of small letters."""
    nth = max(0, above - 1 - round(_MIDDLE * size / 2))
    # From the right, since an emoji has fewer characters than cells.
    for begin, piece in reversed([*_placed(line)]):
        if piece.picture:
            picture, row = plain(piece.picture), rows[nth]
            at = indent + round((begin + piece.width / 2) * size) - picture.cell_length // 2
            rows[nth] = row[:at] + picture + row[at + picture.cell_length :]
    return rows


def _cover(line: bytearray, x: int, row: bytes) -> None:
    row = row[: len(line)]
    x = max(0, min(x, len(line) - len(row)))
    under = line[x : x + len(row)]
    line[x : x + len(row)] = bytes(map(max, under, row)) if any(under) else row


def _cells(pixels: list[bytearray], ink: str) -> list[Content]:
    rows = []
    for upper, lower in zip(pixels[::2], pixels[1::2], strict=True):
        cells = bytes(map(add, upper.translate(_UPPER), lower.translate(_LOWER)))
        spans = [
            Span(run.start(), run.end(), _style(cells[run.start()], ink))
            for run in _RUNS.finditer(cells)
        ]
        text = cells.decode("latin-1").translate(_BLOCKS)
        rows.append(Content(text, spans, len(text), strip_control_codes=False))
    return rows


@lru_cache(maxsize=1024)
def _style(cell: int, ink: str) -> str:
    """Return the style of a cell, by the coverage of each half.

    A style blends the letter with its background, which is the lighter half, blended before.
    """
    least, most = sorted(divmod(cell, _STEPS + 1))
    if most == least or not least:
        return _mixed(ink, most / _STEPS)
    over = (most - least) / (_STEPS - least)
    return f"{_mixed(ink, over)} on {_mixed(ink, least / _STEPS)}"


def _mixed(ink: str, share: float) -> str:
    return ink if share == 1 else f"{ink} {round(share * 100)}%"
