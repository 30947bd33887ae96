"""Waiting for what was typed so far: keys, and what they set going, on their way through the app."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

from textual.app import App
from textual.message_pump import MessagePump

_ROUNDS = 6
"""A line that was typed goes from the line to its dialog, from there to the screen, and on to the app."""
_MOST_S = 0.5
"""What is just being taken off the screen answers no more."""


async def all_heard(app: App[Any]) -> None:
    """Return once every part that hears keys has done what had come to it. Not from a message handler."""
    with suppress(TimeoutError):
        async with asyncio.timeout(_MOST_S):
            for _ in range(_ROUNDS):
                for part in _hearing(app):
                    heard = asyncio.Event()
                    if part.call_later(heard.set):
                        await heard.wait()


def _hearing(app: App[Any]) -> tuple[MessagePump, ...]:
    """Return who hears keys, in the order in which they go from one to the next."""
    focused = app.focused.ancestors_with_self if app.focused else []
    return (*focused, *reversed(app.screen_stack), app)
