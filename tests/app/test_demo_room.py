"""The simulated room: its people work by a fast clock, and the keyboard leads."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.demo.clocks import FastClock, Life
from app.demo.player import SimulatedRoom, open_room, opening_time
from app.live_session import LiveSession
from app.open_session import open_session
from session.model.agenda import ItemAdded, ItemStarted, NextItem, Pause, Resume
from session.model.ideas import IdeaAdded, IdeaMerged
from session.model.lifecycle import EndSession
from session.model.protocol import Event
from session.model.record import NoteWritten, WriteNote
from session.runtime import Done
from store.examples import sample_plan
from store.paths import Home
from store.plans.read import read_plan


class Watched:
    """Time that passes only while the room waits, however busy this machine is."""

    def __init__(self) -> None:
        self.now_s = 100.0
        self.life = Life(lambda: self.now_s, self.sleep)
        self._waits: asyncio.Queue[float] = asyncio.Queue()

    async def sleep(self, seconds: float) -> None:
        self.now_s += seconds
        self._waits.put_nowait(seconds)
        # Whoever else has something to do comes first.
        for _ in range(20):
            await asyncio.sleep(0)

    async def passed(self, seconds: float) -> None:
        """Wait until so much of it has gone by for the room."""
        until_s = self.now_s + seconds
        while self.now_s < until_s:
            await asyncio.wait_for(self._waits.get(), 10)


async def test_the_room_plays_by_its_own_clock_while_nobody_is_at_the_keyboard(
    tmp_path: Path,
) -> None:
    room = open_room(Home(tmp_path), 7200, life=Watched().life)
    await asyncio.wait_for(room.run(), 20)
    state = room.live.runtime.live
    assert room.left_out == []
    assert (len(state.ideas), len(state.decisions), len(state.actions)) == (24, 3, 5)
    assert state.clock.finished_t is not None
    assert state.closing.ended_t is None
    assert room.live.clock.slip() is None
    assert room.live.close()


async def test_what_the_keyboard_did_first_is_quietly_left_out(tmp_path: Path) -> None:
    room = open_room(Home(tmp_path), 7200, life=Watched().life)
    live = room.live
    meddled: list[str] = []

    def meddle(done: Done) -> None:
        match done.events[-1]:
            case IdeaAdded(text=text) if "soup lunch" in text and "moved" not in meddled:
                meddled.append("moved")
                asyncio.get_running_loop().call_soon(live.handle, NextItem())
            case IdeaMerged() if "noted" not in meddled:
                meddled.append("noted")
                asyncio.get_running_loop().call_soon(live.handle, WriteNote(text="By hand"))

    live.runtime.follow(meddle)
    await asyncio.wait_for(room.run(), 20)
    state = live.runtime.live
    assert any(step.item == "Ideas for next winter" for step in room.left_out)
    assert any(note.text == "By hand" for note in state.notes.values())
    assert len(state.ideas) == 24
    assert live.close()


async def test_people_wait_while_the_keyboard_pauses_and_stop_when_it_ends(tmp_path: Path) -> None:
    watched = Watched()
    room = open_room(Home(tmp_path), 600, life=watched.life)
    live = room.live
    playing = asyncio.create_task(room.run())
    await until(live, ItemStarted)
    assert isinstance(live.handle(Pause()), Done)
    reached = live.runtime.n
    await watched.passed(3)
    assert live.runtime.n == reached
    assert isinstance(live.handle(Resume()), Done)
    await until(live, NoteWritten)

    room.pause()
    stood, reached = live.clock.now(), live.runtime.n
    await watched.passed(2)
    assert room.paused
    assert (live.clock.now(), live.runtime.n) == (stood, reached)
    room.go_on()
    await until(live, ItemAdded)

    assert isinstance(live.handle(EndSession()), Done)
    await asyncio.wait_for(playing, 5)
    assert live.close()


async def until(live: LiveSession, kind: type[Event]) -> None:
    """Wait for the next event of a kind."""
    came = asyncio.Event()
    stop = live.runtime.follow(
        lambda done: came.set() if any(isinstance(e, kind) for e in done.events) else None
    )
    await asyncio.wait_for(came.wait(), 10)
    stop()


async def test_a_room_can_work_on_clocks_it_does_not_hold(tmp_path: Path) -> None:
    life = Watched().life
    clock = FastClock(7200, opening_time(), life=life)
    live = open_session(Home(tmp_path), read_plan(sample_plan()), readings=clock.readings)
    room = SimulatedRoom(live, 7200, life=life)
    playing = asyncio.create_task(room.run())
    room.pause()
    room.go_on()
    await asyncio.wait_for(playing, 20)
    assert room.left_out == []
    assert live.close()


def test_a_fast_clock_runs_stands_and_changes_pace() -> None:
    watched = Watched()
    start = datetime(2026, 6, 11, 9, tzinfo=UTC)
    clock = FastClock(60, start, life=watched.life)
    watched.now_s += 2
    assert clock.elapsed() == 120
    assert clock.readings.wall() == start + timedelta(minutes=2)
    clock.stop()
    watched.now_s += 5
    assert clock.elapsed() == 120
    clock.go(1)
    watched.now_s += 3
    assert clock.elapsed() == clock.readings.awake() == 123
    with pytest.raises(ValueError, match="forward"):
        FastClock(0, start)
