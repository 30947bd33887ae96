"""Commands about the parking lot."""

from __future__ import annotations

from session.commands.command import Command
from session.entries.parking import ParkingStatus


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
    """Put right what was parked: its text, who asked and the promise."""

    parked: str
    text: str
    asked_by: str = ""
    promise: str = ""


class PickUpNow(ParkingCommand, frozen=True):
    """Pick it up as an agenda item of its own; what is under way comes back after it."""

    parked: str
    minutes: int = 5


class CarryAll(ParkingCommand, frozen=True):
    """Carry everything still parked or picked up over to the next session."""


AnyParkingCommand = Park | MoveParked | ChangeParked | PickUpNow | CarryAll
