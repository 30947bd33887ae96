"""Does something once no key came for a while, so that what is private does not stand on a screen left alone."""

from __future__ import annotations

from collections.abc import Callable

from textual.dom import DOMNode
from textual.timer import Timer

AWAY_S = 60.0
"""A private page that nobody touches for so long hides itself."""


class Idle:
    """Calls ``then`` once ``after_s`` seconds have gone by since ``touch``. Set up while ``node`` is mounted."""

    def __init__(self, node: DOMNode, then: Callable[[], object], after_s: float = AWAY_S) -> None:
        self._node, self._then, self._after_s = node, then, after_s
        self._timer: Timer | None = None

    def touch(self) -> None:
        """Begin to wait anew."""
        self.stop()
        self._timer = self._node.set_timer(self._after_s, self._over)

    def stop(self) -> None:
        """Wait no more."""
        if self._timer:
            self._timer.stop()
            self._timer = None

    def _over(self) -> None:
        self._timer = None
        self._then()
