"""Facts about turns and the speaking queue."""

from __future__ import annotations

from session.entries.floor import HandReason, QueueOrder, TurnKind
from session.events.fact import Fact


class FloorFact(Fact, frozen=True):
    """Turns and the speaking queue."""


class TurnStarted(FloorFact, frozen=True):
    turn: str
    kind: TurnKind
    group: str = ""
    back_ms: int = 0
    person: str = ""


class TurnEnded(FloorFact, frozen=True):
    """A turn is over. Not ``counted``: whose turn it was took their consent back."""

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
