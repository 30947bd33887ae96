"""Clocks of the demo: one that is set by hand, and one that runs faster than real time and can be paused."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from app.clock import Readings


class Life(NamedTuple):
    """Real time for the audience: the current seconds, and sleeping."""

    now: Callable[[], float]
    sleep: Callable[[float], Awaitable[object]]


REAL = Life(time.monotonic, asyncio.sleep)


class SetClock:
    """Stays at the time it was last set to, in seconds after ``start`` (aware); never goes back."""

    def __init__(self, start: datetime) -> None:
        self._start, self._at_s = start, 0.0
        self.readings = readings_of(start, lambda: self._at_s)

    def to(self, at_s: float) -> None:
        """Advance the clock to ``at_s``."""
        self._at_s = max(self._at_s, at_s)


class FastClock:
    """Runs ``speed`` times as fast as real time from ``start`` (aware) on, unless paused."""

    def __init__(self, speed: float, start: datetime, *, life: Life = REAL) -> None:
        if speed <= 0:
            raise ValueError("a clock runs forward")
        self._real = life.now
        self._gone_s, self._since, self._speed = 0.0, life.now(), speed
        self._stopped = False
        self.readings = readings_of(start, self.elapsed)

    def elapsed(self) -> float:
        """Return the seconds on this clock since it was created."""
        if self._stopped:
            return self._gone_s
        return self._gone_s + (self._real() - self._since) * self._speed

    def stop(self) -> None:
        """Pause."""
        self._gone_s = self.elapsed()
        self._stopped = True

    def go(self, speed: float | None = None) -> None:
        """Continue, at another ``speed`` if one is given."""
        self._gone_s = self.elapsed()
        self._since, self._stopped = self._real(), False
        self._speed = speed or self._speed


def readings_of(start: datetime, elapsed: Callable[[], float]) -> Readings:
    """Return consistent clocks: without sleep and without changes of the wall clock."""
    return Readings(
        elapsed=elapsed, awake=elapsed, wall=lambda: start + timedelta(seconds=elapsed())
    )
