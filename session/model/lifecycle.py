"""The session itself: opening, ending, clock gaps and strike as facts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import ClassVar, Literal

from msgspec import Struct

from session.model.carried import Carried
from session.model.message import Command, Fact
from session.model.plan import Plan, Wifi


class Meta(Struct, frozen=True):
    """The session's basic data, fixed by the plan when it was opened."""

    id: str = ""
    title: str = ""
    series: str = ""
    opened_at: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    utc_offset_s: int = 0
    """Local time minus UTC, in seconds, where and when the session was opened; see ``State.offsets``."""
    month_first: bool = False
    """Whether 12/11 is read as 11 December."""
    date: str = ""
    start: str = ""
    """Planned local start, ``HH:MM``; empty when no start is planned."""
    meeting_link: str = ""
    wifi: Wifi | None = None
    involvement: str = ""
    stage: str = ""
    purpose: str = ""
    goals: tuple[str, ...] = ()
    can_change: tuple[str, ...] = ()
    cannot_change: tuple[str, ...] = ()
    hoped_for: dict[str, int] = {}
    roles: tuple[str, ...] = ()
    support: str = ""
    place: str = ""
    way_there: str = ""
    time_zone: str = ""
    contact: str = ""
    counting: bool = False
    """Whether turns are counted by role group. Off until the group agrees (P23)."""
    counting_t: int = 0
    """When counting was last switched: no turn is back-dated to before the group agreed."""


class Offset(Struct, frozen=True):
    """From ``at`` (an aware UTC time) on, local time is UTC plus ``utc_offset_s`` seconds."""

    at: datetime
    seconds: int


class Closing(Struct, frozen=True):
    """How the session ended. The recap is a draft until read back and agreed."""

    ended_t: int | None = None
    agreed_t: int | None = None
    not_coproduced: str = ""
    next_session: str = ""
    """Date of the next session: an ISO date or plain words (P37)."""
    next_id: str = ""
    """Its id as an entry, for striking; empty until it is set."""
    next_on: str = ""
    next_at: str = ""
    next_until: str = ""
    next_place: str = ""
    next_way: str = ""
    next_join: str = ""
    """The rest of the next session, as in ``NextSessionSet``."""
    version: int = 1
    """Version of the recap; each correction of an agreed one adds 1."""


class Gap(Struct, frozen=True):
    """A period in which the clock was not observed (a crash or sleep), or a change of the wall clock."""

    until_t: int
    length_ms: int
    counted: bool = True
    """Whether the agenda counts it; turns never do."""
    wall_ms: int = 0
    """By how much the wall clock was changed relative to session time."""
    paused: bool = False
    """Whether the agenda was paused during it, and so counted nothing anyway."""
    taken_ms: int = 0
    """How much of it was deducted from the current item, since it is not counted."""


StrikeArea = Literal[
    "people",
    "items",
    "queue",
    "parking",
    "ideas",
    "themes",
    "rounds",
    "options",
    "notes",
    "decisions",
    "reservations",
    "actions",
    "lines",
    "words",
    "outcomes",
    "missing",
    "reflections",
    "thanks",
    "summary",
    "corrections",
    "circles",
    "needs",
    "offers",
    "concerns",
    "carried",
    "closing",
]


class FrameCommand(Command, frozen=True):
    """About the session itself."""


class OpenSession(FrameCommand, frozen=True):
    """The first command of a session; ``utc_offset_s`` is local time minus UTC, in seconds."""

    undoable: ClassVar[bool | str] = "final.opened"
    session: str
    plan: Plan
    utc_offset_s: int = 0
    offsets: tuple[Offset, ...] = ()
    """Changes of local time in the weeks to come, such as the end of summer time."""
    carried: Carried = Carried()
    month_first: bool = False
    """Whether 12/11 is read as 11 December."""


class NoteOffsets(FrameCommand, frozen=True):
    """Record that local time differs from what was known, because of the place or the date of resuming."""

    undoable: ClassVar[bool | str] = "final.offsets"
    offsets: tuple[Offset, ...]


class EndSession(FrameCommand, frozen=True):
    undoable: ClassVar[bool | str] = "final.ended"


