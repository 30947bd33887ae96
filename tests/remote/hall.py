"""A hall for phones: a session on a table, a disk that can refuse, and the real server on loopback."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from aiohttp import ClientSession, CookieJar

from remote.hub import Listener
from remote.room import NotKept
from remote.server import PhoneServer
from session.ballot_box import BallotBox, InBox
from session.model.phones import OpenDoor
from session.model.protocol import AnyCommand
from session.model.state import Instant, Rejected, State
from session.model.votes import BeginBallots
from session.rules.ballots import Ballot, Voter, may_vote
from session.runtime import Done
from session.views.recap import recap
from store.exports.registry import FORMATS
from tests.session.table import Table

CODE = "warm-soup"


@dataclass
class Hall:
    """A room as the server meets it: what is done is on disk at once, unless the disk refuses."""

    table: Table = field(default_factory=Table)
    saving: bool = True
    boxes: dict[str, BallotBox] = field(default_factory=dict)
    lines: list[bytes] = field(default_factory=list)
    holds: asyncio.Event | None = None
    """What ballots wait for before they are on disk."""
    followers: list[Callable[[], None]] = field(default_factory=list)

    @property
    def state(self) -> State:
        return self.table.state

    @property
    def n(self) -> int:
        return self.table.runtime.n

    def now(self) -> Instant:
        return self.table.runtime.now()

    async def do(self, command: AnyCommand, cmd: str) -> Done | Rejected:
        if not self.saving:
            raise NotKept
        done = self.table.give(command, cmd)
        self.changed()
        return done

    async def cast(self, round: str, voter: Voter, ballot: Ballot, cmd: str) -> InBox | Rejected:
        if not self.saving:
            raise NotKept
        vote = self.state.rounds.get(round)
        if vote is None:
            return Rejected("refused.round_unknown")
        if refused := may_vote(self.state, vote, voter):
            return refused
        if not vote.begun and not vote.closed:
            self.table.do(BeginBallots(round=round))
        if before := self.box(round).done.get(cmd):
            return before
        kept = self.box(round).put(vote, voter, ballot, cmd)
        if self.holds:
            await self.holds.wait()
        self.changed()
        return kept

    def box(self, round: str) -> BallotBox:
        if round not in self.boxes:
            self.boxes[round] = BallotBox(lambda lines, n: self.lines.extend(lines), salt="salt")
        return self.boxes[round]

    async def again(self, cmd: str) -> int:
        return self.table.runtime.done_n(cmd)

    def met(self, secret: str, device: str) -> None:
        pass

    def mine(self, round: str, secret: str, *, kept: bool = True) -> dict[str, int] | None:
        box = self.boxes.get(round)
        return box.mine(secret, box.n) if box else None

    async def handout(self, format: str) -> bytes:
        (made,) = FORMATS[format].render(recap(self.state))
        return made.data

    async def missed(self, device: str) -> bytes:
        return f"<p>What {device} missed</p>".encode()

    def follow(self, changed: Callable[[], None]) -> Callable[[], None]:
        self.followers.append(changed)
        return lambda: self.followers.remove(changed)

    def changed(self) -> None:
        for follower in self.followers:
            follower()

    def keyboard(self, command: AnyCommand) -> Done:
        done = self.table.do(command)
        self.changed()
        return done


@dataclass
class Site:
    """A served page: its address, and how a new phone is made."""

    hall: Hall
    server: PhoneServer
    base: str

    @property
    def url(self) -> str:
        return f"{self.base}/{CODE}"


@asynccontextmanager
async def served(hall: Hall | None = None, **more: object) -> AsyncIterator[Site]:
    """Serve a hall's session with joining open, on a free port of this machine."""
    hall = hall or Hall()
    if not hall.state.door.code:
        hall.table.do(OpenDoor(code=CODE))
    hosts: set[str] = set()
    server = PhoneServer(hall, hosts=lambda: hosts, **more)  # type: ignore[arg-type]  # by name
    port = await server.start("127.0.0.1")
    hosts |= {f"127.0.0.1:{port}", f"localhost:{port}"}
    try:
        yield Site(hall, server, f"http://127.0.0.1:{port}")
    finally:
        await server.stop()


@asynccontextmanager
async def phone() -> AsyncIterator[ClientSession]:
    """A phone's browser: it keeps its own cookie and asks for JSON."""
    async with ClientSession(
        cookie_jar=CookieJar(unsafe=True), headers={"Accept": "application/json"}
    ) as browser:
        yield browser


async def join(browser: ClientSession, site: Site, **form: str) -> None:
    """Let a phone join by the form of the page."""
    async with browser.post(f"{site.url}/join", data=form, allow_redirects=False) as answer:
        assert answer.status == 303, await answer.text()


async def until(met: Callable[[], object]) -> None:
    """Let the loop work until something is so."""
    for _ in range(1000):
        if met():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("waited in vain")


async def deaf_line(browser: ClientSession, site: Site) -> tuple[socket.socket, Listener]:
    """Open a line that nobody reads from, with something on the way to it."""
    (cookie,) = browser.cookie_jar
    at = urlsplit(site.base)
    sock = socket.socket()
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    sock.connect((at.hostname, at.port))
    sock.setblocking(False)
    sock.sendall(
        f"GET /{CODE}/live HTTP/1.1\r\nHost: {at.netloc}\r\nConnection: Upgrade\r\n"
        "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        f"Sec-WebSocket-Key: {'A' * 22}==\r\nCookie: fairsay={cookie.value}\r\n\r\n".encode()
    )
    head = await asyncio.get_running_loop().sock_recv(sock, 100)
    assert b" 101 " in head
    (listener,) = site.server.hub.listeners
    return sock, listener


def open_connections(site: Site) -> int:
    """Count the connections the server holds."""
    runner = site.server._listening._runner
    assert runner is not None
    assert runner.server is not None
    return len(runner.server.connections)
