"""Which letters the bundled fonts can show, so that a PDF marks the others honestly."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parents[1] / "fonts"
FAMILIES = {
    "Atkinson Hyperlegible Next": "AtkinsonHyperlegibleNext-Regular.ttf",
    "Vazirmatn": "Vazirmatn-Regular.ttf",
    "DejaVu Sans": "DejaVuSans.ttf",
    "Noto Emoji": "NotoEmoji-Regular.ttf",
}
"""The font families in the order of preference, each with a file that lists its letters."""

MISSING = "\u25a1"
"""Replaces a letter that no bundled font has: an empty square."""


def shown(text: str) -> str:
    """Return ``text`` with an empty square for every letter that no bundled font can show."""
    # The one character that is never drawn and that PDF/UA forbids (ISO 14289-1, 7.21.7).
    text = text.replace("\ufeff", "")
    return "".join(_drawable(cluster) for cluster in _clusters(text))


def _drawable(cluster: str) -> str:
    wanted = {ord(letter) for letter in cluster if not _unseen(letter)}
    if any(wanted <= letters for letters in _known()):
        return cluster
    # A combining mark that no font can place is dropped before its letter is.
    base = cluster[0]
    return base if any(ord(base) in letters for letters in _known()) else MISSING


def _clusters(text: str) -> Iterator[str]:
    """Yield letters with their combining marks: one font has to show them all."""
    cluster = ""
    for letter in text:
        if cluster and (unicodedata.category(letter).startswith("M") or _unseen(letter)):
            cluster += letter
        else:
            if cluster:
                yield cluster
            cluster = letter
    if cluster:
        yield cluster


def visible(letter: str) -> bool:
    """Return whether a letter has a glyph of its own."""
    return not (_unseen(letter) or letter.isspace())


def _unseen(letter: str) -> bool:
    # Joiners, direction marks, variation selectors: they affect others and are never drawn.
    return unicodedata.category(letter) == "Cf" or "\ufe00" <= letter <= "\ufe0f"


@cache
def _known() -> tuple[frozenset[int], ...]:
    return tuple(letters_of((FONTS / name).read_bytes()) for name in FAMILIES.values())


def letters_of(font: bytes) -> frozenset[int]:
    """Return the code points a TrueType font has glyphs for (its cmap table, formats 4 and 12)."""
    (tables,) = struct.unpack_from(">H", font, 4)
    places = {font[12 + 16 * n : 16 + 16 * n]: 12 + 16 * n for n in range(tables)}
    (start,) = struct.unpack_from(">I", font, places[b"cmap"] + 8)
    (maps,) = struct.unpack_from(">H", font, start + 2)
    found: set[int] = set()
    for nth in range(maps):
        (offset,) = struct.unpack_from(">I", font, start + 8 + 8 * nth)
        at = start + offset
        match struct.unpack_from(">H", font, at)[0]:
            case 4:
                found.update(_segments(font, at))
            case 12:
                found.update(_groups(font, at))
            case _:
                continue
    return frozenset(found)


def _segments(font: bytes, at: int) -> Iterator[int]:
    count = struct.unpack_from(">H", font, at + 6)[0] // 2
    part = f">{count}H"
    ends = struct.unpack_from(part, font, at + 14)
    starts = struct.unpack_from(part, font, at + 16 + 2 * count)
    deltas = struct.unpack_from(part, font, at + 16 + 4 * count)
    offsets = struct.unpack_from(part, font, at + 16 + 6 * count)
    for n, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offsets[n]:
                place = at + 16 + 6 * count + 2 * n + offsets[n] + 2 * (code - first)
                (glyph,) = struct.unpack_from(">H", font, place)
                if not glyph:
                    continue
            if (glyph + deltas[n]) & 0xFFFF:
                yield code


def _groups(font: bytes, at: int) -> Iterator[int]:
    (count,) = struct.unpack_from(">I", font, at + 12)
    for n in range(count):
        first, last, glyph = struct.unpack_from(">III", font, at + 16 + 12 * n)
        yield from range(first if glyph else first + 1, last + 1)
