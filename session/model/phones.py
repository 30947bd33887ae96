"""Phones: the door they come in by, which phone is whose, and what waits for the facilitator."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct

from session.model.message import Command, Fact
from session.model.people import Consent
from session.model.plan import Wifi


class Door(Struct, frozen=True):
    """How people join by phone. Without a ``code`` joining was never opened."""

    code: str = ""
    """The word in the address; it stays until it is renewed, so that phones find their way back."""
    port: int = 0
    """Where the page was served last, to be served there again after a crash."""
    link: str = ""
    """The address people are told, without the code."""
    open: bool = False
    """Whether somebody new may join. Phones that have joined go on in any case."""
    look_first: bool = False
    """Whether ideas from phones wait until the facilitator has looked at them."""
    colouring: bool = False
    """Whether phones may colour ideas into themes."""
    before: tuple[str, ...] = ()
    """Earlier codes: phones that are in may still use them."""


class Device(Struct, frozen=True):
    """A phone that has joined. ``id`` is the mark of its token, which itself is kept nowhere."""

    id: str
    person: str
    joined_t: int = 0
    out: bool = False
    """Whether it left or was asked to leave: it can't do anything any more."""
    asked: bool = False
    """Whether it was asked to leave: then it can't join again either."""
    noes: tuple[str, ...] = ()
    """Questions of consent that were answered with no before it came: not for it to change."""


class Offer(Struct, frozen=True):
    """An idea from a phone that waits to be looked at."""

    id: str
    text: str
    author: str = ""
    """Whose it is, by the id of the person, only where they chose to show it."""
    offered_t: int = 0


class Concern(Struct, frozen=True):
    """Something told to the facilitator in private. Who told it is not kept."""

    id: str
    text: str
    told_t: int = 0
    seen: bool = False


class PhonesCommand(Command, frozen=True):
    """About phones."""


class OpenDoor(PhonesCommand, frozen=True):
    """Let people join. ``code`` is only taken the first time; ``port`` is where the page is served.

    ``link`` is the address people are told, without the code.
    """

    undoable: ClassVar[bool | str] = "final.door"
    code: str
    port: int = 0
    link: str = ""


class CloseDoor(PhonesCommand, frozen=True):
    """Let nobody new join; phones that have joined go on."""

    undoable: ClassVar[bool | str] = "final.door"


class SetLookFirst(PhonesCommand, frozen=True):
    """Let ideas from phones wait until they were looked at, or come straight in."""

    on: bool


class SetColouring(PhonesCommand, frozen=True):
    """Let phones colour ideas into themes, or not."""

    on: bool


class SetWays(PhonesCommand, frozen=True):
    """Set where people join from afar and the room's network, instead of what the plan said; empty: none."""

    meeting_link: str = ""
    wifi: Wifi | None = None


class JoinDevice(PhonesCommand, frozen=True):
    """A phone joins. Name and role groups may be empty; ``device`` is the mark of its token."""

    undoable: ClassVar[bool | str] = "final.phone"
    device: str
    name: str = ""
    roles: tuple[str, ...] = ()
    remote: bool = False
    consent: Consent = Consent()


class LeaveDevice(PhonesCommand, frozen=True):
    """A phone leaves; ``gone``: and its person goes, too."""

    undoable: ClassVar[bool | str] = "final.phone"
    device: str
    gone: bool = True


class OfferIdea(PhonesCommand, frozen=True):
    """An idea from a phone: straight in, or to be looked at first. ``author``: a person's id."""

    text: str
    author: str = ""


class SettleOffer(PhonesCommand, frozen=True):
    """Let an idea in that waited, or set it aside. Empty ``offer``: the one that waits longest."""

    taken: bool
    offer: str = ""


class RaiseConcern(PhonesCommand, frozen=True):
    """Tell the facilitator something in private."""

    undoable: ClassVar[bool | str] = "final.phone"
    text: str


class SeeConcern(PhonesCommand, frozen=True):
    """The facilitator has read a concern. Empty: the oldest that was not read."""

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


class WaysSet(PhonesFact, frozen=True):
    """Where people join from afar and the room's network were set while the session goes on."""

    meeting_link: str = ""
    wifi: Wifi | None = None


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
    | WaysSet
    | DeviceJoined
    | DeviceLeft
    | IdeaOffered
    | OfferSettled
    | ConcernRaised
    | ConcernSeen
)
