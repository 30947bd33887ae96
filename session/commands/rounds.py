"""Commands about votes."""

from __future__ import annotations

from typing import ClassVar

from session.commands.command import Command
from session.entries.rounds import CountChannel, Method


class RoundCommand(Command, frozen=True):
    """About votes."""


class OpenRound(RoundCommand, frozen=True):
    """Open a vote on ``options`` (labels, 2 to 12). Its rules are fixed from here."""

    question: str
    options: tuple[str, ...]
    method: Method = "hands"
    dots: int = 1


class EnterCount(RoundCommand, frozen=True):
    """Enter what one channel gave per option id; it replaces what that channel had.

    ``ballots`` is the number of papers or people; needed for paper.
    """

    round: str
    channel: CountChannel
    counts: dict[str, int]
    ballots: int | None = None


class CloseRound(RoundCommand, frozen=True):
    undoable: ClassVar[bool | str] = "final.closed"
    round: str


class RevealRound(RoundCommand, frozen=True):
    undoable: ClassVar[bool | str] = "final.revealed"
    round: str


AnyRoundCommand = OpenRound | EnterCount | CloseRound | RevealRound
