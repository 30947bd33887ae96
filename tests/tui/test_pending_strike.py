"""After the yes an entry is gone from the screen at once, and for five seconds one key puts it back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from textual.pilot import Pilot

from app.library import Library
from app.live_session import LiveSession
from app.open_session import resume_session
from app.phone_service import LiveRoom
from screens.messages import ExportAsked, StrikeAsked, Submit
from session.erase.walk import STRUCK
from session.model.history import Undo
from session.model.lifecycle import EndSession
from session.model.record import RecordDecision, WriteNote
from store.erase.notes import noted
from store.erase.words import holds
from store.paths import Home
from store.verify import verify
from tests.tui.opened import app_on, journal, opened, until, words_on
from tui.app import FairsayApp
from tui.controllers.strikes import STRIKE_S

pytestmark = pytest.mark.practice("P46")

SESSION = "2026-11-23-aaaaaa"
SAID = "Mavis sold the minibus"
OTHER = "Quillon has the key"
FOR_EVER_S = 600.0


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")


@asynccontextmanager
async def pending(home: Home) -> AsyncIterator[tuple[FairsayApp, Pilot[Any], LiveSession]]:
    """An app whose session has a note that was just struck, with nobody to say that time is over."""
    live = opened(home, RecordDecision(text=OTHER), WriteNote(text=SAID), session=SESSION)
    assert live.settle()
    app = app_on(home, live, strike_s=FOR_EVER_S)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: live.saved.all)
        app.post_message(StrikeAsked("notes", next(iter(live.runtime.live.notes))))
        await until(pilot, lambda: "Strike what" in words_on(app))
        await pilot.press("y")
        await until(pilot, lambda: "Press u to put it back" in words_on(app))
        await until(pilot, lambda: noted(home))
        yield app, pilot, live
    live.close()


def test_it_is_five_seconds(home: Home) -> None:
    assert FairsayApp(Library(home)).strikes.strike_s == STRIKE_S == 5.0


async def test_it_leaves_every_view_and_stays_in_the_journal(home: Home) -> None:
    async with pending(home) as (app, _, live):
        (note,) = app.state.notes.values()
        assert note.text == STRUCK
        assert SAID not in str(LiveRoom(live).state)
        assert SAID.encode() not in await LiveRoom(live).handout("html")
        assert SAID not in str(app.desk.read_back(SESSION, live))
        assert SAID in journal(home, SESSION)
        assert all(SAID not in one.read_text() for one in home.strikes(SESSION).iterdir())


async def test_u_puts_it_back_and_says_so_in_one_plain_sentence(home: Home) -> None:
    before: list[str] = []
    async with pending(home) as (app, pilot, _):
        before.append(journal(home, SESSION))

        await pilot.press("u")
        await until(pilot, lambda: "The strike was taken back." in words_on(app))

        assert SAID in str(app.state.notes)
        await until(pilot, lambda: not noted(home))
        await pilot.pause()
    assert journal(home, SESSION) == before[0]
    assert resume_session(home, SESSION).told == ()


async def test_phones_hear_at_once_that_it_is_hidden_and_that_it_was_put_back(home: Home) -> None:
    async with pending(home) as (_, pilot, live):
        room = LiveRoom(live)
        heard: list[bool] = []
        room.follow(lambda: heard.append(SAID in str(live.runtime.live)))

        await pilot.press("u")

        await until(pilot, lambda: heard and heard[-1])


async def test_it_is_written_by_the_app_that_comes_after_one_that_broke(home: Home) -> None:
    live = opened(home, WriteNote(text=SAID), session=SESSION)
    app = app_on(home, live, strike_s=0.01)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: live.saved.all)
        live.strikes.begin("notes", next(iter(live.runtime.live.notes)), monotonic() + FOR_EVER_S)
    assert live.runtime.pending

    app = app.again(app.session.drop(), app.leaving.left, ())
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        app.strikes.carry_out_due(monotonic() + FOR_EVER_S)
        await until(pilot, lambda: "Taken out, here" in words_on(app))
    live.close()
    assert holds(home, SAID) == []


async def test_it_is_written_when_its_time_is_over(home: Home) -> None:
    async with pending(home) as (app, pilot, _):
        app.strikes.carry_out_due(monotonic() + FOR_EVER_S)

        await until(pilot, lambda: "Taken out, here" in words_on(app))

        assert holds(home, SAID) == []
        assert noted(home) == ()
        await pilot.press("u")
        await until(pilot, lambda: "gone for good" in words_on(app))


async def _ends(app: FairsayApp, pilot: Pilot[Any]) -> None:
    app.post_message(Submit(EndSession()))
    await until(pilot, lambda: app.session.ended)


async def _exports(app: FairsayApp, pilot: Pilot[Any]) -> None:
    app.post_message(ExportAsked("text", SESSION))
    await until(pilot, lambda: app.read_back.written)


async def _strikes_another(app: FairsayApp, pilot: Pilot[Any]) -> None:
    app.post_message(StrikeAsked("decisions", next(iter(app.state.decisions))))
    await until(pilot, lambda: "Strike what" in words_on(app))
    await pilot.press("y")
    await until(pilot, lambda: OTHER not in str(app.state.decisions))


@pytest.mark.parametrize("does", [_ends, _exports, _strikes_another])
async def test_it_is_written_at_once_before(
    home: Home, does: Callable[[FairsayApp, Pilot[Any]], Awaitable[None]]
) -> None:
    async with pending(home) as (app, pilot, live):
        was = live.runtime.pending

        await does(app, pilot)

        assert live.runtime.pending is not was
        await until(pilot, lambda: not holds(home, SAID))
        await until(pilot, lambda: "Taken out, here" in words_on(app))
    assert holds(home, SAID) == []
    assert verify(home).sound


async def test_it_is_written_when_the_program_leaves(home: Home) -> None:
    async with pending(home) as (_, _, live):
        assert live.runtime.pending

    assert holds(home, SAID) == []
    assert noted(home) == ()
    assert verify(home).sound


CHILD = """
import asyncio, sys
from pathlib import Path
from session.model.record import WriteNote
from store.paths import Home
from tests.tui.opened import opened

