"""Delays the journal's lines until the ballots of people who left are removed from the boxes on disk.

While one version of a box replaces another, both are on disk for a moment. If the journal already
recorded who left, the ballot that differs between the versions could be attributed to them.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence

from session.runtime import Append


class HeldBack:
    """Passes lines to ``append`` in order, once ``let_go`` was called and while ``ready`` is true.

    May be called in any thread, but lines are added on the session's thread only.
    """

    def __init__(
        self, append: Append, let_go: Callable[[], object], ready: Callable[[], bool]
    ) -> None:
        self._append, self._let_go, self._ready = append, let_go, ready
        self._waiting: deque[tuple[Sequence[bytes], int]] = deque()
        self._lock = threading.Lock()

    def __call__(self, payloads: Sequence[bytes], n: int) -> None:
        self._let_go()
        with self._lock:
            self._waiting.append((payloads, n))
            self._hand_on(at_once=False)

    def release(self, *, at_once: bool = False) -> None:
        """Pass on the waiting lines, if ready; ``at_once``: in any case."""
        with self._lock:
            self._hand_on(at_once=at_once)

    def _hand_on(self, *, at_once: bool) -> None:
        while self._waiting and (at_once or self._ready()):
            self._append(*self._waiting.popleft())
