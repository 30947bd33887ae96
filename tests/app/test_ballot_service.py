"""The ballot box on disk: each voter once through any crash, and nothing of it left afterwards."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from app.live_session import LiveSession
from app.open_session import resume_session
from session.ballot_box import InBox
from session.model.history import Redo, Undo
from session.model.lifecycle import EndSession
from session.model.state import Rejected
from session.model.votes import CancelVote, CloseRound, OpenRound, RevealRound, Round
from session.rules.ballots import Ballot, BallotsIn, Voter
from session.rules.votes import held_again
from session.runtime import Done
from store.journal.boxes import _seal, _summed, boxes, counter
from store.journal.format import frame
from store.paths import Home
from store.verify import verify
from tests.tui.opened import SAID, opened

SESSION = "2026-11-23-aaaaaa"
VOTE = OpenRound(question="Which first?", options=("Bus", "Soup", "Rent"), method="dots", dots=3)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")


@pytest.fixture
def live(home: Home) -> Iterator[LiveSession]:
    live = opened(home, *SAID, VOTE)
    yield live
    live.close()


def the_vote(live: LiveSession) -> Round:
    return next(reversed(live.runtime.live.rounds.values()))


def ballot(live: LiveSession, *dots: int) -> Ballot:
    return Ballot("pass", dict(zip(the_vote(live).options, dots, strict=False)))


def cast(live: LiveSession, *voters: str) -> None:
    for voter in voters:
        assert isinstance(
            live.ballots.cast(the_vote(live).id, Voter(voter), ballot(live, 1, 2)), InBox
        )


def marks(box: bytes) -> set[str]:
    """Return the marks under which ballots lie in a box's file."""
    return set(msgspec.json.decode(box)["e"]["ballots"])


def closed(live: LiveSession) -> Round:
    assert isinstance(live.handle(CloseRound(round=the_vote(live).id)), Done)
    assert live.settle()
    return the_vote(live)


def every_byte(home: Home) -> bytes:
    return b"\n".join(path.read_bytes() for path in home.root.rglob("*") if path.is_file())


def crashed(home: Home, live: LiveSession, to: Path) -> Home:
    """Return the data folder as a crash right now would leave it."""
    assert live.settle()
    shutil.copytree(home.root, to, symlinks=True)
    return Home(to)


@pytest.mark.practice("P27")
def test_ballots_never_enter_the_journal(home: Home, live: LiveSession) -> None:
    cast(live, "one", "two", "three", "four")
    live.settle()

    journal = home.journal(SESSION).read_bytes()

    assert b"BallotsBegun" in journal
    box = home.box(SESSION, the_vote(live).id).read_bytes()
    assert b'"ballots"' in box
    assert not any(mark.encode() in journal for mark in marks(box))
    assert live.ballots.inside() == BallotsIn(the_vote(live).id, {"pass": 4})


def test_a_later_ballot_replaces_the_earlier_and_a_retry_changes_nothing(live: LiveSession) -> None:
    key = the_vote(live).id
    cast(live, "one", "two", "three")

    again = live.ballots.cast(key, Voter("one"), ballot(live, 0, 0, 3), "cmd-1")
    retried = live.ballots.cast(key, Voter("one"), ballot(live, 3), "cmd-1")

    assert isinstance(again, InBox)
    assert again.again
    assert retried == again
    counted = closed(live).counts["ballots"]
    assert (counted.ballots, list(counted.counts.values())) == (3, [2, 4, 3])


def test_a_ballot_for_a_closed_or_unknown_vote_is_refused(live: LiveSession) -> None:
    cast(live, "one", "two", "three")
    late = ballot(live, 1)
    vote = closed(live)

    assert live.ballots.cast(vote.id, Voter("four"), late) == Rejected("refused.round_closed")
    assert live.ballots.cast("no-such", Voter("four"), late) == Rejected("refused.round_unknown")
    assert vote.counts["ballots"].ballots == 3


