"""Phones of the open session: the server of its page, started when joining is opened, and its room."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from errno import EADDRINUSE, EADDRNOTAVAIL, EMFILE
from typing import TYPE_CHECKING

from app.catch_up import page_of
from app.live_session import LiveSession
from app.network_options import NetworkOptions
from remote.addresses import Address, Public, addresses, bracketed, for_code, link, public
from remote.codes import new_code
from remote.room import NotKept
from session.ballot_box import InBox
from session.model.admission import RenewCode
from session.model.phones import OpenDoor
from session.model.protocol import AnyCommand
from session.model.state import Instant, Rejected, State
from session.rules.ballots import Ballot, Voter
from session.runtime import Done
from session.views.phone_link import Joining, Link
from session.views.recap import recap
from session.views.still_open import with_left
from session.wording.catalogue import say
from store.refusal import Refusal

if TYPE_CHECKING:
    from remote.server import PhoneServer

PORT = 8470
PORTS = tuple(range(PORT, PORT + 10))
"""The ports that are tried, before any free one."""
_KEPT_S = 10.0
"""Seconds a phone's request waits for the disk before it fails as not saved."""


class NotServed(Refusal):
    """The page can't be served; the text is one sentence for the facilitator."""


class LiveRoom:
    """The open session as the server sees it (``remote.room.Room``)."""

    def __init__(self, live: LiveSession) -> None:
        self._live = live
        self._waiting: list[tuple[Callable[[], bool], asyncio.Future[None]]] = []
        self._unwatch = live.watch(self._looked)
        self._making = asyncio.Lock()
        self._handouts: dict[str, tuple[State, bytes]] = {}
        """The recap by format, and the state it was made from."""

    @property
    def state(self) -> State:
        return self._live.runtime.durable

    @property
    def n(self) -> int:
        return self._live.runtime.durable_n

    @property
    def saving(self) -> bool:
        return not (self._live.saved.trouble or self._live.runtime.read_only)

    def now(self) -> Instant:
        return self._live.runtime.now()

    async def do(self, command: AnyCommand, cmd: str) -> Done | Rejected:
        done = self._live.handle(command, cmd)
        if isinstance(done, Done):
            await self._until(lambda: self._live.runtime.durable_n >= done.n)
        return done

    async def again(self, cmd: str) -> int:
        n = self._live.runtime.done_n(cmd)
        if n:
            await self._until(lambda: self._live.runtime.durable_n >= n)
        return n

    async def cast(self, round: str, voter: Voter, ballot: Ballot, cmd: str) -> InBox | Rejected:
        ballots, runtime = self._live.ballots, self._live.runtime
        cast = ballots.cast(round, voter, ballot, cmd)
        if isinstance(cast, InBox):
            n = runtime.n
            await self._until(lambda: runtime.durable_n >= n and ballots.is_kept(round, cast.n))
        return cast

    def met(self, secret: str, device: str) -> None:
        self._live.ballots.met(secret, device)

    def mine(self, round: str, secret: str, *, kept: bool = True) -> dict[str, int] | None:
        return self._live.ballots.mine(round, secret, kept=kept)

    async def handout(self, format: str) -> bytes:
        async with self._making:
            # At the end all phones request it at once, and it is the same for all.
            state = self.state
            if format not in self._handouts or self._handouts[format][0] is not state:
                self._handouts[format] = (state, await asyncio.to_thread(_made, format, state))
            return self._handouts[format][1]

    async def missed(self, device: str) -> bytes:
        state = self.state
        person = state.people.get(state.devices[device].person)
        name = person.name if person else ""
        return await asyncio.to_thread(page_of, self._live.home, state.meta.series, name)

    def follow(self, changed: Callable[[], None]) -> Callable[[], None]:
        return self._live.watch(changed)

    def close(self) -> None:
        """Release the session; waiting requests fail as not saved."""
        self._unwatch()
        for _, future in self._waiting:
            if not future.done():
                future.set_exception(NotKept())
        self._waiting.clear()

    async def _until(self, kept: Callable[[], bool]) -> None:
        if kept():
            return
        future = asyncio.get_running_loop().create_future()
        self._waiting.append((kept, future))
        try:
            async with asyncio.timeout(_KEPT_S):
                await future
        except TimeoutError as late:
            raise NotKept from late

    def _looked(self) -> None:
        refused = not self.saving
        waiting: list[tuple[Callable[[], bool], asyncio.Future[None]]] = []
        for kept, future in self._waiting:
            if future.done():
                continue
            if kept():
                future.set_result(None)
            elif refused:
                future.set_exception(NotKept())
            else:
                waiting.append((kept, future))
        self._waiting = waiting


def _made(format: str, state: State) -> bytes:
    from store.exports.registry import FORMATS

    (made,) = FORMATS[format].render(with_left(recap(state), state.carried))
    return made.data


