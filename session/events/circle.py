"""Facts about rounds of speaking. None says who passed."""

from __future__ import annotations

from session.entries.circle import CircleKind, CircleStep
from session.events.fact import Fact


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

    circle: str
    how: CircleStep
    to: str = ""


class CircleClosed(CircleFact, frozen=True):
    circle: str


CircleEvent = CircleOpened | CircleStarted | CircleStepped | CircleClosed
