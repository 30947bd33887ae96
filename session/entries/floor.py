"""Turns, and places in the speaking queue."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

HandReason = Literal["turn", "unclear", "online"]


QueueOrder = Literal["arrival", "heard-least"]
"""Who goes first of those who want to speak: a choice the group makes openly (P24)."""


TurnKind = Literal["group", "someone", "silence", "group-work", "break"]


class Turn(Struct, frozen=True):
    """One stretch of the floor. ``group`` is a role group for kind ``group``, otherwise empty."""

    id: str
    kind: TurnKind
    group: str = ""
    since_t: int = 0
    until_t: int | None = None
    away_ms: int = 0
    """Clock gaps inside the turn: a turn never counts them."""
    person: str = ""
    """Whose hand it was, known only while the turn runs."""


class Floor(Struct, frozen=True):
    """Who speaks now, and counted milliseconds so far by role group (``""`` is "someone")."""

    current: Turn | None = None
    """The turn under way; ``None`` when nobody is counted."""
    total_ms: dict[str, int] = {}
    turns: dict[str, int] = {}
    own_ms: dict[str, int] = {}
    """Counted milliseconds of talk so far by person, of those alone who joined by phone and said yes to
    being counted. Each sees their own, nobody anybody else's."""
    queue_order: QueueOrder = "arrival"
    given: str = ""
    """Who was the last whose hand was given the floor; shown to them alone."""
    called: dict[str, int] = {}
    """Hands that were given the floor so far, by role group; never shown."""


class Hand(Struct, frozen=True):
    """A place in the speaking queue."""

    id: str
    person: str = ""
    name: str = ""
    group: str = ""
    reason: HandReason = "turn"
    raised_t: int = 0
