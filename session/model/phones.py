"""Phones: joining, the phones that have joined, and what they sent that waits for the facilitator."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct

from session.model.message import Command, Fact
from session.model.people import Consent
from session.model.plan import Wifi


class Door(Struct, frozen=True):
    """How people join by phone. Empty ``code``: joining was never opened."""

    code: str = ""
    """The code in the address; unchanged until renewed, so that phones can reconnect."""
    port: int = 0
    """The port the page was last served on, to be reused after a crash."""
    link: str = ""
    """The address shown to people, without the code."""
    open: bool = False
    """Whether new people may join. Phones that have joined stay connected either way."""
    look_first: bool = False
    """Whether ideas from phones wait for the facilitator's review."""
    colouring: bool = False
    """Whether phones may colour ideas into themes."""
    before: tuple[str, ...] = ()
    """Earlier codes: phones that have joined may still use them."""


class Device(Struct, frozen=True):
    """A phone that has joined. ``id`` is a hash of its token; the token itself is not stored."""

    id: str
    person: str
    joined_t: int = 0
    out: bool = False
    """Whether it left or was removed: it can't do anything any longer."""
    asked: bool = False
    """Whether it was removed: then it can't rejoin either."""
    noes: tuple[str, ...] = ()
    """Consents that were refused before it joined, and which it can't change."""


class Offer(Struct, frozen=True):
    """An idea from a phone that waits for review."""

    id: str
    text: str
    author: str = ""
    """Id of the author, only if they chose to show it."""
    offered_t: int = 0


class Concern(Struct, frozen=True):
    """A private message to the facilitator. Its sender is not stored."""

    id: str
    text: str
    told_t: int = 0
    seen: bool = False


class PhonesCommand(Command, frozen=True):
    """About phones."""


class OpenDoor(PhonesCommand, frozen=True):
    """Open joining. ``code`` is used only the first time; ``port`` is where the page is served.

    ``link`` is the address shown to people, without the code.
    """

    undoable: ClassVar[bool | str] = "final.door"
    code: str
    port: int = 0
    link: str = ""


class CloseDoor(PhonesCommand, frozen=True):
    """Close joining; phones that have joined stay connected."""

    undoable: ClassVar[bool | str] = "final.door"


class SetLookFirst(PhonesCommand, frozen=True):
    """Set whether ideas from phones wait for review or are added at once."""

    on: bool


class SetColouring(PhonesCommand, frozen=True):
    """Set whether phones may colour ideas into themes."""

    on: bool


class SetWays(PhonesCommand, frozen=True):
    """Replace the plan's remote link and the room's network; empty: without them."""

    meeting_link: str = ""
    wifi: Wifi | None = None


class JoinDevice(PhonesCommand, frozen=True):
    """A phone joins. Name and role groups may be empty; ``device`` is the hash of its token."""

    undoable: ClassVar[bool | str] = "final.phone"
    device: str
    name: str = ""
    roles: tuple[str, ...] = ()
    remote: bool = False
    consent: Consent = Consent()


class LeaveDevice(PhonesCommand, frozen=True):
    """A phone leaves; ``gone``: its person leaves, too."""

    undoable: ClassVar[bool | str] = "final.phone"
    device: str
    gone: bool = True


class OfferIdea(PhonesCommand, frozen=True):
    """An idea from a phone: added at once, or after review. ``author``: a person's id."""

    text: str
    author: str = ""


class SettleOffer(PhonesCommand, frozen=True):
    """Accept an idea that waits for review, or set it aside. Empty ``offer``: the one waiting longest."""

    taken: bool
    offer: str = ""


class RaiseConcern(PhonesCommand, frozen=True):
    """Send the facilitator a private message."""

    undoable: ClassVar[bool | str] = "final.phone"
    text: str


class SeeConcern(PhonesCommand, frozen=True):
    """Mark a private message as read. Empty: the oldest unread one."""

    concern: str = ""


AnyPhonesCommand = (
    OpenDoor
    | CloseDoor
    | SetLookFirst
    | SetColouring
    | SetWays
    | JoinDevice
    | LeaveDevice
    | OfferIdea
    | SettleOffer
    | RaiseConcern
    | SeeConcern
)


class PhonesFact(Fact, frozen=True):
    """Joining, the phones that joined, and what waits for the facilitator."""


class DoorOpened(PhonesFact, frozen=True):
    """Joining by phone was opened; ``code`` is the code in the address, for the whole session."""

    final: ClassVar[str] = "final.door"
    code: str
    port: int = 0
    link: str = ""


class DoorClosed(PhonesFact, frozen=True):
    """Joining was closed; phones that have joined stay connected."""

    final: ClassVar[str] = "final.door"


class LookFirstSet(PhonesFact, frozen=True):
    """Whether ideas from phones wait for review, from now on."""

    on: bool


class ColouringSet(PhonesFact, frozen=True):
    """Whether phones may colour ideas into themes, from now on."""

    on: bool


class WaysSet(PhonesFact, frozen=True):
    """The remote link and the room's network, from now on."""

    meeting_link: str = ""
    wifi: Wifi | None = None


class DeviceJoined(PhonesFact, frozen=True):
    """A phone joined, for ``person``. ``device`` is the hash of its token."""

    final: ClassVar[str] = "final.phone"
    device: str
    person: str


class DeviceLeft(PhonesFact, frozen=True):
    """A phone left, or was removed (``asked``)."""

    final: ClassVar[str] = "final.phone"
    device: str
    asked: bool = False


class IdeaOffered(PhonesFact, frozen=True):
    """An idea came from a phone and waits for review."""

    offer: str
    text: str
    author: str = ""


class OfferSettled(PhonesFact, frozen=True):
    """An idea that waited was accepted (another event adds it), or set aside."""

    offer: str
    taken: bool = False


class ConcernRaised(PhonesFact, frozen=True):
    """Somebody sent the facilitator a private message."""

    final: ClassVar[str] = "final.phone"
    concern: str
    text: str


class ConcernSeen(PhonesFact, frozen=True):
    """A private message was read."""

    concern: str


PhonesEvent = (
    DoorOpened
    | DoorClosed
    | LookFirstSet
    | ColouringSet
    | WaysSet
    | DeviceJoined
    | DeviceLeft
    | IdeaOffered
    | OfferSettled
    | ConcernRaised
    | ConcernSeen
)
