"""Times of day, as plans and the agenda keep them: local ``HH:MM``, or minutes after midnight."""

from __future__ import annotations

import re

DAY_MIN = 24 * 60
_WRITTEN = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")


def hhmm(minutes: int) -> str:
    """Return minutes after midnight, of whatever day, as ``HH:MM``."""
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def minute_of_day(written: str) -> int | None:
    """Return minutes after midnight of ``HH:MM``, also where it is written "9:30" or "9.30"; ``None``: no time."""
    found = _WRITTEN.fullmatch(written)
    return int(found[1]) * 60 + int(found[2]) if found else None
