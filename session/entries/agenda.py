"""The agenda items, and where the clock stands."""

from __future__ import annotations

from msgspec import Struct

from session.plan import ItemKind


class Item(Struct, frozen=True):
    """One agenda item. ``minutes`` is ``None`` when it has no set length (P58)."""

    id: str
    title: str
    minutes: int | None = None
    kind: ItemKind = "other"
    focus: str = ""
    content_note: str = ""
    starts_min: int | None = None
    """Fixed start in minutes after local midnight."""
    protected: bool = False
    may_shrink: bool = True
    added_min: int = 0
    """Minutes given (or taken, below zero) since the plan."""
    spent_ms: int = 0
    """Counted time of earlier stints: an item can be come back to."""
    first_t: int | None = None
    ended_t: int | None = None
    dropped: bool = False
    extra: bool = False
    """Added during the session: not part of the plan it is held against."""


class Clock(Struct, frozen=True):
    """Where the agenda stands."""

    current: str = ""
    """Id of the item under way; empty before the start and after the last item."""
    since_t: int = 0
    """When the current stint of the current item began."""
    away_ms: int = 0
    """Time inside this stint that is not the item's: pauses and gaps that are not counted."""
    paused_t: int | None = None
    started_t: int | None = None
    finished_t: int | None = None
    before: str = ""
    """Id of the item that gave way to the current one, ended or interrupted."""
    before_ms: int = 0
    """Counted time of its last stint: as far as the start of the current one can be put back."""
