"""The program is gone after any single file operation of the close of a vote: every ballot is counted once or still in its box."""

from __future__ import annotations

import asyncio
import dataclasses
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.live_session import LiveSession
from app.open_session import open_session, resume_session
from session.ballot_box import InBox
from session.model.people import AddPerson, LeavePerson
from session.model.plan import Plan, PlanItem
from session.model.votes import CancelVote, CloseRound, OpenRound, Round
from session.rules.ballots import Ballot, Voter
from session.runtime import Done
from store.disk import REAL, Disk
from store.journal.boxes import boxes
from store.paths import Home, private_folder
from store.verify import verify
from tests.store.failing import OPERATIONS

SESSION = "2026-11-23-aaaaaa"
VOTE = OpenRound(question="Which first?", options=("Bus", "Soup"), method="dots", dots=3)
NAMES = ("Zofia", "Amara", "Ben")
LEAVES = "Zofia"


class Recording:
    """A disk that keeps what is stored before each of its operations; each write is done in two halves."""

    def __init__(self, stored: Path, kept: Path) -> None:
        self.stored, self._into = stored, kept
        self.kept: list[Path] = []
        self.on = False
        self._one_at_a_time = threading.RLock()
        wrapped = {name: self._wrap(name, getattr(REAL, name)) for name in OPERATIONS}
        self.disk: Disk = dataclasses.replace(REAL, **wrapped)

    def _wrap(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any) -> Any:
            with self._one_at_a_time:
                if name != "read":
                    self.keep()
                if name == "write" and self.on and len(args[1]) > 1:
                    return real(args[0], args[1][: (len(args[1]) + 1) // 2])
                return real(*args)

        return call

    def keep(self) -> None:
        if self.on:
            self.kept.append(self._into / str(len(self.kept)))
            shutil.copytree(self.stored, self.kept[-1], symlinks=True)

    def put_back(self, kept: Path) -> None:
        shutil.rmtree(self.stored)
        shutil.copytree(kept, self.stored, symlinks=True)


def the_vote(live: LiveSession) -> Round:
    (vote,) = live.runtime.live.rounds.values()
    return vote


def cast(live: LiveSession) -> None:
    """Each person who is here casts a ballot, or the one they cast before again."""
    vote = the_vote(live)
    first, second = vote.options
    for person in live.runtime.live.people.values():
        if person.presence == "here":
            ballot = Ballot("phone", {first: 1, second: 2})
            voter = Voter(f"secret of {person.name}", person.id)
            assert isinstance(live.ballots.cast(vote.id, voter, ballot), InBox)


def here(live: LiveSession) -> int:
    return sum(one.presence == "here" for one in live.runtime.live.people.values())


def person(live: LiveSession, name: str) -> str:
    return next(one.id for one in live.runtime.live.people.values() if one.name == name)


def closes(live: LiveSession, _: Path) -> None:
    assert isinstance(live.handle(CloseRound(round=the_vote(live).id)), Done)


def closes_while_ballots_come(live: LiveSession, stick: Path) -> None:
    cast(live)
    closes(live, stick)


def closes_as_somebody_leaves(live: LiveSession, stick: Path) -> None:
    live.handle(LeavePerson(person=person(live, LEAVES)))
    closes(live, stick)


def closes_elsewhere(live: LiveSession, stick: Path) -> None:
    asyncio.run(live.move_to(private_folder(stick)))
    closes(live, stick)


def calls_off(live: LiveSession, _: Path) -> None:
    assert isinstance(live.handle(CancelVote(round=the_vote(live).id, why="damaged")), Done)


WAYS = (
    closes,
    closes_while_ballots_come,
    closes_as_somebody_leaves,
    closes_elsewhere,
    calls_off,
)


@pytest.mark.parametrize("way", WAYS)
def test_stopped_anywhere_no_ballot_is_lost_or_counted_twice(
    way: Callable[[LiveSession, Path], None], tmp_path: Path
) -> None:
    stored = tmp_path / "stored"
    home = Home(private_folder(stored / "data"), lambda: stored / "state")
    recording = Recording(stored, tmp_path / "kept")
    live = open_session(
        home, Plan("First", agenda=(PlanItem("Talk", 10),)), session_id=SESSION, disk=recording.disk
    )
    for name in NAMES:
        live.handle(AddPerson(name=name))
    live.handle(VOTE)
    in_time = way is not closes_while_ballots_come
    if in_time:
        cast(live)
    assert live.settle()
    recording.on = True
    way(live, stored / "stick")
    assert live.settle()
    recording.keep()
    recording.on = False
    live.close()

    assert len(recording.kept) > 6
    ends: set[str] = set()
    for kept in recording.kept:
        recording.put_back(kept)
        report = verify(home)
        assert {one.kind for one in report.findings} <= {"torn", "unfinished"}, report.findings

        again = resume_session(home, SESSION)
        vote = the_vote(again)
        ends.add("off" if vote.cancelled else "closed" if vote.closed else "open")
        if not vote.closed:
            inside = again.ballots.inside()
            # The ballot of whoever leaves is out of the box before the journal says that they left.
            may_be = {here(again), here(live)}
            assert inside.ballots in may_be or not in_time, (kept.name, inside)
            cast(again)
            closes(again, kept)
        assert again.settle()
        if not vote.cancelled:
            counted = the_vote(again).counts["ballots"]
            n = here(again)
            assert (counted.ballots, list(counted.counts.values())) == (n, [n, 2 * n]), kept.name
        assert boxes(home, SESSION) == (), kept.name
        assert again.close()

        assert verify(home).findings == (), kept.name
        assert not [one for one in stored.rglob("*") if one.name.startswith("box-")], kept.name
    assert ends == {"open", "off" if way is calls_off else "closed"}
