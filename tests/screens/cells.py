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
