"""Commands about turns and the speaking queue."""

from __future__ import annotations

from session.commands.command import Command
from session.entries.floor import HandReason, QueueOrder, TurnKind


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
    """Give the floor to a hand (empty: the first in the queue); counts their turn if turns are."""

    hand: str = ""


class OrderQueue(FloorCommand, frozen=True):
    """Take hands as they went up, or those of the role groups heard least first (P24)."""

    order: QueueOrder


AnyFloorCommand = StartTurn | EndTurn | RaiseHand | LowerHand | CallHand | OrderQueue
