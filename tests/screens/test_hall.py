"""The hall check on the screen: asked for on Home, a line each, and again as often as wished."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from app.hall.probes import Probes
from screens.messages import Go
from session.views.hall import Ports
from store.paths import Home
from tests.app.test_hall_check import BAD, GOOD, WIDE
from tests.screens.harness import SIZES
from tests.tui.opened import app_on, opened, until, words_on
from tui import places
from tui.app import FairsayApp


def bad(fault: str) -> Probes:
    return replace(GOOD, **BAD[fault][1])


async def checked(app: FairsayApp, pilot: Pilot[str]) -> None:
    app.post_message(Go("hall"))
    await until(pilot, lambda: places.place(app.screen) == "hall")
    await until(pilot, lambda: "will" in words_on(app) or "All is fine" in words_on(app))


@pytest.mark.parametrize("size", SIZES)
async def test_what_will_not_work_stands_first_with_what_to_do(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = app_on(Home(tmp_path))
    app.hall.probes = lambda: bad("no network")
    async with app.run_test(size=size) as pilot:
        await checked(app, pilot)
        assert "1 thing will not work. Put it right before people come." in words_on(app)
        assert "✗ Network The laptop is in no network. Join the hall's Wi-Fi" in words_on(app)
        assert "eight colours" in words_on(app)


async def test_it_is_found_from_home_and_esc_leads_back(tmp_path: Path) -> None:
    app = app_on(Home(tmp_path), all_keys=False)
    app.hall.probes = lambda: GOOD
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "home")
        await pilot.press("question_mark")
        await until(pilot, lambda: places.place(app.screen) == "help")
        await pilot.press("slash", *"hall", "enter", "enter")
        await until(pilot, lambda: places.place(app.screen) == "hall")
        await until(pilot, lambda: "All is fine" in words_on(app))
        await pilot.press("escape")
        await until(pilot, lambda: places.place(app.screen) == "home")


async def test_looking_again_shows_what_was_put_right_and_twice_harms_nothing(
    tmp_path: Path,
) -> None:
    app = app_on(Home(tmp_path))
    now = {"hall": bad("a taken port")}
    app.hall.probes = lambda: now["hall"]
    async with app.run_test(size=(120, 36)) as pilot:
        await checked(app, pilot)
        assert "Port 8470 is taken" in words_on(app)
        now["hall"] = replace(GOOD, port=lambda: Ports((8470,), 8470))
        await pilot.press("enter", "enter", "down", "up")
        await until(pilot, lambda: "All is fine" in words_on(app))
        assert "Port 8470 is free" in words_on(app)


async def test_leaving_while_it_looks_harms_nothing(tmp_path: Path) -> None:
    app = app_on(Home(tmp_path))
    app.hall.probes = lambda: bad("a page that hangs")
    async with app.run_test(size=(80, 24)) as pilot:
        app.post_message(Go("hall"))
        await until(pilot, lambda: places.place(app.screen) == "hall")
        await pilot.press("escape", "escape")
        await until(pilot, lambda: places.place(app.screen) == "home")


async def test_over_a_session_it_looks_at_this_laptop_and_the_session_is_as_it_was(
    tmp_path: Path,
) -> None:
    live = opened(Home(tmp_path))
    n = live.runtime.n
    app = app_on(live.home, live)
    async with app.run_test(size=(200, 56)) as pilot:
        await checked(app, pilot)
        assert "Winter" in words_on(app)
        await pilot.press("escape")
        await until(pilot, lambda: places.place(app.screen) == "board")
    assert (live.runtime.n, live.runtime.live.door.open) == (n, False)
    live.close()


@pytest.mark.parametrize("size", SIZES)
def test_looks(snap_compare: Any, tmp_path: Path, size: tuple[int, int]) -> None:
    app = app_on(Home(tmp_path))
    hall = replace(bad("a firewall"), terminal=lambda: replace(WIDE, colours=16))
    app.hall.probes = lambda: hall

    async def before(pilot: Pilot[str]) -> None:
        await checked(app, pilot)

    assert snap_compare(app, terminal_size=size, run_before=before)
