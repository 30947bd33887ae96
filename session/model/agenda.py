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
    notes: str = ""
    """From the plan, for the facilitator alone: only the private panel shows it."""


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


class AgendaCommand(Command, frozen=True):
    """About the agenda and its clock."""


class StartAgenda(AgendaCommand, frozen=True):
    """Start the first item, ``back_s`` seconds ago."""

    back_s: int = 0


class NextItem(AgendaCommand, frozen=True):
    """End the item under way and start the next one, ``back_s`` seconds ago.

    After the last item the agenda is finished.
    """

    back_s: int = 0


class BackItem(AgendaCommand, frozen=True):
    """Go back to the item before, which goes on counting where it was left.

    Once the agenda is over, that is the last one.
    """


class GoToItem(AgendaCommand, frozen=True):
    """End the item under way, if any, and start any other one."""

    item: str


class Pause(AgendaCommand, frozen=True):
    pass


class Resume(AgendaCommand, frozen=True):
    pass


class AddMinutes(AgendaCommand, frozen=True):
    """Give an item minutes, or take some (below zero). Empty ``item``: the one under way."""

    minutes: int
    item: str = ""


class SkipItem(AgendaCommand, frozen=True):
    """Leave an item out. The one under way ends and the next starts. Empty: the one under way."""

    item: str = ""


class MoveItem(AgendaCommand, frozen=True):
    """Move an item that has not begun ``by`` so many places down, or up when it is below 0.

    Not to a place: of two keys pressed fast, the second must not undo what the first did.
    """

    item: str
    by: int


class AddItem(AgendaCommand, frozen=True):
    """Add an item; ``index`` -1 is right after the one under way and whatever else has begun."""

    title: str
    minutes: int | None = None
    kind: ItemKind = "other"
    focus: str = ""
    index: int = -1


class TakeBreak(AgendaCommand, frozen=True):
    """Start a break of ``minutes`` now; the item under way ends and comes back after it.

    When the next item is a break, that one is taken instead.
    """

    minutes: int = 10


class ChangeFocus(AgendaCommand, frozen=True):
    """Reword the focus point. Empty ``item``: the one under way."""

    focus: str
    item: str = ""


class BackdateStart(AgendaCommand, frozen=True):
    """The item under way started ``back_s`` seconds earlier than it was told."""

    back_s: int


class NewMinutes(Struct, frozen=True):
    """One item's minutes, as they were when they were shown and as they are to be."""

    item: str
    before: int
    after: int


class Replan(AgendaCommand, frozen=True):
    """Do one of the choices that were shown while ``current`` was under way.

    ``minutes`` goes with "shrink" and "give", ``item`` with "drop" and "park", ``promise`` with
    "park" alone. It is refused once the agenda has moved on from what was shown.
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
