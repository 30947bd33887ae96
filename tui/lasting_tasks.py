"""Tasks that must not be interrupted, such as an ending or a strike: they go on after the app was left or crashed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, TypeVar

T = TypeVar("T")

FINISH_S = 30.0
"""How long they may take, in seconds, after the app was left."""


class LastingTasks:
    """``failed``: receives the exception of a task, also if nobody awaits it any longer."""

    def __init__(self, failed: Callable[[BaseException], None]) -> None:
        self._failed = failed
        self._unfinished: set[asyncio.Future[Any]] = set()

    def __len__(self) -> int:
        return len(self._unfinished)

    def begin(self, task: Awaitable[T]) -> Callable[[], Awaitable[T]]:
        """Start a task now; returns what waits for it, and can be cancelled without the task."""
        started = asyncio.ensure_future(task)
        self._unfinished.add(started)
        started.add_done_callback(self._finished)
        return partial(_over, started)

    def _finished(self, task: asyncio.Future[Any]) -> None:
        self._unfinished.discard(task)
        if not task.cancelled() and (fault := task.exception()):
            self._failed(fault)

    async def finish(self) -> None:
        """Wait until all are finished, for ``FINISH_S`` at most."""
        if self._unfinished:
            await asyncio.wait(self._unfinished, timeout=FINISH_S)


async def _over(task: asyncio.Future[T]) -> T:
    """Wait for ``task``, which continues if this waiting is cancelled."""
    await asyncio.wait({task})
    return task.result()
