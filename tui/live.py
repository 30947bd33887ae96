"""A session in progress with everything it needs, without a screen: runtime, journal, owner, clock.

The composition root of a session: the app, the demo and the tests open sessions here.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from session.commands.every import AnyCommand
from session.commands.frame import OpenSession, RecordGap, Strike, StrikeArea
from session.commands.rounds import CloseRound
from session.entries.carried import Carried
from session.envelope import Unreadable
from session.plan import Plan
from session.runtime import Done, Replayed, Runtime, replay
from session.state import Rejected
from session.strike import Redaction
from session.wording.catalogue import say
from store.paths import Home, private_folder
from store.torn import ForeignJournal, recover
from store.trouble import Trouble, trouble_of
from store.writer import JournalWriter, NotSaved
from tui.ballots import Ballots
from tui.clock import Readings, SessionClock

_REWRITE_S = 30.0
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


class CannotOpen(Exception):
    """A session can't be opened; the text is one plain sentence for the facilitator."""


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
        self._held = held
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

    def attach(self, loop: asyncio.AbstractEventLoop) -> None:
        """Let what the writer reports arrive on ``loop``, where ``on_change`` is then called."""
        self._loop = loop
        # What the writer reported before there was a loop to tell.
        self.runtime.confirm(self.writer.durable_n)

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

    async def _clean(self, redaction: Redaction) -> None:
        from store.strike import strike_files

        await asyncio.wrap_future(self.writer.rewrite(redaction.payload))
        await asyncio.to_thread(strike_files, self.home, self.session_id, redaction)

    async def keep_recap(self) -> None:
        """Save the recap of the ended session: read back, compared, and put into the index."""
        from session.recapping import recap
        from store.ending import finish

        await self.settled()
        await asyncio.to_thread(finish, self.home, recap(self.runtime.durable))

    async def export(self, format: str, folder: Path | None = None) -> tuple[Path, ...]:
        """Write the recap of what is on disk in one format; returns the files written."""
        from session.recapping import recap
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


def new_id() -> str:
    """Return an opaque random id, the same kind for everything in a session."""
    return secrets.token_hex(6)


def new_session_id(today: datetime) -> str:
    """Return a session id: the day, so that a person can tell folders apart, and chance."""
    return f"{today:%Y-%m-%d}-{secrets.token_hex(3)}"


def open_session(
    home: Home,
    plan: Plan,
    *,
    session_id: str = "",
    readings: Readings | None = None,
    carried: Carried | None = None,
) -> Live:
    """Create a session and its journal from a plan. Raises ``CannotOpen``.

    ``carried``: what the sessions before it leave; ``None`` asks the series.
    """
    local = (readings or Readings()).wall().astimezone()
    session_id = session_id or new_session_id(local)
    held = _claim(home, session_id)
    before, told = _carried(home, plan.series) if carried is None else (carried, ())
    live = Live(home, session_id, held=held, told=told, readings=readings)
    offset = local.utcoffset()
    live.handle(
        OpenSession(
            session=session_id,
            plan=plan,
            carried=before,
            utc_offset_s=int(offset.total_seconds()) if offset else 0,
        )
    )
    return live


def _carried(home: Home, series: str) -> tuple[Carried, tuple[str, ...]]:
    """Return what the series hands on; where it can't be read the session opens without, and says so."""
    # Reading a series loads TinyDB: 25 ms that the first session of one need not wait for.
    from store.atomic import NewerStore, UnreadableStore
    from store.carrying import carried_over

    try:
        return carried_over(home, series), ()
    except (NewerStore, UnreadableStore) as refused:
        return Carried(), (str(refused),)
    except OSError as refused:
        return Carried(), (say("saving.refused", why=refused.strerror or str(refused)),)


def resume_session(home: Home, session_id: str, *, readings: Readings | None = None) -> Live:
    """Open a session again where it was. Raises ``CannotOpen``.

    Time since the last event is recorded as a gap; what a crash left undone is in ``told``.
    """
    if session_id not in home.session_ids():
        raise CannotOpen(f"There is no session {session_id!r:.90}. “fairsay sessions” lists them.")
    held = _claim(home, session_id)
    try:
        start, told = _read(home, session_id)
    except CannotOpen:
        held.close()
        raise
    live = Live(home, session_id, held=held, start=start, told=told, readings=readings)
    _finish_strikes(live, start)
    if not live.runtime.read_only:
        live.told += live.ballots.resume()
    if start.state.closing.ended_t is None:
        _record_absence(live, start)
    return live


def _finish_strikes(live: Live, start: Replayed) -> None:
    """Take words out that a crash left on the disk after they were struck."""
    if not start.strikes:
        return
    from store.strike import strike_files

    for strike in start.strikes:
        live.writer.rewrite(strike.payload).result(_REWRITE_S)
        strike_files(live.home, live.session_id, strike)


def _claim(home: Home, session_id: str) -> ExitStack:
    from store.owner import AlreadyOpen, claim

    folder = home.session_dir(session_id)
    held = ExitStack()
    try:
        held.enter_context(claim(folder))
        return held
    except AlreadyOpen as taken:
        raise CannotOpen(str(taken)) from taken
    except OSError as refused:
        raise CannotOpen(
            f"{folder} can't be written to. {trouble_of(refused, folder).say}"
        ) from refused


def _read(home: Home, session_id: str) -> tuple[Replayed, tuple[str, ...]]:
    path = home.journal(session_id)
    try:
        found = recover(path, session_id)
        start = replay(found.payloads)
    except ForeignJournal as foreign:
        raise CannotOpen(str(foreign)) from foreign
    except Unreadable as fault:
        raise CannotOpen(
            f"{path} holds something this version can't read ({fault}). It was left as it is."
        ) from fault
    except OSError as refused:
        raise CannotOpen(f"{path} can't be read: {refused.strerror}.") from refused
    if not start.n:
        raise CannotOpen(f"{path} is empty, so there is nothing to go on with.")
    told = [damage.say for damage in found.damage]
    if found.torn:
        told.append("The last entry was cut short when the program stopped. It was kept aside.")
    if start.unknown:
        told.append("A newer version wrote this session. You can read it, but not change it.")
    return start, tuple(told)


def _resumed_t(start: Replayed | None, readings: Readings | None) -> int:
    if start is None or not start.at:
        return 0
    return start.t + max(0, _away_ms(start, readings))


def _away_ms(start: Replayed, readings: Readings | None) -> int:
    wall = (readings or Readings()).wall()
    return round((wall - datetime.fromisoformat(start.at)).total_seconds() * 1000)


def _record_absence(live: Live, start: Replayed) -> None:
    """Tell the session how long nobody was looking: the time up to now since the last event."""
    away_ms = live.clock.now().t - start.t
    wall = live.clock.now().at - datetime.fromisoformat(start.at).astimezone(UTC)
    set_ms = round(wall.total_seconds() * 1000) - away_ms
    live.handle(RecordGap(length_ms=away_ms, wall_ms=set_ms if abs(set_ms) > 2000 else 0))
