"""Facts about the session itself."""

from __future__ import annotations

from typing import ClassVar

from msgspec import UNSET, UnsetType

from session.entries.agenda import Clock, Item
from session.entries.agreement import Agreement, AgreementLine
from session.entries.bookends import Outcome, Reflection, Remark
from session.entries.carried import Carried
from session.entries.circle import Circle
from session.entries.floor import Floor, Hand, Turn
from session.entries.frame import Closing, Gap, Meta
from session.entries.ideas import Idea, Theme
from session.entries.parking import Parked
from session.entries.people import Needs, Person
from session.entries.phones import Concern, Device, Door, Offer
from session.entries.record import Action, Decision, Note
from session.entries.rounds import Round
from session.entries.words import Word
from session.events.fact import Fact
from session.plan import Plan


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
    carried: Carried = Carried()


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
    agreement: Agreement | UnsetType = UNSET
    lines: dict[str, AgreementLine | None] = {}
    carried: Carried | UnsetType = UNSET
    words: dict[str, Word | None] = {}
    outcomes: dict[str, Outcome | None] = {}
    missing: dict[str, Remark | None] = {}
    reflections: dict[str, Reflection | None] = {}
    thanks: dict[str, Remark | None] = {}
    corrections: dict[str, Remark | None] = {}
    circles: dict[str, Circle | None] = {}
    needs: dict[str, Needs | None] = {}
    door: Door | UnsetType = UNSET
    devices: dict[str, Device | None] = {}
    offers: dict[str, Offer | None] = {}
    concerns: dict[str, Concern | None] = {}


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
