"""Commands of the opening and the closing of a session."""

from __future__ import annotations

from typing import ClassVar

from session.commands.command import Command
from session.entries.bookends import OutcomeState


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
