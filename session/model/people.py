"""Who is expected or present, and what each agreed to: entries, commands, events."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import ClassVar, Literal, get_args

from msgspec import Struct

from session.model.folding import folded
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
    """Access needs (P7). Private: in no view of the room, recap or export."""

    id: str
    text: str
    person: str = ""


class Allowed(Struct, frozen=True):
    """Consent of people to their name or words being in one entry, as it was then."""

    people: tuple[str, ...]
    mark: str
    """Hash of the entry's text, without the text itself: after a correction consent is asked again.

    A strike of the text takes the hash along, since it would confirm a guess.
    """


Way = Literal["post", "e-mail", "call", "read-aloud", "picked-up"]
"""How somebody gets what is handed out."""
WAYS: tuple[Way, ...] = get_args(Way)


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
    gets: Way | None = None
    """How they get what is handed out; ``None`` if not known. Private, as the next."""
    got: bool = False
    """Whether it was ticked off."""


def mark_of(key: str, name: str) -> str:
    """Return the hash by which the note with this id recognises a name, however it is spelled."""
    return sha256(f"{key}/{folded(name)}".encode()).hexdigest()[:16]


def words_mark(texts: Sequence[str]) -> str:
    """Return what tells whether an entry still says what people said yes to."""
    return sha256("\n".join(texts).encode()).hexdigest()[:12]


class UnlistedName(Struct, frozen=True):
    """A typed name that is not on the list, identified by ``mark``, a hash that does not reveal it."""

    id: str
    mark: str
    letter: str = ""
    """Its first letter, which the room sees instead of it; empty if none may be shown."""
    shown: bool = False
    """Whether showing the name was allowed. Until then it is private."""
    after: int = 0
    """Number of people on the list when it was typed, so that initials keep their numbers."""


class PeopleCommand(Command, frozen=True):
    """About who is here."""


class AddPerson(PeopleCommand, frozen=True):
    """Add a person who is not in the plan. Name and role groups may be empty."""

    name: str = ""
    roles: tuple[str, ...] = ()
    remote: bool = False
    late: bool = False


class Newcomer(Struct, frozen=True):
    """Somebody who comes in, as typed or pasted; matched by name with those on the list."""

    name: str
    roles: tuple[str, ...] = ()
    remote: bool = False


class AddPeople(PeopleCommand, frozen=True):
    """Let several people in at once: who is on the list arrives, the others are added. One undo takes all back."""

    people: tuple[Newcomer, ...]
    late: bool = False


class ArrivePerson(PeopleCommand, frozen=True):
    person: str
    late: bool = False


class ArriveAll(PeopleCommand, frozen=True):
    """Mark everyone still expected as here."""


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
    """Set one consent and leave the others unchanged: keys pressed quickly never undo each other.

    ``device`` is the phone it came from; empty at the laptop.
    """

    undoable: ClassVar[bool | str] = "final.consent"
    person: str
    question: ConsentQuestion
    answer: bool | None = None
    device: str = ""


class AllowWords(PeopleCommand, frozen=True):
    """These people consented to being in one entry by name, or with their words."""

    area: str
    key: str
    people: tuple[str, ...]


class NoteNeeds(PeopleCommand, frozen=True):
    """Store privately what somebody needs to take part."""

    person: str
    text: str


class SetDelivery(PeopleCommand, frozen=True):
    """Set how somebody gets what is handed out, or tick it off. The program sends nothing."""

    person: str
    gets: Way | None
    got: bool = False


class AnswerUnlisted(PeopleCommand, frozen=True):
    """Set whether a name that is not on the list may be shown."""

    undoable: ClassVar[bool | str] = "final.consent"
    unlisted: str
    shown: bool


AnyPeopleCommand = (
    AddPerson
    | AddPeople
    | ArrivePerson
    | ArriveAll
    | LeavePerson
    | ChangePerson
    | ChangeConsent
    | AnswerConsent
    | NoteNeeds
    | AnswerUnlisted
    | AllowWords
    | SetDelivery
)


class PeopleFact(Fact, frozen=True):
    """Who is expected, here, remote, late or gone, and their consents."""


class PersonArrived(PeopleFact, frozen=True):
    """Somebody expected arrived, or (with a ``name`` or role groups) somebody new."""

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
    """Somebody's access needs, from now on. Private."""

    needs: str
    text: str
    person: str = ""


class NameNoted(PeopleFact, frozen=True):
    """A name was typed that is not on the list (see ``UnlistedName``)."""

    unlisted: str
    mark: str
    letter: str = ""


class UnlistedAnswered(PeopleFact, frozen=True):
    """Whether a name that is not on the list may be shown, from now on."""

    final: ClassVar[str] = "final.consent"
    unlisted: str
    shown: bool


class WordsAllowed(PeopleFact, frozen=True):
    """People consented to being in one entry; ``mark`` is the hash of its text. Private."""

    area: str
    key: str
    people: tuple[str, ...]
    mark: str


class DeliverySet(PeopleFact, frozen=True):
    """How somebody gets what is handed out, and whether they got it, from now on. Private."""

    person: str
    gets: Way | None = None
    got: bool = False


PeopleEvent = (
    PersonArrived
    | PersonLeft
    | PersonChanged
    | PersonConsentChanged
    | NeedsNoted
    | NameNoted
    | UnlistedAnswered
    | WordsAllowed
    | DeliverySet
)
