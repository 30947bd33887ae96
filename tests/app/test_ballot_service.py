"""The ballot box on disk: each voter once through any crash, and nothing of it left afterwards."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from app.live_session import Live
from app.open_session import resume_session
from session.ballot_box import InBox
from session.model.lifecycle import EndSession
from session.model.state import Rejected
from session.model.votes import CloseRound, OpenRound, RevealRound, Round
from session.rules.ballots import Ballot, BallotsIn
from session.runtime import Done
from store.journal.boxes import boxes
from store.paths import Home
from store.verify import verify
from tests.tui.opened import SAID, opened

SESSION = "2026-11-23-aaaaaa"
VOTE = OpenRound(question="Which first?", options=("Bus", "Soup", "Rent"), method="dots", dots=3)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")


@pytest.fixture
def live(home: Home) -> Iterator[Live]:
    live = opened(home, *SAID, VOTE)
    yield live
    live.close()


def the_vote(live: Live) -> Round:
    return next(reversed(live.runtime.live.rounds.values()))


def ballot(live: Live, *dots: int) -> Ballot:
    return Ballot("pass", dict(zip(the_vote(live).options, dots, strict=False)))


def cast(live: Live, *voters: str) -> None:
    for voter in voters:
        assert isinstance(live.ballots.cast(the_vote(live).id, voter, ballot(live, 1, 2)), InBox)


def closed(live: Live) -> Round:
    assert isinstance(live.handle(CloseRound(round=the_vote(live).id)), Done)
    assert live.settle()
    return the_vote(live)


def every_byte(home: Home) -> bytes:
    return b"\n".join(path.read_bytes() for path in home.root.rglob("*") if path.is_file())


def crashed(home: Home, live: Live, to: Path) -> Home:
    """Return the data folder as a crash right now would leave it."""
    assert live.settle()
    shutil.copytree(home.root, to, symlinks=True)
    return Home(to)


@pytest.mark.practice("P27")
def test_ballots_never_enter_the_journal(home: Home, live: Live) -> None:
    cast(live, "one", "two", "three", "four")
    live.settle()

    journal = home.journal(SESSION).read_bytes()

    assert b"BallotsBegun" in journal
    assert b'"cast"' not in journal
    assert b'"cast"' in home.box(SESSION, the_vote(live).id).read_bytes()
    assert live.ballots.inside() == BallotsIn(the_vote(live).id, {"pass": 4})


def test_a_later_ballot_replaces_the_earlier_and_a_retry_changes_nothing(live: Live) -> None:
    key = the_vote(live).id
    cast(live, "one", "two", "three")

    again = live.ballots.cast(key, "one", ballot(live, 0, 0, 3), "cmd-1")
    retried = live.ballots.cast(key, "one", ballot(live, 3), "cmd-1")

    assert isinstance(again, InBox)
    assert again.again
    assert retried == again
    counted = closed(live).counts["ballots"]
    assert (counted.ballots, list(counted.counts.values())) == (3, [2, 4, 3])


def test_a_ballot_for_a_closed_or_unknown_vote_is_refused(live: Live) -> None:
    cast(live, "one", "two", "three")
    late = ballot(live, 1)
    vote = closed(live)

    assert live.ballots.cast(vote.id, "four", late) == Rejected("refused.round_closed")
    assert live.ballots.cast("no-such", "four", late) == Rejected("refused.round_unknown")
    assert vote.counts["ballots"].ballots == 3


def test_a_session_is_not_ended_over_an_open_box(live: Live) -> None:
    cast(live, "one")

    refused = live.handle(EndSession())

    assert refused == Rejected("refused.end_vote")


def test_after_closing_no_byte_tells_of_a_single_ballot(home: Home, live: Live) -> None:
    cast(live, "token-of-one", "token-of-two", "token-of-three")
    live.settle()
    marks = [
        line.split(b'"voter":"')[1][:24]
        for line in home.box(SESSION, the_vote(live).id).read_bytes().splitlines()
        if b'"voter"' in line
    ]

    closed(live)
    live.close()

    assert len(set(marks)) == 3
    everything = every_byte(home)
    assert boxes(home, SESSION) == ()
    for gone in (b"token-of", b'"cast"', b'"voter"', *marks):
        assert gone not in everything


@pytest.mark.parametrize("left", ["whole", "torn copy only"])
def test_a_box_that_a_crash_left_behind_a_closed_vote_goes_at_the_next_start(
    home: Home, live: Live, tmp_path: Path, left: str
) -> None:
    cast(live, "one", "two", "three")
    live.settle()
    box = home.box(SESSION, the_vote(live).id)
    held = box.read_bytes()
    was = closed(live)
    live.close()
    place = box if left == "whole" else box.with_name(f"{box.name}.torn-20261123T100000Z-0badcafe")
    place.write_bytes(held)

    again = resume_session(home, SESSION)

    assert boxes(home, SESSION) == ()
    assert the_vote(again).counts == was.counts
    again.close()


def test_verify_tells_of_a_box_behind_a_closed_vote_and_of_one_that_is_none(
    home: Home, live: Live
) -> None:
    cast(live, "one", "two", "three")
    live.settle()
    box = home.box(SESSION, the_vote(live).id)
    held = box.read_bytes()
    before = verify(home).findings
    closed(live)
    live.close()

    box.write_bytes(held)
    behind = verify(home).findings
    other = home.box(SESSION, "another")
    other.write_bytes(b"shopping list\nmilk\n")
    foreign = verify(home).findings

    assert before == ()
    assert [(one.path, one.kind) for one in behind] == [(box, "unfinished")]
    assert (other, "foreign") in [(one.path, one.kind) for one in foreign]


def test_a_crash_at_each_step_of_a_vote_loses_no_ballot_and_doubles_none(
    home: Home, live: Live, tmp_path: Path
) -> None:
    steps: list[Callable[[], None]] = [
        lambda: None,
        lambda: cast(live, "one"),
        lambda: cast(live, "two", "three"),
        lambda: cast(live, "one"),
    ]
    for nth, step in enumerate(steps):
        step()
        after = crashed(home, live, tmp_path / f"crash-{nth}")

        again = resume_session(after, SESSION)
        before = dict(again.ballots.inside().by_channel)
        cast(again, "one", "two", "three")
        counted = closed(again).counts["ballots"]
        again.close()

        assert before == live.ballots.inside().by_channel
        assert (counted.ballots, list(counted.counts.values())) == (3, [3, 6, 0])
        assert boxes(after, SESSION) == ()


def test_a_crash_after_closing_and_before_showing_keeps_the_result_hidden(
    home: Home, live: Live, tmp_path: Path
) -> None:
    cast(live, "one", "two", "three")
    was = closed(live)
    after = crashed(home, live, tmp_path / "crash")

    again = resume_session(after, SESSION)

    assert the_vote(again).counts == was.counts
    assert not the_vote(again).revealed
    assert isinstance(again.handle(RevealRound(round=was.id)), Done)
    again.close()


def test_a_box_that_is_no_box_is_named_and_left_as_it_is(home: Home, live: Live) -> None:
    cast(live, "one")
    key = the_vote(live).id
    live.close()
    home.box(SESSION, key).write_bytes(b"shopping list\nmilk\n")

    again = resume_session(home, SESSION)
    told = again.told
    again.close()

    assert any("is not the ballot box it should be" in sentence for sentence in told)
    assert home.box(SESSION, key).read_bytes() == b"shopping list\nmilk\n"


def test_a_box_goes_along_when_the_session_is_kept_elsewhere(
    home: Home, live: Live, tmp_path: Path
) -> None:
    cast(live, "one", "two", "three")
    live.settle()
    key, stick = the_vote(live).id, tmp_path / "stick"
    stick.mkdir()

    asyncio.run(live.move_to(stick))
    cast(live, "four")
    live.settle()
    moved = list(stick.glob("box-*"))
    counted = closed(live).counts["ballots"]
    live.close()

    assert len(moved) == 1
    assert counted.ballots == 4
    assert not list(stick.glob("box-*"))
    assert not home.box(SESSION, key).is_symlink()


@settings(
    max_examples=20,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
class Box(RuleBasedStateMachine):
    """Ballots, changes of mind, withdrawals, crashes and resumes, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.home = Home(Path(self.folder.name) / "data-0")
        self.live = opened(self.home, *SAID, VOTE)
        self.model: dict[str, tuple[int, int, int]] = {}
        self.crashes = 0
        self.over = False

    @precondition(lambda self: not self.over)
    @rule(
        voter=st.sampled_from("abcdef"),
        dots=st.tuples(*[st.integers(min_value=0, max_value=2)] * 3),
    )
    def votes(self, voter: str, dots: tuple[int, int, int]) -> None:
        done = self.live.ballots.cast(the_vote(self.live).id, voter, ballot(self.live, *dots))
        assert isinstance(done, InBox) == (sum(dots) <= 3)
        if isinstance(done, InBox):
            assert done.again == (voter in self.model)
            self.model[voter] = dots

    @precondition(lambda self: not self.over)
    @rule(voter=st.sampled_from("abcdef"))
    def takes_it_back(self, voter: str) -> None:
        done = self.live.ballots.take(the_vote(self.live).id, voter)
        assert isinstance(done, InBox) == (voter in self.model)
        self.model.pop(voter, None)

    @rule()
    def crashes_and_resumes(self) -> None:
        self.crashes += 1
        after = crashed(self.home, self.live, Path(self.folder.name) / f"data-{self.crashes}")
        self.live.close()
        self.home, self.live = after, resume_session(after, SESSION)

    @precondition(lambda self: not self.over and the_vote(self.live).begun)
    @rule()
    def closes(self) -> None:
        counted = closed(self.live).counts.get("ballots")
        self.over = True
        assert (counted.ballots if counted else 0) == len(self.model)
        if counted and not counted.folded:
            assert tuple(counted.counts.values()) == tuple(
                sum(dots) for dots in zip(*self.model.values(), strict=True)
            )
        else:
            assert len(self.model) < 3

    @invariant()
    def nobody_counts_twice(self) -> None:
        if not self.over:
            assert sum(self.live.ballots.inside().by_channel.values()) == len(self.model)

    def teardown(self) -> None:
        self.live.close()
        if self.over:
            assert boxes(self.home, SESSION) == ()
        self.folder.cleanup()


TestBox = Box.TestCase
