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


class NeedsNoted(PeopleFact, frozen=True):
    """What somebody needs to take part, as it is from now on. Private."""

    needs: str
    text: str
    person: str = ""


PeopleEvent = PersonArrived | PersonLeft | PersonChanged | PersonConsentChanged | NeedsNoted
