"""The next session as a code on the room's picture, scanned from the cells of the screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from icalendar import Event
from textual.app import App
from textual.screen import ModalScreen

from screens.messages import StrikeAsked
from screens.widgets.qr_code import QrCode
from session.erase.walk import STRUCK
from session.model.opening_closing import AddThanks, SetNextSession
from session.model.protocol import AnyCommand
from store.paths import Home
from tests.screens.test_join import picture
from tests.tui.opened import SAID, app_on, opened, show, until, words_on
from tui.app import FairsayApp

NEXT = SetNextSession(when="2026-12-08 10:00-12:00", place="Old library, Marine Road")
WORDS = "for the calendar on your phone"
FILE = "For your calendar: ask for the file that comes with the recap."


def scanned(app: App[Any]) -> list[Event]:
    found = [Event.from_ical(one.text) for one in zxingcpp.read_barcodes(picture(app))]
    return [one for one in found if isinstance(one, Event)]


def thanking(folder: Path, *commands: AnyCommand) -> FairsayApp:
    return app_on(Home(folder), opened(Home(folder), *SAID, *commands))


@pytest.mark.practice("P37")
@pytest.mark.parametrize("size", [(100, 30), (120, 36), (160, 45), (200, 56)])
async def test_the_next_session_is_scanned_from_the_picture_of_the_room(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = thanking(tmp_path, AddThanks(text="Soup [/red] for all"), NEXT)
    async with app.run_test(size=size) as pilot:
        await show(app, pilot, "shared", "thanks")
        (event,) = scanned(app)
        words = words_on(app)

    assert str(event["SUMMARY"]) == "Hub"
    assert event.start.isoformat() == "2026-12-08T10:00:00"
    if size >= (120, 36):
        assert str(event["LOCATION"]) == "Old library, Marine Road"
    assert WORDS in words
    assert "Soup [/red] for all" in words


@pytest.mark.parametrize(
    ("commands", "size"),
    [((), (120, 36)), ((SetNextSession(when="in spring"),), (120, 36)), ((NEXT,), (80, 24))],
)
async def test_without_a_day_or_room_there_is_no_code_and_no_word_of_one(
    tmp_path: Path, commands: tuple[AnyCommand, ...], size: tuple[int, int]
) -> None:
    app = thanking(tmp_path, *commands)
    async with app.run_test(size=size) as pilot:
        await show(app, pilot, "shared", "thanks")
        there = app.screen.query_one(QrCode).is_on_screen
        words = words_on(app)

    assert not there
    assert WORDS not in words
    # Where the day is known, it is said how to get it into a calendar.
    assert (FILE in words) == (commands == (NEXT,))


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 24)])
async def test_without_room_for_the_code_it_is_said_how_to_get_the_day(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    wins = [AddThanks(text=f"Soup for all of us, for the {n}th time") for n in range(3)]
    app = thanking(tmp_path, *wins, NEXT)
    async with app.run_test(size=size) as pilot:
        await show(app, pilot, "shared", "thanks")
        words = words_on(app)

    assert FILE in words
    assert "Tuesday 8 December" in words


async def test_it_follows_the_date_and_the_scene(tmp_path: Path) -> None:
    app = thanking(tmp_path, NEXT)
    async with app.run_test(size=(120, 36)) as pilot:
        await show(app, pilot, "shared", "thanks")
        assert len(scanned(app)) == 1
        assert app.live
        app.live.handle(SetNextSession(when="2026-12-15"))
        await until(pilot, lambda: [f"{one.start}" for one in scanned(app)] == ["2026-12-15"])
        await pilot.press("left")
        await pilot.pause()
        assert not scanned(app)
        assert WORDS not in words_on(app)


async def test_a_struck_date_is_in_no_code(tmp_path: Path) -> None:
    app = thanking(tmp_path, NEXT)
    async with app.run_test(size=(120, 36)) as pilot:
        await show(app, pilot, "shared", "thanks")
        app.post_message(StrikeAsked("closing", app.state.closing.next_id))
        await until(pilot, lambda: isinstance(app.screen, ModalScreen))
        await pilot.press("y")
        await until(pilot, lambda: app.state.closing.next_session in {"", STRUCK})
        await until(pilot, lambda: not scanned(app))
