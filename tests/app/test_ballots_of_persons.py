"""One person, one ballot: whoever goes takes theirs along, in any order of everything, through any crash."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from app.open_session import resume_session
from remote.phone import Phone
from session.ballot_box import InBox
from session.model.history import Undo
from session.model.people import AddPerson, ArrivePerson, LeavePerson
from session.model.phones import JoinDevice, LeaveDevice, OpenDoor
from session.model.state import Rejected
from session.model.votes import CancelVote, CloseRound, OpenRound, Round
from session.rules.ballots import Ballot, Voter
from session.rules.devices import device_of
from session.rules.votes import held_again
from session.runtime import Done
from store.journal.boxes import boxes
from store.paths import Home
from tests.tui.opened import SAID, opened

SESSION = "2026-11-23-aaaaaa"
VOTE = OpenRound(question="Which first?", options=("Bus", "Soup", "Rent"), method="dots", dots=3)
TOKENS = tuple(f"{n}{'x' * 31}" for n in range(5))
NAMES = ("Amara", "Ben", "Cem", "Dee")
dots = st.tuples(*[st.integers(min_value=0, max_value=1)] * 3)
Dots = tuple[int, int, int]


@dataclass
class Expected:
    """What should be in the box: of each person, of those who are nobody, and from before a crash."""

    persons: dict[str, tuple[Dots, str]] = field(default_factory=dict)
    """Dots, and the token they came by or ""."""
    passed: list[Dots] = field(default_factory=list)
    before: list[tuple[Dots, str]] = field(default_factory=list)

    @property
    def all(self) -> list[Dots]:
        persons = [one for one, _ in self.persons.values()]
        return [*persons, *self.passed, *(one for one, _ in self.before)]


@settings(
    max_examples=25,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
class Persons(RuleBasedStateMachine):
    """Arriving, voting in every way, leaving, coming back as another, calling off, crash, close."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.home = Home(Path(self.folder.name) / "data-0")
        self.live = opened(self.home, *SAID, OpenDoor(code="warm-soup"), VOTE)
        self.expected = Expected()
        self.crashes = 0
        for token in TOKENS[:3]:
            self.joins(token, "")

    # What the test knows of the session.

    @property
    def vote(self) -> Round:
        return next(reversed(self.live.runtime.live.rounds.values()))

    def person_of(self, token: str) -> str:
        device = device_of(self.live.runtime.live, Phone(token, SESSION).mark)
        return device.person if device else ""

    def is_here(self, person: str) -> bool:
        one = self.live.runtime.live.people.get(person)
        return one is not None and one.presence == "here"

    def ballot(self, given: Dots, way: str) -> Ballot:
        choice = {key: n for key, n in zip(self.vote.options, given, strict=True) if n}
        return Ballot(way, choice)  # type: ignore[arg-type]  # each rule names one

    def settle_expected(self) -> None:
        """Whoever is not here any more, or has not the phone any more it came by, has no ballot."""
        self.expected.persons = {
            person: (given, token)
            for person, (given, token) in self.expected.persons.items()
            if self.is_here(person) and (not token or self.person_of(token) == person)
        }

    # People and their phones.

    @rule(token=st.sampled_from(TOKENS), name=st.sampled_from(("", *NAMES)))
    def joins(self, token: str, name: str) -> None:
        self.live.handle(JoinDevice(device=Phone(token, SESSION).mark, name=name))

    @rule(token=st.sampled_from(TOKENS))
    def leaves_by_phone(self, token: str) -> None:
        self.live.handle(LeaveDevice(device=Phone(token, SESSION).mark))

    @rule(token=st.sampled_from(TOKENS[3:]))
    def is_asked_to_leave(self, token: str) -> None:
        self.live.handle(LeaveDevice(device=Phone(token, SESSION).mark, gone=False))

    @rule(name=st.sampled_from(NAMES))
    def arrives(self, name: str) -> None:
        known = [one.id for one in self.live.runtime.live.people.values() if one.name == name]
        self.live.handle(ArrivePerson(person=known[0]) if known else AddPerson(name=name))

    @rule(data=st.data())
    def goes(self, data: st.DataObject) -> None:
        person = data.draw(st.sampled_from(list(self.live.runtime.live.people)))
        self.live.handle(LeavePerson(person=person))

    @precondition(lambda self: self.vote.begun)
    @rule()
    def takes_back(self) -> None:
        self.live.handle(Undo())

    # Ballots.

    @rule(token=st.sampled_from(TOKENS), given=dots)
    def votes_by_phone(self, token: str, given: Dots) -> None:
        self.settle_expected()
        phone, person = Phone(token, SESSION), self.person_of(token)
        voter = phone.voter(person) if person else Voter(token, "nobody", phone.mark)
        self.live.ballots.met(token, phone.mark)
        self.met(token)
        done = self.live.ballots.cast(self.vote.id, voter, self.ballot(given, "phone"))
        if not self.is_here(person):
            assert done == Rejected("refused.voter_gone")
            return
        assert isinstance(done, InBox)
        assert done.again == (person in self.expected.persons)
        self.expected.persons[person] = (given, token)

    @rule(data=st.data(), given=dots)
    def is_entered(self, data: st.DataObject, given: Dots) -> None:
        self.settle_expected()
        person = data.draw(st.sampled_from(list(self.live.runtime.live.people)))
        voter = Voter(f"laptop-{self.live.runtime.n}-{person}-{given}", person)
        done = self.live.ballots.cast(self.vote.id, voter, self.ballot(given, "entered"))
        assert isinstance(done, InBox) == self.is_here(person)
        if isinstance(done, InBox):
            assert done.again == (person in self.expected.persons)
            self.expected.persons[person] = (given, "")

    @rule(given=dots)
    def is_passed_round(self, given: Dots) -> None:
        voter = Voter(f"passed-{len(self.expected.passed)}-{self.crashes}")
        done = self.live.ballots.cast(self.vote.id, voter, self.ballot(given, "pass"))
        assert isinstance(done, InBox)
        if done.again:
            self.expected.passed[-1] = given
        else:
            self.expected.passed.append(given)

    @rule(token=st.sampled_from(TOKENS))
    def comes_back_after_a_crash(self, token: str) -> None:
        self.settle_expected()
        self.live.ballots.met(token, Phone(token, SESSION).mark)
        self.met(token)

    def met(self, token: str) -> None:
        person = self.person_of(token)
        for known in [one for one in self.expected.before if one[1] == token]:
            self.expected.before.remove(known)
            if self.is_here(person) and person not in self.expected.persons:
                self.expected.persons[person] = known

    # The vote and the program.

    @rule()
    def crashes_and_resumes(self) -> None:
        self.settle_expected()
        self.crashes += 1
        assert self.live.settle()
        after = Home(Path(self.folder.name) / f"data-{self.crashes}")
        shutil.copytree(self.home.root, after.root, symlinks=True)
        self.live.close()
        self.home, self.live = after, resume_session(after, SESSION)
        gone = [*self.expected.persons.values(), *((one, "") for one in self.expected.passed)]
        self.expected = Expected(before=[*gone, *self.expected.before])
        if gone:
            assert any(str(len(self.expected.before)) in told for told in self.live.told)

    @rule()
    def is_called_off_and_held_again(self) -> None:
        vote = self.vote
        assert isinstance(self.live.handle(CancelVote(round=vote.id, why="many")), Done)
        assert isinstance(self.live.handle(held_again(vote)), Done)
        assert self.live.settle()
        assert boxes(self.home, SESSION) == (self.vote.id,)
        self.expected = Expected()

    @precondition(lambda self: self.vote.begun)
    @rule()
    def is_closed_and_another_opened(self) -> None:
        self.settle_expected()
        vote = self.vote
        assert isinstance(self.live.handle(CloseRound(round=vote.id)), Done)
        counted = self.vote.counts.get("ballots")
        cast = self.expected.all
        assert (counted.ballots if counted else 0) == len(cast)
        if counted:
            assert tuple(counted.counts.values()) == tuple(
                sum(one) for one in zip(*cast, strict=True)
            )
        assert isinstance(self.live.handle(VOTE), Done)
        self.expected = Expected()

    @invariant()
    def each_person_has_one_ballot_at_most_and_nobody_who_is_gone_has_any(self) -> None:
        self.settle_expected()
        inside = self.live.ballots.inside()
        assert inside.ballots == len(self.expected.all)
        assert inside.before == len(self.expected.before)
        (held,) = self.live.ballots.boxes.held.values()
        persons = [one.person for one in held.box._voters.values() if one.person]
        assert sorted(persons) == sorted(self.expected.persons)

    def teardown(self) -> None:
        self.live.close()
        self.folder.cleanup()


TestPersons = Persons.TestCase
