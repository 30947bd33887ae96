"""Commands about who is here."""

from __future__ import annotations

from typing import ClassVar

from session.commands.command import Command
from session.entries.people import Consent, ConsentQuestion


class PeopleCommand(Command, frozen=True):
    """About who is here."""


class AddPerson(PeopleCommand, frozen=True):
    """Somebody not in the plan arrived. A name is not needed, nor a role group."""

    name: str = ""
    roles: tuple[str, ...] = ()
    remote: bool = False
    late: bool = False


class ArrivePerson(PeopleCommand, frozen=True):
    person: str
    late: bool = False


class ArriveAll(PeopleCommand, frozen=True):
    """Everyone still expected is here."""


class LeavePerson(PeopleCommand, frozen=True):
    person: str


class ChangePerson(PeopleCommand, frozen=True):
    person: str
    name: str
    roles: tuple[str, ...] = ()
    remote: bool = False


class ChangeConsent(PeopleCommand, frozen=True):
    undoable: ClassVar[bool | str] = "final.consent"
    person: str
    consent: Consent


class AnswerConsent(PeopleCommand, frozen=True):
    """Set one answer and leave the others as they are: keys pressed fast never undo each other.

    ``device`` is the phone it came by; empty at the laptop.
    """

    undoable: ClassVar[bool | str] = "final.consent"
    person: str
    question: ConsentQuestion
    answer: bool | None = None
    device: str = ""


class NoteNeeds(PeopleCommand, frozen=True):
    """Keep privately what somebody needs to take part."""

    person: str
    text: str


AnyPeopleCommand = (
    AddPerson
    | ArrivePerson
    | ArriveAll
    | LeavePerson
    | ChangePerson
    | ChangeConsent
    | AnswerConsent
    | NoteNeeds
)
