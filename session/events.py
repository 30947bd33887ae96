"""What happened: facts, in the past tense, one class a kind.

A class name is the kind on disk and ``version`` its version; a released pair keeps its meaning for
good. ``final`` is empty when the command behind it can be undone, otherwise the wording key that
says why not. Wall time, session time and order are in the envelope, not here.
"""

from __future__ import annotations

from typing import ClassVar

from msgspec import UNSET, Struct, UnsetType

from session.plan import ItemKind, Plan
from session.state import (
    Action,
    Channel,
    Clock,
    Closing,
    Consent,
    Count,
    CountChannel,
    Decision,
    Floor,
    Gap,
    Hand,
    HandReason,
    Idea,
    Item,
    Meta,
    Method,
    Note,
    Parked,
    ParkingStatus,
    Person,
    Round,
    Theme,
    Turn,
    TurnKind,
)


class Fact(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What all events share."""

    version: ClassVar[int] = 1
    final: ClassVar[str] = ""


class FrameFact(Fact, frozen=True):
    """The session itself: opening, ending, counting, gaps, agreeing the recap, undo, strike."""


class SessionStarted(FrameFact, frozen=True):
    """The session was opened from ``plan``; ``item_ids`` and ``person_ids`` follow its order."""

    final: ClassVar[str] = "final.opened"
    session: str
    plan: Plan
    item_ids: tuple[str, ...]
    person_ids: tuple[str, ...]
    opened_at: str
    """Aware ISO 8601 UTC time of opening."""
    utc_offset_s: int = 0


class SessionEnded(FrameFact, frozen=True):
    final: ClassVar[str] = "final.ended"


class CountingChanged(FrameFact, frozen=True):
    """The group agreed that turns are counted by role group, or took that back."""

    on: bool


class ClockGapped(FrameFact, frozen=True):
    """The clock was not seen for ``length_ms`` up to now (a crash or sleep).

    ``wall_ms``: how far the wall clock was set, on (above 0) or back, beside session time.
    """

    final: ClassVar[str] = "final.gap"
    length_ms: int
    counted: bool = True
    wall_ms: int = 0


class GapCounted(FrameFact, frozen=True):
    """The last gap is, or is not, part of the agenda's time."""

    counted: bool


class RecapAgreed(FrameFact, frozen=True):
    """The recap was read back and agreed, with what was not co-produced (P42)."""

    final: ClassVar[str] = "final.agreed"
    not_coproduced: str


class TextStruck(FrameFact, frozen=True):
    """Words were struck from the record. It names the place, never the words."""

    final: ClassVar[str] = "final.struck"
    area: str
    key: str


class Restored(FrameFact, frozen=True):
    """Compensates command ``undoes``: each slice it touched as it was before (None: was not there).

    With ``again`` it is the other way round: an undo was itself undone.
    """

    undoes: str
    again: bool = False
    meta: Meta | UnsetType = UNSET
    people: dict[str, Person | None] = {}
    items: dict[str, Item | None] = {}
    order: tuple[str, ...] | UnsetType = UNSET
    clock: Clock | UnsetType = UNSET
    floor: Floor | UnsetType = UNSET
    turns: dict[str, Turn | None] = {}
    queue: dict[str, Hand | None] = {}
    parking: dict[str, Parked | None] = {}
    ideas: dict[str, Idea | None] = {}
    themes: dict[str, Theme | None] = {}
    rounds: dict[str, Round | None] = {}
    notes: dict[str, Note | None] = {}
    decisions: dict[str, Decision | None] = {}
    actions: dict[str, Action | None] = {}
    closing: Closing | UnsetType = UNSET
    gaps: tuple[Gap, ...] | UnsetType = UNSET


class PeopleFact(Fact, frozen=True):
    """Who is expected, here, remote, late or gone, and what they agreed to."""


class PersonArrived(PeopleFact, frozen=True):
    """Somebody expected arrived, or (with a ``name`` or roles of their own) somebody new."""

    person: str
    name: str = ""
    roles: tuple[str, ...] = ()
    remote: bool = False
    late: bool = False
    new: bool = False


class PersonLeft(PeopleFact, frozen=True):
    person: str


class PersonChanged(PeopleFact, frozen=True):
    person: str
    name: str
    roles: tuple[str, ...] = ()
    remote: bool = False


class PersonConsentChanged(PeopleFact, frozen=True):
    final: ClassVar[str] = "final.consent"
    person: str
    consent: Consent


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


class StartBackdated(AgendaFact, frozen=True):
    """The item under way had started ``back_ms`` earlier than was told."""

    back_ms: int


class Paused(AgendaFact, frozen=True):
    pass


class Resumed(AgendaFact, frozen=True):
    pass


class FloorFact(Fact, frozen=True):
    """Turns and the speaking queue."""


class TurnStarted(FloorFact, frozen=True):
    turn: str
    kind: TurnKind
    group: str = ""
    back_ms: int = 0


class TurnEnded(FloorFact, frozen=True):
    turn: str
    back_ms: int = 0


class HandRaised(FloorFact, frozen=True):
    hand: str
    person: str = ""
    name: str = ""
    group: str = ""
    reason: HandReason = "turn"


class HandLowered(FloorFact, frozen=True):
    hand: str


class ParkingFact(Fact, frozen=True):
    """The parking lot."""


class ItemParked(ParkingFact, frozen=True):
    parked: str
    text: str
    asked_by: str = ""
    promise: str = ""


class ParkingMoved(ParkingFact, frozen=True):
    parked: str
    status: ParkingStatus


class IdeasFact(Fact, frozen=True):
    """Ideas and the themes they are coloured into."""


class IdeaAdded(IdeasFact, frozen=True):
    idea: str
    text: str
    channel: Channel = "console"


class IdeaEdited(IdeasFact, frozen=True):
    idea: str
    text: str


class IdeaMerged(IdeasFact, frozen=True):
    """``idea`` is now part of ``into``, which keeps its own words."""

    idea: str
    into: str


class IdeaSplit(IdeasFact, frozen=True):
    """``idea`` stands for itself again."""

    idea: str


class IdeaRemoved(IdeasFact, frozen=True):
    idea: str


class IdeaColoured(IdeasFact, frozen=True):
    """``themes`` as they are from now on: none, one (settled) or several (contested)."""

    idea: str
    themes: tuple[str, ...] = ()


class ThemeAdded(IdeasFact, frozen=True):
    theme: str
    letter: str
    name: str


class ThemeChanged(IdeasFact, frozen=True):
    theme: str
    name: str


class ThemeRemoved(IdeasFact, frozen=True):
    """A theme went; its ideas have no theme again."""

    theme: str


class RoundFact(Fact, frozen=True):
    """Votes."""


class RoundOpened(RoundFact, frozen=True):
    round: str
    question: str
    method: Method
    options: dict[str, str]
    dots: int = 1
    present: int = 0


class CountEntered(RoundFact, frozen=True):
    """One channel's counts, replacing what that channel had. Folded ones carry no counts."""

    round: str
    channel: CountChannel
    counts: dict[str, int] = {}
    ballots: int | None = None
    folded: bool = False


class RoundClosed(RoundFact, frozen=True):
    """The round ended with these tallies, one a channel."""

    final: ClassVar[str] = "final.closed"
    round: str
    tallies: tuple[Count, ...] = ()


class RoundRevealed(RoundFact, frozen=True):
    final: ClassVar[str] = "final.revealed"
    round: str


class RecordFact(Fact, frozen=True):
    """Notes, decisions and actions, written in sight of all."""


class NoteWritten(RecordFact, frozen=True):
    note: str
    text: str
    item: str = ""


class DecisionRecorded(RecordFact, frozen=True):
    """A decision with its reservations, as they are from now on."""

    decision: str
    text: str
    reservations: tuple[str, ...] = ()
    item: str = ""


class ActionSet(RecordFact, frozen=True):
    """A next step, as it is from now on."""

    action: str
    what: str
    who: str = ""
    by: str = ""


FrameEvent = (
    SessionStarted
    | SessionEnded
    | CountingChanged
    | ClockGapped
    | GapCounted
    | RecapAgreed
    | TextStruck
    | Restored
)
PeopleEvent = PersonArrived | PersonLeft | PersonChanged | PersonConsentChanged
AgendaEvent = (
    ItemStarted
    | ItemEnded
    | ItemAdded
    | ItemDropped
    | ItemMoved
    | ItemChanged
    | StartBackdated
    | Paused
    | Resumed
)
FloorEvent = TurnStarted | TurnEnded | HandRaised | HandLowered
ParkingEvent = ItemParked | ParkingMoved
IdeasEvent = (
    IdeaAdded
    | IdeaEdited
    | IdeaMerged
    | IdeaSplit
    | IdeaRemoved
    | IdeaColoured
    | ThemeAdded
    | ThemeChanged
    | ThemeRemoved
)
RoundEvent = RoundOpened | CountEntered | RoundClosed | RoundRevealed
RecordEvent = NoteWritten | DecisionRecorded | ActionSet

Event = (
    FrameEvent
    | PeopleEvent
    | AgendaEvent
    | FloorEvent
    | ParkingEvent
    | IdeasEvent
    | RoundEvent
    | RecordEvent
)
