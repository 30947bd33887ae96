"""Facts about the agenda and its clock."""

from __future__ import annotations

from typing import Literal

from session.events.fact import Fact
from session.plan import ItemKind


class AgendaFact(Fact, frozen=True):
    """The agenda and its clock. ``back_ms``: it happened that long before it was told."""


class ItemStarted(AgendaFact, frozen=True):
    """An item began, or was come back to; the one under way must have ended in the same command."""

    item: str
    back_ms: int = 0


class ItemEnded(AgendaFact, frozen=True):
    """The item under way ended. ``finished``: nothing follows. ``interrupted``: it is come back to."""

    item: str
    back_ms: int = 0
    finished: bool = False
    interrupted: bool = False


class ItemAdded(AgendaFact, frozen=True):
    item: str
    title: str
    minutes: int | None = None
    kind: ItemKind = "other"
    focus: str = ""
    index: int = 0
    """Its place in the agenda, from 0."""
    protected: bool = False


class ItemDropped(AgendaFact, frozen=True):
    item: str


class ItemMoved(AgendaFact, frozen=True):
    item: str
    index: int


class ItemChanged(AgendaFact, frozen=True):
    """New wording or minutes of an item, as they are from now on."""

    item: str
    title: str
    focus: str = ""
    added_min: int = 0


class Replanned(AgendaFact, frozen=True):
    """The time left was shared out anew: minutes beyond the plan by item, and what was left out."""

    way: Literal["shrink", "give", "drop", "park"] = "shrink"
    added_min: dict[str, int] = {}
    left_out: tuple[str, ...] = ()


class StartBackdated(AgendaFact, frozen=True):
    """The item under way had started ``back_ms`` earlier than was told."""

    back_ms: int


class Paused(AgendaFact, frozen=True):
    pass


class Resumed(AgendaFact, frozen=True):
    pass


AgendaEvent = (
    ItemStarted
    | ItemEnded
    | ItemAdded
    | ItemDropped
    | ItemMoved
    | ItemChanged
    | Replanned
    | StartBackdated
    | Paused
    | Resumed
)
