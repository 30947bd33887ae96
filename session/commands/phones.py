"""Commands about phones: the door, who joins, and what comes in."""

from __future__ import annotations

from typing import ClassVar

from session.commands.command import Command
from session.entries.people import Consent


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
    | JoinDevice
    | LeaveDevice
    | OfferIdea
    | SettleOffer
    | RaiseConcern
    | SeeConcern
)
