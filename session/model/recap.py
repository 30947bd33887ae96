"""The recap as a plain value, made by ``session.views.recap``.

Every field has a default or is required in all versions, so that a stored recap stays readable when a
later version adds fields. It holds neither how long anybody spoke nor how anybody voted. An ``id`` is
the entry's id in the session, for striking; empty in a recap from before ids were stored.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Literal
from zlib import crc32

from msgspec import Struct, json, to_builtins

Outcome = Literal["done", "under way", "not finished", "left out", "not reached"]
AgreementStatus = Literal["", "agreed", "changed", "from last time", "not agreed"]


class RecapItem(Struct, frozen=True):
    """One agenda item as it went. Minutes are whole; clock times local ``HH:MM`` or empty."""

    title: str
    kind: str
    focus: str = ""
    planned_min: int | None = None
    """Minutes planned first; ``None`` for an item without a set length."""
    added_min: int = 0
    """Minutes added (below zero: removed) during the session."""
    actual_min: int | None = None
    """Minutes it took, rounded; ``None`` when it never began."""
    started: str = ""
    ended: str = ""
    outcome: Outcome = "not reached"
    extra: bool = False
    """Whether it was added during the session."""
    id: str = ""


class RecapIdea(Struct, frozen=True):
    """An idea. ``first`` is its first wording when that differs; ``merged`` the ideas merged into it."""

    text: str
    first: str = ""
    merged: tuple[RecapIdea, ...] = ()
    channel: str = "console"
    letters: str = ""
    """For a contested idea, the letters of its themes: "A, C"."""
    by: str = ""
    """Its author, only if they chose to show it and agreed to be named."""
    id: str = ""


class RecapTheme(Struct, frozen=True):
    """A theme with its ideas. Letter and shape represent its colour."""

    letter: str
    shape: str
    name: str
    ideas: tuple[RecapIdea, ...] = ()
    id: str = ""


class RecapOption(Struct, frozen=True):
    """One option of a vote: its count by channel, in the channel's unit, never summed."""

    label: str
    counts: dict[str, int] = {}
    ranks: dict[str, int] = {}
    """Rank by channel; ties share a rank."""
    id: str = ""


class RecapVoteGroup(Struct, frozen=True):
    """The choices of one role group, or several together: ballots, and a count for each option's label."""

    name: str
    ballots: int
    counts: dict[str, int] = {}


class RecapRound(Struct, frozen=True):
    """One vote. Options carry counts only when it was closed and shown to the group."""

    question: str
    method: str
    options: tuple[RecapOption, ...] = ()
    units: dict[str, str] = {}
    """Each channel's unit in words: hands, dots, people."""
    said: tuple[str, ...] = ()
    """Remarks in plain words: what was folded, what was not shown."""
    dots: int = 0
    """Dots each person had; 0 when hands were counted."""
    present: int = 0
    """People present when it was opened; 0 when nobody was marked as here."""
    ballots: dict[str, int] = {}
    """Number of papers or people by channel, where they were counted."""
    shown: bool = False
    cap: int = 0
    """Most dots one person could put on one option; 0 for no limit."""
    groups: tuple[RecapVoteGroup, ...] = ()
    """Only if the group asked for it; each ballot is in exactly one of them."""
    id: str = ""
    present_closed: int | None = None
    """People present when it was closed; ``None`` if unknown."""


class RecapDecision(Struct, frozen=True):
    """A decision with its reservations in people's own words (P52), and the item it was made in."""

    text: str
    reservations: tuple[str, ...] = ()
    item: str = ""
    id: str = ""
    item_id: str = ""
    reservation_ids: tuple[str, ...] = ()
    """Ids of ``reservations``, in the same order."""


class RecapAction(Struct, frozen=True):
    """A next step. ``who`` names nobody without consent; ``named``: whether ``what`` names somebody of the list."""

    what: str
    who: str = ""
    by: str = ""
    id: str = ""
    due: str = ""
    """The day that ``by`` means, as an ISO date."""
    named: bool = False


class RecapParked(Struct, frozen=True):
    """A parked item. ``asked_by`` names nobody without consent; ``moved_at``: since when it has its status, aware UTC."""

    text: str
    asked_by: str = ""
    promise: str = ""
    status: str = ""
    id: str = ""
    moved_at: str = ""


