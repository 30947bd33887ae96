"""Help: every key of the screen it was opened from, and nothing cut off."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.app import App

from screens.dialogs.confirm import Confirm
from screens.dialogs.new_key import NewKey
from screens.help import HelpScreen
from screens.keys.keymap import keys_on
from screens.messages import Go
from screens.places import SCREENS, Place
from screens.widgets.rows import Rows
from store.paths import Home
from tests.every_key import DIALOG_KEYS, KEYS
from tests.tui.opened import SAID, app_on, opened, shown, told, until, words_on
from tui import places
from tui.theme import DEFAULT, THEMES


class Alone(App[None]):
    def __init__(self, place: Place) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DEFAULT
        self.place = place

    async def on_mount(self) -> None:
        await self.push_screen(HelpScreen(self.place))


@pytest.mark.parametrize("place", SCREENS)
@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 56)])
async def test_every_key_has_its_line(place: Place, size: tuple[int, int]) -> None:
    app = Alone(place)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        rows = app.screen.query_one(Rows)
        told = "\n".join(str(option.prompt) for option in rows.options)

        for key in keys_on(place):
            assert f"{key.shown}  {key.label}" in told
            assert key.tooltip in told


async def test_it_scrolls_and_escape_leaves() -> None:
    app = Alone("board")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        keys = app.screen.query_one(Rows)
        await pilot.press("end")
        await pilot.pause()
        assert keys.scroll_offset.y > 0
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(app.screen, HelpScreen)


def test_a_line_fits_into_80_columns() -> None:
    for keys in (*KEYS.values(), *DIALOG_KEYS.values()):
        for key in keys:
            assert len(key.label) <= 23, key
            assert len(key.tooltip) <= 46, key
            assert len(key.shown) <= 6, key


async def test_it_comes_back_to_the_screen_it_was_opened_from(tmp_path: Path) -> None:
    home = Home(tmp_path)
    live = opened(home, *SAID)
    app = app_on(home, live)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f1")
        await until(pilot, lambda: places.place(app.screen) == "help")
        await pilot.press("f1")
        await until(pilot, lambda: places.place(app.screen) == "board")
        app.post_message(Go("close"))
        await until(pilot, lambda: places.place(app.screen) == "close")
        await pilot.press("f1")
        await until(pilot, lambda: places.place(app.screen) == "help")
        await pilot.press("escape")
        await until(pilot, lambda: places.place(app.screen) == "close")
    live.close()


async def test_enter_does_what_has_no_key(tmp_path: Path) -> None:
    live = opened(Home(tmp_path), *SAID)
    app = app_on(live.home, live, all_keys=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("question_mark")
        await until(pilot, lambda: places.place(app.screen) == "help")
        app.screen.query_one(Rows).choose("do/record")
        await pilot.press("enter")
        await until(pilot, lambda: places.place(app.screen) == "record")
    live.close()


async def test_enter_goes_to_the_screen_of_any_other_key(tmp_path: Path) -> None:
    live = opened(Home(tmp_path), *SAID)
    app = app_on(live.home, live, all_keys=False)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.post_message(Go("help"))
        await until(pilot, lambda: places.place(app.screen) == "help")
        names = [name for name, _ in app.screen.query_one(Rows)._all if name.startswith("key/")]
        assert names
        for name in names:
            app.post_message(Go("help"))
            await until(pilot, lambda: places.place(app.screen) == "help")
            app.screen.query_one(Rows).choose(name)
            await pilot.press("enter")
            await until(pilot, lambda: places.place(app.screen) != "help" or told(app))
            assert not isinstance(app.screen, NewKey)
            if isinstance(app.screen, Confirm):
                await pilot.press("escape")
            app.clear_notifications()
            await pilot.pause()
    live.close()


async def test_enter_says_of_each_key_without_a_session_where_it_is(tmp_path: Path) -> None:
    app = app_on(Home(tmp_path), all_keys=False)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.post_message(Go("help"))
        await until(pilot, lambda: places.place(app.screen) == "help")
        app.screen.query_one(Rows).choose("key/new-theme")
        await pilot.press("enter")
        await until(pilot, lambda: "“New theme” is for “Themes”" in words_on(app))
        app.screen.query_one(Rows).choose("key/plan-agenda")
        await pilot.press("enter")
        await until(pilot, lambda: places.place(app.screen) == "plan")


async def test_a_slash_filters_and_esc_shows_all_again(tmp_path: Path) -> None:
    live = opened(Home(tmp_path), *SAID)
    app = app_on(live.home, live, all_keys=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("question_mark")
        await until(pilot, lambda: places.place(app.screen) == "help")
        rows = app.screen.query_one(Rows)
        every = rows.option_count
        await pilot.press("slash", *"late")
        await until(pilot, lambda: rows.option_count < every)
        assert "Time" in shown(app)
        assert "Skip this item" not in shown(app)
        await pilot.press("escape")
        await until(pilot, lambda: rows.option_count == every)
        assert places.place(app.screen) == "help"
    live.close()
