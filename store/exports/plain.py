"""The recap as plain text for an e-mail: at most 78 columns, only letters, dashes, bars and lines."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from store.exports.outline import WHOLE, Block, Line, Outline, Part, Points, Table, bar_of, bare

WIDTH = 78
"""Columns. Mail programs quote with "> " and still stay within 80 (RFC 5322 asks for 78)."""


def plain_of(shown: Outline) -> str:
    """Return an outline as plain text."""
    return "\n".join(_lines(shown)) + "\n"


def _lines(shown: Outline) -> Iterator[str]:
    if shown.sign:
        yield "=" * WIDTH
        for text in ("   ".join([shown.sign] * 3), shown.draft):
            yield text.center(WIDTH).rstrip()
        yield "=" * WIDTH
        yield ""
    if shown.series:
        yield from wrapped(shown.series.signed)
    yield from _heading(shown.title, "=")
    for line in shown.lead:
        yield from wrapped(line)
    for section in shown.sections:
        yield ""
        if not section.side:
            yield ""
        yield from _heading(section.title, "=" if section.key == WHOLE else "-")
        for place, block in enumerate(section.blocks):
            if place and isinstance(block, Part):
                yield ""
            yield from _block(block)


def _heading(text: str, rule: str) -> Iterator[str]:
    lines = wrapped(text)
    yield from lines
    yield rule * max(columns(line) for line in lines)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Line():
            yield from wrapped(block.signed)
        case Part(text=text, letter=letter, shape=shape):
            yield from wrapped(f"{letter} {shape} {text}" if letter else text)
        case Points(points=points):
            for point in points:
                yield from wrapped(point.text, "- ", "  ")
                for under in point.under:
                    yield from wrapped(under, "    ", "    ")
        case Table(head=head, rows=rows, bars=bars):
            for nth, row in enumerate(rows):
                yield from wrapped(row[0], "- ", "  ")
                cells = zip(head[1:], row[1:], strict=True)
                told = "; ".join(f"{name}: {cell}" for name, cell in cells if cell)
                yield from wrapped(told, "    ", "    ")
                if bars:
                    yield f"    {bar_of(bars[nth])}"


def wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    """Return ``text`` as lines of at most 78 columns, breaking words only if they don't fit.

    ``first`` and ``rest`` are the prefixes of the first and the other lines.
    """
    lines: list[str] = []
    line, room = "", WIDTH - columns(first)
    for word in bare(text).split(" "):
        pieces = [word] if columns(word) <= WIDTH - columns(rest or first) else list(_cut(word))
        for piece in pieces:
            joined = f"{line} {piece}" if line else piece
            if line and columns(joined) > room:
                lines.append(line)
                line, room = piece, WIDTH - columns(rest)
            else:
                line = joined
    lines.append(line)
    starts = (first, *[rest] * (len(lines) - 1))
    return [(start + line).rstrip() for start, line in zip(starts, lines, strict=True)]


def _cut(word: str) -> Iterator[str]:
    piece, taken = "", 0
    for character in word:
        wide = columns(character)
        if taken + wide > WIDTH // 2:
            yield piece
            piece, taken = "", 0
        piece, taken = piece + character, taken + wide
    yield piece


def columns(text: str) -> int:
    """Return the display width of ``text``: wide East Asian characters are two columns, marks and joiners none."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.category(character) in {"Mn", "Me", "Cf"}
        else 2
        if unicodedata.east_asian_width(character) in {"W", "F"}
        else 1
        for character in text
    )
