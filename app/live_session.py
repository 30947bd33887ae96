"""An open session with everything it needs, without a screen: runtime, journal, owner, clock.

The composition root of a session: the app, the demo and the tests open sessions here.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from app import effects
from app.ballot_service import Ballots
from app.clock import Readings, SessionClock, resumed_t
from app.held_back import HeldBack
from app.local_time import LocalTime
from app.reports import Nothing, Reports
from app.strikes import Strikes, StrikeUnfinished, unfinished_strikes
from session.model.lifecycle import RecordGap, Strike, StrikeArea
from session.model.protocol import AnyCommand
from session.model.state import Rejected
from session.replay import Replayed
from session.runtime import Done, Runtime
from session.wording.catalogue import say
from store.disk import REAL, Disk
from store.journal.file import JournalFile, Moved
from store.journal.writer import JournalWriter, NotSaved
from store.paths import Home, private_folder

T = TypeVar("T")
_SETTLE_S = 10.0
"""How long the disk may take, in seconds, before a waiting caller gets an error."""


class Saved(Struct, frozen=True):
    """The state of saving: everything is saved when ``durable_n`` equals ``n``."""

    durable_n: int = 0
    n: int = 0
    trouble: str = ""
    """Why the disk refuses to save, in one plain sentence; empty if it does not."""
    thrown_away: bool = False
    """Whether nothing of the session is kept in the end."""

    @property
    def all(self) -> bool:
        return self.durable_n == self.n


class LiveSession:
    """One open session. All methods are called on one thread; the writer has its own."""

    def __init__(
        self,
        home: Home,
        session_id: str,
        *,
        held: ExitStack,
        start: Replayed | None = None,
        told: tuple[str, ...] = (),
        readings: Readings | None = None,
        disk: Disk = REAL,
    ) -> None:
        after = start.n if start else 0
        self.home, self.session_id, self.told = home, session_id, told
        self.readings = readings
        self.disk = disk
        self.late: tuple[str, ...] = ()
        """Sentences to show after closing."""
        self.clock = SessionClock(resumed_t(start, readings) if start else 0, readings)
        self._reports = Reports()
        self._file = JournalFile(
            home.journal(session_id),
            session_id,
            after_n=after,
            disk=disk,
            note=partial(home.newer_place, session_id),
        )
        self.writer = JournalWriter(
            home.journal(session_id),
            session_id,
            after_n=after,
            on_durable=self._durable,
            on_trouble=lambda _: self._reports.deliver(),
            file=self._file,
        )
        self._lines = HeldBack(self.writer.append, self._let_go, lambda: self.ballots.boxes.gone)
        self.runtime = Runtime(
            append=self._lines, now=self.clock.now, new_id=new_id, run=new_id(), start=start
        )
        self.local_time = LocalTime(self.runtime, readings or Readings())
        self.ballots = Ballots(
            home,
            session_id,
            self.runtime,
            new_id,
            lambda: self.writer.durable_n,
            self._box_changed,
            disk,
        )
        self._held = held
        self._keeping = asyncio.Lock()
        self.strikes = Strikes(
            home,
            session_id,
            self.runtime,
            self.writer,
            settled=self.settled,
            changed=self._reports.deliver,
            disk=disk,
        )
        self.runtime.follow(partial(effects.at_once, self))

    @property
    def folder(self) -> Path:
        return self.home.session_dir(self.session_id)

    @property
    def saved(self) -> Saved:
        trouble = self.writer.trouble
        said = trouble.say if trouble else self.ballots.boxes.trouble
        return Saved(self.runtime.durable_n, self.runtime.n, said, self.home.thrown_away)

    def handle(self, command: AnyCommand, cmd: str = "") -> Done | Rejected:
        """Carry out a command. Its effect is visible at once, and acknowledged when it is saved."""
        done = self.runtime.handle(effects.completed(self, command), cmd)
        if isinstance(done, Done) and not done.events:
            effects.without_events(self, done)
        return done

    def refused(self, command: AnyCommand) -> Rejected | None:
        """Return why a command would be refused now; nothing is carried out."""
        return self.runtime.refused(effects.completed(self, command))

    async def ballot_kept(self, round: str, n: int, timeout_s: float = _SETTLE_S) -> None:
        """Wait until a ballot, and the vote it is for, are on disk. Raises ``NotSaved``."""
        await self.settled(timeout_s)
        await self.ballots.kept(round, n, timeout_s)
        # If the vote has been closed, the ballot is part of the tally in the journal.
        await self.settled(timeout_s)

    def attach(self, loop: asyncio.AbstractEventLoop) -> None:
        """Deliver the writer's reports on ``loop``, where watchers are then called."""
        self._reports.attach(loop)
        # Reports from before there was a loop.
        self.runtime.confirm(self.writer.durable_n)

    def watch(self, watcher: Nothing) -> Nothing:
        """Call ``watcher`` on the loop whenever more is on disk; returns a function that unsubscribes it."""
        return self._reports.watch(watcher)

    def settle(self, timeout_s: float | None = 30.0) -> bool:
        """Wait until everything is on disk. For scripts and for closing; never on a running loop."""
        done = self.writer.wait(self.runtime.n, timeout_s) and self.ballots.boxes.settle(timeout_s)
        self.runtime.confirm(self.writer.durable_n)
        return done

    async def settled(self, timeout_s: float = _SETTLE_S) -> None:
        """Wait, off the event loop, until everything so far is on disk.

        Raises ``NotSaved`` if that takes longer than ``timeout_s`` seconds.
        """
        kept = await asyncio.to_thread(self.writer.wait, self.runtime.n, timeout_s)
        self.runtime.confirm(self.writer.durable_n)
        if not kept:
            raise NotSaved(say("refused.not_saved"))

    def notice_clocks(self) -> None:
        """Record what happened to the clocks since the last look, such as sleep, or another time zone."""
        slip = self.clock.slip()
        if slip:
            self.handle(RecordGap(length_ms=slip.asleep_ms, wall_ms=slip.set_ms))
        self.local_time.look(at_once=slip is not None)

    async def strike(self, area: StrikeArea, key: str) -> Done | Rejected:
        """Strike an entry at once, for callers without undo. Raises `StrikeUnfinished` and NotSaved."""
        refused = self.runtime.begin_strike(Strike(area=area, key=key))
        done = refused or self.runtime.carry_out()
        if not isinstance(done, Done):
            return done or Rejected("refused.nothing_to_strike")
        told = await self.strikes.finish()
        if told.left or told.elsewhere:
            raise StrikeUnfinished(" ".join(told.sentences))
        return done

    async def finish_strikes(self, session_id: str = "") -> None:
        """Finish all strikes before this session, or another one of its series, is exported.

        Raises `StrikeUnfinished` if the words are still in what would be exported, and NotSaved.
        """
        await self.strikes.finish_before_handing_out(session_id)

    def shown(self, value: T) -> T:
        """Return a stored value, such as a recap, without struck words that may still be on disk."""
        return self.strikes.shown(value)

    async def keep_recap(self) -> None:
        """Save the recap of the ended session: reread, compared, and added to the index.

        Calls are serialised, each saving what is on disk at its turn: the latest wins.
        """
        from session.views.recap import recap
        from store.library.ending import finish

        async with self._keeping:
            await self.strikes.finish()
            await self.settled()
            await asyncio.to_thread(
                self.undisturbed,
                lambda: finish(self.home, recap(self.runtime.durable), disk=self.disk),
            )

    async def export(self, format: str, folder: Path | None = None) -> tuple[Path, ...]:
        """Export the durable recap in one format; returns the paths of the files."""
        from session.views.recap import recap
        from session.views.still_open import with_left
        from store.exports.writing import writing
        from store.exports.written import hand_out

        await self.finish_strikes()
        await self.settled()
        target = folder or private_folder(self.home.exports(self.session_id))

        def write() -> tuple[Path, ...]:
            with writing(self.home, self.session_id, self.disk) as held:
                state = self.runtime.durable
                return hand_out(held, with_left(recap(state), state.carried), format, target)

        return await asyncio.to_thread(self.undisturbed, write)

    def undisturbed(self, make: Callable[[], T]) -> T:
        """Make a file from the session while no erasure runs: a concurrent one would bring struck words back."""
        with self.strikes.erasing:
            return make()

    async def move_to(self, folder: Path) -> Moved:
        """Save the whole journal to another folder and continue there. Raises ``OSError``."""
        moved = await asyncio.wrap_future(self.writer.move_to(folder))
        await self.ballots.boxes.move_to(folder)
        return moved

    @property
    def alone_at(self) -> Path | None:
        """The path the journal was moved to, while the data folder has no link to it."""
        return self._file.path if self._file.owes_pointer else None

    @property
    def is_noted(self) -> bool:
        """Whether a note leads to that path, so that the session is continued there all the same."""
        return self._file.noted

    def close(self) -> bool:
        """Save what is queued and release the session. False if not everything was saved."""
        self.runtime.carry_out()
        kept = self.ballots.boxes.close()
        self._lines.release(at_once=True)
        kept &= self.writer.close()
        self.ballots.boxes.durable(self.writer.durable_n)
        with self.strikes.erasing:
            self.late = unfinished_strikes(
                self.home, self.session_id, self.disk, struck=self.strikes.unfinished
            )
        self._count()
        self._held.close()
        if not self.writer.durable_n:
            # The disk refused from the first event on: don't leave an empty session.
            from store.library.never_begun import put_away

            with suppress(OSError):
                put_away(self.home, self.session_id, self.disk)
        return kept

    def _count(self) -> None:
        """Store the journal's entry count in the index, so that a later truncation is detected."""
        from store.library.ending import note_count

        if self.runtime.durable.closing.ended_t is None and self.writer.durable_n:
            note_count(self.home, self.session_id, self.disk)

    def _let_go(self) -> None:
        self.ballots.let_go()

    def _box_changed(self) -> None:
        self._lines.release()
        self._reports.deliver()

    def _durable(self, n: int) -> None:
        self.ballots.boxes.durable(n)
        self._reports.deliver(lambda: self.runtime.confirm(n))


def new_id() -> str:
    """Return an opaque random id, of the same kind for everything in a session."""
    return secrets.token_hex(6)
