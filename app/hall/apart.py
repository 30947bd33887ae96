"""Calls something that may hang, such as a dead network disk, where it holds up neither the loop nor the exit."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from functools import partial
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


async def apart(call: Callable[[], T]) -> T:
    """Return what ``call`` returns, from a thread of its own.

    ``asyncio.to_thread`` would let a call that never returns keep the program from exiting.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[T] = loop.create_future()

    def settle(result: Callable[[], None]) -> None:
        # After a timeout the result is dropped.
        if not future.done():
            result()

    def run() -> None:
        try:
            answer = partial(future.set_result, call())
        except Exception as fault:  # noqa: BLE001 - raised in the caller
            answer = partial(future.set_exception, fault)
        # The loop may be closed by now.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(settle, answer)

    Thread(target=run, name="hall-check", daemon=True).start()
    return await future
