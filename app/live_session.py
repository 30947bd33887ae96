"""A session in progress with everything it needs, without a screen: runtime, journal, owner, clock.

The composition root of a session: the app, the demo and the tests open sessions here.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from app.ballot_service import Ballots
from app.clock import Readings, SessionClock
from session.erase.walk import EntryErasure
from session.model.lifecycle import RecordGap, Strike, StrikeArea
from session.model.protocol import AnyCommand
from session.model.state import Rejected
from session.model.votes import CloseRound
from session.runtime import Done, Replayed, Runtime
from session.wording.catalogue import say
from store.journal.writer import JournalWriter, NotSaved
from store.paths import Home, private_folder
from store.refusal import Refusal
from store.trouble import Trouble

_SETTLE_S = 10.0
"""How long the disk may take, in seconds, before somebody waiting for it is told."""
Nothing = Callable[[], None]


class Saved(Struct, frozen=True):
    """How far the disk has come: everything is saved when ``durable_n`` is ``n``."""

    durable_n: int = 0
    n: int = 0
    trouble: str = ""
    """What the disk refuses, in one plain sentence; empty while it works."""

    @property
    def all(self) -> bool:
        return self.durable_n == self.n


class Live:
    """One open session. Everything here is called on one thread; the writer has its own."""

    def __init__(
        self,
        home: Home,
        session_id: str,
        *,
        held: ExitStack,
        start: Replayed | None = None,
        told: tuple[str, ...] = (),
        readings: Readings | None = None,
    ) -> None:
        after = start.n if start else 0
        self.home, self.session_id, self.told = home, session_id, told
        self.readings = readings
        self.late: tuple[str, ...] = ()
        """What closing it had to tell, in sentences."""
        self.clock = SessionClock(_resumed_t(start, readings), readings)
        self.writer = JournalWriter(
            home.journal(session_id),
            session_id,
            after_n=after,
            on_durable=self._durable,
            on_trouble=self._trouble,
        )
        self.runtime = Runtime(
            append=self.writer.append,
            now=self.clock.now,
            new_id=new_id,
            run=new_id(),
            start=start,
        )
        self.ballots = Ballots(
            home,
            session_id,
            self.runtime,
            new_id,
            lambda: self.writer.durable_n,
            lambda: self._on_loop(lambda: None),
        )
        self.on_change: Nothing = lambda: None
        self._watchers: list[Nothing] = []
        self._held = held
        self._keeping = asyncio.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def folder(self) -> Path:
        return self.home.session_dir(self.session_id)

    @property
    def saved(self) -> Saved:
        trouble = self.writer.trouble
        said = trouble.say if trouble else self.ballots.trouble
        return Saved(self.runtime.durable_n, self.runtime.n, said)

    def handle(self, command: AnyCommand, cmd: str = "") -> Done | Rejected:
        """Carry out a command. What it did is shown at once, and acknowledged once it is saved."""
        if isinstance(command, CloseRound):
            command = self.ballots.counted(command)
        return self.runtime.handle(command, cmd)

    async def ballot_kept(self, round: str, n: int, timeout_s: float = _SETTLE_S) -> None:
        """Wait until a ballot, and the vote it is for, are on the disk. Raises ``NotSaved``."""
        await self.settled(timeout_s)
        await self.ballots.kept(round, n, timeout_s)
        # Closed meanwhile, it is part of the tally, and that is in the journal.
        await self.settled(timeout_s)

    def attach(self, loop: asyncio.AbstractEventLoop) -> None:
        """Let what the writer reports arrive on ``loop``, where ``on_change`` is then called."""
        self._loop = loop
        # What the writer reported before there was a loop to tell.
        self.runtime.confirm(self.writer.durable_n)

    def watch(self, watcher: Nothing) -> Nothing:
        """Call ``watcher`` on the loop whenever more is on disk; returns how to stop."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher) if watcher in self._watchers else None

    def settle(self, timeout_s: float | None = 30.0) -> bool:
        """Wait until everything is on the disk. For scripts and the end; never on a running loop."""
        done = self.writer.wait(self.runtime.n, timeout_s) and self.ballots.settle(timeout_s)
        self.runtime.confirm(self.writer.durable_n)
        return done

    async def settled(self, timeout_s: float = _SETTLE_S) -> None:
        """Wait, off the loop, until everything so far is on the disk.

        Raises ``NotSaved`` when the disk has not taken it within ``timeout_s`` seconds.
        """
        kept = await asyncio.to_thread(self.writer.wait, self.runtime.n, timeout_s)
        self.runtime.confirm(self.writer.durable_n)
        if not kept:
            raise NotSaved(say("refused.not_saved"))

    def notice_clocks(self) -> None:
        """Record what happened to the clocks since the last look, such as sleep."""
        if slip := self.clock.slip():
            self.handle(RecordGap(length_ms=slip.asleep_ms, wall_ms=slip.set_ms))

    async def strike(self, area: StrikeArea, key: str) -> Done | Rejected:
        """Strike the words of an entry; returns once no file of the data folder holds them."""
        done = self.handle(Strike(area=area, key=key))
        if isinstance(done, Done) and done.strike:
            await self._clean(done.strike)
        return done

    async def _clean(self, redaction: EntryErasure) -> None:
        from store.erase.deferred import leave_only, left
        from store.erase.words import strike_files

        noted = await asyncio.to_thread(left, self.home, self.session_id)
        await asyncio.wrap_future(self.writer.rewrite(redaction.payload, redaction.in_damage))
        if noted:
            # They say where words stand in the journal, which has just changed.
            await asyncio.to_thread(leave_only, self.home, self.session_id, noted)
        await asyncio.to_thread(strike_files, self.home, self.session_id, redaction)

    async def keep_recap(self) -> None:
        """Save the recap of the ended session: read back, compared, and put into the index.

        One saving after another, each of what is on disk when its turn comes: the latest stays.
        """
        from session.views.recap import recap
        from store.library.ending import finish

        async with self._keeping:
            await self.settled()
            await asyncio.to_thread(finish, self.home, recap(self.runtime.durable))

    async def export(self, format: str, folder: Path | None = None) -> tuple[Path, ...]:
        """Write the recap of what is on disk in one format; returns the files written."""
        from session.views.recap import recap
        from store.exports.registry import export

        await self.settled()
        target = folder or private_folder(self.home.exports(self.session_id))
        return await asyncio.to_thread(export, recap(self.runtime.durable), format, target)

    async def move_to(self, folder: Path) -> Path:
        """Save the whole journal somewhere else and go on there. Raises ``OSError``."""
        moved = await asyncio.wrap_future(self.writer.move_to(folder))
        await self.ballots.move_to(folder)
        return moved.path

    def close(self) -> bool:
        """Save what is queued and let go of the session. False when the disk did not take it all."""
        kept = self.writer.close() & self.ballots.close()
        self.late = struck_elsewhere(self.home, self.session_id)
        self._held.close()
        return kept

    def _durable(self, n: int) -> None:
        self.ballots.durable(n)
        self._on_loop(lambda: self.runtime.confirm(n))

    def _trouble(self, _: Trouble | None) -> None:
        self._on_loop(lambda: None)

    def _on_loop(self, change: Nothing) -> None:
        loop = self._loop
        if loop is None or loop.is_closed():
            return
        loop.call_soon_threadsafe(self._changed, change)

    def _changed(self, change: Nothing) -> None:
        change()
        self.on_change()
        for watcher in tuple(self._watchers):
            watcher()


def struck_elsewhere(home: Home, session_id: str) -> tuple[str, ...]:
    """Take out what another program struck meanwhile; return what refused, in words.

    For a session that one has to oneself and whose journal nobody writes.
    """
    if not home.strikes(session_id).exists():
        return ()
    from store.erase.words import strike_left

    try:
        strike_left(home, session_id)
    except Refusal as refused:
        return (str(refused),)
    except OSError as refused:
        return (say("saving.refused", why=refused.strerror or str(refused)),)
    return ()


def new_id() -> str:
    """Return an opaque random id, the same kind for everything in a session."""
    return secrets.token_hex(6)


def _resumed_t(start: Replayed | None, readings: Readings | None) -> int:
    if start is None or not start.at:
        return 0
    return start.t + max(0, _away_ms(start, readings))


def _away_ms(start: Replayed, readings: Readings | None) -> int:
    wall = (readings or Readings()).wall()
    return round((wall - datetime.fromisoformat(start.at)).total_seconds() * 1000)
