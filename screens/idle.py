"""Runs a callback after a time without keys, so that private content is not left on an unattended screen."""

from __future__ import annotations

from collections.abc import Callable

from textual.dom import DOMNode
from textual.timer import Timer

AWAY_S = 60.0
"""A private page hides itself after this many seconds without a key."""


class Idle:
    """Calls ``then`` once ``after_s`` seconds have passed since ``touch``. Created while ``node`` is mounted."""

    def __init__(self, node: DOMNode, then: Callable[[], object], after_s: float = AWAY_S) -> None:
        self._node, self._then, self._after_s = node, then, after_s
        self._timer: Timer | None = None

    def touch(self) -> None:
        """Restart the timer."""
        self.stop()
        self._timer = self._node.set_timer(self._after_s, self._over)

    def stop(self) -> None:
        """Stop the timer."""
        if self._timer:
            self._timer.stop()
            self._timer = None

    def _over(self) -> None:
        self._timer = None
        self._then()
