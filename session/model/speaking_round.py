"""Rounds of speaking: everyone in turn, once. Called ``circle`` in code, to distinguish them from votes.

Neither who passed nor how many is recorded, only that the round went on.
"""

from __future__ import annotations

from typing import ClassVar, Literal, get_args

from msgspec import Struct

from session.model.message import Command, Fact

CircleKind = Literal["check-in", "introductions", "strengths", "check-out", "question"]

CIRCLE_KINDS: tuple[CircleKind, ...] = get_args(CircleKind)

CircleStep = Literal["on", "later", "called"]
"""How a turn ended: over (spoken or passed), postponed to later, or unchanged ("called")."""


class Circle(Struct, frozen=True):
    """One round of speaking. People are referred to by id; who passed is not stored."""

    id: str
    kind: CircleKind = "question"
    question: str = ""
    by_list: bool = True
    """Whether people are asked in a fixed order. Otherwise anyone may go next."""
    order: tuple[str, ...] = ()
    """Everyone in the order they are asked; late arrivals follow (see ``session.rules.speaking_round``)."""
    quiet: bool = False
    """Whether the quiet minute before the first speaker is running."""
    current: str = ""
    """Who has the floor; empty for nobody, or somebody not on the list."""
    asked: tuple[str, ...] = ()
    """Who has had their turn, spoken or passed."""
    later: tuple[str, ...] = ()
    """Whose turn was postponed, which each person may do once."""
    unlisted: int = 0
    """Turns of people who were not chosen from the list."""
    opened_t: int = 0
    closed_t: int | None = None


class CircleCommand(Command, frozen=True):
    """About rounds of speaking."""


class OpenCircle(CircleCommand, frozen=True):
    """Open a round of speaking among all who are here. Empty ``question``: the kind's default."""

    kind: CircleKind = "check-in"
    question: str = ""
    quiet: bool = False
    """Whether a quiet minute comes first (P18)."""
    by_list: bool = True


class StartCircle(CircleCommand, frozen=True):
    """End the quiet minute and give somebody the floor. ``to`` chooses whom; empty: the first."""

    to: str = ""


class StepCircle(CircleCommand, frozen=True):
    """End or postpone the current turn; the next person gets the floor.

    ``called`` ends nobody's turn: it only gives the floor to ``to``. ``to`` chooses from those still
    to come; empty: the next in the order.
    """

    how: CircleStep = "on"
    to: str = ""


class CloseCircle(CircleCommand, frozen=True):
    pass


AnyCircleCommand = OpenCircle | StartCircle | StepCircle | CloseCircle


class CircleFact(Fact, frozen=True):
    """Rounds of speaking."""


class CircleOpened(CircleFact, frozen=True):
    circle: str
    kind: CircleKind = "question"
    question: str = ""
    order: tuple[str, ...] = ()
    by_list: bool = True
    quiet: bool = False


class CircleStarted(CircleFact, frozen=True):
    """Speaking began; ``to`` has the floor (empty: anyone may begin)."""

    circle: str
    to: str = ""


class CircleStepped(CircleFact, frozen=True):
    """The current turn ended as ``how`` says; ``to`` has the floor now."""

    version: ClassVar[int] = 2
    circle: str
    how: CircleStep
    to: str = ""


class CirclePassed(CircleFact, frozen=True):
    """Version 1, which recorded whether somebody spoke or passed. Still read, but shown nowhere."""

    on_disk: ClassVar[str] = "CircleStepped"
    circle: str
    how: Literal["spoke", "passed", "later", "called"]
    to: str = ""


class CircleClosed(CircleFact, frozen=True):
    circle: str


CircleEvent = CircleOpened | CircleStarted | CircleStepped | CirclePassed | CircleClosed
