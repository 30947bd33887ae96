"""Facts about votes."""

from __future__ import annotations

from typing import ClassVar

from session.entries.rounds import Count, CountChannel, Method
from session.events.fact import Fact


class RoundFact(Fact, frozen=True):
    """Votes."""


class RoundOpened(RoundFact, frozen=True):
    round: str
    question: str
    method: Method
    options: dict[str, str]
    dots: int = 1
    present: int = 0
    cap: int = 0
    by_role: bool = False


class BallotsBegun(RoundFact, frozen=True):
    """A first secret ballot was cast. Ballots themselves are never in the journal."""

    final: ClassVar[str] = "final.ballots"
    round: str


class CountEntered(RoundFact, frozen=True):
    """One channel's counts, replacing what that channel had. Folded ones carry no counts."""

    round: str
    channel: CountChannel
    counts: dict[str, int] = {}
    ballots: int | None = None
    folded: bool = False


class RoundClosed(RoundFact, frozen=True):
    """The round ended with these tallies, one a channel."""

    final: ClassVar[str] = "final.closed"
    round: str
    tallies: tuple[Count, ...] = ()


class RoundRevealed(RoundFact, frozen=True):
    final: ClassVar[str] = "final.revealed"
    round: str


RoundEvent = RoundOpened | BallotsBegun | CountEntered | RoundClosed | RoundRevealed
