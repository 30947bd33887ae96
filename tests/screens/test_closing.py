"""The app may end in the very moment a screen or a dialog is opened; Textual then gives it no widgets."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from textual.screen import Screen

from screens.close import CloseScreen
from screens.widgets.line import Line
from session.model.opening_closing import SetNextSession
from session.wording.catalogue import say
from tests.screens.harness import Harness, Table
from tests.screens.test_hostile import DIALOGS
from tests.test_places import MADE
from tui import places

TURNS = 11
"""Of the event loop: after so many, every screen has its widgets."""


async def left_while_opening(make: Callable[[], Screen[Any]]) -> None:
    """Open a screen and leave the app at once, a turn of its loop later each time."""
    for turns in range(TURNS):
        app = Harness(Screen(), Table())
        async with app.run_test():
            app.push_screen(make())
            for _ in range(turns):
                await asyncio.sleep(0)
            # What went wrong in any handler, Textual raises here.


async def taken_away_while_opening(make: Callable[[], Screen[Any]]) -> None:
    """Open a screen again and again, and take it away a turn of the loop later each time."""
    app = Harness(Screen(), Table())
    async with app.run_test() as pilot:
        for turns in range(TURNS):
            app.push_screen(make())
            for _ in range(turns):
                await asyncio.sleep(0)
            app.pop_screen()
            await pilot.pause()


@pytest.mark.parametrize("name", DIALOGS)
async def test_the_app_may_end_while_a_dialog_is_opened(name: str) -> None:
    await left_while_opening(lambda: DIALOGS[name]("Soup"))
    await taken_away_while_opening(lambda: DIALOGS[name]("Soup"))


@pytest.mark.parametrize("place", MADE)
async def test_the_app_may_end_while_a_screen_is_opened(place: Any) -> None:
    kind: Any = places.screen_of(place)
    given: dict[str, tuple[Any, ...]] = {"help": ("board",), "small": (60, 20)}

    await left_while_opening(lambda: kind(*given.get(place, ())))
    await taken_away_while_opening(lambda: kind(*given.get(place, ())))


@pytest.mark.parametrize(("when", "told"), [("13 decembre 10", 1), ("7 December 10:00-12:00", 0)])
async def test_a_next_session_in_which_no_day_was_understood_is_said_back(
    when: str, told: int
) -> None:
    app = Harness(CloseScreen(), Table())
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("n" if app.layout_of_keys.all_keys else "2")
        await pilot.pause()
        await pilot.press(*when, "enter", "escape")
        await pilot.pause()
        assert app.told == [say("closing.next_no_day")] * told
        assert isinstance(app.commands[0], SetNextSession)


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        ("13 decembre 10", "20 December 10:00"),
        ("7 December 10:00-12:00", "Monday 7 December 2026 10:00-12:0020 December 10:00"),
    ],
)
async def test_a_next_session_without_a_day_is_written_anew(before: str, wanted: str) -> None:
    app = Harness(CloseScreen(), Table().do(SetNextSession(when=before)))
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("n" if app.layout_of_keys.all_keys else "2")
        await pilot.pause()
        await pilot.press(*"20 December 10:00")
        assert app.screen.query_one(Line).value == wanted
