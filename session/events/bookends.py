"""Facts of the opening and the closing of a session."""

from __future__ import annotations

from typing import ClassVar

from session.entries.bookends import OutcomeState
from session.events.fact import Fact


class BookendFact(Fact, frozen=True):
    """How the session opens and closes."""


class OutcomeTold(BookendFact, frozen=True):
    """What became of ``about``, as it is from now on."""

    outcome: str
    about: str
    state: OutcomeState
    why: str = ""


class MissingNoted(BookendFact, frozen=True):
    missing: str
    text: str


class ReflectionAdded(BookendFact, frozen=True):
    reflection: str
    worked: str = ""
    change: str = ""


class ThanksAdded(BookendFact, frozen=True):
    thanks: str
    text: str


class NextSessionSet(BookendFact, frozen=True):
    """When the next session is, as it is from now on; ``next`` is the same id each time."""

    next: str = ""
    text: str = ""


class RecapCorrected(BookendFact, frozen=True):
    """An agreed recap was corrected: its next version is a draft until the group agrees it."""

    final: ClassVar[str] = "final.corrected"
    correction: str
    text: str


BookendEvent = (
    OutcomeTold | MissingNoted | ReflectionAdded | ThanksAdded | NextSessionSet | RecapCorrected
)
