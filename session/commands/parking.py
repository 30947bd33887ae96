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


class CarryAll(ParkingCommand, frozen=True):
    """Carry everything still parked or picked up over to the next session."""


AnyParkingCommand = Park | MoveParked | CarryAll
