"""A dialog follows the session, its clock and its ballots, whatever screen it was opened on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.live_session import LiveSession
from screens.dialogs.confirm import Confirm
from screens.dialogs.sheet import StateSheet
from screens.dialogs.votes_menu import VoteMenu
from screens.keys.tables import ROWS_ON
from screens.places import SCREENS, Place
from session.model.agenda import StartAgenda
from session.model.record import WriteNote
from session.model.votes import OpenRound
from session.rules.ballots import Ballot, Voter
from session.rules.votes import open_round
from store.paths import Home
from tests.tui.opened import app_on, opened, show, until, words_on
from tui import places

EIGHT: list[Place] = [
    place for place in SCREENS if "ask" in {key.id for key in ROWS_ON[place] if key.eight}
]
"""The screens on which the room can be asked."""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")


@pytest.fixture
def live(home: Home) -> Iterator[LiveSession]:
    asked = OpenRound(question="Which?", options=("Bus", "Soup"), method="dots", dots=2)
    running = opened(home, StartAgenda(), asked)
    yield running
    running.close()


@pytest.mark.parametrize("place", EIGHT)
async def test_a_dialog_over_any_screen_follows_the_session(
    home: Home, live: LiveSession, place: Place
) -> None:
    app = app_on(home, live, all_keys=False)
    async with app.run_test(size=(120, 36)) as pilot:
        await show(app, pilot, place)
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, VoteMenu))
        assert "The box is empty" in words_on(app)
        vote = open_round(live.runtime.live)
        assert vote
        live.ballots.cast(vote.id, Voter("token"), Ballot("phone", {next(iter(vote.options)): 2}))
        await until(pilot, lambda: "The box is empty" not in words_on(app))
        live.handle(WriteNote(text="Meanwhile"))
        dialog = app.screen
        assert isinstance(dialog, StateSheet)
        await until(pilot, lambda: dialog.state is app.state)
        assert dialog.now == app.now
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("y")
        await until(pilot, lambda: places.place(app.screen) == place)
        assert open_round(app.state) is None


async def test_a_dialog_that_reads_its_screen_is_told_once_that_screen_knows(
    home: Home, live: LiveSession
) -> None:
    app = app_on(home, live, all_keys=False)
    async with app.run_test(size=(120, 36)) as pilot:
        await show(app, pilot, "people")
        await pilot.press("+")
        await until(pilot, lambda: "0 are here." in words_on(app))
        await pilot.press(*"Zoe", "enter")
        await until(pilot, lambda: "1 is here." in words_on(app))