def test_a_session_is_not_ended_over_an_open_box(live: LiveSession) -> None:
    cast(live, "one")

    refused = live.handle(EndSession())

    assert refused == Rejected("refused.end_vote")


def test_after_closing_no_byte_tells_of_a_single_ballot(home: Home, live: LiveSession) -> None:
    cast(live, "token-of-one", "token-of-two", "token-of-three")
    live.settle()
    held = marks(home.box(SESSION, the_vote(live).id).read_bytes())

    closed(live)
    live.close()

    assert len(held) == 3
    everything = every_byte(home)
    assert boxes(home, SESSION) == ()
    for gone in (b"token-of", b'"salt"', *(mark.encode() for mark in held)):
        assert gone not in everything


@pytest.mark.parametrize("left", ["whole", "torn copy only"])
def test_a_box_that_a_crash_left_behind_a_closed_vote_goes_at_the_next_start(
    home: Home, live: LiveSession, tmp_path: Path, left: str
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
    home: Home, live: LiveSession
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
    home: Home, live: LiveSession, tmp_path: Path
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
        before = again.ballots.inside().ballots
        cast(again, "one", "two", "three")
        counted = closed(again).counts["ballots"]
        again.close()

        assert before == live.ballots.inside().ballots
        assert (counted.ballots, list(counted.counts.values())) == (3, [3, 6, 0])
        assert boxes(after, SESSION) == ()


def test_a_crash_after_closing_and_before_showing_keeps_the_result_hidden(
    home: Home, live: LiveSession, tmp_path: Path
) -> None:
    cast(live, "one", "two", "three")
    was = closed(live)
    after = crashed(home, live, tmp_path / "crash")

    again = resume_session(after, SESSION)

    assert the_vote(again).counts == was.counts
    assert not the_vote(again).revealed
    assert isinstance(again.handle(RevealRound(round=was.id)), Done)
    again.close()


def _cut(box: Path) -> None:
    box.write_bytes(box.read_bytes()[:-20])


def _one_bit(box: Path) -> None:
    data = bytearray(box.read_bytes())
    data[40] ^= 1
    box.write_bytes(data)


def _folder(box: Path) -> None:
    box.unlink()
    box.mkdir()


def _older(box: Path) -> None:
    """Put back a whole copy from before the last ballots: the same seal, an earlier version."""
    payload = json.loads(box.read_bytes())["e"]
    payload["ballots"].pop(next(iter(payload["ballots"])))
    payload["n"] -= 1
    older = json.dumps(payload, separators=(",", ":")).encode()
    box.write_bytes(frame(_seal(SESSION, box.name.removeprefix("box-").split(".")[0]), older))


def _older_with_its_count(box: Path) -> None:
    _older(box)
    count = counter(box)
    count.write_bytes(_summed(int(count.read_bytes().split()[0]) - 1))


SPOILT: dict[str, tuple[Callable[[Path], object], str]] = {
    "cut": (_cut, "damaged"),
    "one bit": (_one_bit, "damaged"),
    "emptied": (lambda box: box.write_bytes(b""), "empty"),
    "deleted": (Path.unlink, "missing"),
    "something else": (lambda box: box.write_bytes(b"shopping list\nmilk\n"), "foreign"),
    "a folder": (_folder, "unreadable"),
    "an older one": (_older, "older"),
    "an older one with its count": (_older_with_its_count, "older"),
    "two of it": (lambda box: box.write_bytes(box.read_bytes() * 2), "damaged"),
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_box_that_is_not_whole_is_told_and_never_counted(
    home: Home, live: LiveSession, how: str
) -> None:
    cast(live, "one", "two", "three", "four")
    key = the_vote(live).id
    live.close()
    spoil, kind = SPOILT[how]
    spoil(home.box(SESSION, key))

    found = verify(home)
    again = resume_session(home, SESSION)
    inside = again.ballots.inside()
    refused = again.ballots.cast(key, Voter("five"), ballot(again, 1))
    counted = again.handle(CloseRound(round=key))
    off = again.handle(CancelVote(round=key, why="damaged"))
    held = again.handle(held_again(the_vote(again)))
    cast(again, "one")
    assert again.settle()
    again.close()

    assert [(one.path, one.kind) for one in found.findings] == [(home.box(SESSION, key), kind)]
    assert not found.sound
    assert any("ballot box" in sentence for sentence in again.told)
    assert inside == BallotsIn(key, broken=True)
    assert refused == Rejected("refused.box_broken")
    assert counted == Rejected("refused.round_no_box")
    assert isinstance(off, Done)
    assert isinstance(held, Done)
    assert again.ballots.inside().round == the_vote(again).id != key


def test_a_data_folder_put_back_whole_is_told_by_the_count_outside_it(tmp_path: Path) -> None:
    home = Home(tmp_path / "data", lambda: tmp_path / "state")
    live = opened(home, *SAID, VOTE)
    cast(live, "one", "two", "three")
    before = crashed(home, live, tmp_path / "copy")
    cast(live, "four")
    assert live.settle()
    live.close()
    shutil.rmtree(home.root)
    shutil.copytree(before.root, home.root)

    assert "older" in {one.kind for one in verify(home).findings}
    again = resume_session(home, SESSION)
    assert again.ballots.inside().broken
    (key,) = again.runtime.live.rounds
    assert isinstance(again.handle(CancelVote(round=key, why="damaged")), Done)
    assert again.close()
    assert not list((tmp_path / "state").iterdir())


def test_a_count_outside_holds_a_number_and_nothing_else_and_may_be_missing(tmp_path: Path) -> None:
    home = Home(tmp_path / "data", lambda: tmp_path / "state")
    live = opened(home, *SAID, VOTE)
    cast(live, "one", "two")
    (key,) = live.runtime.live.rounds
    assert live.settle()
    (count,) = (tmp_path / "state").iterdir()
    held = json.loads(home.box(SESSION, key).read_bytes())["e"]
    assert count == home.box_count(SESSION, key)
    # The number is in the box already: the file tells nothing that the box does not.
    assert count.read_bytes() == _summed(held["n"])
    live.close()
    count.unlink()

    again = resume_session(home, SESSION)

    assert again.ballots.inside() == BallotsIn(key, {"before": 2}, before=2)
    again.close()


def test_a_vote_called_off_leaves_no_byte_of_its_box(home: Home, live: LiveSession) -> None:
    cast(live, "one", "two", "three")
    assert live.settle()
    held = marks(home.box(SESSION, the_vote(live).id).read_bytes())

    assert isinstance(live.handle(CancelVote(round=the_vote(live).id, why="many")), Done)
    assert live.settle()
    live.close()

    assert boxes(home, SESSION) == ()
    assert not any(mark.encode() in every_byte(home) for mark in held)
    assert verify(home).sound


def test_opening_a_vote_may_be_undone_and_done_again_with_its_box(
    home: Home, live: LiveSession
) -> None:
    key = the_vote(live).id
    live.handle(Undo())
    assert live.settle()
    assert boxes(home, SESSION) == ()

    live.handle(Redo())
    cast(live, "one")
    assert live.settle()

    assert boxes(home, SESSION) == (key,)
    assert live.ballots.inside() == BallotsIn(key, {"pass": 1})


def test_a_box_goes_along_when_the_session_is_kept_elsewhere(
    home: Home, live: LiveSession, tmp_path: Path
) -> None:
    cast(live, "one", "two", "three")
    live.settle()
    key, stick = the_vote(live).id, tmp_path / "stick"
    stick.mkdir()

    asyncio.run(live.move_to(stick))
    cast(live, "four")
    live.settle()
    moved = list(stick.glob("box-*.jsonl"))
    counted = closed(live).counts["ballots"]
    live.close()

    assert len(moved) == 1
    assert counted.ballots == 4
    assert not list(stick.glob("box-*"))
    assert not home.box(SESSION, key).is_symlink()
