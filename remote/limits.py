"""How often something may be asked for: buckets that fill up with time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

MOST_KEPT = 5_000


class Bucket:
    """Lets ``burst`` through at once, and ``rate`` a second after that."""

    def __init__(self, rate: float, burst: float, now: float) -> None:
        self._rate, self._burst = rate, burst
        self._held, self._at = burst, now

    def left(self, now: float) -> float:
        """Return 0 when one may pass, otherwise the seconds until one may."""
        self._held = min(self._burst, self._held + (now - self._at) * self._rate)
        self._at = now
        return 0.0 if self._held >= 1 else (1 - self._held) / self._rate

    def take(self, now: float) -> float:
        """Let one pass, and return 0; or else the seconds until one may."""
        left = self.left(now)
        if not left:
            self._held -= 1
        return left


class Limits:
    """A bucket each for whoever asks: an address, a phone. Those asked of longest ago are forgotten."""

    def __init__(self, rate: float, burst: float, clock: Callable[[], float]) -> None:
        self._rate, self._burst, self._clock = rate, burst, clock
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()

    def left_s(self, who: str) -> float:
        """Return 0 when ``who`` may go on, otherwise the seconds until they may; takes nothing."""
        bucket = self._buckets.get(who)
        return bucket.left(self._clock()) if bucket else 0.0

    def wait_s(self, who: str) -> float:
        """Let ``who`` go on once and return 0; or else the seconds until they may."""
        now = self._clock()
        bucket = self._buckets.get(who)
        if bucket is None:
            bucket = self._buckets[who] = Bucket(self._rate, self._burst, now)
            if len(self._buckets) > MOST_KEPT:
                self._buckets.popitem(last=False)
        self._buckets.move_to_end(who)
        return bucket.take(now)
