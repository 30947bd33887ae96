"""The WebSockets of phones: each open until its phone goes, and then released with all that it holds."""

from __future__ import annotations

import asyncio
import contextlib
import socket

from aiohttp import WSCloseCode, web

from remote.hub import Hub
from remote.listening import STOP_S
from remote.phone import Phone

MESSAGE_MOST = 8 * 1024
_FIRST_SNDBUF, _SNDBUF = 128 * 1024, 32 * 1024
"""Bytes the system holds for a phone: enough for the first message, so that the program does not hold it for each of a
thousand that come back at once, then few, so that a slow phone gets the latest state.
"""


class Lines:
    """All open WebSockets."""

    def __init__(self, hub: Hub, heartbeat_s: float) -> None:
        self._hub, self._heartbeat_s = hub, heartbeat_s
        self._open: set[web.WebSocketResponse] = set()

    def __len__(self) -> int:
        return len(self._open)

    async def serve(self, request: web.Request, phone: Phone) -> web.StreamResponse:
        """Send a phone what is new, until it goes or is removed."""
        line = web.WebSocketResponse(
            heartbeat=self._heartbeat_s, compress=False, max_msg_size=MESSAGE_MOST
        )
        await line.prepare(request)
        transport = request.transport
        if transport is None:
            return line
        raw = transport.get_extra_info("socket")
        self._open.add(line)
        _buffered(raw, _FIRST_SNDBUF)
        listener = self._hub.add(phone, transport)
        _buffered(raw, _SNDBUF)
        try:
            # Only heartbeats arrive on this connection; reading it is how its end is detected.
            async for _ in line:
                self._hub.beat(listener)
        finally:
            self._hub.remove(listener)
            self._open.discard(line)
            # A client that does not read would never take the rest, and would occupy a connection for ever.
            transport.abort()
            let_go(line.exception())
        return line

    async def close(self, _: web.Application) -> None:
        """Close all of them."""
        closing = [
            asyncio.ensure_future(line.close(code=WSCloseCode.GOING_AWAY)) for line in self._open
        ]
        if closing:
            await asyncio.wait(closing, timeout=STOP_S)


def let_go(fault: BaseException | None) -> None:
    """Drop the tracebacks of an exception: their frames refer to its connection, which refers to it.

    Such a cycle would stay until garbage is collected, which is rare.
    """
    while fault:
        fault.__traceback__ = None
        fault = fault.__context__


def _buffered(raw: socket.socket | None, most: int) -> None:
    if raw is not None:
        with contextlib.suppress(OSError):
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, most)
