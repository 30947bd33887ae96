"""Facts about phones that take part."""

from __future__ import annotations

from typing import ClassVar

from session.events.fact import Fact


class PhonesFact(Fact, frozen=True):
    """The door, the phones that joined, and what waits for the facilitator."""


class DoorOpened(PhonesFact, frozen=True):
    """Joining by phone was opened; ``code`` is the word in the address, for the whole session."""

    final: ClassVar[str] = "final.door"
    code: str
    port: int = 0
    link: str = ""


class DoorClosed(PhonesFact, frozen=True):
    """Nobody new can join; phones that have joined go on."""

    final: ClassVar[str] = "final.door"


class LookFirstSet(PhonesFact, frozen=True):
    """Ideas from phones wait until they were looked at, or not any more."""

    on: bool


class ColouringSet(PhonesFact, frozen=True):
    """Phones may colour ideas into themes, or not any more."""

    on: bool


class DeviceJoined(PhonesFact, frozen=True):
    """A phone joined, for ``person``. ``device`` is the mark of its token."""

    final: ClassVar[str] = "final.phone"
    device: str
    person: str


class DeviceLeft(PhonesFact, frozen=True):
    """A phone left, or was ``asked`` to leave."""

    final: ClassVar[str] = "final.phone"
    device: str
    asked: bool = False


class IdeaOffered(PhonesFact, frozen=True):
    """An idea came from a phone and waits to be looked at."""

    offer: str
    text: str
    author: str = ""


class OfferSettled(PhonesFact, frozen=True):
    """An idea that waited was let in (another event adds it), or set aside."""

    offer: str
    taken: bool = False


class ConcernRaised(PhonesFact, frozen=True):
    """Somebody told the facilitator something in private."""

    final: ClassVar[str] = "final.phone"
    concern: str
    text: str


class ConcernSeen(PhonesFact, frozen=True):
    """The facilitator has read a concern."""

    concern: str


PhonesEvent = (
    DoorOpened
    | DoorClosed
    | LookFirstSet
    | ColouringSet
    | DeviceJoined
    | DeviceLeft
    | IdeaOffered
    | OfferSettled
    | ConcernRaised
    | ConcernSeen
)
