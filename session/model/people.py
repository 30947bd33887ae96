"""Who is expected or present, and what each agreed to: entries, commands, events."""

from __future__ import annotations

from typing import ClassVar, Literal

from msgspec import Struct

from session.model.message import Command, Fact

Presence = Literal["expected", "here", "left"]
ConsentQuestion = Literal["named", "counted", "photographed", "contacted", "quoted"]


class Consent(Struct, frozen=True):
    """What a person agreed to; ``None`` is "not asked", and counts as no."""

    named: bool | None = None
    counted: bool | None = None
    photographed: bool | None = None
    contacted: bool | None = None
    quoted: bool | None = None


class Needs(Struct, frozen=True):
    """What somebody needs to take part (P7). Private: no view of the room, recap or export holds it."""

    id: str
    text: str
    person: str = ""


class Allowed(Struct, frozen=True):
    """That people said yes to their name or words in one entry, as it was then."""

    people: tuple[str, ...]
    mark: str
    """Of what the entry said, without the words: put right, it is asked about again."""


class Person(Struct, frozen=True):
    """Somebody expected or present, by the name they want used (may be empty)."""

    id: str
    name: str = ""
    roles: tuple[str, ...] = ()
    remote: bool = False
    presence: Presence = "expected"
    late: bool = False
    arrived_t: int | None = None
    left_t: int | None = None
    consent: Consent = Consent()


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


class AllowWords(PeopleCommand, frozen=True):
    """These people said yes to standing in one entry by name, or with their words."""

    area: str
    key: str
    people: tuple[str, ...]


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
    | AllowWords
)


class PeopleFact(Fact, frozen=True):
    """Who is expected, here, remote, late or gone, and what they agreed to."""


class PersonArrived(PeopleFact, frozen=True):
    """Somebody expected arrived, or (with a ``name`` or roles of their own) somebody new."""

    person: str
    name: str = ""
    roles: tuple[str, ...] = ()
    remote: bool = False
    late: bool = False
    new: bool = False


class PersonLeft(PeopleFact, frozen=True):
    person: str


class PersonChanged(PeopleFact, frozen=True):
    person: str
    name: str
    roles: tuple[str, ...] = ()
    remote: bool = False


class PersonConsentChanged(PeopleFact, frozen=True):
    final: ClassVar[str] = "final.consent"
    person: str
    consent: Consent


class NeedsNoted(PeopleFact, frozen=True):
    """What somebody needs to take part, as it is from now on. Private."""

    needs: str
    text: str
    person: str = ""


class WordsAllowed(PeopleFact, frozen=True):
    """People said yes to standing in one entry; ``mark`` is of what it said. Private."""

    area: str
    key: str
    people: tuple[str, ...]
    mark: str


PeopleEvent = (
    PersonArrived | PersonLeft | PersonChanged | PersonConsentChanged | NeedsNoted | WordsAllowed
)
