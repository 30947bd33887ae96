"""What opens and closes a session: outcomes, who is missing, reflections, thanks, corrections."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

OutcomeState = Literal["done", "under-way", "not-done", "cannot-change"]


class Outcome(Struct, frozen=True):
    """What became of something an earlier session left: "you said, we did" (P40)."""

    id: str
    about: str
    """Id of the carried action or parked item."""
    state: OutcomeState
    why: str = ""
    told_t: int = 0


class Remark(Struct, frozen=True):
    """One line somebody said: who is missing, a thank you, a correction."""

    id: str
    text: str
    said_t: int = 0


class Reflection(Struct, frozen=True):
    """What worked and what to change, without a name (P36); one of the two may be empty."""

    id: str
    worked: str = ""
    change: str = ""
    said_t: int = 0