class RecapGroup(Struct, frozen=True):
    """A role group and how many of it came (people with several groups count in each)."""

    name: str
    here: int = 0


class RecapNote(Struct, frozen=True):
    """A line of the record, with the item it was written in and its local time ``HH:MM``."""

    text: str
    item: str = ""
    at: str = ""
    id: str = ""
    item_id: str = ""


class RecapLine(Struct, frozen=True):
    """A line of the group agreement."""

    id: str
    text: str


class RecapAgreement(Struct, frozen=True):
    """The group agreement at the end, and the choices made in it, in words (P16)."""

    status: AgreementStatus = ""
    """Agreed in this session; changed since; carried from last time; or never agreed."""
    version: int = 0
    lines: tuple[RecapLine, ...] = ()
    before: tuple[RecapLine, ...] = ()
    """The lines as last agreed, if the current ones differ."""
    choices: tuple[str, ...] = ()

    @property
    def handed_on(self) -> tuple[RecapLine, ...]:
        """The lines the next session begins with: the agreed ones, or else the current ones."""
        return self.before or self.lines


class RecapWord(Struct, frozen=True):
    """A word with its meaning; an empty one still has to be explained (P25)."""

    id: str
    text: str
    meaning: str = ""
    carried: bool = False
    """Whether it was explained in an earlier session."""


class RecapOutcome(Struct, frozen=True):
    """The outcome of something carried over; ``state`` is an outcome's state, ``told_at`` when it was recorded, aware UTC."""

    text: str
    state: str
    why: str = ""
    id: str = ""
    """Id of the action or parked item."""
    why_id: str = ""
    """Id of the report about it, whose words are ``why`` and ``to``."""
    to: str = ""
    """To whom it was passed on."""
    told_at: str = ""


class RecapReflection(Struct, frozen=True):
    """One half of a reflection, what worked or what to change, so that the pair can't identify its author."""

    worked: str = ""
    change: str = ""
    id: str = ""
    """See ``half_id``."""


class RecapCorrection(Struct, frozen=True):
    """A correction of an agreed version; ``on`` is the local ISO date it was made."""

    text: str
    on: str = ""
    id: str = ""


class RecapCircle(Struct, frozen=True):
    """A round of speaking. How many spoke or passed is not recorded."""

    kind: str
    question: str
    id: str = ""


