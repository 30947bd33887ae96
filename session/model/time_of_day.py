"""Times of day as they are stored: local ``HH:MM``, or minutes after midnight.

Whatever else is written, such as lengths and "10am", is parsed in ``session.plan.reading.times``.
"""

from __future__ import annotations

import re

DAY_MIN = 24 * 60
_WRITTEN = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
_ONE = r"(\d{1,2}[:.]\d{2})"
_BEHIND = re.compile(rf"[\s,]+(?:(?:at|from)\s+)?{_ONE}(?:\s*(?:[-–]|to|until)\s*{_ONE})?$")


def hhmm(minutes: int) -> str:
    """Return minutes after midnight, of whatever day, as ``HH:MM``."""
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def minute_of_day(written: str) -> int | None:
    """Return minutes after midnight of ``HH:MM``, also where it is written "9:30" or "9.30"; ``None``: no time."""
    found = _WRITTEN.fullmatch(written)
    return int(found[1]) * 60 + int(found[2]) if found else None


def times_behind(words: str) -> tuple[str, str, str]:
    """Split "8 December 10:00-12:00": what is before the times, and these as ``HH:MM``, empty if missing."""
    found = _BEHIND.search(words)
    if found is None:
        return words, "", ""
    times = [minute_of_day(one) for one in found.groups() if one]
    if None in times:
        return words, "", ""
    at, until = (*(hhmm(one) for one in times if one is not None), "", "")[:2]
    return words[: found.start()], at, until
