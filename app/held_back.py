"""Holds the journal's lines back until the ballot boxes have let those go who went.

Were the journal to say who left while the box before and the box after stand side by side on the disk, as
they do for the moment in which one takes the other's place, the ballot in which they differ would be theirs.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence

from session.runtime import Append


class HeldBack:
    """Hands lines on to ``append`` in their order, once ``let_go`` was called and whenever ``ready``.

    Called in any thread, but with lines on that of the session alone.
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
        """Hand on what waits, if it may; ``at_once``: whether or not."""
        with self._lock:
            self._hand_on(at_once=at_once)

    def _hand_on(self, *, at_once: bool) -> None:
        while self._waiting and (at_once or self._ready()):
            self._append(*self._waiting.popleft())
