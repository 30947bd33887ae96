"""The speaking queue and the parking lot: short lists."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from textual.content import Content

from screens.text import plain
from screens.widgets.card import Card, unfolded
from session.wording.catalogue import say


class QueueCard(Card[tuple[str, ...]]):
    """Order and agreed names only, never the reason (DESIGN, section 3)."""

    def holds(self, value: tuple[str, ...]) -> bool:
        return bool(value)

    def head(self, value: tuple[str, ...], width: int) -> str:  # noqa: ARG002 - Card's signature
        return say("console.queue")

    def lines(self, value: tuple[str, ...], width: int, height: int) -> Sequence[Content]:
        names = [plain(f"{n}. {name}", "bold" if n == 1 else "") for n, name in enumerate(value, 1)]
        return unfolded(names, width, height, 3)


class ParkingFacts(Struct, frozen=True):
    parked: str = ""
    """Number of parked items, in words."""
    texts: tuple[str, ...] = ()


class ParkingCard(Card[ParkingFacts]):
    def holds(self, value: ParkingFacts) -> bool:
        return bool(value.texts)

    def head(self, value: ParkingFacts, width: int) -> str:  # noqa: ARG002 - Card's signature
        return value.parked

    def lines(self, value: ParkingFacts, width: int, height: int) -> Sequence[Content]:
        return unfolded([plain(f"• {text}") for text in value.texts], width, height, 2)
