"""No file, at any moment of a vote, lets a person be matched with a ballot: not by what it holds, how long
it is, in which order or when it was written, with the journal and all its times beside it.
"""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from itertools import combinations
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.live_session import LiveSession
from app.open_session import open_session, resume_session
from remote.phone import Phone
from session.ballot_box import InBox
from session.model.history import Undo
from session.model.people import AddPerson, LeavePerson
from session.model.phones import JoinDevice, LeaveDevice, OpenDoor
from session.model.protocol import AnyCommand
from session.model.votes import CloseRound, OpenRound, Round
from session.rules.ballots import Ballot, Voter
from session.runtime import Done
from store.disk import REAL, Disk
from store.paths import Home
from tests.tui.opened import PLAN

SESSION = "2026-11-23-aaaaaa"
VOTE = OpenRound(question="Which first?", options=("Bus", "Soup", "Rent"), method="dots", dots=3)
TOKENS = {name: f"{name}{'x' * 40}"[:32] for name in ("Amara", "Ben", "Cem", "Dee", "Eva")}
GONE = re.compile(rb'"k":"(?:PersonLeft|DeviceLeft)"')
_line = msgspec.json.Decoder(dict[str, Any]).decode


@dataclass
class Moment:
    """Every file under the data folder at one moment."""

    files: dict[str, bytes]

    @property
    def boxes(self) -> list[bytes]:
        """All versions of boxes, whole or not, also those being written."""
        return [data for name, data in self.files.items() if "box-" in name and data]

    @property
    def journal(self) -> bytes:
        return next(
            (data for name, data in self.files.items() if name.endswith("journal.jsonl")), b""
        )


class Camera:
    """A disk that takes a picture of all files after each single operation."""

    def __init__(self, root: Path) -> None:
        self.root, self.moments = root, list[Moment]()
        self._lock = threading.RLock()
        self.disk = replace(
            REAL, **{one.name: self._seen(getattr(REAL, one.name)) for one in fields(Disk)}
        )

    def _seen(self, operation: Callable[..., Any]) -> Callable[..., Any]:
        def operated(*given: Any) -> Any:
            with self._lock:
                done = operation(*given)
                self.moments.append(Moment(self._files()))
                return done

        return operated

    def _files(self) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        for path in sorted(self.root.rglob("*")):
            if path.is_file():
                found[str(path.relative_to(self.root))] = path.read_bytes()
        return found


class Hall:
    """A session in which people vote in every way; ``choices`` says who chooses what."""

    def __init__(self, root: Path, choices: dict[str, int]) -> None:
        self.home, self.choices = Home(root), choices
        self.camera = Camera(root)
        self.live: LiveSession = open_session(
            self.home, PLAN, session_id=SESSION, disk=self.camera.disk
        )
        self.do(OpenDoor(code="warm-soup"), *map(self.joining, ("Amara", "Ben", "Cem")))
        self.do(AddPerson(name="Fred"), AddPerson(name="Grete"), VOTE)
        self.truth: dict[str, dict[str, int]] = {}
        """What each person's ballot says, by name."""

    def do(self, *commands: AnyCommand) -> None:
        for command in commands:
            assert isinstance(self.live.handle(command), Done)
            assert self.live.settle()

    def joining(self, name: str) -> JoinDevice:
        return JoinDevice(device=Phone(TOKENS[name], SESSION).mark, name=name)

    @property
    def vote(self) -> Round:
        return next(reversed(self.live.runtime.live.rounds.values()))

    def person(self, name: str) -> str:
        return next(one.id for one in self.live.runtime.live.people.values() if one.name == name)

    def votes(self, name: str, way: str = "phone") -> None:
        options = list(self.vote.options)
        choice = {options[self.choices[name]]: 3}
        voter = Voter(f"{name}-at-the-laptop", self.person(name))
        if way == "phone":
            voter = Phone(TOKENS[name], SESSION).voter(self.person(name))
        done = self.live.ballots.cast(self.vote.id, voter, Ballot(way, choice))  # type: ignore[arg-type]  # a way
        assert isinstance(done, InBox)
        assert self.live.settle()
        self.truth[name] = choice

    def box(self) -> bytes:
        return self.home.box(SESSION, self.vote.id).read_bytes()

    def play(self, crash: Callable[[], object] = lambda: None) -> None:
        self.votes("Amara")
        self.votes("Fred", "entered")
        self.votes("Ben")
        self.do(self.joining("Dee"))
        self.votes("Dee")
        self.votes("Grete", "entered")
        self.votes("Amara")
        self.do(LeaveDevice(device=Phone(TOKENS["Ben"], SESSION).mark))
        self.votes("Cem")
        self.do(LeavePerson(person=self.person("Grete")), Undo())
        self.do(LeaveDevice(device=Phone(TOKENS["Dee"], SESSION).mark, gone=False))
        crash()
        self.do(self.joining("Eva"))
        self.votes("Eva")

    def crash(self) -> None:
        self.live.close()
        self.live = resume_session(self.home, SESSION, disk=self.camera.disk)
        for token in TOKENS.values():
            self.live.ballots.met(token, Phone(token, SESSION).mark)


CHOICES = {"Amara": 0, "Ben": 1, "Cem": 2, "Dee": 0, "Eva": 1, "Fred": 2, "Grete": 1}


@pytest.fixture(params=["no crash", "crash"])
def hall(tmp_path: Path, request: pytest.FixtureRequest) -> Hall:
    made = Hall(tmp_path / "data", CHOICES)
    made.play(made.crash if request.param == "crash" else lambda: None)
    return made


