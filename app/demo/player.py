"""Plays the sample session through the same runtime, journal and TinyDB as any other.

Without a screen it plays to the end as fast as it can; on a screen its people work at their own speed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from app.demo.clocks import REAL, FastClock, Life, SetClock
from app.demo.naming import NotThere, resolved
from app.demo.script import DAY, IN_THE_ROOM, WHOLE
from app.demo.step import OPENED_H, Deed, PassedOn, Step
from app.live_session import LiveSession
from app.open_session import open_session
from session.model.agenda import AgendaCommand, Pause, Resume
from session.model.carried import Carried
from session.model.history import Redo, Undo
from session.model.lifecycle import Strike
from session.model.recap import Recap
from session.model.state import Rejected
from session.replay import replay
from session.rules.ballots import Ballot, Voter
from session.runtime import Done
from session.views.recap import recap
from session.views.still_open import with_left
from session.wording.catalogue import say
from store.examples import sample_plan
from store.exports.registry import FORMATS
from store.journal.format import scan
from store.passing import passing_folder
from store.paths import Home, private_folder
from store.plans.read import read_plan

__all__ = [
    "SESSION",
    "ScriptFault",
    "SimulatedRoom",
    "give",
    "open_room",
    "opening_time",
    "play",
    "play_script",
]

SESSION = "2026-06-11-hub-futures"

FIRST = Carried()
"""The sample session starts without anything carried over, so that it is the same every time."""
_NOTHING = Done("", 0, ())
_LOOK_S = 0.1
"""How often simulated people check the clock and the keyboard's changes, in real seconds."""

OnStep = Callable[[Step, Done], None]


class ScriptFault(Exception):
    """The sample session can't be played as written."""


def opening_time() -> datetime:
    """Return when the sample session is opened: ten o'clock, local time, as aware UTC."""
    return datetime(*DAY, OPENED_H).astimezone(UTC)


async def play(
    live: LiveSession, steps: Iterable[Step], clock: SetClock, *, on_step: OnStep | None = None
) -> None:
    """Play ``steps`` without waiting; ``clock`` is set to the time of each. Raises ``ScriptFault``."""
    for step in steps:
        clock.to(step.at_s)
        done = await give(live, step.command)
        if not isinstance(done, Done):
            raise ScriptFault(f"second {step.at_s}, {step.command}: {_why(done)}")
        if on_step:
            on_step(step, done)


async def give(live: LiveSession, command: Deed) -> Done | Rejected | NotThere:
    """Carry out one step of the script, resolving its names; a strike includes the files."""
    try:
        command = resolved(live.runtime.live, command)
    except NotThere as missing:
        return missing
    if isinstance(command, PassedOn):
        inside = live.ballots.cast(
            command.vote, Voter(command.voter), Ballot("pass", command.choice)
        )
        return inside if isinstance(inside, Rejected) else Done("", live.runtime.n, ())
    if isinstance(command, Strike):
        return await live.strike(command.area, command.key)
    return live.handle(command)


def play_script(out: Path | None = None) -> str:
    """Play the whole sample session and return its recap as plain text, agreed by its group.

    With ``out``, data is kept in ``out/data`` and every export written to ``out``; otherwise the data folder
    is deleted. Raises ``ScriptFault``, ``CannotOpen``, ``ExportRefused`` and ``OSError``.
    """
    if out is not None:
        home = Home(private_folder(private_folder(out) / "data"))
        return asyncio.run(_played(home, out))
    with passing_folder() as folder:
        return asyncio.run(_played(Home(folder), None))


async def _played(home: Home, out: Path | None) -> str:
    clock = SetClock(opening_time())
    plan = read_plan(sample_plan())
    live = open_session(home, plan, session_id=_free(home), readings=clock.readings, carried=FIRST)
    try:
        await play(live, WHOLE, clock)
        await live.keep_recap()
        told = _checked(live)
        if out is not None:
            for form in FORMATS:
                await live.export(form, out)
    finally:
        kept = live.close()
    if not kept:
        raise ScriptFault(live.saved.trouble)
    (text,) = FORMATS["text"].render(with_left(told, FIRST))
    return text.data.decode()


