"""Every screen, in a window that gets small and large again: it stays, with what was chosen, and its keys act."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from textual.widgets import OptionList

from screens.places import COVERS, DESTINATIONS, PRIVATE, Destination
from session.model.people import AddPerson
from store.paths import Home
from tests.tui.opened import SAID, app_on, ended, opened, show, told, until
from tui import places
from tui.app import FairsayApp

SIZES = [(200, 56), (80, 24), (160, 20), (40, 10), (1, 1), (120, 36)]
WITHOUT_SESSION: set[Destination] = {"home", "plan", "series", "hall"}


def is_on(app: FairsayApp, place: str) -> bool:
    return places.place(app.screen) == place


@pytest.mark.parametrize("place", DESTINATIONS)
async def test_a_screen_stays_whatever_the_window_does(tmp_path: Path, place: Destination) -> None:
    home = Home(tmp_path)
    ended(home)
    alone = place in WITHOUT_SESSION
    live = None if alone else opened(home, *SAID, AddPerson(name="Norbert"))
    app = app_on(home, live, all_keys=False)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: places.place(app.screen) == ("home" if alone else "board"))
        await show(app, pilot, place, "Hub" if place == "series" else "")
        if place not in COVERS:
            await pilot.press("down", "down")
            await pilot.pause()
        lists = app.screen.query(OptionList)
        chosen = [] if place in PRIVATE else [one.highlighted for one in lists]
        seen_small = False
        for columns, rows in SIZES:
            await pilot.resize_terminal(columns, rows)
            small = columns < places.COLUMNS or rows < places.ROWS
            seen_small = seen_small or small
            # What is private is left once somebody else may have taken hold of the window.
            stays = "board" if place in PRIVATE and seen_small else place
            shown = "small" if small and place != "blackout" else stays
            await until(pilot, partial(is_on, app, shown))

        assert [one.highlighted for one in app.screen.query(OptionList)] == chosen
        assert told(app) == []
        await pilot.press("f10")
        await until(pilot, lambda: app.dark == (place != "blackout"))
    if live:
        live.close()
