"""The live session as one frozen value: what every view, recap and export is made from.

Mappings are plain dicts, never changed in place, in insertion order. Times ending in ``_t`` are
session milliseconds since the session was opened; durations end in ``_ms`` or ``_s``.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace as _replace

from session.plan import ItemKind, Wifi

V = TypeVar("V")

Presence = Literal["expected", "here", "left"]
Channel = Literal["console", "online", "paper"]
CountChannel = Literal["hands", "paper"]
Method = Literal["hands", "dots"]
ParkingStatus = Literal["parked", "picked-up", "resolved", "carried-over", "action"]
HandReason = Literal["turn", "unclear", "online"]
TurnKind = Literal["group", "someone", "silence", "group-work", "break"]


class Meta(Struct, frozen=True):
    """What the session is: fixed by the plan when it was opened."""

    id: str = ""
    title: str = ""
    series: str = ""
    opened_at: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    utc_offset_s: int = 0
    """Local time less UTC, in seconds, where and when the session was opened."""
    date: str = ""
    start: str = ""
    """Planned local start, ``HH:MM``; empty when the agenda starts when it starts."""
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
    counting: bool = False
    """Whether turns are counted by role group. Off until the group agrees (P23)."""
    counting_t: int = 0
    """When that was last switched: no turn is back-dated to before the group agreed."""


class Consent(Struct, frozen=True):
    """What a person agreed to; ``None`` is "not asked", and counts as no."""

    named: bool | None = None
    counted: bool | None = None
    photographed: bool | None = None
    contacted: bool | None = None
    quoted: bool | None = None


class Person(Struct, frozen=True):
    """Somebody expected or present, by the name they want used (may be empty)."""

    id: str
    name: str = ""
    roles: tuple[str, ...] = ()
    remote: bool = False
    presence: Presence = "expected"
    late: bool = False
    arrived_t: int | None = None
    left_t: int | None = None
    consent: Consent = Consent()


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


class Turn(Struct, frozen=True):
    """One stretch of the floor. ``group`` is a role group for kind ``group``, otherwise empty."""

    id: str
    kind: TurnKind
    group: str = ""
    since_t: int = 0
    until_t: int | None = None
    away_ms: int = 0
    """Clock gaps inside the turn: a turn never counts them."""


class Floor(Struct, frozen=True):
    """Who speaks now, and counted milliseconds so far by role group (``""`` is "someone")."""

    current: Turn | None = None
    """The turn under way; ``None`` when nobody is counted."""
    total_ms: dict[str, int] = {}
    turns: dict[str, int] = {}


class Hand(Struct, frozen=True):
    """A place in the speaking queue."""

    id: str
    person: str = ""
    name: str = ""
    group: str = ""
    reason: HandReason = "turn"
    raised_t: int = 0


class Parked(Struct, frozen=True):
    """A side issue kept for later (P28)."""

    id: str
    text: str
    asked_by: str = ""
    promise: str = ""
    status: ParkingStatus = "parked"
    parked_t: int = 0


class Idea(Struct, frozen=True):
    """A short text from anyone. ``first`` keeps the first wording through edits and merges (P54)."""

    id: str
    text: str
    first: str
    channel: Channel = "console"
    themes: tuple[str, ...] = ()
    """No theme: not sorted yet. One: settled. More: people see it differently (contested)."""
    merged_into: str = ""
    holds: tuple[str, ...] = ()
    """Ids of the ideas merged into this one. Both sides know, so that undo sees when either changed."""
    removed: bool = False
    added_t: int = 0


class Theme(Struct, frozen=True):
    """One of up to eight themes; its letter stands for its colour and shape."""

    id: str
    letter: str
    name: str
    removed: bool = False


class Count(Struct, frozen=True):
    """What one channel gave: dots or hands per option. ``ballots`` is papers or people, if known."""

    channel: CountChannel
    counts: dict[str, int] = {}
    ballots: int | None = None
    folded: bool = False
    """Fewer than three ballots: only their number is kept."""


class Round(Struct, frozen=True):
    """One vote: rules fixed when opened, history kept."""

    id: str
    question: str
    method: Method
    options: dict[str, str]
    """Option id to label."""
    dots: int = 1
    """Dots each person has (method ``dots``)."""
    counts: dict[str, Count] = {}
    """By channel."""
    present: int = 0
    """People present when it was opened."""
    closed: bool = False
    revealed: bool = False
    opened_t: int = 0


class Note(Struct, frozen=True):
    """A line of the record, written in sight of all (P32)."""

    id: str
    text: str
    item: str = ""
    written_t: int = 0


class Decision(Struct, frozen=True):
    """A decision as read back, with reservations in people's own words (P52)."""

    id: str
    text: str
    reservations: tuple[str, ...] = ()
    item: str = ""
    recorded_t: int = 0


class Action(Struct, frozen=True):
    """A next step: what, who, by when (P37)."""

    id: str
    what: str
    who: str = ""
    by: str = ""
    recorded_t: int = 0


class Closing(Struct, frozen=True):
    """How the session ended. The recap is a draft until read back and agreed."""

    ended_t: int | None = None
    agreed_t: int | None = None
    not_coproduced: str = ""


class Gap(Struct, frozen=True):
    """The clock could not be seen for a while: a crash or sleep. Or the wall clock was set."""

    until_t: int
    length_ms: int
    counted: bool = True
    """Whether the agenda counts it; turns never do."""
    wall_ms: int = 0
    """How far the wall clock was set beside session time."""
    paused: bool = False
    """Whether the agenda was paused then, and so counted nothing anyway."""
    taken_ms: int = 0
    """How much of it was taken out of the item under way, since it is not counted."""


class State(Struct, frozen=True):
    """Everything known about the session, at one moment."""

    meta: Meta = Meta()
    people: dict[str, Person] = {}
    items: dict[str, Item] = {}
    order: tuple[str, ...] = ()
    clock: Clock = Clock()
    floor: Floor = Floor()
    turns: dict[str, Turn] = {}
    """Recent turns that are over (see ``session.floor.KEEP``); ``floor.total_ms`` keeps the rest."""
    queue: dict[str, Hand] = {}
    parking: dict[str, Parked] = {}
    ideas: dict[str, Idea] = {}
    themes: dict[str, Theme] = {}
    rounds: dict[str, Round] = {}
    notes: dict[str, Note] = {}
    decisions: dict[str, Decision] = {}
    actions: dict[str, Action] = {}
    closing: Closing = Closing()
    gaps: tuple[Gap, ...] = ()


class Instant(Struct, frozen=True):
    """One reading of the clock: session milliseconds and aware UTC wall time."""

    t: int
    at: datetime


class Rejected(Struct, frozen=True):
    """A person asked for what can't be: ``reason`` is a key of the wording, with its values."""

    reason: str
    values: dict[str, str | int] = {}


replace = _replace
"""``msgspec.structs.replace``, under the name every area uses to change a value."""


def put(mapping: dict[str, V], key: str, value: V) -> dict[str, V]:
    """Return a copy of ``mapping`` with ``key`` set."""
    return {**mapping, key: value}
