"""Calls something that may hang, such as a dead network disk, where it holds up neither the loop nor the exit."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


async def apart(call: Callable[[], T], drop: Callable[[T], object] = lambda _: None) -> T:
    """Return what ``call`` returns, from a thread of its own.

    ``asyncio.to_thread`` would let a call that never returns keep the program from exiting. ``drop``: receives the
    result, in a thread, if the caller was cancelled before, so that a folder or a lock is always released.
    """
    answer: Future[T] = Future()

    def run() -> None:
        try:
            result = call()
        except Exception as fault:  # noqa: BLE001 - raised in the caller
            with suppress(InvalidStateError):
                answer.set_exception(fault)
            return
        try:
            answer.set_result(result)
        except InvalidStateError:
            drop(result)

    _begin(run)
    try:
        return await asyncio.wrap_future(answer)
    except asyncio.CancelledError:
        # The result may have come just before.
        if not answer.cancel() and answer.exception() is None:
            _begin(lambda: drop(answer.result()))
        raise


def _begin(call: Callable[[], object]) -> None:
    Thread(target=call, name="hall-check", daemon=True).start()
