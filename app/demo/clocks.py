"""Clocks of the demo: one that is set by hand, and one that runs faster than life and can stand still."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from app.clock import Readings


class Life(NamedTuple):
    """How time passes for whoever watches: its seconds now, and waiting for some of them."""

    now: Callable[[], float]
    sleep: Callable[[float], Awaitable[object]]


REAL = Life(time.monotonic, asyncio.sleep)


class SetClock:
    """Stands where it was last put, in seconds after ``start`` (aware); it never goes back."""

    def __init__(self, start: datetime) -> None:
        self._start, self._at_s = start, 0.0
        self.readings = readings_of(start, lambda: self._at_s)

    def to(self, at_s: float) -> None:
        """Put the clock forward to ``at_s``."""
        self._at_s = max(self._at_s, at_s)


class FastClock:
    """Runs ``speed`` times as fast as life from ``start`` (aware) on, while it is not stopped."""

    def __init__(self, speed: float, start: datetime, *, life: Life = REAL) -> None:
        if speed <= 0:
            raise ValueError("a clock runs forward")
        self._real = life.now
        self._gone_s, self._since, self._speed = 0.0, life.now(), speed
        self._stopped = False
        self.readings = readings_of(start, self.elapsed)

    def elapsed(self) -> float:
        """Return seconds on this clock since it was made."""
        if self._stopped:
            return self._gone_s
        return self._gone_s + (self._real() - self._since) * self._speed

    def stop(self) -> None:
        """Stand still."""
        self._gone_s = self.elapsed()
        self._stopped = True

    def go(self, speed: float | None = None) -> None:
        """Run on, from now at another ``speed`` if one is given."""
        self._gone_s = self.elapsed()
        self._since, self._stopped = self._real(), False
        self._speed = speed or self._speed


def readings_of(start: datetime, elapsed: Callable[[], float]) -> Readings:
    """Return clocks that agree with each other: none of them sleeps, and none is set."""
    return Readings(
        elapsed=elapsed, awake=elapsed, wall=lambda: start + timedelta(seconds=elapsed())
    )
