"""What the hall check needs of a terminal: its size and colours, and large letters to look at."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from session.views.hall import HallReport, Terminal

if TYPE_CHECKING:
    from rich.console import Console

_COLOURS = {"truecolor": 1 << 24, "256": 256, "standard": 16, "windows": 16}


def terminal_of(console: Console | None = None, size: tuple[int, int] | None = None) -> Terminal:
    """Return the terminal of the app, with its size, or the one this program was started in, if any."""
    from rich.console import Console

    from tui.places import COLUMNS, ROWS

    seen = console or Console()
    if console is None and not sys.stdout.isatty():
        return Terminal()
    columns, rows = size or seen.size
    colours = _COLOURS.get(seen.color_system or "", 0)
    fits = columns >= COLUMNS and rows >= ROWS
    return Terminal(columns, rows, colours, seen.encoding, fits=fits)


def large(words: str) -> list[str]:
    """Return ``words`` in letters as large as the terminal has room for, row by row."""
    from rich.console import Console

    from tui.places import large_rows

    return large_rows(words, min(Console().width, 120), 12)


def report_of(report: HallReport) -> dict[str, Any]:
    """Return the fields of the JSON document: they are stable."""
    checks = [{"check": one.check, "status": one.status, "say": one.say} for one in report.checks]
    return {"ready": report.ready, "checks": checks}