async def run():
    live = opened(Home(Path(sys.argv[1])), WriteNote(text=sys.argv[3]), session=sys.argv[2])
    await live.settled()
    live.strikes.begin("notes", next(iter(live.runtime.live.notes)))
    await live.strikes.note()
    print("pending", flush=True)
    sys.stdin.read()

asyncio.run(run())
"""


def _home_says(home: Home) -> tuple[str, ...]:
    return Library(home).look().told


def _session_says(home: Home) -> tuple[str, ...]:
    live = resume_session(home, SESSION)
    live.close()
    return live.told


@pytest.mark.parametrize("next_start", [_home_says, _session_says])
def test_after_a_kill_the_entry_stands_and_the_next_start_says_so_once(
    home: Home, next_start: Callable[[Home], tuple[str, ...]]
) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(home.root), SESSION, SAID],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert child.stdout is not None
    assert child.stdin is not None
    assert child.stdout.readline() == b"pending\n"
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    child.stdin.close()
    before = journal(home, SESSION)
    assert not verify(home).sound

    told = next_start(home)

    (said,) = [one for one in told if "strike" in one]
    assert said.endswith("The entry still stands.")
    assert SAID not in str(told)
    assert journal(home, SESSION).startswith(before)
    assert verify(home).sound
    assert not any("strike" in one for one in next_start(home))


async def test_what_was_taken_back_is_taken_out_for_good(home: Home) -> None:
    """`u` says what it took back and names the key that takes the words out; that one asks about them alone."""
    live = opened(home, WriteNote(text=OTHER), WriteNote(text=SAID), session=SESSION)
    assert live.settle()
    app = app_on(home, live)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: live.saved.all)
        app.post_message(Submit(Undo()))
        await until(pilot, lambda: "x takes the words out for good." in words_on(app))
        assert SAID not in words_on(app).split("Taken back")[1]
        app.post_message(StrikeAsked())
        await until(pilot, lambda: "Strike the words that were taken back" in words_on(app))
        await pilot.press("y")
        await until(pilot, lambda: SAID not in journal(home, SESSION))
        assert [note.text for note in app.state.notes.values()] == [OTHER, STRUCK]
        assert OTHER in journal(home, SESSION)
    live.close()


async def test_after_something_else_was_done_x_means_what_was_written_last(home: Home) -> None:
    live = opened(home, WriteNote(text=OTHER), WriteNote(text=SAID), session=SESSION)
    assert live.settle()
    app = app_on(home, live)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: live.saved.all)
        app.post_message(Submit(Undo()))
        app.post_message(Submit(WriteNote(text="A third")))
        await until(pilot, lambda: len(app.state.notes) == 2)
        app.post_message(StrikeAsked())
        await until(pilot, lambda: "Strike what was written last" in words_on(app))
    live.close()
