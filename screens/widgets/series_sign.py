"""The sign and the colour of a series, so that its sessions are never taken for another's (P43)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zlib import crc32

from textual.content import Content

from screens.text import plain

# One cell wide, in every terminal's font since the first PCs, and none is a theme's shape.
SIGNS = "♣♠♥♪♫☼⌂§¶Ω∞≡"
COLOURS = 3
CHOICES = tuple(f"{sign}{colour}" for sign in SIGNS for colour in range(1, COLOURS + 1))
NONE: Mapping[str, str] = {}


Looks = Mapping[str, str]
"""What was chosen for a series, by its name: a sign and the number of a colour, from 1."""


def looks_of(app: object) -> Looks:
    """Return what was chosen in an app; nothing in one that knows no settings."""
    found: Any = getattr(app, "series_looks", {})
    return found if isinstance(found, dict) else {}


def series_sign(series: str, looks: Looks = NONE) -> str:
    """Return the sign of a series: always the same one, so that a group comes to know it."""
    return _look(series, looks)[0]


def series_style(series: str, looks: Looks = NONE) -> str:
    """Return the style of a series: bold, in a colour kept for series."""
    return f"bold $series-{_look(series, looks)[1]}"


def series_name(series: str, looks: Looks = NONE) -> Content:
    """Return the sign of a series with its name; nothing for no series."""
    words = f"{series_sign(series, looks)} {series}"
    return plain(words, series_style(series, looks)) if series else Content("")


def _look(series: str, looks: Looks) -> tuple[str, int]:
    chosen = looks.get(series, "")
    if chosen in CHOICES:
        return chosen[0], int(chosen[1]) - 1
    number = crc32(series.encode("utf-8", "replace"))
    return SIGNS[number % len(SIGNS)], number // len(SIGNS) % COLOURS
