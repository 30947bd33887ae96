"""Facts about who is here."""

from __future__ import annotations

from typing import ClassVar

from session.entries.people import Consent
from session.events.fact import Fact


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


PeopleEvent = PersonArrived | PersonLeft | PersonChanged | PersonConsentChanged
