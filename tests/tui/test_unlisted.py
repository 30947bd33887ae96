"""A name that is not on the list of people is asked about once, and never repeated on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from app.live_session import LiveSession
from screens.dialogs.pick import Pick
from screens.messages import Go
from screens.places import Destination
from session.model.people import AddPerson
from session.model.record import SetAction
from store.paths import Home
from tests.tui.opened import SAID, app_on, opened, until, words_on
from tui import places
from tui.app import FairsayApp

pytestmark = pytest.mark.practice("P47")

WAYS: tuple[tuple[Destination, str | tuple[str, ...], str], ...] = (
    ("board", "h", "Zebediah"),
    ("board", "C", "Zebediah"),
    ("board", "p", "The timetable @Zebediah"),
    ("board", "p", "The timetable > Zebediah asks @Zebediah"),
    ("board", "a", "Ring the depot @Zebediah"),
    ("record", "a", "Ring the depot @Zebediah"),
    ("record", "p", "The timetable @Zebediah"),
    ("record", "4e", " @Zebediah"),
    ("record", "4a", " @Zebediah"),
    ("close", "a", "Ring the depot @Zebediah"),
    ("close", ("down", "down", "down", "e"), " @Zebediah"),
)
"""Everywhere a name is typed that need not be on the list."""


@pytest.fixture
def live(tmp_path: Path) -> LiveSession:
    return opened(Home(tmp_path / "data"), *SAID, SetAction(what="Count the chairs"))


async def typed(
    app: FairsayApp, pilot: Pilot[str], place: Destination, key: str | tuple[str, ...], text: str
) -> None:
    app.post_message(Go(place))
    await until(pilot, lambda: places.place(app.screen) == place)
    await pilot.press(*key)
    await until(pilot, lambda: app.gate.typing)
    await pilot.press(*text, "enter")
    await until(pilot, lambda: places.place(app.screen) == place or isinstance(app.screen, Pick))


@pytest.mark.parametrize(("place", "key", "text"), WAYS)
async def test_it_is_asked_once_and_enter_keeps_the_name_from_the_room(
    live: LiveSession, place: Destination, key: str | tuple[str, ...], text: str
) -> None:
    app = app_on(live.home, live)
    async with app.run_test(size=(120, 36)) as pilot:
        await typed(app, pilot, place, key, text)
        await until(pilot, lambda: "is not on the list" in words_on(app))
        asked = words_on(app)
        await pilot.press("y", "y", "enter")
        await until(pilot, lambda: places.place(app.screen) == place)
        await pilot.pause()
        left = words_on(app)
        await typed(app, pilot, "board", "p", "Another thing @zebediah")
        app.tick()
        again = app.screen

    assert "zebediah" not in (asked + left).casefold()
    assert places.place(again) == "board"
    assert [one.shown for one in live.runtime.live.unlisted.values()] == [False]
    live.close()


async def test_a_clear_yes_shows_it(live: LiveSession) -> None:
    app = app_on(live.home, live)
    async with app.run_test(size=(120, 36)) as pilot:
        await typed(app, pilot, "board", "h", "Zebediah")
        await until(pilot, lambda: isinstance(app.screen, Pick))
        await pilot.press("down", "enter")
        await until(pilot, lambda: "Zebediah" in words_on(app))
    live.close()


async def test_what_is_typed_on_goes_where_it_was_meant(live: LiveSession) -> None:
    app = app_on(live.home, live)
    app.shell.quiet_s = 60.0
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("h", *"Zebediah", "enter", "h", *"Kit", "enter", "w", *"Soup", "enter")
        await until(pilot, lambda: len(live.runtime.live.notes) == 2)
        app.shell.quiet_s = 0.0
        await until(pilot, lambda: isinstance(app.screen, Pick))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, Pick) and app.screen.is_current)
        await pilot.press("enter")
        await until(pilot, lambda: places.place(app.screen) == "board")
        await pilot.pause(0.6)

        assert places.place(app.screen) == "board"
        assert len(live.runtime.live.queue) == 2
    live.close()


async def test_nobody_is_asked_about_who_came_on_the_list_meanwhile(live: LiveSession) -> None:
    app = app_on(live.home, live)
    app.shell.quiet_s = 60.0
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("h", *"Zebediah", "enter", "w")
        await until(pilot, lambda: live.runtime.live.unlisted)
        await until(pilot, lambda: app.gate.typing)
        live.handle(AddPerson(name="Zebediah"))
        app.shell.quiet_s = 0.0
        await pilot.press("escape")
        await until(pilot, lambda: places.place(app.screen) == "board")
        for _ in range(3):
            app.tick()
            await pilot.pause()

        assert places.place(app.screen) == "board"
    live.close()
