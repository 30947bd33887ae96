"""The sign and the colour of a series, so that its sessions are not confused with another's (P43)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zlib import crc32

from textual.content import Content

from screens.text import plain

# One cell wide, in every terminal's font since the first PCs, and not a theme's shape.
SIGNS = "♣♠♥♪♫☼⌂§¶Ω∞≡"
COLOURS = 3
CHOICES = tuple(f"{sign}{colour}" for sign in SIGNS for colour in range(1, COLOURS + 1))
NONE: Mapping[str, str] = {}


Looks = Mapping[str, str]
"""The choice for a series, by its name: a sign and the number of a colour, from 1."""


def looks_of(app: object) -> Looks:
    """Return the choices in an app; empty if it has no settings."""
    found: Any = getattr(app, "series_looks", {})
    return found if isinstance(found, dict) else {}


def series_sign(series: str, looks: Looks = NONE) -> str:
    """Return the sign of a series: always the same one, so that a group gets to know it."""
    return _look(series, looks)[0]


def series_style(series: str, looks: Looks = NONE) -> str:
    """Return the style of a series: bold, in a colour reserved for series."""
    return f"bold $series-{_look(series, looks)[1]}"


def series_name(series: str, looks: Looks = NONE) -> Content:
    """Return the sign of a series with its name; empty without a series."""
    words = f"{series_sign(series, looks)} {series}"
    return plain(words, series_style(series, looks)) if series else Content("")


def _look(series: str, looks: Looks) -> tuple[str, int]:
    chosen = looks.get(series, "")
    if chosen in CHOICES:
        return chosen[0], int(chosen[1]) - 1
    number = crc32(series.encode("utf-8", "replace"))
    return SIGNS[number % len(SIGNS)], number // len(SIGNS) % COLOURS
