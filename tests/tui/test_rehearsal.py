"""The rehearsal, played by script: each of the eight keys is asked for at its moment, and nothing is kept."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, get_args

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from app.demo.player import SimulatedRoom
from app.library import Library
from app.rehearsal.coach import Rehearsal
from app.rehearsal.lessons import Lesson, lessons
from screens.keys.keymap import Layout, keys_on
from screens.messages import Go
from screens.places import BASES, COVERS, PRIVATE, Destination
from session.wording.catalogue import say
from store.paths import Home
from store.verify import verify
from tests.screens.harness import SIZES
from tests.test_cold_start_eight import Wall
from tests.tui.opened import app_on, show, until, words_on
from tui import places
from tui.app import FairsayApp


class Learner:
    """Does what the caption says, with nothing but what it says."""

    def __init__(self, app: FairsayApp, room: Rehearsal, pilot: Pilot[str], wall: Wall) -> None:
        self.app, self.room, self.pilot, self.wall = app, room, pilot, wall

    async def asked(self, lesson: str) -> None:
        """Wait until a lesson is asked for, above whatever is on the screen."""
        await until(self.pilot, lambda: self.room.lesson and self.room.lesson.id == lesson)
        n = [one.id for one in self.room.lessons].index(lesson) + 1
        await until(self.pilot, lambda: f"{n} of {len(self.room.lessons)}:" in words_on(self.app))

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()

    async def choose(self, words: str) -> None:
        await until(self.pilot, lambda: self.app.screen.query(OptionList))
        listed = self.app.screen.query_one(OptionList)
        while words not in str(listed.get_option_at_index(listed.highlighted or 0).prompt):
            await self.press("down")
        await self.press("enter")

    async def board(self) -> None:
        while places.place(self.app.screen) != "board":
            await self.press("escape")

    async def do(self, lesson: str) -> None:
        await self.asked(lesson)
        match lesson:
            case "go-on":
                await self.press("n")
            case "write":
                await self.press("w", *"A warm room on Sundays", "enter", "escape")
            case "speak":
                await self.press("h", "enter")
            case "ask":
                await self.press("v")
                await self.choose(say("askroom.hands"))
            case "count":
                await self.press("3", "enter", "2", "enter")
                await self.board()
                await self.go_on("close the vote")
                await self.press("y")
                await self.go_on("show the result")
                await self.press("y")
            case "time":
                await self.press("r")
                await self.choose(say("time.more"))
            case "room":
                await self.press("z")
                await self.choose(say("room.ideas"))
            case "undo":
                await self.board()
                await self.press("u")
            case _:
                await self.press("question_mark")

    async def go_on(self, words: str) -> None:
        """Press the key once it says so, and later than a slip would come."""
        self.wall.s += 3
        self.app.tick()
        await until(self.pilot, lambda: f"n → {words}" in words_on(self.app))
        await self.press("n")


def begun(desk: Library) -> tuple[FairsayApp, Rehearsal]:
    room = desk.rehearsal()
    app = FairsayApp(desk, room.live, room)
    app.shell.quiet_s = 0.0
    return app, room


def passed(room: Rehearsal, lesson: Lesson) -> bool:
    return room.lesson is not lesson


def test_all_eight_keys_are_asked_for() -> None:
    eight = {key.id for key in keys_on("board", Layout()) if key.eight}

    assert {one.key for one in lessons()} == eight
    assert len(eight) == 8


@pytest.mark.parametrize("size", SIZES)
async def test_each_key_is_asked_for_in_turn_and_what_it_did_is_said(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    home = Home(tmp_path / "data")
    wall = Wall()
    desk = Library(home, wall.readings)
    app, room = begun(desk)
    async with app.run_test(size=size) as pilot:
        learner = Learner(app, room, pilot, wall)
        await until(pilot, lambda: "made up" in words_on(app))
        for lesson in room.lessons:
            await learner.do(lesson.id)
            await until(pilot, partial(passed, room, lesson))
        await until(pilot, lambda: "That was all" in words_on(app))
    assert room.live.close()
    away = room.live.home.root
    desk.close()
    assert not away.exists()
    assert not home.rehearsal.exists()
    assert home.session_ids() == ()
    assert verify(home).sound


async def test_it_is_left_and_continued_where_it_was(tmp_path: Path) -> None:
    home = Home(tmp_path / "data")
    wall = Wall()
    desk = Library(home, wall.readings)
    app, room = begun(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        learner = Learner(app, room, pilot, wall)
        await learner.do("go-on")
        await learner.do("write")
        await learner.asked("speak")
        await until(pilot, home.rehearsal.exists)
    room.live.close()
    desk.close()

    desk = Library(home, wall.readings)
    app, room = begun(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        learner = Learner(app, room, pilot, wall)
        await until(pilot, lambda: "You left here: 2 of 9 were done." in words_on(app))
        await learner.do("speak")
        await learner.asked("ask")
    room.live.close()
    desk.close()
    assert verify(home).sound


@pytest.mark.parametrize("done", range(len(lessons()) + 1))
def test_wherever_it_was_left_its_moment_is_there_again(tmp_path: Path, done: int) -> None:
    home = Home(tmp_path / "data")
    desk = Library(home)
    first = desk.rehearsal()
    first.progress.keep(done)
    first.live.close()

    room = desk.rehearsal()

    state = room.live.runtime.live
    assert room.at == done
    assert state.clock.current
    assert bool(state.queue) is (done == 2)
    assert bool(state.ideas) is (done > 1)
    assert bool(state.rounds) is (done > 3)
    assert all(vote.revealed for vote in state.rounds.values()) is (done != 4)
    assert bool(state.notes) is (done == 7)
    room.live.close()
    desk.close()


@pytest.mark.parametrize("opens", [Library.rehearsal, Library.demo])
async def test_what_is_thrown_away_is_never_told_as_saved(
    tmp_path: Path, opens: Callable[[Library], Rehearsal | SimulatedRoom]
) -> None:
    desk = Library(Home(tmp_path / "data"))
    live = opens(desk).live
    app = app_on(Home(tmp_path / "data"), live)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.saved.all and app.saved.n)
        for to in get_args(Destination):
            if to not in BASES | COVERS | PRIVATE:
                await show(app, pilot, to)
                assert "✓ saved" not in words_on(app)
        await show(app, pilot, "board")
        assert "nothing is kept" in words_on(app)
    live.close()
    desk.close()


@pytest.mark.parametrize(
    ("key", "question"), [("q", "Leave for Home?"), ("ctrl+q", "Leave Fairsay?")]
)
async def test_leaving_says_that_nothing_of_it_is_kept(
    tmp_path: Path, key: str, question: str
) -> None:
    desk = Library(Home(tmp_path / "data"))
    app, room = begun(desk)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: "1 of 9:" in words_on(app))
        app.post_message(Go("home")) if key == "q" else await pilot.press(key)
        await until(pilot, lambda: question in words_on(app))
        assert "Nothing of a rehearsal or a demo is kept." in words_on(app)
        assert "The session is running" not in words_on(app)
        await pilot.press("y")
        if key == "ctrl+q":
            await until(pilot, lambda: not app.is_running or app.return_value is not None)
    assert say("quit.kept") != app.return_value
    room.live.close()
    desk.close()


async def test_home_leads_to_it_and_back_and_another_session_has_no_caption(tmp_path: Path) -> None:
    app = app_on(Home(tmp_path / "data"), all_keys=False)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "home")
        await pilot.press("question_mark")
        await until(pilot, lambda: places.place(app.screen) == "help")
        await pilot.press("slash", *"rehearse", "enter", "enter")
        await until(pilot, lambda: "1 of 9:" in words_on(app))
        assert places.place(app.screen) == "board"
        room = app.opening.room
        assert isinstance(room, Rehearsal)
        room.live.close()
    app.desk.close()


def test_killed_in_the_middle_it_leaves_nothing_in_the_library_nor_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home(tmp_path / "data")
    script = (
        "import os, sys; from pathlib import Path; from app.library import Library;"
        "from store.paths import Home; desk = Library(Home(Path(sys.argv[1])));"
        "room = desk.rehearsal();"
        "room.progress.keep(3); room.live.settle(); os.kill(os.getpid(), 9)"
    )

    killed = subprocess.run(
        [sys.executable, "-c", script, str(home.root)],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        check=False,
    )

    assert killed.returncode == -signal.SIGKILL
    assert verify(home).sound
    assert home.session_ids() == ()
    assert [one.name for one in home.root.iterdir()] == ["rehearsal.json"]
    (left,) = set(tmp_path.iterdir()) - {home.root}
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    desk = Library(home)
    room = desk.rehearsal()
    assert room.at == 3
    assert not left.exists()
    room.live.close()
    desk.close()
    assert [*tmp_path.iterdir()] == [home.root]


def test_a_progress_that_can_t_be_read_begins_anew(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.rehearsal.write_bytes(b"\xff not json")
    desk = Library(home)

    room = desk.rehearsal()

    assert room.at == 0
    room.live.close()
    desk.close()


@pytest.mark.parametrize("size", SIZES)
def test_looks(snap_compare: Any, tmp_path: Path, size: tuple[int, int]) -> None:
    wall = Wall()
    desk = Library(Home(tmp_path / "data"), wall.readings)
    app, room = begun(desk)

    async def before(pilot: Pilot[str]) -> None:
        await until(pilot, lambda: "1 of 9:" in words_on(app))

    assert snap_compare(app, terminal_size=size, run_before=before)
    room.live.close()
    desk.close()
