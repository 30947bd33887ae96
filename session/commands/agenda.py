"""Commands about the agenda and its clock."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from session.commands.command import Command
from session.plan import ItemKind


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