class Phones:
    """The page of the open session: served, closed, and stopped with the session."""

    def __init__(
        self,
        live: LiveSession,
        ways: NetworkOptions,
        changed: Callable[[], None],
        look: Callable[[], tuple[Address, ...]] = addresses,
        broken: Callable[[Exception], object] = lambda _: None,
    ) -> None:
        self._live, self._ways, self._changed, self._look = live, ways, changed, look
        self._broken = broken
        self._public: Public | None = public(ways.public_url) if ways.public_url else None
        self._server: PhoneServer | None = None
        self._room: LiveRoom | None = None
        self._found: tuple[Address, ...] = ()
        self._chosen = 0
        self._starting = asyncio.Lock()
        """Held while the server is started or stopped: concurrent calls get the same one."""

    @property
    def joining(self) -> Joining:
        """The current content of the Join screen."""
        server = self._server
        if server is None:
            return Joining()
        links = self._links(server.port)
        return Joining(links, self._chosen % max(1, len(links)))

    async def serve(self) -> None:
        """Serve the page, unless it is served already. Raises ``NotServed``."""
        async with self._starting:
            if self._server is None:
                await self._serve()

    async def _serve(self) -> None:
        # The server loads aiohttp, 0.1 s that only sessions with phones need.
        from remote.server import PhoneServer

        self._found = await asyncio.to_thread(self._look)
        room = LiveRoom(self._live)
        server = PhoneServer(room, hosts=self._hosts, public=self._public, broken=self._broken)
        try:
            await server.start(self._ways.host, self._ports())
        except OSError as refused:
            room.close()
            raise NotServed(self._why(refused)) from refused
        except asyncio.CancelledError:
            room.close()
            raise
        self._room, self._server = room, server

    async def open(self) -> Done | Rejected:
        """Serve the page and open joining, once that is on disk. Raises ``NotServed``, ``NotSaved``."""
        await self.serve()
        code = self._live.runtime.live.door.code or new_code(secrets.choice)
        server = self._server
        port = server.port if server else 0
        chosen = self.joining.link
        told = chosen.url.rsplit("/", 1)[0] if chosen and not chosen.nowhere else ""
        done = self._live.handle(OpenDoor(code=code, port=port, link=told))
        self._changed()
        if isinstance(done, Done):
            await self._live.settled()
        return done

    async def renew(self) -> Done | Rejected:
        """Renew the join code, once that is on disk; phones that have joined stay connected. Raises ``NotSaved``."""
        done = self._live.handle(RenewCode(code=new_code(secrets.choice)))
        self._changed()
        if isinstance(done, Done):
            await self._live.settled()
        return done

    async def another(self) -> Done | Rejected | None:
        """Look up the laptop's addresses again, and show people the next one; ``None`` without one.

        If joining is closed it stays closed: the next address is shown once it is opened.
        """
        if self._server is None:
            return None
        before = self.joining.link
        self._found = await asyncio.to_thread(self._look)
        links = self.joining.links
        place = links.index(before) if before in links else -1
        self._chosen = (place + 1) % max(1, len(links))
        if self.joining.link == before:
            return None
        self._changed()
        if not self._live.runtime.live.door.open:
            return Rejected("refused.door_closed_now")
        return await self.open()

    async def stop(self) -> None:
        """Stop serving the page."""
        async with self._starting:
            server, room = self._server, self._room
            self._server = self._room = None
            try:
                if server:
                    await server.stop()
            finally:
                if room:
                    room.close()

    def _why(self, refused: OSError) -> str:
        """Return in one sentence why the page can't be served, and what to do."""
        if refused.errno == EADDRINUSE and self._ways.port:
            return say("join.port_taken", port=self._ways.port)
        if refused.errno == EADDRNOTAVAIL and self._ways.host:
            return say("join.no_address", host=self._ways.host)
        if refused.errno == EMFILE:
            return say("join.few_files")
        return say("join.not_served", why=refused.strerror or str(refused))

    def _ports(self) -> tuple[int, ...]:
        if self._ways.port:
            return (self._ways.port,)
        # The port from before a crash, so that phones can reconnect.
        before = self._live.runtime.live.door.port
        first = (before,) if before else ()
        return (*first, *(port for port in PORTS if port != before), 0)

    def _links(self, port: int) -> tuple[Link, ...]:
        code = self._live.runtime.live.door.code
        here = [_link(link(one.ip, port, code), one.network) for one in self._found]
        if self._ways.host and self._ways.host not in {"0.0.0.0", "::"}:  # noqa: S104 - named, not bound
            here = [_link(link(self._ways.host, port, code))]
        if self._public:
            there = f"{self._public.url}/{code}"
            return (Link(there, there, anywhere=True), *here)
        url = link("127.0.0.1", port, code)
        return tuple(here) or (Link(url, for_code(url), nowhere=True),)

    def _hosts(self) -> set[str]:
        port = self._server.port if self._server else 0
        named = {one.ip for one in self._found} | {"127.0.0.1", "localhost"}
        if self._ways.host:
            named.add(self._ways.host)
        # Browsers omit the default port of http.
        named = {bracketed(host) for host in named}
        return {f"{host}:{port}" for host in named} | (named if port == 80 else set())


def _link(url: str, network: str = "") -> Link:
    return Link(url, for_code(url), network=network)
