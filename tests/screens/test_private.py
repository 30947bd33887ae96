"""What must not be seen: the private panel, blackout over everything, and the calm screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from screens.calm import CalmScreen
from screens.private.screen import PrivateScreen
from screens.widgets.rows import Rows
from screens.widgets.voice_bars import bars
from session.model.agenda import StartAgenda
from session.model.floor import RaiseHand, StartTurn
from session.model.lifecycle import SetCounting
from session.model.open_actions import PRIVATE_ACTIONS
from session.model.phones import (
    JoinDevice,
    OfferIdea,
    OpenDoor,
    RaiseConcern,
    SeeConcern,
    SetLookFirst,
    SettleOffer,
)
from session.model.record import SetAction
from session.views.private import VoiceLine
from store.paths import Home
from tests.screens.hall import hall
from tests.screens.harness import SIZES, Harness, Table, seen
from tests.tui.opened import app_on, opened, until
from tui import places
from tui.app import FairsayApp


@pytest.fixture
def app(tmp_path: Path) -> FairsayApp:
    """The whole program, with a session open in which turns were counted."""
    home = Home(tmp_path / "data")
    live = opened(home, StartAgenda(), SetCounting(on=True), StartTurn(group="community member"))
    return app_on(home, live)


def test_bars_carry_talk_and_the_room_on_one_line() -> None:
    first, second = (
        row.plain
        for row in bars(
            (
                VoiceLine("community member", 0.5, 0.25, "50 % of talk, 25 % of the room"),
                VoiceLine("researcher", None, 0.25, "25 % of the room"),
            ),
            80,
        )
    )
    assert first.count("━") == pytest.approx(first.count("─"), abs=1)
    assert first.index("┃") < first.index("─")
    assert "━" not in second
    assert first.index("┃") == second.index("┃")


@pytest.mark.parametrize("size", SIZES)
async def test_the_panel_shows_talk_beside_the_room_twice(size: tuple[int, int]) -> None:
    app = Harness(PrivateScreen(), hall())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        words = seen(app)
        assert "Private: for the facilitator's eyes only" in words
        assert "Waiting to speak: Mo · service provider" in words
        assert "Priya: Bus 7 timetable" in words
        assert "Talk in the last 15 minutes" in words
        # Where not all of it fits, the rest is below.
        await pilot.press("end")
        await pilot.pause()
        words = seen(app)
        assert "Talk in the whole session" in words
        assert "100 % of talk, 55 % of the room" in words
        assert "Facilitators spoke" in words


@pytest.mark.practice("P47")
async def test_a_name_that_is_not_on_the_list_is_shown_after_a_yes_and_kept_again() -> None:
    table = hall().do(RaiseHand(name="Zebediah"), SetAction(what="Ring the depot", who="Kit"))
    app = Harness(PrivateScreen(), table)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        words = seen(app)
        assert "Zebediah: private" in words
        assert "Kit: private" in words
        assert "Kit: Ring the depot" in words

        app.screen.query_one(Rows).choose(f"unlisted/{[*table.state.unlisted][2]}")
        await pilot.press("1", "0")
        await pilot.pause()

        assert "Kit: may be shown" in seen(app)
        assert [one.shown for one in table.state.unlisted.values()] == [True, False, True]

        await pilot.press("2")
        await pilot.pause()
        assert [one.shown for one in table.state.unlisted.values()] == [True, False, False]


async def test_each_line_that_waits_is_answered_by_itself() -> None:
    table = hall().do(
        OpenDoor(code="warm-soup"), SetLookFirst(on=True), RaiseConcern(text="Slower")
    )
    table.do(JoinDevice(device="mark", name="Somebody new"))
    table.do(OfferIdea(text="A bench", author="mark"), OfferIdea(text="A slide", author="mark"))
    offers = [*table.state.offers]
    app = Harness(PrivateScreen(), table)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.press("down", "down", "1")
        await pilot.pause()
        await pilot.press("up", "2")
        await pilot.pause()
        await pilot.press("home", "enter")
        await pilot.pause()
        assert app.commands == [
            SettleOffer(taken=True, offer=offers[1]),
            SettleOffer(taken=False, offer=offers[0]),
            SeeConcern(concern=next(iter(table.state.concerns))),
        ]


async def test_the_open_actions_are_asked_for_as_a_private_file() -> None:
    app = Harness(PrivateScreen(), hall())
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("a")
        await pilot.pause()

        assert [one.format for one in app.exports] == [PRIVATE_ACTIONS]


@pytest.mark.parametrize("size", SIZES)
async def test_the_longest_word_in_private_comes_first_and_is_read_whole(
    size: tuple[int, int],
) -> None:
    text = "Please listen. " + "word " * 190 + "That is all of it."
    app = Harness(PrivateScreen(), hall().do(RaiseConcern(text=text)))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        words = " ".join(seen(app).split())
        # Beside its lines may stand a scroll bar, for what comes below it.
        assert "That is all of it." in words
        assert words.count("word") == 190
        assert words.index("Please listen.") < words.find("Talk in") % len(words)


async def test_the_panel_says_when_there_is_nothing_to_show() -> None:
    app = Harness(PrivateScreen(), Table())
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "Turns are not counted, so there is nothing to show." in seen(app)


async def test_nothing_private_shows_before_the_projector_is_off(app: FairsayApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.press("f9")
        await pilot.pause()
        assert "Can anybody but you see this screen now" in seen(app)
        assert "for the facilitator's eyes" not in seen(app)
        await pilot.press("enter")
        await pilot.pause()
        assert places.place(app.screen) == "board"
        await pilot.press("f9", "n")
        await pilot.pause()
        assert "Private: for the facilitator's eyes only" in seen(app)
        await pilot.press("escape")
        await pilot.pause()
        assert places.place(app.screen) == "board"


async def test_what_comes_back_after_a_blackout_of_the_panel_is_the_board(
    app: FairsayApp,
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("f9", "n")
        await pilot.pause()
        await pilot.press("full_stop")
        await pilot.pause()
        assert seen(app).strip() == ""
        await pilot.press("x")
        await pilot.pause()
        assert places.place(app.screen) == "board"
        assert "for the facilitator's eyes" not in seen(app)


PLACES = [
    [],
    ["t"],
    ["j"],
    ["m"],
    ["R"],
    ["question_mark"],
    ["g"],
    ["l"],
    ["r"],
    ["P"],
    ["H"],
    ["B"],
]


@pytest.mark.parametrize("keys", PLACES, ids=["-".join(keys) or "board" for keys in PLACES])
async def test_one_key_blacks_out_every_screen_and_dialog(app: FairsayApp, keys: list[str]) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        before = app.screen
        await pilot.press("full_stop")
        await pilot.pause()
        assert seen(app).strip() == ""
        assert _colours(app) == {"#000000"}
        await pilot.press("space")
        await pilot.pause()
        assert app.screen is before


@pytest.mark.parametrize("keys", [["w"], ["i"], ["p"], ["v"]])
async def test_f10_blacks_out_while_something_is_typed(app: FairsayApp, keys: list[str]) -> None:
    async with app.run_test() as pilot:
        await pilot.press(*keys, "a", "full_stop", "b")
        await pilot.pause()
        assert "a.b" in seen(app)
        await pilot.press("f10")
        await pilot.pause()
        assert seen(app).strip() == ""
        await pilot.press("z")
        await pilot.pause()
        assert "a.b" in seen(app)
        assert "a.bz" not in seen(app)


async def test_the_palette_blacks_out_too(app: FairsayApp) -> None:
    async with app.run_test() as pilot:
        await pilot.press("ctrl+p", *"black out")
        await until(pilot, lambda: "Room: Black out" in seen(app))
        await pilot.press("enter")
        await until(pilot, lambda: places.place(app.screen) == "blackout")
        assert seen(app).strip() == ""


async def test_a_click_comes_back_too(app: FairsayApp) -> None:
    async with app.run_test() as pilot:
        await pilot.press("full_stop")
        await pilot.pause()
        await pilot.click()
        await pilot.pause()
        assert places.place(app.screen) == "board"


def _colours(app: FairsayApp) -> set[str]:
    """Every background there is on the screen."""
    return {
        style.bgcolor.get_truecolor().hex
        for strip in app.screen._compositor.render_strips()
        for _, style, _ in strip
        if style and style.bgcolor
    }


@pytest.mark.parametrize("size", SIZES)
async def test_the_calm_screen_says_when_we_go_on(size: tuple[int, int]) -> None:
    app = Harness(CalmScreen(), hall())
    async with app.run_test(size=size) as pilot:
        words = app.screen.query("BigWords")
        assert _words(words) == ["We are taking a moment.", "We go on when we are ready."]
        await pilot.press("plus", "plus")
        await pilot.pause()
        assert _words(words)[1] == "We go on at about 10:58."
        await pilot.press("minus", "minus")
        await pilot.pause()
        assert _words(words)[1] == "We go on when we are ready."
        assert app.commands == []


def _words(found: Any) -> list[str]:
    return [one.words for one in found]


@pytest.mark.parametrize("key", ["escape", "m", "enter", "space"])
async def test_a_key_comes_back_from_the_calm_screen(app: FairsayApp, key: str) -> None:
    async with app.run_test() as pilot:
        await pilot.press("m")
        await pilot.pause()
        assert places.place(app.screen) == "calm"
        await pilot.press(key)
        await pilot.pause()
        assert places.place(app.screen) == "board"
