"""Delivers what the threads of the disk report on the event loop, where views are drawn."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

Nothing = Callable[[], None]


def _no_change() -> None:
    return None


class Reports:
    """Called from any thread; without a running loop nothing is delivered."""

    def __init__(self) -> None:
        self._watchers: list[Nothing] = []
        self._loop: asyncio.AbstractEventLoop | None = None

    def attach(self, loop: asyncio.AbstractEventLoop) -> None:
        """Deliver on ``loop`` from now on."""
        self._loop = loop

    def watch(self, watcher: Nothing) -> Nothing:
        """Call ``watcher`` after every report; returns a function that unsubscribes it."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher) if watcher in self._watchers else None

    def deliver(self, change: Nothing = _no_change) -> None:
        """Make a change on the loop, then call the watchers there."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._changed, change)

    def _changed(self, change: Nothing) -> None:
        change()
        for watcher in tuple(self._watchers):
            watcher()
