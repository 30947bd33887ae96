"""The vote's dialogs: they close by the same key, ask for nothing that is not there, and tell what refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.live_session import Live
from screens.dialogs.confirm import Confirm
from screens.dialogs.votes import CountVote
from screens.dialogs.votes_menu import VoteMenu
from screens.help import HelpScreen
from session.model.agenda import StartAgenda
from session.model.state import Rejected
from session.model.votes import OpenRound
from session.rules.ballots import Ballot, Voter
from session.rules.votes import open_round
from session.wording.catalogue import say
from store.paths import Home
from tests.tui.opened import app_on, opened, until, words_on
from tui.app import FairsayApp

SIZES = [(120, 36), (80, 24)]
PAPERS = say("vote.papers")


def voting(folder: Path, method: str, dots: int = 1) -> FairsayApp:
    home = Home(folder / "data")
    asked = OpenRound(question="Which?", options=("Bus", "Soup"), method=method, dots=dots)  # type: ignore[arg-type]  # a method
    return app_on(home, opened(home, StartAgenda(), asked))


def ballot(live: Live) -> Ballot:
    vote = open_round(live.runtime.live)
    assert vote
    return Ballot("pass", {next(iter(vote.options)): 1})


@pytest.mark.parametrize("size", SIZES)
async def test_why_a_vote_cannot_be_closed_stands_above_the_dialog(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = voting(tmp_path, "hands")
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, CountVote))
        # A show of hands has no papers.
        assert PAPERS not in words_on(app)
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("y")
        await until(pilot, lambda: "Nothing has been counted yet" in words_on(app))
        assert isinstance(app.screen, CountVote)
    assert app.live
    app.live.close()


@pytest.mark.parametrize("size", SIZES)
async def test_f4_closes_a_vote_by_dots_from_its_menu(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = voting(tmp_path, "dots", 3)
    live = app.live
    assert live
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, VoteMenu))
        assert "F4" in words_on(app)
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        assert "Close the vote" in words_on(app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, VoteMenu))
        await pilot.press("f4")
        await until(pilot, lambda: say("vote.close.ask") in words_on(app))
        await pilot.press("y")
        # Without a ballot or a count the session says why it can't be closed.
        await until(pilot, lambda: "Nothing has been counted yet" in words_on(app))
        assert open_round(live.runtime.live)
        counted = live.ballots.cast(open_round(live.runtime.live).id, Voter("pass"), ballot(live))  # type: ignore[union-attr]  # is open
        assert not isinstance(counted, Rejected)
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("y")
        await until(pilot, lambda: open_round(live.runtime.live) is None)
    live.close()
