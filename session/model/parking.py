"""The parking lot, side issues kept for later: entries, commands, events."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from session.model.message import Command, Fact

ParkingStatus = Literal["parked", "picked-up", "resolved", "carried-over", "action"]
OPEN: frozenset[ParkingStatus] = frozenset({"parked", "picked-up"})
"""While it waits or is talked about."""


class Parked(Struct, frozen=True):
    """A side issue kept for later (P28)."""

    id: str
    text: str
    asked_by: str = ""
    promise: str = ""
    status: ParkingStatus = "parked"
    parked_t: int = 0
    moved_t: int = 0
    """Since when it has its status."""


class ParkingCommand(Command, frozen=True):
    """About the parking lot."""


class Park(ParkingCommand, frozen=True):
    text: str
    asked_by: str = ""
    promise: str = ""


class MoveParked(ParkingCommand, frozen=True):
    parked: str
    status: ParkingStatus


class ChangeParked(ParkingCommand, frozen=True):
    """Correct a parked item: its text, who asked and the promise."""

    parked: str
    text: str
    asked_by: str = ""
    promise: str = ""


class PickUpNow(ParkingCommand, frozen=True):
    """Turn a parked item into an agenda item and start it; the interrupted item is resumed afterwards."""

    parked: str
    minutes: int = 5


class CarryAll(ParkingCommand, frozen=True):
    """Carry all parked or picked-up items over to the next session."""


AnyParkingCommand = Park | MoveParked | ChangeParked | PickUpNow | CarryAll


class ParkingFact(Fact, frozen=True):
    """The parking lot."""


class ItemParked(ParkingFact, frozen=True):
    parked: str
    text: str
    asked_by: str = ""
    promise: str = ""


class ParkingMoved(ParkingFact, frozen=True):
    parked: str
    status: ParkingStatus


class ParkedChanged(ParkingFact, frozen=True):
    """The wording of a parked item, from now on."""

    parked: str
    text: str
    asked_by: str = ""
    promise: str = ""


ParkingEvent = ItemParked | ParkingMoved | ParkedChanged
