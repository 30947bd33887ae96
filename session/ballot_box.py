"""The ballot box of one open vote: each device or person once, the later ballot instead of the earlier.

Like the runtime it is synchronous, and hands encoded lines to ``append``; it has a file of its own,
in the journal's line format, which is deleted once the vote is closed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec
from msgspec import Struct

from session.model.state import Rejected
from session.model.votes import Count, Round
from session.rules.ballots import Ballot, cell, check, tally
from session.runtime import Append


class BoxOpened(Struct, frozen=True, tag="opened", tag_field="k"):
    """The first line: ``salt`` is random, so that the same voter has another mark in every box."""

    n: int
    salt: str


class BallotCast(Struct, frozen=True, tag="cast", tag_field="k"):
    """A ballot, instead of an earlier one of the same voter."""

    n: int
    cmd: str
    voter: str
    """The voter's mark, never their token or who they are."""
    ballot: Ballot


class BallotTaken(Struct, frozen=True, tag="taken", tag_field="k"):
    """A voter's ballot was taken out again."""

    n: int
    cmd: str
    voter: str


Slip = BoxOpened | BallotCast | BallotTaken
_LATEST = 4
"""How many ballots of one voter are remembered: so many may wait for the disk at once."""
_decode = msgspec.json.Decoder(Slip).decode
_encode = msgspec.json.Encoder().encode


class InBox(Struct, frozen=True):
    """A ballot is in the box once line ``n`` of it is on disk. ``again``: it replaced another."""

    n: int
    again: bool = False


class BallotBox:
    """Ballots of one vote, while it is open. ``held`` are the lines of its file, when it had one."""

    def __init__(self, append: Append, *, salt: str, held: Sequence[bytes] = ()) -> None:
        self._append = append
        self._ballots: dict[str, Ballot] = {}
        self._latest: dict[str, tuple[tuple[int, Ballot | None], ...]] = {}
        """A voter's latest ballots, each with its line: the last one may not be on disk yet."""
        self.done: dict[str, InBox] = {}
        """What each command came to, by its id: a retry has the same answer."""
        self._salt = ""
        self.n = 0
        for line in held:
            self._fold(_decode(line))
        if not self._salt:
            self._write(BoxOpened(self.n + 1, salt))

    def put(self, vote: Round, voter: str, ballot: Ballot, cmd: str) -> InBox | Rejected:
        """Cast a ballot. The same ``cmd`` a second time changes nothing.

        ``voter`` is whatever tells one voter from another: a device's token, a person's id.
        """
        if cmd in self.done:
            return self.done[cmd]
        if refused := check(vote, ballot):
            return refused
        # Which groups somebody in several is in may be theirs alone.
        roles = cell(ballot.roles) if vote.by_role else ()
        kept = msgspec.structs.replace(ballot, roles=roles)
        self._write(BallotCast(self.n + 1, cmd, self._mark(voter), kept))
        return self.done[cmd]

    def take(self, voter: str, cmd: str) -> InBox | Rejected:
        """Take a voter's ballot out again."""
        if cmd in self.done:
            return self.done[cmd]
        if not self.has(voter):
            return Rejected("refused.no_ballot")
        self._write(BallotTaken(self.n + 1, cmd, self._mark(voter)))
        return self.done[cmd]

    def has(self, voter: str) -> bool:
        """Tell whether a voter has a ballot in the box."""
        return self._mark(voter) in self._ballots

    def mine(self, voter: str, durable_n: int) -> dict[str, int] | None:
        """Return what a voter's own ballot says up to line ``durable_n``; ``None`` without one."""
        known = [slip for n, slip in self._latest.get(self._mark(voter), ()) if n <= durable_n]
        return dict(known[-1].choice) if known and known[-1] else None

    def by_channel(self) -> dict[str, int]:
        """Return how many ballots came in which way."""
        counted: dict[str, int] = {}
        for ballot in self._ballots.values():
            counted[ballot.channel] = counted.get(ballot.channel, 0) + 1
        return counted

    def tally(self, vote: Round, *, by_role: bool) -> Count | None:
        """Return what the box holds, folded: all that outlives it."""
        return tally(vote, self._ballots.values(), by_role=by_role)

    def _mark(self, voter: str) -> str:
        return hashlib.sha256(f"{self._salt}/{voter}".encode()).hexdigest()[:24]

    def _write(self, slip: Slip) -> None:
        self._append((_encode(slip),), slip.n)
        self._fold(slip)

    def _fold(self, slip: Slip) -> None:
        self.n = slip.n
        match slip:
            case BoxOpened(salt=salt):
                self._salt = salt
            case BallotCast(cmd=cmd, voter=voter, ballot=ballot):
                self.done[cmd] = InBox(slip.n, voter in self._ballots)
                self._ballots[voter] = ballot
                self._note(voter, ballot)
            case BallotTaken(cmd=cmd, voter=voter):
                self.done[cmd] = InBox(slip.n)
                self._ballots.pop(voter, None)
                self._note(voter, None)

    def _note(self, voter: str, ballot: Ballot | None) -> None:
        before = self._latest.get(voter, ())
        self._latest[voter] = (*before[1 - _LATEST :], (self.n, ballot))
