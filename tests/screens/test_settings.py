"""Settings: each changed by Enter, held at once, kept for next time; and keys that others may have."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from screens.messages import Go
from screens.places import Destination
from screens.widgets.rows import Rows
from session.model.settings import Settings
from session.views.series_look import SIGNS
from store.paths import Home
from store.settings import read_settings, save_settings
from tests.every_key import KEYS
from tests.tui.opened import SAID, app_on, ended, opened, shown, told, until, words_on
from tui import places
from tui.app import FairsayApp
from tui.theme import DEFAULT, LIGHT, NO_COLOUR

SIZES = [(80, 24), (120, 36)]


async def go(app: FairsayApp, pilot: Pilot[str], place: Destination) -> None:
    app.post_message(Go(place))
    await until(pilot, lambda: places.place(app.screen) == place)
    await pilot.pause()


async def begin(app: FairsayApp, pilot: Pilot[str], about: str) -> None:
    app.post_message(Go("help", about=about))
    await until(pilot, lambda: places.place(app.screen) == "help")
    await pilot.pause()


async def choose(app: FairsayApp, pilot: Pilot[str], name: str) -> None:
    app.screen.query_one(Rows).choose(name)
    await pilot.press("enter")
    await pilot.pause()


async def another(app: FairsayApp, pilot: Pilot[str], row: str) -> None:
    app.screen.query_one(Rows).choose(row)
    await pilot.press("e")
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_s_on_home_opens_them_and_each_stands_there(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    home = Home(tmp_path)
    ended(home)
    app = app_on(home)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "home")
        await pilot.press("s")
        await until(pilot, lambda: places.place(app.screen) == "help")
        await pilot.pause()
        for words in ("Colours of the screen", "Seconds tick"):
            assert words in shown(app)
        app.screen.query_one(Rows).choose("settings/exports")
        await pilot.pause()
        assert "Where recaps are written" in shown(app)
        await pilot.press("escape")
        await until(pilot, lambda: places.place(app.screen) == "home")


async def test_colours_change_at_once_and_are_kept(tmp_path: Path) -> None:
    home = Home(tmp_path)
    app = app_on(home)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "home")
        assert app.theme == DEFAULT
        await begin(app, pilot, "settings")
        await choose(app, pilot, "settings/theme")
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: app.theme == LIGHT.name)
        await until(pilot, lambda: read_settings(home)[0].theme == "light")
        assert "Light" in shown(app)
    again = app_on(home)
    assert again.theme == LIGHT.name


async def test_a_series_keeps_the_sign_that_was_chosen(tmp_path: Path) -> None:
    home = Home(tmp_path)
    ended(home)
    app = app_on(home)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.library.series)
        await pilot.pause()
        await pilot.press("S", "down", "enter")
        await until(pilot, lambda: read_settings(home)[0].series == {"Hub": f"{SIGNS[0]}1"})
        await until(pilot, lambda: f"{SIGNS[0]} Hub" in shown(app))
        await pilot.press("S", "enter")
        await until(pilot, lambda: read_settings(home)[0].series == {})


async def test_an_option_and_no_color_are_heard(tmp_path: Path) -> None:
    from app.library import Library

    assert FairsayApp(Library(Home(tmp_path)), no_colour="1", all_keys=True).theme == NO_COLOUR
    assert (
        FairsayApp(Library(Home(tmp_path)), colours="light", no_colour="1", all_keys=True).theme
        == LIGHT.name
    )


async def test_seconds_tick_only_by_choice(tmp_path: Path) -> None:
    home = Home(tmp_path)
    live = opened(home, *SAID)
    app = app_on(home, live)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "board")
        await pilot.pause()
        assert "about 20 minutes left" in words_on(app)
        await begin(app, pilot, "settings")
        await choose(app, pilot, "settings/seconds")
        await until(pilot, lambda: read_settings(home)[0].seconds)
        await go(app, pilot, "board")
        await until(pilot, lambda: "19:" in words_on(app) or "20:00 left" in words_on(app))
        assert app.animation_level == "none"
    live.close()


async def test_a_folder_for_recaps_is_a_whole_path_and_is_written_to(tmp_path: Path) -> None:
    home = Home(tmp_path / "data")
    ended(home)
    app = app_on(home)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: app.library.series)
        await begin(app, pilot, "settings")
        await choose(app, pilot, "settings/exports")
        await pilot.press(*"out", "enter")
        await pilot.pause()
        assert "Write the whole path" in words_on(app)
        for _ in "out":
            await pilot.press("backspace")
        await pilot.press(*str(tmp_path / "out"), "enter")
        await until(pilot, lambda: app.settings.exports == str(tmp_path / "out"))
        await go(app, pilot, "home")
        await pilot.press("f2")
        await until(pilot, lambda: [*(tmp_path / "out").glob("*/*.md")])


async def test_settings_that_can_t_be_read_are_told_and_left_alone(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.settings.write_bytes(b"{")
    app = app_on(home)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: "can't be read, so the usual" in str(told(app)))
        app.preferences.change(bell=True)
        await pilot.pause(0.2)
    assert home.settings.read_bytes() == b"{"


async def test_a_key_is_changed_and_every_place_shows_it(tmp_path: Path) -> None:
    home = Home(tmp_path)
    live = opened(home, *SAID)
    app = app_on(home, live)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await begin(app, pilot, "key")
        await another(app, pilot, "do/next")
        assert "Press the new key for “Next item”" in words_on(app)
        await pilot.press("p")
        await until(pilot, lambda: "already means “Park” on “Board”" in words_on(app))
        await pilot.press("f5")
        await until(pilot, lambda: read_settings(home)[0].keys == {"next": "f5"})
        await until(pilot, lambda: "usually n" in words_on(app))

        await go(app, pilot, "board")
        assert "F5 Next item" in shown(app)
        item = app.state.clock.current
        await pilot.press("n")
        await pilot.pause()
        assert app.state.clock.current == item
        await pilot.press("f5")
        await until(pilot, lambda: app.state.clock.current != item)
        await pilot.press("f1")
        await until(pilot, lambda: places.place(app.screen) == "help")
        await pilot.pause()
        assert "F5  Next item" in shown(app)

        await begin(app, pilot, "key")
        app.screen.query_one(Rows).choose("do/next")
        await pilot.press("d")
        await until(pilot, lambda: read_settings(home)[0].keys == {})
        await go(app, pilot, "board")
        assert "n Next item" in shown(app)
    live.close()


async def test_all_keys_go_back_to_what_they_were(tmp_path: Path) -> None:
    home = Home(tmp_path)
    save_settings(home, Settings(keys={"board.next": "f5", "home.demo": "f6"}))
    app = app_on(home)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "home")
        assert "F6 Demo" in shown(app)
        await begin(app, pilot, "key")
        await pilot.press("D", "y")
        await until(pilot, lambda: read_settings(home)[0].keys == {})


async def test_keys_that_people_call_stay_and_escape_leaves_asking(tmp_path: Path) -> None:
    app = app_on(Home(tmp_path))
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await begin(app, pilot, "key")
        await another(app, pilot, "key/turn")
        assert "has its keys for good" in words_on(app)
        await another(app, pilot, "key/write")
        await pilot.press("escape")
        await pilot.pause()
        assert places.place(app.screen) == "help"
        assert app.settings.keys == {}
        rows = [row.partition("/")[2] for row, _ in app.screen.query_one(Rows)._all]
        shown_here = {key.does for key in KEYS["home"] if key.id in rows}
        assert shown_here | {*rows} >= {key.does for keys in KEYS.values() for key in keys}


async def test_it_rings_and_hints_only_when_asked(tmp_path: Path) -> None:
    home = Home(tmp_path)
    live = opened(home, *SAID)
    rung: list[str] = []

    class Ringing(FairsayApp):
        def ring(self) -> None:
            rung.append("once")

    from app.library import Library

    app = Ringing(Library(home), live)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "board")
        began = app.now
        for settings, expected in ((Settings(), 0), (Settings(bell=True, hints=True), 1)):
            app.settings = settings
            app.reminders.stage = ""
            for minutes in (1, 19.5, 21):
                app.now = type(began)(began.t + round(minutes * 60_000), began.at)
                app.reminders.mind_the_time() if settings.bell or settings.hints else None
            assert len(rung) == expected
        await pilot.pause()
        assert "“Ideas” comes to its end." in words_on(app)
    live.close()


@pytest.mark.parametrize(
    ("pressed", "title"),
    [
        (["p"], "Keys: Writing"),
        (["f"], "Keys: Typing a line"),
        (["l"], "Keys: People"),
        (["M"], "Keys: Changing the agenda"),
        (["f9"], "Keys: A question"),
        (["v"], "Keys: Opening a vote"),
        (["W"], "Keys: Words to explain"),
        (["j"], "Keys: Join"),
        (["m"], "Keys: Taking a moment"),
    ],
)
async def test_f1_helps_in_dialogs_and_on_quiet_screens(
    tmp_path: Path, pressed: list[str], title: str
) -> None:
    home = Home(tmp_path)
    live = opened(home, *SAID)
    app = app_on(home, live)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "board")
        await pilot.press(*pressed)
        await pilot.pause()
        before = app.screen
        await pilot.press("f1")
        await until(pilot, lambda: places.place(app.screen) == "help")
        await pilot.pause()
        assert title in shown(app)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is before)
    live.close()
