"""Every row of the table of keys, pressed on its screen in a running session: the key reaches its action there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from app.library import Library
from screens.keys.key import Key
from screens.keys.keymap import Layout, hear, keys_on, layout_of
from screens.places import SCREENS, TABLE, Place
from store.paths import Home
from tests.tui.opened import SAID, ended, opened, show, until
from tui import places
from tui.app import FairsayApp

_OF_THE_LIST = {"up": "cursor_up", "down": "cursor_down", "enter": "select"}
"""Actions of the list that has the focus, which do the same."""
PLAYED: list[Place] = [
    place for place in SCREENS if TABLE[place].screen and not TABLE[place].covers
]


class Recorder(FairsayApp):
    """The app, which records the actions that keys ask for, and carries them out only until it is told to stop."""

    asked: list[str]
    records = False

    async def run_action(self, action: Any, *rest: Any, **named: Any) -> bool:
        if not self.records:
            return await super().run_action(action, *rest, **named)
        self.asked.append(str(action))
        return True


async def press(app: FairsayApp, pilot: Pilot[str], key: str, at: float) -> None:
    event = events.Key(key, key if len(key) == 1 else None)
    event.time = at
    app.post_message(event)
    await pilot.pause()
    await until(pilot, lambda: not app.gate.is_busy)


@pytest.mark.parametrize("all_keys", [False, True], ids=["eight", "all keys"])
@pytest.mark.parametrize("place", PLAYED)
async def test_each_key_of_a_screen_asks_for_the_action_of_its_row(
    tmp_path: Path, place: Place, all_keys: bool
) -> None:
    home = Home(tmp_path)
    ended(home)
    live = None if place in {"home", "plan", "series", "hall"} else opened(home, *SAID)
    app = Recorder(Library(home), live, all_keys=all_keys)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        if places.place(app.screen) != place:
            await show(app, pilot, place, "Hub" if place == "series" else "")
        app.asked, app.records = [], True
        missed: list[tuple[str, str, str]] = []
        at = 10.0
        for row in keys_on(place, layout_of(app)):
            for key in () if row.native else filter(None, row.keys.split(",")):
                at += 10
                app.asked.clear()
                await press(app, pilot, key, at)
                if heard(place, key, all_keys) == "again":
                    assert app.asked == []
                    await press(app, pilot, key, at + 1)
                if not asked_for(app.asked, row, key):
                    missed.append((row.id, key, " ".join(app.asked)))
        app.records = False
        assert missed == []
    if live:
        live.close()


def heard(place: Place, key: str, all_keys: bool) -> str:
    return hear(place, key, Layout(all_keys=all_keys)).kind


def asked_for(asked: list[str], row: Key, key: str) -> bool:
    wanted = row.run.partition("(")[0]
    return [one.partition("(")[0] for one in asked] in ([wanted], [_OF_THE_LIST.get(key)])