class Recap(Struct, frozen=True):
    """The whole recap, in order. A draft until it is read back and agreed."""

    session: str
    title: str
    series: str = ""
    version: int = 1
    agreed: bool = False
    not_coproduced: str = ""
    date: str = ""
    """Local ISO date on which the session was held."""
    started: str = ""
    ended: str = ""
    """Local ``HH:MM``; empty when the session has not ended."""
    stamp: str = ""
    """Time of the session's end, aware UTC, ISO 8601 (of the last event, if it has not ended)."""
    involvement: str = ""
    stage: str = ""
    purpose: str = ""
    goals: tuple[str, ...] = ()
    can_change: tuple[str, ...] = ()
    cannot_change: tuple[str, ...] = ()
    people: int = 0
    remote: int = 0
    groups: tuple[RecapGroup, ...] = ()
    ungrouped: int = 0
    """People who came and chose to be in no role group."""
    names: tuple[str, ...] = ()
    """Only those who agreed to be named, in alphabetical order."""
    agenda: tuple[RecapItem, ...] = ()
    decisions: tuple[RecapDecision, ...] = ()
    actions: tuple[RecapAction, ...] = ()
    rounds: tuple[RecapRound, ...] = ()
    themes: tuple[RecapTheme, ...] = ()
    contested: tuple[RecapIdea, ...] = ()
    unthemed: tuple[RecapIdea, ...] = ()
    removed_ideas: int = 0
    parking: tuple[RecapParked, ...] = ()
    notes: tuple[RecapNote, ...] = ()
    agreement: RecapAgreement = RecapAgreement()
    words: tuple[RecapWord, ...] = ()
    words_removed: tuple[str, ...] = ()
    """Ids of words removed from the glossary."""
    photographed: int = 0
    """How many attendees may be photographed; 0 also when the number is not shown."""
    quoted: int = 0
    """How many agreed that their words are used in research and quoted; 0 as above."""
    circles: tuple[RecapCircle, ...] = ()
    said: tuple[str, ...] = ()
    """Remarks on the record itself, such as clock gaps, in plain words."""
    outcomes: tuple[RecapOutcome, ...] = ()
    missing: tuple[str, ...] = ()
    missing_ids: tuple[str, ...] = ()
    """Ids of ``missing``, in the same order."""
    reflections: tuple[RecapReflection, ...] = ()
    thanks: tuple[str, ...] = ()
    thanks_ids: tuple[str, ...] = ()
    """Ids of ``thanks``, in the same order."""
    next_session: str = ""
    """ISO date or plain words."""
    next_id: str = ""
    next_on: str = ""
    """The same as an ISO date; empty if it names no day, or in a recap from before this was stored."""
    next_at: str = ""
    """Local ``HH:MM``."""
    next_until: str = ""
    next_place: str = ""
    next_way: str = ""
    """The way there."""
    next_join: str = ""
    """How to take part from elsewhere."""
    time_zone: str = ""
    """IANA name of the time zone of all times; empty if unknown."""
    whom_to_ask: str = ""
    """The plan's ``contact``; names nobody on the list without consent."""
    summary: tuple[str, ...] = ()
    """What mattered, in the group's words."""
    summary_ids: tuple[str, ...] = ()
    """Ids of ``summary``, in the same order."""
    corrections: tuple[RecapCorrection, ...] = ()
    names_checked: bool = True
    """Whether the name check has no lines left that may name or quote somebody without consent."""

    @property
    def draft(self) -> bool:
        """Whether it must be marked as a draft: not agreed yet, or the not-co-produced line is empty (P42)."""
        return not (self.agreed and self.not_coproduced.strip())


class RecapOpen(Struct, frozen=True):
    """Something from before that is still open; ``kind`` is as in `Thing`, ``who`` names nobody without consent.

    by: by when, or what was promised; named: whether the text of an action names somebody of its list
    """

    text: str
    who: str = ""
    by: str = ""
    state: str = ""
    why: str = ""
    id: str = ""
    to: str = ""
    kind: str = ""
    named: bool = False


class RecapToHandOut(Recap, frozen=True):
    """A recap with what was open from before, which nobody agreed, and the sign chosen for its series (``"♥1"``)."""

    left: tuple[RecapOpen, ...] = ()
    series_look: str = ""


def half_id(reflection: str, half: Literal["worked", "change"]) -> str:
    """Return the id of one half of a reflection; the two can't be linked to the same person."""
    return sha256(f"{reflection}/{half}".encode()).hexdigest()[:12]


def made_up_id(recap: Recap, kind: str, nth: int) -> str:
    """Return an id for an entry of a recap from before entries had ids there.

    Derived from its index: an id derived from its words would remain after they are struck.
    """
    return f"{crc32(f'{recap.session}/{kind}/{nth}'.encode()):012x}"


def sum_of(recap: Recap) -> str:
    """Return the recap's checksum (SHA-256, hex), which proves that a stored recap is the agreed one."""
    return sum_of_fields(to_builtins(recap))


def sum_of_fields(fields: Mapping[str, Any]) -> str:
    """Return the same checksum from the fields as stored.

    Empty fields are omitted, so that a later version with more fields computes the same checksum; so is what nobody
    agreed on, as it is not among the words.
    """
    return sha256(json.encode(_filled(dict(fields)), order="deterministic")).hexdigest()


_BESIDE = frozenset({"named", "moved_at", "told_at"})


def _filled(value: Any) -> Any:
    """Return a value without its empty fields, at every depth. A loop, since a recap has thousands."""
    if isinstance(value, dict):
        fields: dict[str, Any] = {}
        for key, inner in value.items():
            filled = inner if isinstance(inner, str) else _filled(inner)
            # 0 is a known number, unlike ``None`` and unlike False.
            if key not in _BESIDE and (filled or type(filled) in {int, float}):
                fields[key] = filled
        return fields
    if isinstance(value, list | tuple):
        return [inner if isinstance(inner, str) else _filled(inner) for inner in value]
    return value
