"""The pages of a scene: its parts centred vertically, and what does not fit on the next page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from textual.content import Content

from screens.text import plain
from screens.widgets.card import wrapped
from screens.widgets.scene_rows import MEASURE, STRONG, Block
from session.wording.catalogue import say

_MANY = 88
"""A page number as wide as they get, to measure a label by."""
_APART_MOST = 2
"""Maximum number of blank rows between the rows of a list in letters."""
_ROOMY = 12
"""With this many rows, blank rows separate the parts of a page."""


class Mark(NamedTuple):
    """A position in a scene that survives a resize: a row, or before the rows a part, and a letter of it."""

    row: int
    letter: int


BEGIN = Mark(-9, 0)
"""Before everything in a scene."""
AFTER_BEGIN = Mark(BEGIN.row + 1, 0)
"""After a page that has only what is above the rows."""


class Page(NamedTuple):
    """One page of a scene, and the mark of the first thing on it that is not on the page before."""

    lines: tuple[Content, ...]
    first: Mark


class Space(NamedTuple):
    width: int
    height: int
    smooth: bool

    @property
    def measure(self) -> int:
        return max(1, min(self.width, MEASURE))


def rows_needed(heights: Iterable[int], gap: int) -> int:
    """Return the rows of parts below each other, ``gap`` rows apart."""
    found = list(heights)
    return sum(found) + gap * max(0, len(found) - 1)


def split(blocks: Sequence[Block], room: int, begin: int = 0) -> list[tuple[list[Block], Mark]]:
    """Put as many blocks on each page as fit into ``room`` rows, in order; the first is ``begin``."""
    pages: list[tuple[Mark, list[Block]]] = []
    for nth, block in enumerate(blocks, begin):
        letter = 0
        for lines in [[line] for line in block] if len(block) > room else [block]:
            if not pages or sum(map(len, pages[-1][1])) + len(lines) > room:
                pages.append((Mark(nth, letter) if pages else BEGIN, [_without_gap(lines)]))
            else:
                pages[-1][1].append(lines)
            letter += sum(len(line.plain) for line in lines)
    return [(parts, first) for first, parts in pages]


def joined(parts: Sequence[Block], apart: int = 0) -> Block:
    """Return blocks as one, ``apart`` blank rows between them."""
    lines: Block = []
    for nth, part in enumerate(parts):
        lines += [Content("")] * (apart if nth else 0) + part
    return lines


def spread(parts: Sequence[Block], room: int) -> Block:
    """Return blocks as one, with the rows to spare between them, so that each is seen as one."""
    spare = room - sum(map(len, parts))
    return joined(parts, max(0, min(_APART_MOST, spare // max(1, len(parts) - 1))))


def room_below(kind: str, head: Sequence[Block], space: Space) -> int:
    """Return the rows that each page has for blocks, below its label and the head."""
    gap = 1 if space.height >= _ROOMY else 0
    above = [len(label(kind, _MANY, _MANY, space)), *map(len, head)]
    return max(1, space.height - rows_needed(above, 0) - gap)


def numbered(
    kind: str, pages: Sequence[tuple[Sequence[Block], Mark]], space: Space
) -> tuple[Page, ...]:
    """Put the label with the page number above each page; all of them begin in one row and one column."""
    found = [
        _below_label(label(kind, nth, len(pages), space), parts, space)
        for nth, (parts, _) in enumerate(pages, 1)
    ]
    wide = max(line.cell_length for lines in found for line in lines)
    above = [Content("")] * (max(0, space.height - max(map(len, found))) // 2)
    return tuple(
        Page((*above, *indented(lines, wide, space)), first)
        for lines, (_, first) in zip(found, pages, strict=True)
    )


def _below_label(told: Block, parts: Sequence[Block], space: Space) -> Block:
    parts = [part for part in parts if part]
    gap = int(len(told) + rows_needed(map(len, parts), 1) <= space.height)
    return [*told, *joined(parts, gap)]


def label(kind: str, page: int, pages: int, space: Space) -> Block:
    """Return the small line above a page: what it is about, and which of the pages it is."""
    told = " · ".join(filter(None, (kind, say("opening.page", page=page, of=pages))))
    return wrapped(told, space.measure, STRONG)


def indented(lines: Iterable[Content], wide: int, space: Space) -> Iterator[Content]:
    """Yield the lines of a block ``wide`` cells wide, centred."""
    indent = plain(" " * max(0, (space.width - wide) // 2))
    return (indent + line for line in lines)


def _without_gap(lines: Block) -> Block:
    # The first row of letters may be all spaces: only a row without any is a gap.
    begin = next((nth for nth, line in enumerate(lines) if line.plain), 0)
    return lines[begin:]


def placed(parts: list[Block], space: Space) -> Page:
    """Put the parts below each other, centred, further apart if there is space."""
    parts = [part for part in parts if part]
    spare = max(0, space.height - sum(map(len, parts)))
    apart = min(3, spare // max(1, len(parts) - 1))
    lines: list[Content] = []
    for nth, part in enumerate(parts):
        # The kind is directly above its words.
        lines += [Content("")] * (min(1, apart) if nth == 1 else apart if nth else 0)
        lines += part
    above = [Content("")] * (max(0, space.height - len(lines)) // 2)
    wide = max((line.cell_length for line in lines), default=0)
    return Page((*above, *indented(lines, wide, space)), BEGIN)
