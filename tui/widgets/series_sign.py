"""The sign and the colour of a series, so that its sessions are never taken for another's (P43)."""

from __future__ import annotations

from zlib import crc32

from textual.content import Content

from tui.text import plain

# One cell wide, in every terminal's font since the first PCs, and none is a theme's shape.
SIGNS = "♣♠♥♪♫☼⌂§¶Ω∞≡"
COLOURS = 3


def series_sign(series: str) -> str:
    """Return the sign of a series: always the same one, so that a group comes to know it."""
    return SIGNS[_number(series) % len(SIGNS)]


def series_style(series: str) -> str:
    """Return the style of a series: bold, in a colour kept for series."""
    return f"bold $series-{_number(series) // len(SIGNS) % COLOURS}"


def series_name(series: str) -> Content:
    """Return the sign of a series with its name; nothing for no series."""
    return plain(f"{series_sign(series)} {series}", series_style(series)) if series else Content("")


def _number(series: str) -> int:
    return crc32(series.encode("utf-8", "replace"))
