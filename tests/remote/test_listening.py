"""Listening for phones: on the first port that is free, and on no other."""

from __future__ import annotations

import asyncio
import socket
from errno import EADDRINUSE
from os import strerror

import pytest
from aiohttp import web

from remote.listening import Listening


async def test_a_port_on_which_nothing_can_listen_is_given_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    refused: list[int] = []
    serve = asyncio.Server.start_serving

    async def once_refused(server: asyncio.Server) -> None:
        if not refused:
            # Another program was quicker, after both had bound the port.
            refused.append(server.sockets[0].getsockname()[1])
            raise OSError(EADDRINUSE, strerror(EADDRINUSE))
        await serve(server)

    monkeypatch.setattr(asyncio.Server, "start_serving", once_refused)
    listening = Listening(web.Application(), lambda status: web.Response(status=status), 5)
    port = await listening.start("127.0.0.1", (0, 0))

    assert [port] != refused
    with socket.socket() as another:
        another.bind(("127.0.0.1", refused[0]))
    await listening.stop()
