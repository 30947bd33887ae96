"""Commands about votes."""

from __future__ import annotations

from typing import ClassVar

from session.commands.command import Command
from session.entries.rounds import Count, CountChannel, Method


class RoundCommand(Command, frozen=True):
    """About votes."""


class OpenRound(RoundCommand, frozen=True):
    """Open a vote on ``options`` (labels, 2 to 12). Its rules are fixed from here.

    Gradients of agreement and a pulse have options of their own; ``options`` is left out for them.
    ``cap``: most dots one person may put on one option, 0 for no such limit.
    """

    question: str
    options: tuple[str, ...] = ()
    method: Method = "hands"
    dots: int = 1
    cap: int = 0


class BeginBallots(RoundCommand, frozen=True):
    """A first secret ballot is about to be cast; later ones need none."""

    undoable: ClassVar[bool | str] = "final.ballots"
    round: str


class EnterCount(RoundCommand, frozen=True):
    """Enter what one channel gave per option id; it replaces what that channel had.

    ``ballots`` is the number of papers or people; needed for paper.
    """

    round: str
    channel: CountChannel
    counts: dict[str, int]
    ballots: int | None = None


class CloseRound(RoundCommand, frozen=True):
    """Close a vote. ``tally`` is what its ballot box holds, folded; ``None`` without a box."""

    undoable: ClassVar[bool | str] = "final.closed"
    round: str
    tally: Count | None = None


class RevealRound(RoundCommand, frozen=True):
    undoable: ClassVar[bool | str] = "final.revealed"
    round: str


AnyRoundCommand = OpenRound | BeginBallots | EnterCount | CloseRound | RevealRound
