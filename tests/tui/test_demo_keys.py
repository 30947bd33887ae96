"""The demo says which key a step is, and is stopped by a key."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.demo.opening import ARRIVING
from app.demo.player import open_room
from app.demo.script import IN_THE_ROOM
from app.demo.step import Deed, PassedOn
from app.library import Library
from screens.keys.keymap import Layout, layout_with
from screens.messages import Submit
from session.model.agenda import NextItem, StartAgenda
from session.model.agreement import AddLine, AgreeLines
from session.model.history import Undo
from session.model.ideas import AddIdea, AddTheme
from session.model.people import ArrivePerson
from session.model.record import WriteNote
from session.model.speaking_round import OpenCircle, StepCircle
from session.model.state import State, replace
from session.model.votes import OpenRound
from store.paths import Home
from tests.every_key import ALL_KEYS
from tests.tui.opened import until, words_on
from tui import places
from tui.app import FairsayApp
from tui.demo_keys import key_told, place_shown


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (NextItem(), "n: Go on"),
        (WriteNote(text="Soup"), "w: Write"),
        (AddIdea(text="Soup"), "w: Write"),
        (AddIdea(text="Soup", channel="phone"), ""),
        (OpenRound(question="Which?", options=("A", "B")), "v: Ask the room"),
        (Undo(), "u: Undo"),
        (OpenCircle(kind="check-in"), "n: Go on"),
        (StepCircle(), "n: Go on"),
        (PassedOn("vote", "somebody", {}), "v: Ask the room"),
        (ArrivePerson(person="somebody"), "l: People"),
        (AddLine(text="One at a time."), "g: Group agreement"),
        (AddTheme(name="Warmth"), "t: Themes"),
    ],
)
def test_a_step_is_told_by_its_key(command: Deed, told: str) -> None:
    assert key_told(command, Layout()) == told


def test_the_demo_shows_start_round_agreement_ideas_and_secret_ballot_where_they_are_seen() -> None:
    start = [place_shown(step.command, State()) for step in ARRIVING]
    shown = {place_shown(step.command, State()) for step in IN_THE_ROOM}

    assert start[0] == ("start", "")
    assert start[-1] == ("board", "")
    assert {("speak", ""), ("start", "agreement"), ("shared", ""), ("board", "")} <= shown
    assert any(isinstance(step.command, PassedOn) for step in IN_THE_ROOM)
    # Whoever comes later does not lead back to the start.
    begun = replace(State(), clock=replace(State().clock, started_t=1))
    assert place_shown(ArrivePerson(person="somebody"), begun) is None


def test_a_changed_key_is_told_and_none_where_there_is_none() -> None:
    assert key_told(NextItem(), layout_with({"go-on": "f5"})) == "F5: Go on"
    assert key_told(WriteNote(text="Soup"), ALL_KEYS) == ""


async def test_the_demo_tells_its_keys_and_stops_for_space(tmp_path: Path) -> None:
    desk = Library(Home(tmp_path))
    room = desk.demo(tmp_path / "demo")
    app = FairsayApp(desk, room.live, room, all_keys=False)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: "A demo" in words_on(app))
        app.post_message(Submit(StartAgenda()))
        await until(pilot, lambda: app.state.clock.current)
        # By itself it showed the start, where space turns the page.
        if places.place(app.screen) != "board":
            await pilot.press("escape")
            await until(pilot, lambda: places.place(app.screen) == "board")
        room.on_command(WriteNote(text="Soup"))
        await until(pilot, lambda: "w: Write" in words_on(app))
        await pilot.press("space")
        await until(pilot, lambda: app.state.clock.paused_t is not None)
        await pilot.press("space")
        await until(pilot, lambda: app.state.clock.paused_t is None)
    room.live.close()
    desk.close()


async def test_the_demo_shows_the_screen_of_a_step_and_leaves_the_keyboard_alone(
    tmp_path: Path,
) -> None:
    desk = Library(Home(tmp_path))
    room = desk.demo(tmp_path / "demo")
    app = FairsayApp(desk, room.live, room)
    room.pause()
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: "A demo" in words_on(app))
        room.on_command(AddLine(text="One at a time."))
        await until(pilot, lambda: places.place(app.screen) == "start")
        room.on_command(AgreeLines())
        await until(pilot, lambda: places.place(app.screen) == "board")
        room.on_command(AddIdea(text="Soup"))
        await until(pilot, lambda: places.place(app.screen) == "shared")
        await pilot.press("escape")
        await until(pilot, lambda: places.place(app.screen) == "board")
        room.on_command(AddIdea(text="Bread"))
        await pilot.pause()
        assert places.place(app.screen) == "board"
    room.live.close()
    desk.close()


async def test_at_the_end_the_demo_shows_its_recap(tmp_path: Path) -> None:
    desk = Library(Home(tmp_path))
    room = open_room(Home(tmp_path / "demo"), 36_000)
    app = FairsayApp(desk, room.live, room)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "close")
    assert room.live.runtime.live.clock.finished_t is not None
    room.live.close()
    desk.close()
