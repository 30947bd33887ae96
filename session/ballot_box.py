"""The ballot box of one open vote: one ballot per person, a later one replacing the earlier.

Who cast a ballot, through which channel and when is held in memory only, while the program runs.
``append`` receives the whole box each time, as one line: choices keyed by random marks, sorted by
mark. The file therefore reveals no person, order or channel, and a removed ballot leaves no trace.

A phone's mark is derived from its token, which only the phone stores; a phone that reconnects after
a crash is recognised by it. Every other ballot cast before a crash is kept but can't be attributed,
and is counted separately.
"""

from __future__ import annotations

import bisect
import hashlib
from collections.abc import Callable

import msgspec
from msgspec import Struct

from session.model.state import Rejected
from session.model.votes import Count, Round
from session.rules.ballots import Ballot, Voter, cell, check, tally
from session.runtime import Append


class Stored(Struct, frozen=True):
    """The content of a box's file, at version ``n``.

    ``salt`` is random, so that the same phone gets a different mark in every box.
    """

    n: int
    salt: str
    ballots: dict[str, dict[str, int]] = {}
    """Choices by mark."""


class InBox(Struct, frozen=True):
    """A ballot that was accepted; it is durable once version ``n`` is on disk.

    ``again``: it replaced another.
    """

    n: int
    again: bool = False


_LATEST = 4
"""How many recent ballots of one voter are remembered, and so may wait for the disk at the same time."""
# Sorted: the order of casting, or of choosing options, would make ballots distinguishable.
_encode = msgspec.json.Encoder(order="sorted").encode
_decode = msgspec.json.Decoder(Stored).decode


class BallotBox:
    """The ballots of one open vote. ``stored`` is the content of its file, if it had one.

    Raises ``msgspec.DecodeError`` if ``stored`` is not a box.
    """

    def __init__(self, append: Append, *, salt: str, stored: bytes = b"") -> None:
        self._append = append
        held = _decode(stored) if stored else Stored(0, salt)
        self._salt, self.n = held.salt, held.n
        self._ballots: dict[str, Ballot] = {}
        self._marks: list[str] = []
        """Sorted, as in the file."""
        self._encoded: dict[str, bytes] = {}
        """Each ballot encoded as in the file: the whole box is written with every ballot."""
        for mark, choice in held.ballots.items():
            self._keep(mark, Ballot("before", choice))
        self._voters: dict[str, Voter] = {}
        """Who cast each ballot, by its mark."""
        self._of_person: dict[str, str] = {}
        """Each person's mark."""
        self._latest: dict[str, tuple[tuple[int, Ballot | None], ...]] = {
            mark: ((held.n, ballot),) for mark, ballot in self._ballots.items()
        }
        """A voter's latest ballots, each with its version: the last one may not be on disk yet."""
        self.done: dict[str, InBox] = {}
        """The result of each command, by its id: a retry gets the same answer."""
        if not stored:
            self._write()

    def put(self, vote: Round, voter: Voter, ballot: Ballot, cmd: str) -> InBox | Rejected:
        """Cast a ballot. Repeating the same ``cmd`` changes nothing.

        It replaces this voter's earlier ballot, and this person's, whichever channel that came through.
        """
        if cmd in self.done:
            return self.done[cmd]
        if refused := check(vote, ballot):
            return refused
        mark = self._mark(voter.secret)
        before = {mark, self._of_person.get(voter.person, mark)} & self._ballots.keys()
        for other in before:
            self._drop(other)
            self._note(other, None)
        # Several role groups together may identify one person.
        roles = cell(ballot.roles) if vote.by_role else ()
        self._hold(mark, voter, msgspec.structs.replace(ballot, roles=roles))
        self._note(mark, self._ballots[mark])
        self._write()
        self.done[cmd] = InBox(self.n, bool(before))
        return self.done[cmd]

    def take_out(self, stays: Callable[[Voter], bool]) -> int:
        """Remove the ballots of all persons for whom ``stays`` is false; returns how many were removed."""
        gone = [mark for mark, one in self._voters.items() if one.person and not stays(one)]
        for mark in gone:
            self._drop(mark)
            self._note(mark, None)
        if gone:
            self._write()
        return len(gone)

    def met(self, voter: Voter, roles: tuple[str, ...]) -> bool:
        """Attribute a ballot from before a crash to the phone that cast it; returns whether anything changed.

        It is removed if the phone has no ``person``, or if that person has cast another ballot since.
        """
        mark = self._mark(voter.secret)
        if mark not in self._ballots or mark in self._voters:
            return False
        ballot = self._ballots[mark]
        if not voter.person or voter.person in self._of_person:
            self._drop(mark)
            self._note(mark, None)
            self._write()
        else:
            self._hold(mark, voter, Ballot("phone", ballot.choice, cell(roles)))
        return True

    def has(self, voter: Voter) -> bool:
        """Return whether a voter has a ballot in the box."""
        return self._mark(voter.secret) in self._ballots or voter.person in self._of_person

    def mine(self, secret: str, durable_n: int) -> dict[str, int] | None:
        """Return a voter's own choices as of version ``durable_n``; ``None`` without a ballot."""
        known = [one for n, one in self._latest.get(self._mark(secret), ()) if n <= durable_n]
        return dict(known[-1].choice) if known and known[-1] else None

    def by_channel(self) -> dict[str, int]:
        """Return the number of ballots by channel."""
        counted: dict[str, int] = {}
        for ballot in self._ballots.values():
            counted[ballot.channel] = counted.get(ballot.channel, 0) + 1
        return counted

    @property
    def before(self) -> int:
        """How many ballots are from before a crash and can't be attributed."""
        return len(self._ballots) - len(self._voters)

    def tally(self, vote: Round, *, by_role: bool) -> Count:
        """Return the folded tally: the only part of the box that is kept after the vote.

        By role group only if those of every ballot are known.
        """
        return tally(vote, self._ballots.values(), by_role=by_role and not self.before)

    def _mark(self, secret: str) -> str:
        return hashlib.sha256(f"{self._salt}/{secret}".encode()).hexdigest()[:24]

    def _hold(self, mark: str, voter: Voter, ballot: Ballot) -> None:
        self._keep(mark, ballot)
        self._voters[mark] = voter
        if voter.person:
            self._of_person[voter.person] = mark

    def _keep(self, mark: str, ballot: Ballot) -> None:
        if mark not in self._ballots:
            bisect.insort(self._marks, mark)
        self._ballots[mark] = ballot
        self._encoded[mark] = b"%s:%s" % (_encode(mark), _encode(ballot.choice))

    def _drop(self, mark: str) -> None:
        self._ballots.pop(mark)
        self._encoded.pop(mark)
        del self._marks[bisect.bisect_left(self._marks, mark)]
        voter = self._voters.pop(mark, None)
        if voter:
            self._of_person.pop(voter.person, None)

    def _write(self) -> None:
        self.n += 1
        ballots = b",".join([self._encoded[mark] for mark in self._marks])
        told = (ballots, self.n, _encode(self._salt))
        self._append((b'{"ballots":{%s},"n":%d,"salt":%s}' % told,), self.n)

    def _note(self, mark: str, ballot: Ballot | None) -> None:
        """Remember a voter's ballot as of the version that is written next."""
        n = self.n + 1
        before = tuple(one for one in self._latest.get(mark, ()) if one[0] < n)
        self._latest[mark] = (*before[1 - _LATEST :], (n, ballot))
