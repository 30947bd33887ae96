"""Facts about the parking lot."""

from __future__ import annotations

from session.entries.parking import ParkingStatus
from session.events.fact import Fact


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
    """What was parked, in its words from now on."""

    parked: str
    text: str
    asked_by: str = ""
    promise: str = ""


ParkingEvent = ItemParked | ParkingMoved | ParkedChanged