def held(box: bytes) -> dict[str, dict[str, int]]:
    """Return what a version of a box holds; nothing of one that is only half written."""
    try:
        ballots: dict[str, dict[str, int]] = _line(box.strip())["e"]["ballots"]
    except msgspec.DecodeError:
        return {}
    return ballots


def known(hall: Hall) -> set[str]:
    """Return every word of the journal that stands for somebody or something they did."""
    words: set[str] = set()
    for line in hall.home.journal(SESSION).read_bytes().splitlines():
        words |= set(re.findall(r'"([^"]{2,64})"', line.decode()))
    return words | set(TOKENS)


def hashes(words: Iterable[str], salt: str) -> set[str]:
    """Return what could be made of known words to find a mark by."""
    made: set[str] = set()
    for word in words:
        for joined in (
            word,
            f"{salt}{word}",
            f"{salt}/{word}",
            f"{word}/{salt}",
            f"{SESSION}/{word}",
            f"{salt}/{SESSION}/{word}",
        ):
            for way in ("md5", "sha1", "sha256", "blake2b"):
                made.add(hashlib.new(way, joined.encode()).hexdigest()[:24])
    return made


def test_a_box_holds_marks_and_choices_in_the_order_of_the_marks_and_nothing_else(
    hall: Hall,
) -> None:
    seen = 0
    for moment in hall.camera.moments:
        for box in moment.boxes:
            ballots = held(box)
            if not ballots:
                continue
            inside = _line(box.strip())["e"]
            assert set(inside) == {"n", "salt", "ballots"}
            assert list(ballots) == sorted(ballots)
            options = list(hall.vote.options)
            assert all(set(choice) <= set(options) for choice in ballots.values())
            assert all(list(choice) == sorted(choice) for choice in ballots.values())
            seen += 1
    assert seen > 20


def test_no_mark_is_made_of_anything_that_stands_on_the_disk(hall: Hall) -> None:
    words = known(hall)
    versions = {box for moment in hall.camera.moments for box in moment.boxes if held(box)}
    salts = {_line(box.strip())["e"]["salt"] for box in versions}
    marks = {mark for box in versions for mark in held(box)}

    assert len(salts) == 1
    assert marks
    assert marks.isdisjoint(words)
    assert marks.isdisjoint(hashes(words, salts.pop()))


def test_a_mark_stands_in_no_other_file_at_any_moment(hall: Hall) -> None:
    marks = {
        mark.encode()
        for moment in hall.camera.moments
        for box in moment.boxes
        for mark in held(box)
    }
    for moment in hall.camera.moments:
        for name, data in moment.files.items():
            if "box-" not in name:
                assert not any(mark in data for mark in marks)


def test_two_versions_never_lie_side_by_side_once_the_journal_says_who_went(hall: Hall) -> None:
    """In which ballot they differ is whose ballot it is, if it is said who went between them."""
    side_by_side = 0
    last_alone = b""
    for moment in hall.camera.moments:
        versions = [one for one in map(held, moment.boxes) if one]
        differ = any(one != other for one, other in combinations(versions, 2))
        if not differ:
            last_alone = moment.journal
            continue
        side_by_side += 1
        before, now = len(GONE.findall(last_alone)), len(GONE.findall(moment.journal))
        assert now == before
    assert side_by_side > 5


def test_who_went_left_no_ballot_behind(hall: Hall) -> None:
    ballots = held(hall.box())

    here = ("Amara", "Cem", "Eva", "Fred")
    assert sorted(map(str, ballots.values())) == sorted(str(hall.truth[name]) for name in here)


@pytest.mark.parametrize(
    "swapped", [("Amara", "Cem"), ("Amara", "Fred"), ("Fred", "Cem"), ("Eva", "Amara")]
)
def test_had_two_people_chosen_the_other_way_round_the_files_would_be_the_same(
    tmp_path: Path, swapped: tuple[str, str]
) -> None:
    """So nobody can be told from anybody, whichever way they voted, first or last, before or after a change."""
    one, other = swapped
    swap = CHOICES | {one: CHOICES[other], other: CHOICES[one]}
    boxes = []
    for place, choices in enumerate((CHOICES, swap)):
        hall = Hall(tmp_path / str(place), choices)
        hall.play()
        labels = list(hall.vote.options)
        box = hall.box()
        told = sorted(
            sorted((labels.index(key), n) for key, n in choice.items())
            for choice in held(box).values()
        )
        boxes.append(
            (
                told,
                len(box),
                _line(box.strip())["e"]["n"],
                hall.home.box(SESSION, hall.vote.id).stat().st_mode,
            )
        )
        journal = hall.home.journal(SESSION).read_bytes()
        assert not any(
            option.encode() in journal.split(b'"k":"BallotsBegun"')[1] for option in labels
        )
        hall.live.close()
    assert boxes[0] == boxes[1]


def test_nothing_of_a_box_is_left_after_the_close(hall: Hall) -> None:
    marks = {
        mark.encode()
        for moment in hall.camera.moments
        for box in moment.boxes
        for mark in held(box)
    }

    hall.do(CloseRound(round=hall.vote.id))
    hall.live.close()

    for path in hall.home.root.rglob("*"):
        assert not path.is_file() or not any(mark in path.read_bytes() for mark in marks)
    assert not list(hall.home.root.rglob("box-*"))
