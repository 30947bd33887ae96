"""What is written in sight of all: notes, decisions, actions."""

from __future__ import annotations

from msgspec import Struct


class Note(Struct, frozen=True):
    """A line of the record, written in sight of all (P32)."""

    id: str
    text: str
    item: str = ""
    written_t: int = 0


class Decision(Struct, frozen=True):
    """A decision as read back, with reservations in people's own words (P52)."""

    id: str
    text: str
    reservations: tuple[str, ...] = ()
    item: str = ""
    recorded_t: int = 0


class Action(Struct, frozen=True):
    """A next step: what, who, by when (P37)."""

    id: str
    what: str
    who: str = ""
    by: str = ""
    recorded_t: int = 0
    item: str = ""
