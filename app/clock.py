"""This machine's clocks, read as session time; detects sleep and changes of the wall clock."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

from msgspec import Struct

from session.model.lifecycle import Offset
from session.model.state import Instant
from session.replay import Replayed

AHEAD_DAYS = 60
"""How far ahead changes of local time are computed, in days: a session may be opened long before it starts."""
NOTICED_S = 2.0
"""Clocks that drift apart by less than this, in seconds, count as equal."""


def _elapsed() -> Callable[[], float]:
    """Return a clock that counts during sleep, if the system has one.

    ``time.monotonic`` stops during sleep on Linux and macOS.
    """
    asleep_too = getattr(time, "CLOCK_BOOTTIME", None)
    if asleep_too is None and sys.platform == "darwin":
        asleep_too = time.CLOCK_MONOTONIC
    return time.monotonic if asleep_too is None else partial(time.clock_gettime, asleep_too)


def _offset_s(at: datetime) -> int:
    told = at.astimezone().utcoffset()
    return int(told.total_seconds()) if told else 0


def _nothing() -> None:
    """Windows reads the rules of its zone each time."""


class Readings(Struct, frozen=True):
    """The clocks to read: seconds including sleep, seconds awake, and aware UTC wall time.

    offset_s: local time minus UTC at a moment, in seconds, by the rules of this machine's time zone
    renew_zone: reads these rules again
    """

    elapsed: Callable[[], float] = _elapsed()
    awake: Callable[[], float] = time.monotonic
    wall: Callable[[], datetime] = lambda: datetime.now(UTC)
    offset_s: Callable[[datetime], int] = _offset_s
    renew_zone: Callable[[], None] = getattr(time, "tzset", _nothing)


def offset_changes(offset_s: Callable[[datetime], int], since: datetime) -> tuple[Offset, ...]:
    """Return the changes of local time from ``since`` on, such as summer time, within ``AHEAD_DAYS``."""
    found: list[Offset] = []
    before = since
    for _ in range(AHEAD_DAYS):
        after = before + timedelta(days=1)
        if offset_s(after) != offset_s(before):
            found.append(Offset(_change(offset_s, before, after), offset_s(after)))
        before = after
    return tuple(found)


def _change(offset_s: Callable[[datetime], int], before: datetime, after: datetime) -> datetime:
    """Return the minute between the two from which on the later offset applies."""
    while after - before > timedelta(minutes=1):
        middle = before + (after - before) / 2
        if offset_s(middle) == offset_s(after):
            after = middle
        else:
            before = middle
    return after.replace(second=0, microsecond=0)


class Slip(Struct, frozen=True):
    """A detected clock change: time asleep, and by how much the wall clock was changed; milliseconds."""

    asleep_ms: int = 0
    set_ms: int = 0


class SessionClock:
    """Session milliseconds since ``from_t``, including sleep, together with wall time."""

    def __init__(self, from_t: int = 0, readings: Readings | None = None) -> None:
        self._read = readings or Readings()
        self._zero = self._read.elapsed() - from_t / 1000
        self._seen = self._readings()

    def now(self) -> Instant:
        """Return the current session milliseconds and wall time."""
        return Instant(int((self._read.elapsed() - self._zero) * 1000), self._read.wall())

    def slip(self) -> Slip | None:
        """Return the clock change since the last call, if it is more than ``NOTICED_S``."""
        elapsed, awake, wall = seen = self._readings()
        was_elapsed, was_awake, was_wall = self._seen
        self._seen = seen
        passed = elapsed - was_elapsed
        asleep = passed - (awake - was_awake)
        set_by = (wall - was_wall) - passed
        slip = Slip(_noticed_ms(asleep), _noticed_ms(set_by))
        return slip if slip != Slip() else None

    def _readings(self) -> tuple[float, float, float]:
        return self._read.elapsed(), self._read.awake(), self._read.wall().timestamp()


def _noticed_ms(seconds: float) -> int:
    return round(seconds * 1000) if abs(seconds) > NOTICED_S else 0


def resumed_t(start: Replayed, readings: Readings | None) -> int:
    """Return the session time at which a replayed session continues: it went on while it was closed."""
    if not start.at:
        return 0
    wall = (readings or Readings()).wall()
    away = wall - datetime.fromisoformat(start.at)
    return start.t + max(0, round(away.total_seconds() * 1000))
