"""Reads large letters back from the cells they are drawn in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textual.content import Content

BLOCKS = "▀▄█"


def covered(line: Content) -> list[tuple[float, float]]:
    """Return for each cell how much of its upper and its lower half is ink, 0–1."""
    styles = [""] * len(line.plain)
    for span in line.spans:
        styles[span.start : span.end] = [str(span.style)] * (span.end - span.start)
    return [_cell(block, style) for block, style in zip(line.plain, styles, strict=True)]


def _cell(block: str, style: str) -> tuple[float, float]:
    if block not in BLOCKS:
        return 0.0, 0.0
    written, _, ground = style.partition(" on ")
    under = _share(ground) if ground else 0.0
    over = under + _share(written) * (1 - under)
    return {"█": (over, over), "▀": (over, under), "▄": (under, over)}[block]


def _share(ink: str) -> float:
    told = re.search(r"(\d+)%", ink)
    return int(told[1]) / 100 if told else 1.0


def pixels(lines: Sequence[Content]) -> list[list[float]]:
    """Return the rows of pixels, two a line, all as long as the longest."""
    wide = max((len(line.plain) for line in lines), default=0)
    rows: list[list[float]] = []
    for line in lines:
        cells = covered(line) + [(0.0, 0.0)] * (wide - len(line.plain))
        rows += [[upper for upper, _ in cells], [lower for _, lower in cells]]
    return rows


def stroke(row: Sequence[float]) -> float:
    """Return how wide the first stroke of a row of pixels is, in cells."""
    inked = "".join("x" if share > 0.1 else " " for share in row)
    found = re.search("x+", inked)
    return sum(row[found.start() : found.end()]) if found else 0.0


def inked(rows: Sequence[Sequence[float]]) -> int:
    """Return how many parts of ink there are, each apart from all others, also at its corners."""
    return len(_parts({at for at, share in _padded(rows).items() if share}, _NEAR | _CORNERS))


def counters(rows: Sequence[Sequence[float]]) -> list[int]:
    """Return the pixels of each counter: background enclosed by ink, also where this only meets at corners."""
    parts = _parts({at for at, share in _padded(rows).items() if not share}, _NEAR)
    return [len(part) for part in parts if (-1, -1) not in part]


_NEAR = {(0, 1), (1, 0), (0, -1), (-1, 0)}
_CORNERS = {(1, 1), (1, -1), (-1, 1), (-1, -1)}


def _padded(rows: Sequence[Sequence[float]]) -> dict[tuple[int, int], float]:
    """Return each pixel by its place, with a frame of background around them."""
    wide = max(map(len, rows))
    found = {(x, y): 0.0 for y in range(-1, len(rows) + 1) for x in range(-1, wide + 1)}
    found.update({(x, y): share for y, row in enumerate(rows) for x, share in enumerate(row)})
    return found


def _parts(places: set[tuple[int, int]], steps: set[tuple[int, int]]) -> list[set[tuple[int, int]]]:
    left, found = set(places), []
    while left:
        reached = [left.pop()]
        part = set(reached)
        while reached:
            x, y = reached.pop()
            beside = {(x + dx, y + dy) for dx, dy in steps} & left
            left -= beside
            part |= beside
            reached += beside
        found.append(part)
    return found
