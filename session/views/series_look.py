"""The sign and the colour of a series, so that its sessions are not confused with another's (P43)."""

from __future__ import annotations

from typing import NamedTuple
from zlib import crc32

# One cell wide, in every terminal's font since the first PCs, and not a theme's shape.
SIGNS = "♣♠♥♪♫☼⌂§¶Ω∞≡"
COLOURS = 3
CHOICES = tuple(f"{sign}{colour}" for sign in SIGNS for colour in range(1, COLOURS + 1))


class Look(NamedTuple):
    """A sign and the number of a colour, from 0."""

    sign: str
    colour: int


def look_of(series: str, chosen: str = "") -> Look:
    """Return the look of a series: the one chosen for it, or always the same one by its name.

    chosen: a sign and the number of a colour, from 1
    """
    if chosen in CHOICES:
        return Look(chosen[0], int(chosen[1]) - 1)
    number = crc32(series.encode("utf-8", "replace"))
    return Look(SIGNS[number % len(SIGNS)], number // len(SIGNS) % COLOURS)
