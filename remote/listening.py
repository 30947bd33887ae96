"""Accepts phones' connections: on which port, how many, and with which timeouts."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from errno import EMFILE
from os import strerror
from typing import Any

from aiohttp import web

from remote.descriptors import KEPT_FREE, raise_limit

PHONES_MOST = 3_000
"""Maximum number of connections; further ones are closed."""
PHONES_LEAST = 8
"""If the machine allows fewer connections than this the page is not served: each phone needs one or two."""
IDLE_S = 15.0
"""Seconds within which a new connection must send a request."""
KEPT_S = 75.0
"""Keep-alive timeout, in seconds."""
LINGER_S = 2.0
"""Seconds in which the rest of a refused body may still arrive."""
STOP_S = 0.5
EVERYWHERE = "0.0.0.0"  # noqa: S104 - phones come from every network the laptop is on
_BACKLOG = 128


class _Connection(web.RequestHandler):
    """One connection. Malformed requests get a response in our words, which repeats none of their content."""

    def __init__(
        self,
        unreadable: Callable[[int], web.Response],
        ended: Callable[[web.RequestHandler], None],
        *given: Any,
        **more: Any,
    ) -> None:
        super().__init__(*given, **more)
        self._unreadable, self._ended = unreadable, ended

    def handle_error(
        self,
        request: web.BaseRequest,  # noqa: ARG002 - aiohttp's signature
        status: int = 500,
        exc: BaseException | None = None,  # noqa: ARG002 - as above
        message: str | None = None,  # noqa: ARG002 - as above
    ) -> web.StreamResponse:
        answer = self._unreadable(status)
        answer.force_close()
        return answer

    def connection_lost(self, exc: BaseException | None) -> None:
        super().connection_lost(exc)
        # aiohttp keeps what refers to it in turn; collected rarely, a phone that often comes back would fill memory.
        self._data_received_cb = None
        self._ended(self)


class Listening:
    """Accepts connections for ``app``, on the event loop it was started on."""

    def __init__(
        self, app: web.Application, unreadable: Callable[[int], web.Response], idle_s: float
    ) -> None:
        self._app, self._unreadable, self._idle_s = app, unreadable, idle_s
        self._runner: web.AppRunner | None = None
        self._server: asyncio.Server | None = None
        self._silent: dict[web.RequestHandler, asyncio.TimerHandle] = {}
        """Connections that have not sent a request yet, and what closes them. Nothing else holds an ended one."""
        self.most = PHONES_MOST

    async def start(self, host: str, ports: tuple[int, ...]) -> int:
        """Listen on the first free port of ``ports``; returns it.

        Raises ``OSError``: EMFILE if the machine allows the program too few connections.
        """
        self.most = min(PHONES_MOST, raise_limit() - KEPT_FREE)
        if self.most < PHONES_LEAST:
            raise OSError(EMFILE, strerror(EMFILE))
        runner = web.AppRunner(self._app, handle_signals=False, shutdown_timeout=STOP_S)
        await runner.setup()
        self._runner = runner
        try:
            return await self._first_free(host, ports)
        except BaseException:
            # Also if this is cancelled: the port would stay occupied.
            await self.stop()
            raise

    async def _first_free(self, host: str, ports: tuple[int, ...]) -> int:
        fault: OSError | None = None
        loop = asyncio.get_running_loop()
        for port in ports:
            try:
                self._server = await loop.create_server(
                    self._taken, host or EVERYWHERE, port, backlog=_BACKLOG, start_serving=False
                )
                taken: int = self._server.sockets[0].getsockname()[1]
                await self._server.start_serving()
            except OSError as refused:
                fault = refused
                if self._server:
                    # Bound, but taken by another program before it could listen.
                    self._server.close()
                    self._server = None
                continue
            return taken
        raise fault or OSError("no port")

    async def stop(self) -> None:
        """Close every connection and stop listening."""
        if self._server:
            self._server.close()
            self._server = None
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    def heard(self, connection: web.RequestHandler) -> None:
        """Note that a connection has sent a request, or has ended."""
        if closing := self._silent.pop(connection, None):
            closing.cancel()

    def _taken(self) -> asyncio.BaseProtocol:
        """Accept a connection; an idle one is closed after a timeout, and one above the maximum at once."""
        if self._runner is None or self._runner.server is None:
            raise ConnectionAbortedError
        loop = asyncio.get_running_loop()
        server = self._runner.server
        made = _Connection(
            self._unreadable,
            self.heard,
            server,
            loop=loop,
            access_log=None,
            keepalive_timeout=KEPT_S,
            lingering_time=LINGER_S,
        )
        # A client that never completes a request would occupy a connection for ever.
        self._silent[made] = loop.call_later(self._idle_s, _close, made)
        if len(server.connections) >= self.most:
            loop.call_soon(_close, made)
        return made


def _close(made: web.RequestHandler) -> None:
    if made.transport is not None:
        made.transport.close()
