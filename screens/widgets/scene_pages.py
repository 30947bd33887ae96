"""The pages of a scene: its parts centred vertically, and what does not fit on the next page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from textual.content import Content

from screens.text import plain
from screens.widgets.scene_rows import MEASURE, STRONG, Block
from session.wording.catalogue import say

_ROOMY = 12
"""With this many rows, blank rows separate the parts of a page."""


class Mark(NamedTuple):
    """A position in a scene that survives a resize: a row, or before the rows a part, and a letter of it."""

    row: int
    letter: int


BEGIN = Mark(-9, 0)
"""Before everything in a scene."""


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


def paged(
    head: Sequence[Block], blocks: Sequence[Block], space: Space, begin: int = 0
) -> tuple[Page, ...]:
    """Put the head on each page, and below it as many blocks as fit, in order; the first is ``begin``."""
    gap = 1 if space.height >= _ROOMY else 0
    room = max(1, space.height - rows_needed(map(len, head), gap) - 1 - gap * (1 + bool(head)))
    pages: list[tuple[Mark, Block]] = []
    for nth, block in enumerate(blocks, begin):
        letter = 0
        for lines in [[line] for line in block] if len(block) > room else [block]:
            if not pages or len(pages[-1][1]) + len(lines) > room:
                pages.append((Mark(nth, letter) if pages else BEGIN, _without_gap(lines)))
            else:
                pages[-1][1].extend(lines)
            letter += sum(len(line.plain) for line in lines)
    return numbered([([*head, body], first) for first, body in pages], space)


def numbered(pages: Sequence[tuple[list[Block], Mark]], space: Space) -> tuple[Page, ...]:
    """Put the page number in the last row of each page."""
    found = []
    for nth, (parts, first) in enumerate(pages, 1):
        lines = placed(parts, space._replace(height=space.height - 1)).lines
        told = plain(say("opening.page", page=nth, of=len(pages)), STRONG)
        below = [Content("")] * (space.height - 1 - len(lines))
        indent = min((_indent(line) for line in lines if line.plain.strip()), default=0)
        found.append(Page((*lines, *below, plain(" " * indent) + told), first))
    return tuple(found)


def _indent(line: Content) -> int:
    return len(line.plain) - len(line.plain.lstrip())


def _without_gap(lines: Block) -> Block:
    begin = next((nth for nth, line in enumerate(lines) if line.plain.strip()), 0)
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
    wide = max((line.cell_length for line in lines), default=0)
    indent = " " * max(0, (space.width - wide) // 2)
    above = [Content("")] * (max(0, space.height - len(lines)) // 2)
    return Page((*above, *(plain(indent) + line for line in lines)), BEGIN)
