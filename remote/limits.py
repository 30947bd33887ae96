"""Rate limits: token buckets."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

MOST_KEPT = 5_000


class Bucket:
    """Allows ``burst`` calls at once, and ``rate`` per second after that."""

    def __init__(self, rate: float, burst: float, now: float) -> None:
        self._rate, self._burst = rate, burst
        self._held, self._at = burst, now

    def left(self, now: float) -> float:
        """Return 0 if a call is allowed, otherwise the seconds until one is."""
        self._held = min(self._burst, self._held + (now - self._at) * self._rate)
        self._at = now
        return 0.0 if self._held >= 1 else (1 - self._held) / self._rate

    def take(self, now: float) -> float:
        """Consume a token and return 0; or else return the seconds until one is available."""
        left = self.left(now)
        if not left:
            self._held -= 1
        return left


class Limits:
    """A bucket per client, such as an address or phone. The least recently used are dropped."""

    def __init__(self, rate: float, burst: float, clock: Callable[[], float]) -> None:
        self._rate, self._burst, self._clock = rate, burst, clock
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()

    def left_s(self, who: str) -> float:
        """Return 0 if ``who`` is within the limit, otherwise the seconds to wait; consumes nothing."""
        bucket = self._buckets.get(who)
        return bucket.left(self._clock()) if bucket else 0.0

    def wait_s(self, who: str) -> float:
        """Count a call of ``who`` and return 0; or else return the seconds to wait."""
        now = self._clock()
        bucket = self._buckets.get(who)
        if bucket is None:
            bucket = self._buckets[who] = Bucket(self._rate, self._burst, now)
            if len(self._buckets) > MOST_KEPT:
                self._buckets.popitem(last=False)
        self._buckets.move_to_end(who)
        return bucket.take(now)
