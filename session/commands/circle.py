"""Commands about rounds of speaking."""

from __future__ import annotations

from session.commands.command import Command
from session.entries.circle import CircleKind, CircleStep


class CircleCommand(Command, frozen=True):
    """About rounds of speaking."""


class OpenCircle(CircleCommand, frozen=True):
    """Open a round of speaking among all who are here. Empty ``question``: the kind's usual one."""

    kind: CircleKind = "check-in"
    question: str = ""
    quiet: bool = False
    """Whether a quiet minute comes first (P18)."""
    by_list: bool = True


class StartCircle(CircleCommand, frozen=True):
    """End the quiet minute: somebody has the word now. ``to`` chooses who; empty: the first."""

    to: str = ""


class StepCircle(CircleCommand, frozen=True):
    """The one who has the word spoke, passed, or is to be come back to; the next one has it now.

    ``called`` ends nobody's turn: it only gives the word to ``to``. ``to`` chooses from those still
    to come; empty: the next in the order.
    """

    how: CircleStep = "spoke"
    to: str = ""


class CloseCircle(CircleCommand, frozen=True):
    pass


AnyCircleCommand = OpenCircle | StartCircle | StepCircle | CloseCircle
