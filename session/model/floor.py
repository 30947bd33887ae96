"""Turns and the speaking queue: entries, commands, events."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from session.model.message import Command, Fact

HandReason = Literal["turn", "unclear", "online"]


QueueOrder = Literal["arrival", "heard-least"]
"""Which raised hand is next; the group chooses openly (P24)."""


TurnKind = Literal["group", "someone", "silence", "group-work", "break"]


class Turn(Struct, frozen=True):
    """One stretch of the floor. ``group`` is a role group for kind ``group``, otherwise empty."""

    id: str
    kind: TurnKind
    group: str = ""
    since_t: int = 0
    until_t: int | None = None
    away_ms: int = 0
    """Clock gaps within the turn; never counted."""
    person: str = ""
    """The person whose hand was called, known only during the turn."""


class Floor(Struct, frozen=True):
    """The current turn, and counted milliseconds so far by role group (``""`` is "someone")."""

    current: Turn | None = None
    """The current turn; ``None`` when nobody is counted."""
    total_ms: dict[str, int] = {}
    turns: dict[str, int] = {}
    own_ms: dict[str, int] = {}
    """Counted milliseconds of talk so far by person, for those who joined by phone and consented to counting.

    Each person sees only their own.
    """
    queue_order: QueueOrder = "arrival"
    given: str = ""
    """The person whose hand was called last; shown only to them."""
    called: dict[str, int] = {}
    """Number of hands called so far, by role group; never shown."""


class Hand(Struct, frozen=True):
    """A place in the speaking queue."""

    id: str
    person: str = ""
    name: str = ""
    group: str = ""
    reason: HandReason = "turn"
    raised_t: int = 0


class FloorCommand(Command, frozen=True):
    """About turns and the speaking queue."""


class StartTurn(FloorCommand, frozen=True):
    """Start a turn and end the one before. ``group`` is a role group, for kind ``group``."""

    kind: TurnKind = "group"
    group: str = ""
    back_s: int = 0


class EndTurn(FloorCommand, frozen=True):
    back_s: int = 0


class RaiseHand(FloorCommand, frozen=True):
    """Put somebody in the speaking queue: a known ``person``, a ``name``, or only a ``group``."""

    person: str = ""
    name: str = ""
    group: str = ""
    reason: HandReason = "turn"


class LowerHand(FloorCommand, frozen=True):
    """Take a hand down. Empty: the first in the queue."""

    hand: str = ""


class CallHand(FloorCommand, frozen=True):
    """Give the floor to a hand (empty: the first in the queue); counts their turn if turns are counted."""

    hand: str = ""


class OrderQueue(FloorCommand, frozen=True):
    """Order the queue by arrival, or put the role groups with the least talk time first (P24)."""

    order: QueueOrder


AnyFloorCommand = StartTurn | EndTurn | RaiseHand | LowerHand | CallHand | OrderQueue


class FloorFact(Fact, frozen=True):
    """Turns and the speaking queue."""


class TurnStarted(FloorFact, frozen=True):
    turn: str
    kind: TurnKind
    group: str = ""
    back_ms: int = 0
    person: str = ""


class TurnEnded(FloorFact, frozen=True):
    """A turn ended. Not ``counted``: the speaker withdrew their consent to counting."""

    turn: str
    back_ms: int = 0
    counted: bool = True


class HandRaised(FloorFact, frozen=True):
    hand: str
    person: str = ""
    name: str = ""
    group: str = ""
    reason: HandReason = "turn"


class HandLowered(FloorFact, frozen=True):
    hand: str
    called: bool = False
    """Whether they were given the floor."""


class QueueOrdered(FloorFact, frozen=True):
    """The group chose who goes first in the queue."""

    order: QueueOrder


FloorEvent = TurnStarted | TurnEnded | HandRaised | HandLowered | QueueOrdered
