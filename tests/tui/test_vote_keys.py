"""The vote's dialogs: they close by the same key, ask for nothing that is not there, and tell what refuses."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import get_args

import pytest
from textual.command import CommandPalette
from textual.pilot import Pilot

from app.live_session import LiveSession
from screens.dialogs.confirm import Confirm
from screens.dialogs.count_vote import CountVote
from screens.dialogs.sheet import StateSheet
from screens.dialogs.votes_menu import ShowVote, VoteMenu
from screens.help import HelpScreen
from session.model.agenda import StartAgenda
from session.model.protocol import AnyCommand
from session.model.state import Rejected
from session.model.votes import CloseRound, EnterCount, OpenRound
from session.rules.ballots import Ballot, Voter
from session.rules.votes import open_round
from session.wording.catalogue import say
from store.paths import Home
from tests.tui.opened import app_on, opened, until, words_on
from tui import places
from tui.app import FairsayApp
from tui.outcome import FINAL

SIZES = [(120, 36), (80, 24)]
PAPERS = say("vote.papers")


def voting(folder: Path, method: str, dots: int = 1) -> FairsayApp:
    home = Home(folder / "data")
    asked = OpenRound(question="Which?", options=("Bus", "Soup"), method=method, dots=dots)  # type: ignore[arg-type]  # a method
    return app_on(home, opened(home, StartAgenda(), asked))


def ballot(live: LiveSession) -> Ballot:
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
        await until(pilot, lambda: "Nothing has been counted yet" in words_on(app))
        assert isinstance(app.screen, CountVote)
    assert app.live
    app.live.close()


async def test_numbers_that_are_typed_are_kept_before_the_vote_is_closed(tmp_path: Path) -> None:
    app = voting(tmp_path, "hands")
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, CountVote))
        await pilot.press("7", "tab", "2", "f4")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("y")
        await until(pilot, lambda: all(vote.closed for vote in app.state.rounds.values()))
        (vote,) = app.state.rounds.values()
        assert list(vote.counts["hands"].counts.values()) == [7, 2]
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


def counted(folder: Path, *, closed: bool, method: str = "hands") -> FairsayApp:
    app = voting(folder, method)
    live = app.live
    assert live
    (vote,) = live.runtime.live.rounds.values()
    live.handle(EnterCount(vote.id, "hands", dict.fromkeys(vote.options, 3)))
    if closed:
        live.handle(CloseRound(vote.id))
    return app


async def _by_key(app: FairsayApp, pilot: Pilot[str], dialog: type[StateSheet], key: str) -> None:
    await pilot.press("v")
    await until(pilot, lambda: isinstance(app.screen, dialog))
    await pilot.press(key)


async def _by_palette(app: FairsayApp, pilot: Pilot[str], name: str) -> None:
    await pilot.press("ctrl+p")
    await until(pilot, lambda: isinstance(app.screen, CommandPalette))
    await pilot.press(*name)
    # Its question stands in the line that is found.
    await until(pilot, lambda: "“Which?”" in words_on(app))
    await pilot.press("enter")


WAYS: dict[str, tuple[bool, str, Callable[[FairsayApp, Pilot[str]], Awaitable[None]]]] = {
    "count": (False, "hands", partial(_by_key, dialog=CountVote, key="f4")),
    "menu": (False, "dots", partial(_by_key, dialog=VoteMenu, key="f4")),
    "close in the palette": (False, "hands", partial(_by_palette, name="vote: close")),
    "show": (True, "hands", partial(_by_key, dialog=ShowVote, key="r")),
    "show in the palette": (True, "hands", partial(_by_palette, name="vote: show")),
}


@pytest.mark.parametrize("way", WAYS)
async def test_what_cannot_be_undone_in_a_vote_is_asked_about_and_no_is_the_default(
    tmp_path: Path, way: str
) -> None:
    closed, method, does = WAYS[way]
    app = counted(tmp_path, closed=closed, method=method)
    live = app.live
    assert live
    async with app.run_test(size=(120, 36)) as pilot:
        before = live.runtime.n
        for answer in ("escape", "enter", "y"):
            await until(pilot, lambda: places.place(app.screen) == "board")
            await pilot.pause()
            assert live.runtime.n == before
            await does(app, pilot)
            await until(pilot, lambda: isinstance(app.screen, Confirm))
            assert "This can't be undone." in words_on(app)
            await pilot.press(answer)
            await until(pilot, lambda: not isinstance(app.screen, Confirm))
            if answer != "y" and places.place(app.screen) != "board":
                await pilot.press("escape")
        await until(pilot, lambda: live.runtime.n == before + 1)
        await until(pilot, lambda: places.place(app.screen) == "board")
    live.close()


ASKED_ELSEWHERE = {
    "EndSession": "the recap asks",
    "Strike": "asked, and can be put back for five seconds",
    "AgreeRecap": "a line is typed and taken by Enter",
    "CorrectRecap": "a line is typed and taken by Enter",
    "CancelVote": "why is chosen from a list first",
    "TakeBackJoins": "since when is chosen from a list first",
}
NOBODYS_KEY = {
    "OpenSession": "opens a session",
    "RecordGap": "noticed by the clock",
    "NoteOffsets": "noticed by the clock",
    "AskMissed": "comes from a phone",
    "AskReturn": "comes from a phone",
    "BeginBallots": "comes with the first ballot",
    "JoinDevice": "comes from a phone",
    "LeaveDevice": "comes from a phone; the people screen asks",
    "RaiseConcern": "comes from a phone",
}
ANSWERED_ANEW = {
    "ChangeConsent": "the other answer is one key away",
    "AnswerConsent": "the other answer is one key away",
    "AnswerUnlisted": "the other answer is one key away, in the private panel",
    "RenewCode": "another code is one key away; those who are in stay in",
    "SettleMissed": "who was refused asks again",
    "SettleReturn": "who was refused asks again, who was let in is asked to leave",
    "OpenDoor": "closed by the same key",
    "CloseDoor": "opened by the same key",
}


def test_every_command_that_cannot_be_undone_asks_or_needs_no_question() -> None:
    final = {kind.__name__ for kind in get_args(AnyCommand) if kind.undoable is not True}

    asked = {kind.__name__ for kind in FINAL}
    assert final == asked | {*ASKED_ELSEWHERE, *NOBODYS_KEY, *ANSWERED_ANEW}
