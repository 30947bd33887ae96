"""What a facilitator may choose about the program itself, for every session on this laptop."""

from __future__ import annotations

from typing import Literal, get_args

from msgspec import Struct

ThemeName = Literal["", "dark", "light", "high-contrast", "16", "none"]
THEME_NAMES: tuple[str, ...] = tuple(name for name in get_args(ThemeName) if name)


class Settings(Struct, frozen=True, omit_defaults=True):
    """Each begins as calm as it can be."""

    theme: ThemeName = ""
    """Empty: dark, or no colour where ``NO_COLOR`` asks for that."""
    seconds: bool = False
    """Whether the time left ticks in seconds instead of being told in minutes."""
    motion: bool = False
    """Whether lists glide when they scroll."""
    bell: bool = False
    """Whether the terminal rings once when an item's time is up."""
    hints: bool = False
    """Whether a line tells when an item comes to its last minutes."""
    exports: str = ""
    """The folder recaps are exported to; empty: beside the session's own files."""
    keys: dict[str, str] = {}
    """Keys chosen instead of the usual ones, by ``screen.action``, in Textual's names."""
    series: dict[str, str] = {}
    """Sign and number of the colour chosen for a series, by its name: ``"♥1"``."""


SWITCHES = ("seconds", "motion", "bell", "hints")
"""The settings that are on or off."""
