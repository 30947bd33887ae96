"""Ballot boxes after somebody chose another place for the session, and a box nobody can read."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.live_session import LiveSession
from app.open_session import resume_session
from session.ballot_box import InBox
from session.model.state import Rejected
from session.model.votes import CancelVote, CloseRound, OpenRound, RevealRound
from session.rules.ballots import Ballot, BallotsIn, Voter
from session.runtime import Done
from store.erase.session import forget_session
from store.journal.boxes import boxes
from store.paths import Home
from store.verify import verify
from tests.tui.opened import SAID, opened

SESSION = "2026-11-23-aaaaaa"
VOTE = OpenRound(question="Which first?", options=("Bus", "Soup"), method="dots", dots=3)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def live(home: Home) -> Iterator[LiveSession]:
    live = opened(home, *SAID, VOTE)
    yield live
    live.close()


def cast(live: LiveSession, *voters: str) -> None:
    vote = list(live.runtime.live.rounds.values())[-1]
    ballot = Ballot("phone", {next(iter(vote.options)): 1})
    for voter in voters:
        assert isinstance(live.ballots.cast(vote.id, Voter(voter), ballot), InBox)


def boxes_in(folder: Path) -> list[str]:
    return [path.name for path in folder.glob("box-*.jsonl")]


def next_vote(live: LiveSession) -> str:
    """Close the vote under way and open another one; returns its id."""
    vote = list(live.runtime.live.rounds)[-1]
    assert isinstance(live.handle(CloseRound(round=vote)), Done)
    assert isinstance(live.handle(RevealRound(round=vote)), Done)
    assert isinstance(live.handle(VOTE), Done)
    return list(live.runtime.live.rounds)[-1]


def test_the_next_box_is_made_in_the_place_that_was_chosen(
    live: LiveSession, home: Home, stick: Path
) -> None:
    cast(live, "one")
    assert live.settle()
    asyncio.run(live.move_to(stick))
    # The disk that refused is gone altogether.
    shutil.rmtree(home.root)

    vote = next_vote(live)
    cast(live, "one", "two")

    assert live.settle(5)
    assert boxes_in(stick) == [f"box-{vote}.jsonl"]


def test_a_box_in_the_place_that_was_chosen_is_found_after_a_crash(
    live: LiveSession, home: Home, stick: Path, tmp_path: Path
) -> None:
    asyncio.run(live.move_to(stick))
    cast(live, "one", "two")
    assert live.settle()
    crashed = Home(tmp_path / "crashed")
    shutil.copytree(home.root, crashed.root, symlinks=True)
    live.close()

    again = resume_session(crashed, SESSION)
    cast(again, "two", "three")
    inside = again.ballots.inside()
    another = next_vote(again)
    assert again.settle()
    again.close()

    assert inside == BallotsIn(inside.round, {"before": 1, "phone": 2}, before=1)
    assert boxes_in(stick) == [f"box-{another}.jsonl"]
    assert verify(crashed).findings == ()


def test_to_forget_a_session_finds_its_boxes_in_the_place_that_was_chosen(
    live: LiveSession, home: Home, stick: Path
) -> None:
    asyncio.run(live.move_to(stick))
    cast(live, "one")
    assert live.settle()
    live.close()
    assert boxes_in(stick)

    forget_session(home, SESSION)

    assert not list(stick.glob("*"))


def test_a_box_of_something_else_in_that_place_stays(
    live: LiveSession, home: Home, stick: Path
) -> None:
    other = stick / "box-another.jsonl"
    other.write_bytes(b"shopping list\nmilk\n")
    asyncio.run(live.move_to(stick))
    assert live.settle()
    live.close()

    resume_session(home, SESSION).close()

    assert other.exists()


async def test_a_vote_may_close_while_boxes_are_on_their_way(
    live: LiveSession, stick: Path
) -> None:
    live.attach(asyncio.get_running_loop())
    vote = list(live.runtime.live.rounds)[-1]
    cast(live, "one")
    assert isinstance(live.handle(OpenRound(question="Pulse", options=(), method="pulse")), Done)
    pulse = list(live.runtime.live.rounds)[-1]
    assert isinstance(live.ballots.cast(pulse, Voter("one"), Ballot("phone", {"mood-3": 1})), InBox)
    await live.settled()

    moving = asyncio.create_task(live.ballots.boxes.move_to(stick))
    await asyncio.sleep(0)
    assert isinstance(live.handle(CloseRound(round=vote)), Done)
    await moving
    await asyncio.to_thread(live.settle)

    assert live.saved.trouble == ""
    assert isinstance(live.ballots.cast(pulse, Voter("two"), Ballot("phone", {"mood-4": 1})), InBox)
    await asyncio.to_thread(live.settle)
    assert boxes_in(stick) == [f"box-{pulse}.jsonl"]


def test_a_box_nobody_can_read_refuses_ballots_of_its_vote_and_nothing_else(
    home: Home, live: LiveSession
) -> None:
    cast(live, "one")
    (vote,) = live.runtime.live.rounds
    assert live.settle()
    live.close()
    home.box(SESSION, vote).write_bytes(b"shopping list\nmilk\n")

    again = resume_session(home, SESSION)
    option = next(iter(again.runtime.live.rounds[vote].options))
    refused = again.ballots.cast(vote, Voter("one"), Ballot("phone", {option: 1}))
    assert refused == Rejected("refused.box_broken")
    assert again.settle(5)
    assert again.saved.trouble == ""
    assert home.box(SESSION, vote).read_bytes() == b"shopping list\nmilk\n"

    assert again.handle(CloseRound(round=vote)) == Rejected("refused.round_no_box")
    assert isinstance(again.handle(CancelVote(round=vote, why="damaged")), Done)
    assert isinstance(again.handle(VOTE), Done)
    other = list(again.runtime.live.rounds)[-1]
    cast(again, "one")
    assert again.settle(5)
    assert boxes(home, SESSION) == (other,)
    again.close()
