"""The two connections of a simulated phone, as thin as can be: what is measured is the other end."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import re
import socket
from time import perf_counter
from typing import Any, NamedTuple

_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
_COOKIE = re.compile(rb"set-cookie: *fairsay=(\w+)", re.IGNORECASE)
_AFTER = re.compile(rb"retry-after: *(\d+)", re.IGNORECASE)
_PING, _PONG = 0x9, b"\x8a\x80\x00\x00\x00\x00"
_SLEEPS_S = 1.0
_READS_S = 0.02


class Answer(NamedTuple):
    """What came back: ``cookie`` is empty unless one was set."""

    status: int
    cookie: str
    retry_after_s: float
    body: bytes


class Asking(asyncio.Protocol):
    """A connection that is kept and asks for one thing after the other."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self._transport: asyncio.Transport | None = None
        self._data = b""
        self._future: asyncio.Future[Answer] | None = None
        self._one = asyncio.Lock()

    async def post(self, path: str, body: bytes, cookie: str) -> Answer:
        """Send a form (without a cookie) or JSON, and wait for the answer; one at a time."""
        async with self._one:
            return await self._post(path, body, cookie)

    async def _post(self, path: str, body: bytes, cookie: str) -> Answer:
        loop = asyncio.get_running_loop()
        if self._transport is None or self._transport.is_closing():
            await loop.create_connection(lambda: self, self._host, self._port)
        kind = "application/json" if cookie else "application/x-www-form-urlencoded"
        head = (
            f"POST {path} HTTP/1.1\r\nHost: {self._host}:{self._port}\r\nContent-Type: {kind}\r\n"
            f"Accept: application/json\r\nCookie: fairsay={cookie}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        self._data, self._future = b"", loop.create_future()
        assert self._transport is not None
        self._transport.write(head.encode() + body)
        return await self._future

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._data += data
        head, found, body = self._data.partition(b"\r\n\r\n")
        length = _LENGTH.search(head)
        if not found or len(body) < (int(length[1]) if length else 0):
            return
        if self._future and not self._future.done():
            cookie, after = _COOKIE.search(head), _AFTER.search(head)
            self._future.set_result(
                Answer(
                    int(head[9:12]),
                    cookie[1].decode() if cookie else "",
                    float(after[1]) if after else 1.0,
                    body,
                )
            )

    def connection_lost(self, exc: Exception | None) -> None:
        if self._future and not self._future.done():
            self._future.set_exception(exc or ConnectionResetError("closed before the answer"))


class Hearing(asyncio.Protocol):
    """A phone's line. It notes when each marker it watches for came first, and counts the bytes."""

    def __init__(self, host: str, port: int, code: str) -> None:
        self._host, self._port, self._code = host, port, code
        self._transport: asyncio.Transport | None = None
        self._data = bytearray()
        self._upgraded = self._slow = False
        self._ready: asyncio.Future[float] | None = None
        self._wanted: dict[bytes, str] = {}
        self._size = 0
        self.bytes = 0
        self.seen: dict[str, float] = {}
        self.own_at = 0.0
        """When its own ballot was last told back."""
        self.round: dict[str, Any] = {}

    async def open(self, cookie: str, *, slow: bool) -> None:
        """Get on the line. A slow one has little room and reads once a second."""
        self._slow = slow
        await self._connect()
        if self._transport is None:
            return
        if slow:
            raw = self._transport.get_extra_info("socket")
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        key = base64.b64encode(os.urandom(16)).decode()
        self._transport.write(
            f"GET /{self._code}/live HTTP/1.1\r\nHost: {self._host}:{self._port}\r\n"
            f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Key: {key}\r\nCookie: fairsay={cookie}\r\n\r\n".encode()
        )
        if slow:
            self._sleep()

    async def open_bare(self, size: int) -> None:
        self._size = size
        await self._connect()

    async def _connect(self) -> None:
        loop = asyncio.get_running_loop()
        self._data.clear()
        self._upgraded, self._ready, self.bytes = False, loop.create_future(), 0
        await loop.create_connection(lambda: self, self._host, self._port)

    async def first(self) -> None:
        """Wait for the first message."""
        if self._ready:
            await asyncio.wait_for(asyncio.shield(self._ready), 60)

    async def bare(self) -> float:
        assert self._ready is not None
        return await asyncio.wait_for(self._ready, 60)

    def watch(self, marker: str) -> None:
        self._wanted[marker.encode()] = marker

    def close(self) -> None:
        if self._transport:
            self._transport.close()

    def _sleep(self) -> None:
        if self._transport and not self._transport.is_closing():
            self._transport.pause_reading()
            asyncio.get_running_loop().call_later(_SLEEPS_S, self._wake)

    def _wake(self) -> None:
        if self._transport and not self._transport.is_closing():
            self._transport.resume_reading()
            asyncio.get_running_loop().call_later(_READS_S, self._sleep)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        now = perf_counter()
        self.bytes += len(data)
        if self._size:
            if self.bytes >= self._size and self._ready and not self._ready.done():
                self._ready.set_result(now)
            return
        self._data += data
        if not self._upgraded:
            head, found, rest = bytes(self._data).partition(b"\r\n\r\n")
            if not found:
                return
            if not head.startswith(b"HTTP/1.1 101"):
                raise RuntimeError(f"not on the line: {head[:200]!r}")
            self._upgraded, self._data = True, bytearray(rest)
        while (frame := _frame(self._data)) is not None:
            kind, payload = frame
            if kind == _PING and self._transport:
                self._transport.write(_PONG)
            elif kind == 1:
                self._message(payload, now)

    def _message(self, payload: bytes, now: float) -> None:
        for wanted in [marker for marker in self._wanted if marker in payload]:
            self.seen[self._wanted.pop(wanted)] = now
        if b'"round":{' in payload:
            if b'"my_dots":' in payload:
                self.own_at = now
            if not self.round or b'"my_dots":' not in payload:
                self.round = json.loads(payload)["round"]
        if self._ready and not self._ready.done():
            self._ready.set_result(now)


def _frame(data: bytearray) -> tuple[int, bytes] | None:
    """Take a whole frame from the front of ``data`` (RFC 6455, section 5.2)."""
    if len(data) < 2:
        return None
    size, at = data[1] & 0x7F, 2
    if size == 126:
        size, at = int.from_bytes(data[2:4], "big"), 4
    elif size == 127:
        size, at = int.from_bytes(data[2:10], "big"), 10
    if len(data) < at + size:
        return None
    kind, payload = data[0] & 0x0F, bytes(data[at : at + size])
    del data[: at + size]
    return kind, payload
