"""The last line: a click on a key does what the key does."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot

from screens.base import BaseScreen
from screens.eight import Eight
from screens.keys.keymap import Layout, keys_on
from screens.keys.table import SESSION
from screens.keys.tables import ROWS_ON
from screens.messages import Go
from screens.places import SCREENS, TABLE, Destination, Place
from screens.widgets.key_line import OF_A_LINE, KeyLine
from session.model.agenda import NextItem, StartAgenda
from session.model.floor import RaiseHand
from session.model.lifecycle import AgreeRecap, EndSession
from session.model.people import ArriveAll
from session.model.plan import Plan, PlanItem
from session.model.speaking_round import OpenCircle
from session.model.votes import OpenRound
from session.wording.catalogue import say
from store.paths import Home
from tests.tui.opened import SAID, app_on, opened, show, told, until
from tui import places
from tui.app import FairsayApp

ON_SCREENS: list[Place] = [
    place
    for place in SCREENS
    if TABLE[place].screen and "go-on" in {key.id for key in ROWS_ON[place]}
]
"""The screens of a session on which `n` goes on."""


@pytest.mark.parametrize(
    ("words", "screen"), [("Write", "WriteBox"), ("Time", "TimeMenu"), ("?", "HelpScreen")]
)
async def test_a_click_on_the_last_line_does_what_the_key_does(
    tmp_path: Path, words: str, screen: str
) -> None:
    live = opened(Home(tmp_path), StartAgenda())
    app = app_on(live.home, live, all_keys=False)
    async with app.run_test(size=(160, 36)) as pilot:
        await pilot.pause()
        line = app.screen.query_one(KeyLine)
        at = str(line.render()).index(words)
        await pilot.click(line, offset=(at + 1, 0))
        await until(pilot, lambda: type(app.screen).__name__ == screen)
    live.close()


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 56)])
@pytest.mark.parametrize("place", ON_SCREENS)
async def test_every_screen_of_a_session_ends_in_a_line_of_keys_with_help(
    tmp_path: Path, place: Place, size: tuple[int, int]
) -> None:
    live = opened(Home(tmp_path), StartAgenda())
    app = app_on(live.home, live, all_keys=False)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await show(app, pilot, place)
        await until(pilot, lambda: "? Help" in str(app.screen.query_one(KeyLine).render()))
        line = app.screen.query_one(KeyLine)
        assert line.region.bottom == size[1]
        await pilot.click(line, offset=(1 + str(line.render()).index("? Help"), 0))
        await until(pilot, lambda: places.place(app.screen) == "help")
    live.close()


async def test_going_on_is_told_anew_on_each_page_of_the_start(tmp_path: Path) -> None:
    live = opened(Home(tmp_path))
    app = app_on(live.home, live, all_keys=False)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        app.post_message(Go("start"))
        await until(pilot, lambda: places.place(app.screen) == "start")
        line = app.screen.query_one(KeyLine)
        for following in ("Who is here", "Last time", "Today", "Our group agreement", "who comes"):
            told = f"n → {following}"
            await until(pilot, partial(lambda told: told in str(line.render()), told))
            await pilot.press("space")
    live.close()


@pytest.mark.parametrize("place", ON_SCREENS)
async def test_the_line_tells_what_going_on_does_on_every_page_of_a_screen(
    tmp_path: Path, place: Place
) -> None:
    live = opened(Home(tmp_path), *SAID, NextItem(), NextItem())
    app = app_on(live.home, live, all_keys=False)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await show(app, pilot, place, {"private": "lines"}.get(place, ""))
        screen = app.screen
        assert isinstance(screen, BaseScreen)
        for key in ("", "down", "tab", "tab", "space", "right", "space", "left"):
            await pilot.press(*[key] if key else [])
            await pilot.pause()
            eight = screen.part(Eight)
            assert eight
            if app.screen is screen:
                assert screen.query_one(KeyLine).going == eight.going, key
    live.close()


async def test_once_the_session_has_ended_no_key_is_told_that_adds_to_it(tmp_path: Path) -> None:
    live = opened(Home(tmp_path), *SAID, AgreeRecap(not_coproduced="The date"), EndSession())
    app = app_on(live.home, live, all_keys=False)
    async with app.run_test(size=(200, 56)) as pilot:
        await pilot.pause()
        app.post_message(Go("close"))
        await until(pilot, lambda: places.place(app.screen) == "close")
        line = app.screen.query_one(KeyLine)
        await until(pilot, lambda: "n →" in str(line.render()))
        told = str(line.render())
        assert [word for word in ("w Write", "h Who", "v Ask", "r Time") if word in told] == []
        assert "z What the room sees" in told
    live.close()


EMPTY_PLAN = Plan(title="Winter", agenda=(PlanItem("Welcome", 10),))
EMPTY: list[tuple[Destination, str]] = [
    ("record", ""),
    ("people", ""),
    ("speak", ""),
    ("start", "agreement"),
    ("private", "waiting"),
    ("private", "people"),
    ("private", "slips"),
    ("private", "lines"),
]


@asynccontextmanager
async def with_nothing_on(
    path: Path, place: Destination, page: str, size: tuple[int, int]
) -> AsyncIterator[tuple[FairsayApp, Pilot[str]]]:
    """Open a session in which nothing was said yet, on one of its screens."""
    live = opened(Home(path), StartAgenda(), plan=EMPTY_PLAN)
    app = app_on(live.home, live, all_keys=False)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await show(app, pilot, place, page)
        yield app, pilot
    live.close()


@pytest.mark.parametrize(("place", "page"), EMPTY)
async def test_no_key_is_told_that_has_nothing_to_do_it_to(
    tmp_path: Path, place: Destination, page: str
) -> None:
    async with with_nothing_on(tmp_path, place, page, (200, 56)) as (app, _):
        told = str(app.screen.query_one(KeyLine).render())
        rows = [key for key in ROWS_ON[place] if key.does in OF_A_LINE and key.keys]
        if place == "speak":
            rows = [key for key in rows if key.does == "remove"]
        assert rows
        assert not [key.id for key in rows if f"{key.shown} {key.label}" in told]


@pytest.mark.parametrize(
    ("place", "page"),
    [*(one for one in EMPTY if one[0] != "speak"), ("start", "last"), ("start", "why")],
)
async def test_a_letter_with_nothing_to_do_it_to_does_not_ask_for_a_second_press(
    tmp_path: Path, place: Destination, page: str
) -> None:
    async with with_nothing_on(tmp_path, place, page, (120, 36)) as (app, pilot):
        rows = [key for key in ROWS_ON[place] if key.does in {"put-right", "strike"}]
        letters = [one for key in rows for one in key.keys.split(",") if len(one) == 1]
        assert letters
        for letter in letters:
            app.clear_notifications()
            await pilot.press(letter)
            await until(pilot, lambda: told(app))
            assert told(app) == [say("keys.nothing", shown=letter, help="?")]


async def test_a_hand_is_taken_down_only_where_one_is_marked(tmp_path: Path) -> None:
    live = opened(Home(tmp_path), StartAgenda(), RaiseHand(name="Mo"))
    app = app_on(live.home, live, all_keys=False)
    async with app.run_test(size=(200, 56)) as pilot:
        await pilot.pause()
        app.post_message(Go("speak"))
        await until(pilot, lambda: places.place(app.screen) == "speak")
        line = app.screen.query_one(KeyLine)
        await until(pilot, lambda: "Take a hand down" in str(line.render()))
        await pilot.press("down")
        await until(pilot, lambda: "Take a hand down" not in str(line.render()))
    live.close()


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
@pytest.mark.parametrize("place", ["close", "themes", "start", "record", "speak", "people"])
async def test_a_long_step_leaves_room_for_the_eight_and_what_the_screen_is_for(
    tmp_path: Path, place: Destination, size: tuple[int, int]
) -> None:
    items = (PlanItem("Welcome", 10), PlanItem("What we ask of everybody in the hub team", 10))
    live = opened(Home(tmp_path), StartAgenda(), plan=Plan(title="Winter", agenda=items))
    app = app_on(live.home, live, all_keys=False)
    async with app.run_test(size=size) as pilot:
        app.post_message(Go(place))
        await until(pilot, lambda: places.place(app.screen) == place)
        await until(pilot, lambda: "? Help" in told_by(app))
        keys = keys_on(place, Layout())
        eight = [key.shown for key in keys if key.eight and key.keys and key.when(app.state)]
        told = [part.split()[0] for part in told_by(app).split("  ") if part.strip()]
        assert [one for one in eight if one not in told] == []
        assert len(told) > len(eight)
    live.close()


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_the_eight_are_in_sight_whatever_is_open(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    vote = OpenRound(question="Which first?", options=("Soup", "Bus"))
    both = (vote, OpenCircle(kind="check-in", question="How are you?"))
    live = opened(Home(tmp_path), *SAID, ArriveAll(), *both)
    app = app_on(live.home, live, all_keys=False)
    async with app.run_test(size=size) as pilot:
        for place in SESSION:
            await show(app, pilot, place)
            keys = keys_on(place, Layout())
            eight = {key.shown for key in keys if key.eight and key.keys and key.when(app.state)}
            await until(pilot, lambda: "? Help" in told_by(app))
            parts = [one for part in told_by(app).split("  ") for one in part.split(" · ")]
            assert eight <= {part.split()[0] for part in parts if part.strip()}, place
    live.close()


def told_by(app: FairsayApp) -> str:
    return str(app.screen.query_one(KeyLine).render())
