"""The agenda and its clock: items, commands, events."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from session.model.message import Command, Fact
from session.model.plan import ItemKind


class Item(Struct, frozen=True):
    """One agenda item. ``minutes`` is ``None`` when it has no set length (P58)."""

    id: str
    title: str
    minutes: int | None = None
    kind: ItemKind = "other"
    focus: str = ""
    content_note: str = ""
    starts_min: int | None = None
    """Fixed start, in minutes after local midnight."""
    protected: bool = False
    may_shrink: bool = True
    added_min: int = 0
    """Minutes added to the plan's (below zero: removed)."""
    spent_ms: int = 0
    """Counted time of earlier stints: an interrupted item can be resumed."""
    first_t: int | None = None
    ended_t: int | None = None
    dropped: bool = False
    extra: bool = False
    """Whether it was added during the session, and so is not part of the plan."""
    notes: str = ""
    """The plan's notes for the facilitator; only the private panel shows them."""


class Clock(Struct, frozen=True):
    """The current position in the agenda."""

    current: str = ""
    """Id of the current item; empty before the start and after the last item."""
    since_t: int = 0
    """When the current stint of the current item began."""
    away_ms: int = 0
    """Time within this stint that does not count for the item: pauses, and gaps that are not counted."""
    paused_t: int | None = None
    started_t: int | None = None
    finished_t: int | None = None
    before: str = ""
    """Id of the item that was current before this one, ended or interrupted."""
    before_ms: int = 0
    """Counted time of its last stint: the current item's start can't be back-dated further than this."""


class AgendaCommand(Command, frozen=True):
    """About the agenda and its clock."""


class StartAgenda(AgendaCommand, frozen=True):
    """Start the first item, ``back_s`` seconds ago."""

    back_s: int = 0


class NextItem(AgendaCommand, frozen=True):
    """End the current item and start the next one, ``back_s`` seconds ago.

    After the last item the agenda is finished.
    """

    back_s: int = 0


class BackItem(AgendaCommand, frozen=True):
    """Resume the item before the current one, which continues counting from where it stopped.

    Once the agenda is finished, that is the last item.
    """


class GoToItem(AgendaCommand, frozen=True):
    """End the current item, if any, and start any other one."""

    item: str


class Pause(AgendaCommand, frozen=True):
    pass


class Resume(AgendaCommand, frozen=True):
    pass


class AddMinutes(AgendaCommand, frozen=True):
    """Add minutes to an item, or remove some (below zero). Empty ``item``: the current one."""

    minutes: int
    item: str = ""


class SkipItem(AgendaCommand, frozen=True):
    """Skip an item. If it is the current one, it ends and the next starts. Empty ``item``: the current one."""

    item: str = ""


class MoveItem(AgendaCommand, frozen=True):
    """Move an item that has not begun down by ``by`` places, or up when ``by`` is negative.

    Relative, not to an absolute place: when two keys are pressed quickly, the second must not undo the first.
    """

    item: str
    by: int


class AddItem(AgendaCommand, frozen=True):
    """Add an item; ``index`` -1 is directly after the current one and all others that have begun."""

    title: str
    minutes: int | None = None
    kind: ItemKind = "other"
    focus: str = ""
    index: int = -1


class TakeBreak(AgendaCommand, frozen=True):
    """Start a break of ``minutes`` now, interrupting the current item, which is resumed after it.

    When the next item is a break, that one is started instead.
    """

    minutes: int = 10


class ChangeFocus(AgendaCommand, frozen=True):
    """Reword an item's focus point. Empty ``item``: the current one."""

    focus: str
    item: str = ""


class BackdateStart(AgendaCommand, frozen=True):
    """Back-date the start of the current item by ``back_s`` seconds."""

    back_s: int


class NewMinutes(Struct, frozen=True):
    """One item's minutes: those that were shown, and the new ones."""

    item: str
    before: int
    after: int


class Replan(AgendaCommand, frozen=True):
    """Apply one of the replanning choices that were shown while ``current`` was the current item.

    ``minutes`` is used with "shrink" and "give", ``item`` with "drop" and "park", ``promise`` with
    "park" only. Refused when the agenda has moved on since the choices were shown.
    """

    way: Literal["shrink", "give", "drop", "park"]
    current: str = ""
    minutes: tuple[NewMinutes, ...] = ()
    item: str = ""
    promise: str = ""


AnyAgendaCommand = (
    StartAgenda
    | NextItem
    | BackItem
    | GoToItem
    | Pause
    | Resume
    | AddMinutes
    | SkipItem
    | MoveItem
    | AddItem
    | TakeBreak
    | ChangeFocus
    | BackdateStart
    | Replan
)


class AgendaFact(Fact, frozen=True):
    """The agenda and its clock. ``back_ms``: how long before the event was recorded it happened."""


class ItemStarted(AgendaFact, frozen=True):
    """An item began or was resumed; the item before it must have ended in the same command."""

    item: str
    back_ms: int = 0


class ItemEnded(AgendaFact, frozen=True):
    """The current item ended. ``finished``: nothing follows. ``interrupted``: it will be resumed."""

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
    """An item's wording or minutes, from now on."""

    item: str
    title: str
    focus: str = ""
    added_min: int = 0


class Replanned(AgendaFact, frozen=True):
    """The remaining time was reallocated: minutes beyond the plan by item, and the items skipped."""

    way: Literal["shrink", "give", "drop", "park"] = "shrink"
    added_min: dict[str, int] = {}
    left_out: tuple[str, ...] = ()


class StartBackdated(AgendaFact, frozen=True):
    """The current item had started ``back_ms`` earlier than recorded."""

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
