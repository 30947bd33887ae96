"""What opens and closes a session: outcomes, who is missing, reflections, thanks, corrections."""

from __future__ import annotations

from typing import ClassVar, Literal

from msgspec import Struct

from session.model.message import Command, Fact

OutcomeState = Literal["done", "under-way", "not-done", "cannot-change"]

OUTCOME = "became-"
"""How the id of an outcome begins, before the id of what it is about."""


class Outcome(Struct, frozen=True):
    """What became of something an earlier session left: "you said, we did" (P40)."""

    id: str
    about: str
    """Id of the carried action or parked item."""
    state: OutcomeState
    why: str = ""
    told_t: int = 0


class Remark(Struct, frozen=True):
    """One line somebody said: who is missing, a thank you, a correction."""

    id: str
    text: str
    said_t: int = 0


class Reflection(Struct, frozen=True):
    """What worked and what to change, without a name (P36); one of the two may be empty."""

    id: str
    worked: str = ""
    change: str = ""
    said_t: int = 0


class BookendCommand(Command, frozen=True):
    """About how the session opens and closes."""


class TellOutcome(BookendCommand, frozen=True):
    """Tell what became of an action or parked item an earlier session left, ``about`` its id."""

    about: str
    state: OutcomeState
    why: str = ""


class TakeUp(BookendCommand, frozen=True):
    """Take something carried over into today's parking lot; it keeps its id through the series."""

    carried: str


class NoteMissing(BookendCommand, frozen=True):
    """Write down who is not here and should be."""

    text: str


class AddReflection(BookendCommand, frozen=True):
    """What worked and what to change; one of the two may be empty. Nobody is named with it."""

    worked: str = ""
    change: str = ""


class AddThanks(BookendCommand, frozen=True):
    """A thank you, or a little win."""

    text: str


class SetNextSession(BookendCommand, frozen=True):
    """When the next session is: an ISO date (``2026-12-07``) or plain words."""

    when: str


class CorrectRecap(BookendCommand, frozen=True):
    """Say what an agreed recap has wrong, after the session ended: makes its next version."""

    undoable: ClassVar[bool | str] = "final.corrected"
    text: str


AnyBookendCommand = (
    TellOutcome | TakeUp | NoteMissing | AddReflection | AddThanks | SetNextSession | CorrectRecap
)


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
