"""A connection that has ended leaves nothing in memory: phones come back on new ones all day long.

Garbage that refers to itself is collected rarely while the program runs, so none may be left.
"""

from __future__ import annotations

import asyncio
import gc
import socket
import struct
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress

import pytest
from aiohttp import ClientError, ClientSession, ClientWebSocketResponse
from aiohttp.web import RequestHandler

from session.model.phones import LeaveDevice
from session.model.record import WriteNote
from tests.remote.hall import CODE, Site, deaf_line, join, open_connections, phone, served, until


@pytest.fixture(autouse=True)
def _uncollected() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


async def _line(browser: ClientSession, site: Site) -> ClientWebSocketResponse:
    line = await browser.ws_connect(f"{site.url}/live")
    await line.receive_json(timeout=5)
    return line


def _transport(line: ClientWebSocketResponse) -> asyncio.Transport:
    connection = line._response.connection
    assert connection is not None
    assert isinstance(connection.transport, asyncio.Transport)
    return connection.transport


async def _closed(browser: ClientSession, site: Site) -> None:
    await (await _line(browser, site)).close()


async def _broken(browser: ClientSession, site: Site) -> None:
    """Break the line, as a phone does that loses its Wi-Fi or sleeps."""
    line = await _line(browser, site)
    transport = line.get_extra_info("socket")
    transport.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    _transport(line).abort()


async def _left_unsaid(browser: ClientSession, site: Site) -> None:
    """End the connection without the words that end a WebSocket, as a closed tab does."""
    line = await _line(browser, site)
    _transport(line).close()


async def _malformed(browser: ClientSession, site: Site) -> None:
    line = await _line(browser, site)
    _transport(line).write(b"\xff" * 40)
    await line.receive(timeout=5)


async def _removed(browser: ClientSession, site: Site) -> None:
    line = await _line(browser, site)
    (mark,) = site.hall.state.devices
    site.hall.keyboard(LeaveDevice(device=mark, gone=False))
    await line.receive(timeout=5)


async def _deaf(browser: ClientSession, site: Site) -> None:
    sock, listener = await deaf_line(browser, site)
    for n in range(400):
        site.hall.table.do(WriteNote(text=f"{n} " * 60))
    site.hall.changed()
    await until(lambda: listener.line.get_write_buffer_size() > 0)
    (mark,) = site.hall.state.devices
    site.hall.keyboard(LeaveDevice(device=mark, gone=False))
    await until(lambda: not site.server.hub.listeners)
    sock.close()


async def _asked(browser: ClientSession, site: Site) -> None:
    async with browser.get(f"{site.url}/state") as answer:
        await answer.read()
    async with browser.post(f"{site.url}/do", json={"do": "hand"}) as answer:
        await answer.read()


async def _refused(browser: ClientSession, site: Site) -> None:
    for path, body in (("/nowhere", b"{"), (f"/{CODE}/do", b"x" * 20_000), (f"/{CODE}/do", b"[")):
        with suppress(ClientError):
            async with browser.post(f"{site.base}{path}", data=body) as answer:
                await answer.read()


WAYS: dict[str, Callable[[ClientSession, Site], Awaitable[None]]] = {
    "closed": _closed,
    "broken": _broken,
    "left unsaid": _left_unsaid,
    "malformed": _malformed,
    "removed": _removed,
    "deaf": _deaf,
    "asked": _asked,
    "refused": _refused,
}


def _connections() -> int:
    return sum(isinstance(one, RequestHandler) for one in gc.get_objects())


@pytest.mark.parametrize("way", WAYS)
async def test_a_connection_that_has_ended_leaves_nothing_behind(way: str) -> None:
    before = _connections()
    async with served() as site:
        async with phone() as browser:
            await join(browser, site)
            await WAYS[way](browser, site)
        await until(lambda: open_connections(site) == 0)
        await until(lambda: _connections() == before)
