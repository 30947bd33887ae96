"""Voting in secret on the laptop, key by key: passed round, entered for somebody, changed, cleared."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from textual.pilot import Pilot

from app.live_session import LiveSession
from screens.dialogs.ballot import BallotScreen
from screens.dialogs.votes_menu import VoteMenu
from session.model.people import AddPerson, ArriveAll
from session.model.phones import JoinDevice, OpenDoor
from session.model.protocol import AnyCommand
from session.model.votes import CloseRound, Count, OpenRound, Round
from store.paths import Home
from tests.tui.opened import SAID, app_on, opened, until, words_on
from tui import places
from tui.app import FairsayApp

DOTS = OpenRound(question="Which first?", options=("Bus", "Soup"), method="dots", dots=3, cap=2)
GRADIENT = OpenRound(question="We open on Sundays", method="gradient")
PULSE = OpenRound(question="How are we?", method="pulse")
SIZES = [(80, 24), (120, 36)]


class Voting(NamedTuple):
    app: FairsayApp
    pilot: Pilot[str]
    live: LiveSession

    @property
    def vote(self) -> Round:
        return next(reversed(self.live.runtime.live.rounds.values()))

    @property
    def inside(self) -> dict[str, int]:
        return self.live.ballots.inside().by_channel

    async def sees(self, *words: str) -> None:
        await until(self.pilot, lambda: all(one in words_on(self.app) for one in words))

    async def keys(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    def counted(self) -> Count:
        self.live.handle(CloseRound(round=self.vote.id))
        return self.vote.counts["ballots"]


@asynccontextmanager
async def voting(
    tmp_path: Path, *commands: AnyCommand, size: tuple[int, int] = (120, 36)
) -> AsyncIterator[Voting]:
    live = opened(Home(tmp_path / "data"), *SAID, *commands)
    app = app_on(live.home, live)
    async with app.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "board")
        yield Voting(app, pilot, live)
    live.close()


async def passing_round(v: Voting) -> None:
    await v.keys("v")
    await v.sees("Pass the laptop round")
    await v.keys("enter")
    await v.sees("Can anybody but you see this screen now")
    await v.keys("n")
    await v.sees("Pass the laptop to the next person.")


@pytest.mark.practice("P34")
@pytest.mark.parametrize("size", SIZES)
async def test_the_laptop_is_passed_round_and_clears_itself_between_people(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with voting(tmp_path, DOTS, size=size) as v:
        await passing_round(v)
        for keys in (("+", "+"), ("+", "down", "space"), ("down", "right", "right")):
            await v.keys("enter")
            await v.sees("Which first?", "3 dots left")
            assert "◉" not in words_on(v.app)
            await v.keys(*keys, "enter")
            await v.sees("Your ballot is in the box.")
            assert "Bus" not in words_on(v.app)
            await v.keys("enter")
            await v.sees("Pass the laptop to the next person.")
        assert v.inside == {"pass": 3}
        await v.keys("escape")
        assert places.place(v.app.screen) == "board"
        assert list(v.counted().counts.values()) == [3, 3]


@pytest.mark.practice("P34")
async def test_a_ballot_can_be_changed_until_it_is_passed_on(tmp_path: Path) -> None:
    async with voting(tmp_path, DOTS) as v:
        await passing_round(v)
        await v.keys("enter", "+", "+", "enter")
        await v.sees("Your ballot is in the box.")
        await v.keys("c")
        await v.sees("◉◉")
        await v.keys("minus", "enter")
        await v.sees("Your ballot is in the box.", "It takes the place of the ballot before.")
        await v.keys("enter", "c")
        assert "Bus" not in words_on(v.app)
        assert v.inside == {"pass": 1}


async def test_no_more_dots_than_there_are_and_no_more_than_the_cap(tmp_path: Path) -> None:
    async with voting(tmp_path, DOTS) as v:
        await passing_round(v)
        await v.keys("enter", "+", "+", "+")
        await v.sees("◉◉", "1 dot left", "at most 2 dots on one")
        assert "◉◉◉" not in words_on(v.app)
        await v.keys("down", "+", "+")
        await v.sees("0 dots left")


async def test_stopping_half_way_casts_nothing_and_leaves_nothing(tmp_path: Path) -> None:
    async with voting(tmp_path, DOTS) as v:
        await passing_round(v)
        await v.keys("enter", "+", "escape")
        await v.sees("Pass the laptop to the next person.")
        await v.keys("enter")
        await v.sees("3 dots left")
        assert "◉" not in words_on(v.app)
        assert v.inside == {}


async def test_a_ballot_left_lying_is_cleared(tmp_path: Path) -> None:
    async with voting(tmp_path, DOTS) as v:
        await v.app.push_screen(BallotScreen(v.app.state, v.vote, idle_s=0.05))
        await v.pilot.press("enter")
        await v.sees("Pass the laptop to the next person.")
        assert v.inside == {}


async def test_blacking_out_leaves_no_ballot_to_come_back_to(tmp_path: Path) -> None:
    async with voting(tmp_path, DOTS) as v:
        await passing_round(v)
        await v.keys("enter", "+", "full_stop")
        await until(v.pilot, lambda: places.place(v.app.screen) == "blackout")
        await v.keys("space")
        await until(v.pilot, lambda: places.place(v.app.screen) == "board")
        assert "◉" not in words_on(v.app)
        assert v.inside == {}


@pytest.mark.practice("P27")
async def test_a_gradient_takes_one_answer(tmp_path: Path) -> None:
    async with voting(tmp_path, GRADIENT) as v:
        await passing_round(v)
        await v.keys("enter", "space", "down", "space", "enter")
        await v.sees("Your ballot is in the box.")
        await v.keys("enter", "enter", "down", "space", "enter")
        await v.sees("Your ballot is in the box.")
        await v.keys("enter", "enter", "down", "space", "enter")
        await v.sees("Your ballot is in the box.")
        assert v.counted().counts["reservations"] == 3


@pytest.mark.practice("P33")
async def test_a_pulse_takes_one_answer_to_each_question(tmp_path: Path) -> None:
    async with voting(tmp_path, PULSE) as v:
        await passing_round(v)
        chosen = "space", "down", "space", *["down"] * 4, "space"
        await v.keys("enter", *chosen, "enter")
        await v.sees("Your ballot is in the box.")
        for _ in range(2):
            await v.keys("enter", "enter", *chosen, "enter")
            await v.sees("Your ballot is in the box.")
        assert v.counted().counts == {"mood-2": 3, "pace-slower": 3}


@pytest.mark.practice("P34")
async def test_a_ballot_is_entered_for_somebody_who_asks_and_counts_once(tmp_path: Path) -> None:
    async with voting(tmp_path, DOTS, ArriveAll(), AddPerson(name="Noor", remote=True)) as v:
        for _ in range(2):
            await v.keys("v", "down", "enter")
            await v.sees("Can anybody but you see this screen now")
            await v.keys("n")
            await v.sees("Whose ballot is it?", "Dawn", "Noor")
            await v.keys("enter")
            await v.sees("For Dawn", "Which first?")
            await v.keys("+", "enter")
            await v.sees("Your ballot is in the box.")
            await v.keys("enter")
            assert places.place(v.app.screen) == "board"
        await v.keys("v", "down", "enter", "n")
        await v.sees("Whose ballot is it?")
        await v.keys("down", "space")
        await v.sees("For Noor")
        await v.keys("enter")
        await v.sees("Your ballot is in the box.")
        assert v.inside == {"entered": 1, "online": 1}


@pytest.mark.parametrize("size", SIZES)
async def test_whoever_has_a_phone_in_is_asked_before_a_ballot_is_entered_for_them(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    phone = JoinDevice(device="mark", name="Noor")
    door = OpenDoor(code="warm-soup", port=8470)
    async with voting(tmp_path, DOTS, ArriveAll(), door, phone, size=size) as v:
        await v.keys("v", "down", "enter", "n")
        await v.sees("Whose ballot is it?", "has a phone in")
        await v.keys("enter")
        await v.sees("For Dawn")
        assert "They have a phone in" not in words_on(v.app)
        await v.keys("escape", "v", "down", "enter", "n")
        await v.sees("Whose ballot is it?")
        await v.keys("down", "enter")
        await v.sees("For Noor", "They have a phone in")


async def test_the_menu_tells_how_many_are_in_and_nothing_else(tmp_path: Path) -> None:
    async with voting(tmp_path, DOTS, ArriveAll()) as v:
        await passing_round(v)
        await v.keys("enter", "+", "enter")
        await v.sees("Your ballot is in the box.")
        await v.keys("enter", "escape", "v")
        assert isinstance(v.app.screen, VoteMenu)
        await v.sees("In the box: 1 passed round. Here now: 1 person.")
        assert "◉" not in words_on(v.app)
        await v.keys("down", "down", "down", "enter", "y")
        assert v.vote.closed
        assert v.vote.counts["ballots"].ballots == 1


async def test_a_pulse_is_opened_beside_the_vote_and_both_are_reached(tmp_path: Path) -> None:
    async with voting(tmp_path, DOTS) as v:
        await v.keys("v", *["down"] * 4, "enter")
        await v.sees("who can follow.")
        await v.keys("f2")
        assert v.vote.method == "pulse"
        await v.keys("v", *["down"] * 4, "enter")
        await v.sees("The pulse is open")
        await v.keys(*["down"] * 4, "enter")
        await v.sees("The vote is open", "Which first?")


async def test_without_a_clear_yes_nothing_private_is_shown(tmp_path: Path) -> None:
    async with voting(tmp_path, DOTS, ArriveAll()) as v:
        for keys in (("v", "enter", "enter"), ("v", "down", "enter", "y")):
            await v.keys(*keys)
            assert isinstance(v.app.screen, VoteMenu)
            assert "Dawn" not in words_on(v.app)
            await v.keys("escape")
