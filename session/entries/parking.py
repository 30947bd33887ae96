"""Side issues kept for later."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

ParkingStatus = Literal["parked", "picked-up", "resolved", "carried-over", "action"]


class Parked(Struct, frozen=True):
    """A side issue kept for later (P28)."""

    id: str
    text: str
    asked_by: str = ""
    promise: str = ""
    status: ParkingStatus = "parked"
    parked_t: int = 0
