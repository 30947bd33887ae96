"""The simulated room: its people work by a fast clock, and the keyboard leads."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.demo.clocks import FastClock, fast_readings
from app.demo.player import SimulatedRoom, open_room, opening_time
from app.live_session import Live
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


async def test_the_room_plays_by_its_own_clock_while_nobody_is_at_the_keyboard(
    tmp_path: Path,
) -> None:
    room = open_room(Home(tmp_path), 7200)
    await asyncio.wait_for(room.run(), 20)
    state = room.live.runtime.live
    assert room.left_out == []
    assert (len(state.ideas), len(state.decisions), len(state.actions)) == (24, 3, 5)
    assert state.clock.finished_t is not None
    assert state.closing.ended_t is None
    assert room.live.clock.slip() is None
    assert room.live.close()


async def test_what_the_keyboard_did_first_is_quietly_left_out(tmp_path: Path) -> None:
    room = open_room(Home(tmp_path), 7200)
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
    room = open_room(Home(tmp_path), 600)
    live = room.live
    playing = asyncio.create_task(room.run())
    await until(live, ItemStarted)
    assert isinstance(live.handle(Pause()), Done)
    reached = live.runtime.n
    await asyncio.sleep(0.3)
    assert live.runtime.n == reached
    assert isinstance(live.handle(Resume()), Done)
    await until(live, NoteWritten)

    room.pause()
    stood, reached = live.clock.now(), live.runtime.n
    await asyncio.sleep(0.2)
    assert room.paused
    assert (live.clock.now(), live.runtime.n) == (stood, reached)
    room.go_on()
    await until(live, ItemAdded)

    assert isinstance(live.handle(EndSession()), Done)
    await asyncio.wait_for(playing, 5)
    assert live.close()


async def until(live: Live, kind: type[Event]) -> None:
    """Wait for the next event of a kind."""
    came = asyncio.Event()
    stop = live.runtime.follow(
        lambda done: came.set() if any(isinstance(e, kind) for e in done.events) else None
    )
    await asyncio.wait_for(came.wait(), 10)
    stop()


async def test_a_room_can_work_on_clocks_it_does_not_hold(tmp_path: Path) -> None:
    live = open_session(
        Home(tmp_path), read_plan(sample_plan()), readings=fast_readings(7200, opening_time())
    )
    room = SimulatedRoom(live, 7200)
    playing = asyncio.create_task(room.run())
    room.pause()
    room.go_on()
    await asyncio.wait_for(playing, 20)
    assert room.left_out == []
    assert live.close()


def test_a_fast_clock_runs_stands_and_changes_pace() -> None:
    real = [100.0]
    start = datetime(2026, 6, 11, 9, tzinfo=UTC)
    clock = FastClock(60, start, real=lambda: real[0])
    real[0] += 2
    assert clock.elapsed() == 120
    assert clock.readings.wall() == start + timedelta(minutes=2)
    clock.stop()
    real[0] += 5
    assert clock.elapsed() == 120
    clock.go(1)
    real[0] += 3
    assert clock.elapsed() == clock.readings.awake() == 123
    with pytest.raises(ValueError, match="forward"):
        FastClock(0, start)
