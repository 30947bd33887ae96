"""What opens and closes a session: outcomes, who is missing, reflections, thanks, corrections."""

from __future__ import annotations

from typing import ClassVar, Literal

from msgspec import Struct

from session.model.message import Command, Fact

Reported = Literal["done", "under-way", "not-done", "cannot-change", "passed-on"]
"""What can be reported, in the order of the keys ``1`` to ``5``."""

OUTCOME = "became-"
"""Prefix of an outcome's id, followed by the id of what it is about."""


class Outcome(Struct, frozen=True):
    """What became of an action or parked item of an earlier session: "you said, we did" (P40)."""

    id: str
    about: str
    """Id of what was carried over."""
    state: Reported
    why: str = ""
    told_t: int = 0
    to: str = ""
    """To whom it was passed on."""


class Remark(Struct, frozen=True):
    """One remark: who is missing, a thank you, a correction."""

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
    """Report the outcome of something carried over, ``about`` its id."""

    about: str
    state: Reported
    why: str = ""
    to: str = ""


class TakeUp(BookendCommand, frozen=True):
    """Move something carried over into today's parking lot; it keeps its id throughout the series."""

    carried: str


class NoteMissing(BookendCommand, frozen=True):
    """Record who is missing and should be here."""

    text: str


class AddReflection(BookendCommand, frozen=True):
    """What worked and what to change; one of the two may be empty. Stored without a name."""

    worked: str = ""
    change: str = ""


class AddThanks(BookendCommand, frozen=True):
    """A thank you, or a little win."""

    text: str


class SetNextSession(BookendCommand, frozen=True):
    """Set when and where the next session is. ``when``: a day in any form, and times: "8 December 10:00-12:00".

    ``None``: as known so far.
    """

    when: str
    place: str | None = None
    way_there: str | None = None
    join: str | None = None
    """How to take part from elsewhere: a link or plain words."""


class AddSummary(BookendCommand, frozen=True):
    """Add one sentence, in the group's words, on what mattered: the first thing in the recap."""

    text: str


class CorrectRecap(BookendCommand, frozen=True):
    """Correct an agreed recap after the session ended: creates its next version."""

    undoable: ClassVar[bool | str] = "final.corrected"
    text: str


AnyBookendCommand = (
    TellOutcome
    | TakeUp
    | NoteMissing
    | AddReflection
    | AddThanks
    | AddSummary
    | SetNextSession
    | CorrectRecap
)


class BookendFact(Fact, frozen=True):
    """How the session opens and closes."""


class OutcomeTold(BookendFact, frozen=True):
    """The outcome of ``about``, from now on."""

    version: ClassVar[int] = 2
    outcome: str
    about: str
    state: Reported
    why: str = ""
    to: str = ""


class OutcomeToldHere(BookendFact, frozen=True):
    """Version 1, in which nothing could be passed on. Still read, no longer written."""

    on_disk: ClassVar[str] = "OutcomeTold"
    outcome: str
    about: str
    state: Literal["done", "under-way", "not-done", "cannot-change"]
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


class SummaryAdded(BookendFact, frozen=True):
    summary: str
    text: str


class NextSessionSet(BookendFact, frozen=True):
    """When and where the next session is, from now on; ``next`` is the same id each time."""

    next: str = ""
    text: str = ""
    """The day: an ISO date or plain words."""
    on: str = ""
    """The same as an ISO date; empty if it names no day."""
    at: str = ""
    """Local ``HH:MM``; empty if unknown, as the following."""
    until: str = ""
    place: str = ""
    way_there: str = ""
    join: str = ""


class RecapCorrected(BookendFact, frozen=True):
    """An agreed recap was corrected: its next version is a draft until the group agrees it."""

    final: ClassVar[str] = "final.corrected"
    correction: str
    text: str


BookendEvent = (
    OutcomeTold
    | OutcomeToldHere
    | MissingNoted
    | ReflectionAdded
    | ThanksAdded
    | SummaryAdded
    | NextSessionSet
    | RecapCorrected
)
