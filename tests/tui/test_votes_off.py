"""A vote is called off, or its result said not to hold, and either is held again with one key."""

from __future__ import annotations

from pathlib import Path

import pytest

from screens.dialogs.count_vote import CountVote
from screens.dialogs.votes import OpenVote
from screens.dialogs.votes_menu import ShowVote, VoteMenu
from screens.dialogs.votes_off import HoldAgain, WhyOff
from session.ballot_box import InBox
from session.model.agenda import StartAgenda
from session.model.people import AddPerson
from session.model.votes import CloseRound, EnterCount, OpenRound, RevealRound, Round
from session.rules.ballots import Ballot, Voter
from session.rules.votes import open_round
from session.wording.catalogue import say
from store.paths import Home
from tests.tui.opened import app_on, opened, until, words_on
from tui.app import FairsayApp

SIZES = [(120, 36), (80, 24)]


def voting(folder: Path, method: str = "dots", dots: int = 3) -> FairsayApp:
    home = Home(folder / "data")
    asked = OpenRound(question="Which?", options=("Bus", "Soup"), method=method, dots=dots)  # type: ignore[arg-type]  # a method
    return app_on(home, opened(home, StartAgenda(), asked))


def last(app: FairsayApp) -> Round:
    assert app.live
    return next(reversed(app.live.runtime.live.rounds.values()))


def cast(app: FairsayApp, *voters: str) -> None:
    assert app.live
    for voter in voters:
        choice = {next(iter(last(app).options)): 1}
        done = app.live.ballots.cast(last(app).id, Voter(voter), Ballot("pass", choice))
        assert isinstance(done, InBox)


@pytest.mark.parametrize("size", SIZES)
async def test_a_vote_with_ballots_is_called_off_and_held_again_with_one_key(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = voting(tmp_path)
    async with app.run_test(size=size, notifications=True) as pilot:
        cast(app, "one", "two")
        first = last(app)
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, VoteMenu))
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, WhyOff))
        assert say("rounds.why.question") in words_on(app)
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: last(app).cancelled == "question")
        await until(pilot, lambda: not isinstance(app.screen, WhyOff))
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, HoldAgain))
        assert "called off" in words_on(app)
        await pilot.press("h")
        await until(pilot, lambda: last(app).id != first.id)
    again = last(app)
    assert (again.question, again.dots, tuple(again.options.values())) == (
        "Which?",
        3,
        ("Bus", "Soup"),
    )
    assert app.live
    assert app.live.ballots.inside().ballots == 0
    app.live.close()


@pytest.mark.parametrize("shown", [False, True])
async def test_a_result_is_said_not_to_hold_with_f8_also_once_it_was_shown(
    tmp_path: Path, shown: bool
) -> None:
    app = voting(tmp_path, "hands", 1)
    live = app.live
    assert live
    one = next(iter(last(app).options))
    live.handle(EnterCount(round=last(app).id, channel="hands", counts={one: 3}))
    live.handle(CloseRound(round=last(app).id))
    if shown:
        live.handle(RevealRound(round=last(app).id))
    app.session.paint()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, OpenVote if shown else ShowVote))
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, WhyOff))
        await pilot.press("enter")
        await until(pilot, lambda: last(app).void == "many")
        await until(pilot, lambda: "does not hold" in words_on(app))
        assert "3 hands" not in words_on(app)
        await pilot.press("u")
        await until(pilot, lambda: not last(app).void)
    live.close()


async def test_a_show_of_hands_is_called_off_where_it_is_counted(tmp_path: Path) -> None:
    app = voting(tmp_path, "hands", 1)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, CountVote))
        await pilot.press("f8", "enter")
        await until(pilot, lambda: last(app).cancelled == "many")
    assert app.live
    app.live.close()


async def test_more_ballots_than_people_are_told_at_once(tmp_path: Path) -> None:
    app = voting(tmp_path)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        assert app.live
        app.live.handle(AddPerson(name="Ama"))
        cast(app, *(f"v{n}" for n in range(5)))
        app.session.paint()
        await until(pilot, lambda: "More ballots than people here" in words_on(app))
    app.live.close()


async def test_f3_keeps_a_vote_to_the_phones_that_are_in(tmp_path: Path) -> None:
    home = Home(tmp_path / "data")
    app = app_on(home, opened(home, StartAgenda()))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, OpenVote))
        await pilot.press(*"Which", "tab", *"Bus;Soup", "f3")
        await until(pilot, lambda: "no later ones" in words_on(app))
        await pilot.press("f2")
        assert app.live
        live = app.live
        await until(pilot, lambda: open_round(live.runtime.live))
    vote = open_round(live.runtime.live)
    assert vote
    assert vote.kept
    live.close()
