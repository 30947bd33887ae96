"""Behind a dialog the last line tells the dialog's keys, and none that would do nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input

from app.live_session import LiveSession
from screens.dialogs.confirm import Confirm
from screens.keys.keymap import Layout, hear, table_of
from screens.keys.tables import ROWS_ON
from screens.places import DIALOGS, Place
from screens.widgets.key_line import KeyLine
from session.model.agenda import StartAgenda
from session.model.votes import OpenRound
from store.paths import Home
from tests.tui.opened import app_on, opened, told, until
from tui.app import FairsayApp

SIZES = [(120, 36), (80, 24)]
BY_KEY = {"w": "write", "v": "ask", "r": "time", "z": "room"}
"""Which of the eight opens a dialog."""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")


@pytest.fixture
def live(home: Home) -> Iterator[LiveSession]:
    asked = OpenRound(question="Which?", options=("Bus", "Soup"), method="hands")
    running = opened(home, StartAgenda(), asked)
    yield running
    running.close()


def last_line(app: FairsayApp) -> str:
    """Return the line of keys that is seen: that of the lowest screen that has one."""
    return next(
        str(line.render())
        for screen in reversed(app.screen_stack)
        for line in screen.query(KeyLine)
    )


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", BY_KEY)
async def test_behind_a_dialog_no_key_is_told_that_does_nothing(
    home: Home, live: LiveSession, key: str, size: tuple[int, int]
) -> None:
    app = app_on(home, live, all_keys=False)
    async with app.run_test(size=size) as pilot:
        before = last_line(app)
        assert before.startswith("n ")
        await pilot.press(key)
        await until(pilot, lambda: table_of(app.screen) in DIALOGS)
        await until(pilot, lambda: last_line(app) != before)
        place = table_of(app.screen)
        for part in last_line(app).split("  "):
            shown = part.split()[0]
            name = {"Esc": "escape", "F1": "f1"}.get(shown, shown)
            heard = hear(place, name, Layout())
            assert heard.key is not None, (part, place)
        await pilot.press("escape")
        await until(pilot, lambda: last_line(app) == before)


@pytest.mark.parametrize("size", SIZES)
async def test_going_on_in_the_box_of_counts_keeps_them_and_closes_the_vote(
    home: Home, live: LiveSession, size: tuple[int, int]
) -> None:
    app = app_on(home, live, all_keys=False)
    async with app.run_test(size=size) as pilot:
        await pilot.press("v")
        await until(pilot, lambda: "n Close the vote" in last_line(app))
        await pilot.press("7", "tab", "2", "n")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("y")
        await until(pilot, lambda: all(vote.closed for vote in app.state.rounds.values()))
        (vote,) = app.state.rounds.values()
        assert list(vote.counts["hands"].counts.values()) == [7, 2]


async def test_a_letter_in_a_box_of_numbers_is_answered_and_text_is_dropped(
    home: Home, live: LiveSession
) -> None:
    app = app_on(home, live, all_keys=False)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.focused, Input))
        await pilot.press("q")
        await until(pilot, lambda: "does nothing here" in " ".join(told(app)))
        for letter in "nobodyandnothing":
            app.post_message(events.Key(letter, letter))
        await until(pilot, lambda: "Nothing was done" in " ".join(told(app)))
        assert not isinstance(app.screen, Confirm)


def test_every_dialog_that_stands_over_a_step_of_the_session_goes_on_by_the_same_key() -> None:
    going: set[Place] = {
        place for place in DIALOGS for row in ROWS_ON[place] if row.does == "go-on"
    }
    assert going == {"count", "vote-menu", "show-vote"}
