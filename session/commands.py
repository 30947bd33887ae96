"""What somebody asks for: imperative, may be refused.

``undoable`` is ``True``, or the wording key that says why the command can't be undone.
Empty ids mean "the one meant by context" where a docstring says so; minutes are whole.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from msgspec import Struct

from session.plan import ItemKind, Plan
from session.state import (
    Channel,
    Consent,
    CountChannel,
    HandReason,
    Method,
    ParkingStatus,
    TurnKind,
)

StrikeArea = Literal[
    "people",
    "items",
    "queue",
    "parking",
    "ideas",
    "themes",
    "rounds",
    "notes",
    "decisions",
    "actions",
]


class Command(Struct, frozen=True, kw_only=True, tag=True):
    """What all commands share."""

    undoable: ClassVar[bool | str] = True


class FrameCommand(Command, frozen=True):
    """About the session itself."""


class OpenSession(FrameCommand, frozen=True):
    """The first command of a session; ``utc_offset_s`` is local time less UTC, in seconds."""

    undoable: ClassVar[bool | str] = "final.opened"
    session: str
    plan: Plan
    utc_offset_s: int = 0


class EndSession(FrameCommand, frozen=True):
    undoable: ClassVar[bool | str] = "final.ended"


class SetCounting(FrameCommand, frozen=True):
    """Count turns by role group, or stop; only once the group agreed."""

    on: bool


class RecordGap(FrameCommand, frozen=True):
    """The clock was not seen for ``length_ms`` up to now, or the wall clock was set by ``wall_ms``."""

    undoable: ClassVar[bool | str] = "final.gap"
    length_ms: int
    wall_ms: int = 0


class CountGap(FrameCommand, frozen=True):
    """Let the agenda count the last gap, or not."""

    counted: bool


class AgreeRecap(FrameCommand, frozen=True):
    undoable: ClassVar[bool | str] = "final.agreed"
    not_coproduced: str


class Strike(FrameCommand, frozen=True):
    """Strike the words of one entry for good."""

    undoable: ClassVar[bool | str] = "final.struck"
    area: StrikeArea
    key: str


class PeopleCommand(Command, frozen=True):
    """About who is here."""


class AddPerson(PeopleCommand, frozen=True):
    """Somebody not in the plan arrived. A name is not needed, nor a role group."""

    name: str = ""
    roles: tuple[str, ...] = ()
    remote: bool = False
    late: bool = False


class ArrivePerson(PeopleCommand, frozen=True):
    person: str
    late: bool = False


class ArriveAll(PeopleCommand, frozen=True):
    """Everyone still expected is here."""


class LeavePerson(PeopleCommand, frozen=True):
    person: str


class ChangePerson(PeopleCommand, frozen=True):
    person: str
    name: str
    roles: tuple[str, ...] = ()
    remote: bool = False


class ChangeConsent(PeopleCommand, frozen=True):
    undoable: ClassVar[bool | str] = "final.consent"
    person: str
    consent: Consent


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
    """Put an item that has not begun at place ``index`` (from 0) of the agenda."""

    item: str
    index: int


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


class ParkingCommand(Command, frozen=True):
    """About the parking lot."""


class Park(ParkingCommand, frozen=True):
    text: str
    asked_by: str = ""
    promise: str = ""


class MoveParked(ParkingCommand, frozen=True):
    parked: str
    status: ParkingStatus


class CarryAll(ParkingCommand, frozen=True):
    """Carry everything still parked or picked up over to the next session."""


class IdeasCommand(Command, frozen=True):
    """About ideas and themes."""


class AddIdea(IdeasCommand, frozen=True):
    text: str
    channel: Channel = "console"


class EditIdea(IdeasCommand, frozen=True):
    idea: str
    text: str


class MergeIdea(IdeasCommand, frozen=True):
    idea: str
    into: str


class SplitIdea(IdeasCommand, frozen=True):
    idea: str


class RemoveIdea(IdeasCommand, frozen=True):
    idea: str


class ColourIdea(IdeasCommand, frozen=True):
    """Colour an idea into a theme (empty: none). With ``also`` the colours differ: contested."""

    idea: str
    theme: str = ""
    also: bool = False


class AddTheme(IdeasCommand, frozen=True):
    name: str


class RenameTheme(IdeasCommand, frozen=True):
    theme: str
    name: str


class RemoveTheme(IdeasCommand, frozen=True):
    theme: str


class RoundCommand(Command, frozen=True):
    """About votes."""


class OpenRound(RoundCommand, frozen=True):
    """Open a vote on ``options`` (labels, 2 to 12). Its rules are fixed from here."""

    question: str
    options: tuple[str, ...]
    method: Method = "hands"
    dots: int = 1


class EnterCount(RoundCommand, frozen=True):
    """Enter what one channel gave per option id; it replaces what that channel had.

    ``ballots`` is the number of papers or people; needed for paper.
    """

    round: str
    channel: CountChannel
    counts: dict[str, int]
    ballots: int | None = None


class CloseRound(RoundCommand, frozen=True):
    undoable: ClassVar[bool | str] = "final.closed"
    round: str


class RevealRound(RoundCommand, frozen=True):
    undoable: ClassVar[bool | str] = "final.revealed"
    round: str


class RecordCommand(Command, frozen=True):
    """About notes, decisions and actions."""


class WriteNote(RecordCommand, frozen=True):
    text: str


class RecordDecision(RecordCommand, frozen=True):
    text: str
    reservations: tuple[str, ...] = ()


class AddReservation(RecordCommand, frozen=True):
    """Somebody's reservation, in their own words. Empty ``decision``: the last one."""

    text: str
    decision: str = ""


class SetAction(RecordCommand, frozen=True):
    """Set a next step, or change one (``action`` not empty)."""

    what: str
    who: str = ""
    by: str = ""
    action: str = ""


class HistoryCommand(Command, frozen=True):
    """About what was done. Told by the runtime, which knows what was done."""


class Undo(HistoryCommand, frozen=True):
    """Undo ``target`` (a command id); empty: the last command that can be undone."""

    target: str = ""


class Redo(HistoryCommand, frozen=True):
    """Do again what the last undo took back."""


AnyFrameCommand = (
    OpenSession | EndSession | SetCounting | RecordGap | CountGap | AgreeRecap | Strike
)
AnyPeopleCommand = AddPerson | ArrivePerson | ArriveAll | LeavePerson | ChangePerson | ChangeConsent
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
)
AnyFloorCommand = StartTurn | EndTurn | RaiseHand | LowerHand | CallHand
AnyParkingCommand = Park | MoveParked | CarryAll
AnyIdeasCommand = (
    AddIdea
    | EditIdea
    | MergeIdea
    | SplitIdea
    | RemoveIdea
    | ColourIdea
    | AddTheme
    | RenameTheme
    | RemoveTheme
)
AnyRoundCommand = OpenRound | EnterCount | CloseRound | RevealRound
AnyRecordCommand = WriteNote | RecordDecision | AddReservation | SetAction
AnyHistoryCommand = Undo | Redo

DecidedCommand = (
    AnyFrameCommand
    | AnyPeopleCommand
    | AnyAgendaCommand
    | AnyFloorCommand
    | AnyParkingCommand
    | AnyIdeasCommand
    | AnyRoundCommand
    | AnyRecordCommand
)
AnyCommand = DecidedCommand | AnyHistoryCommand
