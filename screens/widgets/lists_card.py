"""The speaking queue and the parking lot: short lists, and one line for where room is scarce."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from textual.content import Content

from screens.text import plain
from screens.widgets.card import Card, first
from session.wording.catalogue import say


class QueueCard(Card[tuple[str, ...]]):
    """Order and agreed names only, never why (DESIGN, section 3)."""

    def head(self, value: tuple[str, ...], width: int) -> str:  # noqa: ARG002 - the name Card calls
        return say("console.queue")

    def lines(self, value: tuple[str, ...], width: int, height: int) -> Sequence[Content]:  # noqa: ARG002 - the name Card calls
        if not value:
            return [plain(say("console.queue.none"), "$quiet")]
        names = [plain(f"{n}. {name}", "bold" if n == 1 else "") for n, name in enumerate(value, 1)]
        return first(names, height)


class ParkingFacts(Struct, frozen=True):
    parked: str = ""
    """How many are parked, in words."""
    texts: tuple[str, ...] = ()


class ParkingCard(Card[ParkingFacts]):
    def head(self, value: ParkingFacts, width: int) -> str:  # noqa: ARG002 - the name Card calls
        return value.parked or say("console.parked")

    def lines(self, value: ParkingFacts, width: int, height: int) -> Sequence[Content]:  # noqa: ARG002 - the name Card calls
        if not value.texts:
            return [plain(say("console.parked.none"), "$quiet")]
        return first([plain(f"• {text}") for text in value.texts], height)


class AlsoFacts(Struct, frozen=True):
    queue: tuple[str, ...] = ()
    parked: str = ""


class AlsoLine(Card[AlsoFacts]):
    """Queue and parked count in one line, where the cards have no room."""

    DEFAULT_CSS = "AlsoLine { height: 1; border: none; padding: 0 2; }"

    def head(self, value: AlsoFacts, width: int) -> str:  # noqa: ARG002 - the name Card calls
        return ""

    def lines(self, value: AlsoFacts, width: int, height: int) -> Sequence[Content]:  # noqa: ARG002 - the name Card calls
        names = ", ".join(f"{n} {name}" for n, name in enumerate(value.queue, 1))
        waiting = say("console.queue.line", names=names) if names else say("console.queue.empty")
        parked = plain(value.parked, "$quiet")
        room = width - parked.cell_length - 2
        return [plain(waiting).truncate(room, ellipsis=True) + "  " + parked]