class SetCounting(FrameCommand, frozen=True):
    """Count turns by role group, or stop; only once the group agreed."""

    on: bool


class RecordGap(FrameCommand, frozen=True):
    """Record that the clock was not observed for ``length_ms`` up to now, or was changed by ``wall_ms``."""

    undoable: ClassVar[bool | str] = "final.gap"
    length_ms: int
    wall_ms: int = 0


class CountGap(FrameCommand, frozen=True):
    """Include the last gap in the agenda's time, or exclude it."""

    counted: bool


class AgreeRecap(FrameCommand, frozen=True):
    undoable: ClassVar[bool | str] = "final.agreed"
    not_coproduced: str


class Strike(FrameCommand, frozen=True):
    """Strike one entry for good: its words, its earlier wordings and its copies, and no other text."""

    undoable: ClassVar[bool | str] = "final.struck"
    area: StrikeArea
    key: str


AnyFrameCommand = (
    OpenSession
    | NoteOffsets
    | EndSession
    | SetCounting
    | RecordGap
    | CountGap
    | AgreeRecap
    | Strike
)


class FrameFact(Fact, frozen=True):
    """The session itself: opening, ending, counting, gaps, agreeing the recap, undo, strike."""


class SessionStarted(FrameFact, frozen=True):
    """The session was opened from ``plan``; ``item_ids`` and ``person_ids`` are in its order."""

    final: ClassVar[str] = "final.opened"
    session: str
    plan: Plan
    item_ids: tuple[str, ...]
    person_ids: tuple[str, ...]
    opened_at: str
    """Time of opening, aware UTC, ISO 8601."""
    utc_offset_s: int = 0
    carried: Carried = Carried()
    offsets: tuple[Offset, ...] = ()
    month_first: bool = False


class OffsetsNoted(FrameFact, frozen=True):
    """Offsets of local time from the first of these on; earlier ones are kept."""

    final: ClassVar[str] = "final.offsets"
    offsets: tuple[Offset, ...]


class SessionEnded(FrameFact, frozen=True):
    """The session was ended. ``sum``: of its recap if that was agreed before; see ``RecapAgreed``."""

    final: ClassVar[str] = "final.ended"
    sum: str = ""


class CountingChanged(FrameFact, frozen=True):
    """The group agreed to count turns by role group, or revoked that."""

    on: bool


class ClockGapped(FrameFact, frozen=True):
    """The clock was not observed for ``length_ms`` up to now (a crash or sleep), or was set by ``wall_ms`` (forward: > 0)."""

    final: ClassVar[str] = "final.gap"
    length_ms: int
    counted: bool = True
    wall_ms: int = 0


class GapCounted(FrameFact, frozen=True):
    """The last gap is, or is not, part of the agenda's time."""

    counted: bool


class RecapAgreed(FrameFact, frozen=True):
    """Version ``of`` of the recap was read back and agreed, with its not-co-produced line (P42).

    ``sum``: its checksum (``session.model.recap.sum_of``); empty before the end, when ``SessionEnded`` has it.
    """

    version: ClassVar[int] = 2
    final: ClassVar[str] = "final.agreed"
    not_coproduced: str
    of: int = 1
    sum: str = ""


class RecapAgreedUnsummed(FrameFact, frozen=True):
    """``RecapAgreed`` of version 1: without a checksum of the recap."""

    on_disk: ClassVar[str] = "RecapAgreed"
    final: ClassVar[str] = "final.agreed"
    not_coproduced: str


class TextStruck(FrameFact, frozen=True):
    """One entry, identified by area and id, was struck from the record. Its words are not stored here."""

    version: ClassVar[int] = 2
    final: ClassVar[str] = "final.struck"
    area: str
    key: str


class WordsStruck(FrameFact, frozen=True):
    """``TextStruck`` of version 1: the words of an entry were struck from every text that contained them."""

    on_disk: ClassVar[str] = "TextStruck"
    final: ClassVar[str] = "final.struck"
    area: str
    key: str


FrameEvent = (
    SessionStarted
    | OffsetsNoted
    | SessionEnded
    | CountingChanged
    | ClockGapped
    | GapCounted
    | RecapAgreed
    | RecapAgreedUnsummed
    | TextStruck
    | WordsStruck
)