class SimulatedRoom:
    """Simulated people at work in an open session, while somebody uses the keyboard.

    The keyboard has priority: steps that no longer fit are skipped silently, and people wait while the
    agenda is paused by hand. Ending the session and agreeing its recap is left to the keyboard.
    """

    def __init__(
        self, live: LiveSession, speed: float, *, clock: FastClock | None = None, life: Life = REAL
    ) -> None:
        self.live, self.clock = live, clock
        self._sleep = life.sleep
        self.on_command: Callable[[Deed], object] = lambda _: None
        """Called after each step that was carried out."""
        self.left_out: list[Step] = []
        """Steps that were skipped."""
        self._speed, self._late_s = speed, 0.0
        self._steps = iter(IN_THE_ROOM)
        self._paused = False
        self._our_pause = False
        self._last = _NOTHING

    @property
    def paused(self) -> bool:
        return self._paused

    def pause(self) -> None:
        """Pause the simulated people; with a clock of their own, time stops too."""
        self._paused = True
        if self.clock:
            self.clock.stop()

    def go_on(self) -> None:
        """Resume the simulated people and their clock."""
        self._paused = False
        if self.clock:
            self.clock.go()

    async def run(self) -> None:
        """Play all remaining steps until the end of the check-out, or until the session is ended."""
        for step in self._steps:
            if not await self._in_time(step.at_s):
                return
            await self._give(step)
        if self.clock:
            # From here on time is real: somebody is reading.
            self.clock.go(1.0)

    async def _in_time(self, at_s: float) -> bool:
        """Wait for a step's time; False if the session was ended in the meantime."""
        while self.live.runtime.live.closing.ended_t is None:
            now_s = self._now_s()
            if self._waiting():
                await self._sleep(_LOOK_S)
                self._late_s += self._now_s() - now_s
                continue
            wait_s = (at_s + self._late_s - now_s) / self._speed
            if wait_s <= 0:
                return True
            await self._sleep(min(wait_s, _LOOK_S))
        return False

    def _now_s(self) -> float:
        return self.live.runtime.now().t / 1000

    def _waiting(self) -> bool:
        by_hand = self.live.runtime.live.clock.paused_t is not None and not self._our_pause
        return self._paused or by_hand

    async def _give(self, step: Step) -> None:
        command = self._fitting(step)
        done = await give(self.live, command) if command else None
        self._last = done if isinstance(done, Done) else _NOTHING
        if command is None or self._last is _NOTHING:
            self.left_out.append(step)
        else:
            self.on_command(command)
        if isinstance(step.command, (Pause, Resume)):
            self._our_pause = isinstance(step.command, Pause) and isinstance(done, Done)

    def _fitting(self, step: Step) -> Deed | None:
        """Return the command of a step; ``None`` if it no longer fits what was done at the keyboard."""
        match step.command:
            case Undo():
                # Never undo the keyboard's commands.
                return Undo(target=self._last.cmd) if self._last.cmd else None
            case Redo() if self._last.n != self.live.runtime.n:
                return None
            case AgendaCommand() if step.item != self._item():
                return None
            case command:
                return command

    def _item(self) -> str:
        state = self.live.runtime.live
        current = state.items.get(state.clock.current)
        return current.title if current else ""


def open_room(home: Home, speed: float, *, life: Life = REAL) -> SimulatedRoom:
    """Open the sample session in ``home`` with a clock ``speed`` times as fast as ``life``.

    Its ``live`` is what the app shows. Raises ``CannotOpen``.
    """
    clock = FastClock(speed, opening_time(), life=life)
    plan = read_plan(sample_plan())
    live = open_session(home, plan, session_id=_free(home), readings=clock.readings, carried=FIRST)
    return SimulatedRoom(live, speed, clock=clock, life=life)


def _free(home: Home) -> str:
    """Return an id that no session of this folder has, so that a demo can be played there several times."""
    taken = set(home.session_ids())
    names = (SESSION, *(f"{SESSION}-{again}" for again in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def _checked(live: LiveSession) -> Recap:
    """Return the recap, after checking that the journal on disk gives an equal one."""
    told = recap(live.runtime.durable)
    kept = scan(live.home.journal(live.session_id), live.session_id)
    if recap(replay(kept.payloads).state) != told:
        raise ScriptFault("The journal on the disk does not give the recap of the session.")
    return told


def _why(refused: Rejected | NotThere) -> str:
    return say(refused.reason, **refused.values) if isinstance(refused, Rejected) else str(refused)
