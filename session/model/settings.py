"""Settings of the program itself, for every session on this laptop."""

from __future__ import annotations

from typing import Literal, get_args

from msgspec import Struct

ThemeName = Literal["", "dark", "light", "high-contrast", "16", "none"]
THEME_NAMES: tuple[str, ...] = tuple(name for name in get_args(ThemeName) if name)


class Settings(Struct, frozen=True, omit_defaults=True):
    """The settings; the default of each is the calmest one."""

    theme: ThemeName = ""
    """Empty: dark, or no colour if ``NO_COLOR`` is set."""
    seconds: bool = False
    """Whether the remaining time is shown in seconds instead of minutes."""
    motion: bool = False
    """Whether scrolling is animated."""
    bell: bool = False
    """Whether the terminal bell rings once when an item's time is up."""
    hints: bool = False
    """Whether a line announces the last minutes of an item."""
    month_first: bool = False
    """Whether 12/11 means 11 December, as in the United States, in sessions begun from now on."""
    central: bool = False
    """Whether a text file that is not UTF-8 is read as Windows-1250 (Central Europe), not Windows-1252."""
    all_keys: bool = False
    """Whether every action has its letter again, which acts at the first press."""
    exports: str = ""
    """The folder recaps are exported to; empty: the session's own folder."""
    keys: dict[str, str] = {}
    """Key bindings that replace the defaults, by ``screen.action``, in Textual's names."""
    series: dict[str, str] = {}
    """Sign and number of a series' colour, by the series' name: ``"♥1"``."""


SWITCHES = ("seconds", "motion", "bell", "hints", "month_first", "central", "all_keys")
"""The settings that are on or off."""
