"""Rounds of speaking: everyone in turn, once. In code a ``circle``, so that no vote is meant.

Nothing says who passed, nor how many: to go on is all that is noted.
"""

from __future__ import annotations

from typing import ClassVar, Literal, get_args

from msgspec import Struct

from session.model.message import Command, Fact

CircleKind = Literal["check-in", "introductions", "strengths", "check-out", "question"]

CIRCLE_KINDS: tuple[CircleKind, ...] = get_args(CircleKind)

CircleStep = Literal["on", "later", "called"]
"""How somebody's turn went: over, whether they spoke or passed; to be come back to; or the word simply went on."""


class Circle(Struct, frozen=True):
    """One round of speaking. People stand in it by their ids; nobody's pass is kept."""

    id: str
    kind: CircleKind = "question"
    question: str = ""
    by_list: bool = True
    """Whether people are asked in an order. Otherwise whoever wants to goes next."""
    order: tuple[str, ...] = ()
    """Everyone in the order they are asked in; who came later follows (see ``session.rules.speaking_round``)."""
    quiet: bool = False
    """A quiet minute goes on, before anyone speaks."""
    current: str = ""
    """Who has the word; empty for nobody, or somebody who is not on the list."""
    asked: tuple[str, ...] = ()
    """Who has had their turn, whether they spoke or passed."""
    later: tuple[str, ...] = ()
    """Who was to be come back to: that goes once for each."""
    unlisted: int = 0
    """Turns of people who were not chosen from the list."""
    opened_t: int = 0
    closed_t: int | None = None


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
    """The one who has the word is done, or is to be come back to; the next one has it now.

    ``called`` ends nobody's turn: it only gives the word to ``to``. ``to`` chooses from those still
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
    """The talking began; ``to`` has the word (empty: whoever wants to)."""

    circle: str
    to: str = ""


class CircleStepped(CircleFact, frozen=True):
    """The turn under way ended as ``how`` says; ``to`` has the word now."""

    version: ClassVar[int] = 2
    circle: str
    how: CircleStep
    to: str = ""


class CirclePassed(CircleFact, frozen=True):
    """Version 1 said whether somebody spoke or passed. It is read, and told nowhere."""

    on_disk: ClassVar[str] = "CircleStepped"
    circle: str
    how: Literal["spoke", "passed", "later", "called"]
    to: str = ""


class CircleClosed(CircleFact, frozen=True):
    circle: str


CircleEvent = CircleOpened | CircleStarted | CircleStepped | CirclePassed | CircleClosed
