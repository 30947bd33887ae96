"""The recap as a value: what everyone leaves with, in plain fields; ``session.views.recap`` makes it.

Every field has a default or is needed by all, so that a stored recap stays readable when a later
version knows more. Nothing here says how long anybody spoke or how anybody voted. An ``id`` is that of
the entry in the session, by which it is struck; it is empty in a recap from before it was kept there.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Literal

from msgspec import Struct, json, to_builtins

Outcome = Literal["done", "under way", "not finished", "left out", "not reached"]
AgreementStatus = Literal["", "agreed", "changed", "from last time", "not agreed"]


class RecapItem(Struct, frozen=True):
    """One agenda item as it went. Minutes are whole; clock times local ``HH:MM`` or empty."""

    title: str
    kind: str
    focus: str = ""
    planned_min: int | None = None
    """Minutes it was given first; ``None`` for an item without a set length."""
    added_min: int = 0
    """Minutes given (below zero: taken) on the way."""
    actual_min: int | None = None
    """Minutes it took, rounded; ``None`` when it never began."""
    started: str = ""
    ended: str = ""
    outcome: Outcome = "not reached"
    extra: bool = False
    """Whether it came into the agenda on the way."""
    id: str = ""


class RecapIdea(Struct, frozen=True):
    """An idea. ``first`` is its first wording when that differs; ``merged`` the ideas put into it."""

    text: str
    first: str = ""
    merged: tuple[RecapIdea, ...] = ()
    channel: str = "console"
    letters: str = ""
    """For an idea seen differently, the letters it was coloured with: "A, C"."""
    by: str = ""
    """Who it is from, only if they chose to show it and agreed to be named."""
    id: str = ""


class RecapTheme(Struct, frozen=True):
    """A theme with the ideas the group coloured into it. Letter and shape stand for its colour."""

    letter: str
    shape: str
    name: str
    ideas: tuple[RecapIdea, ...] = ()
    id: str = ""


class RecapOption(Struct, frozen=True):
    """One option of a vote: its count by channel, in the channel's unit, never added up."""

    label: str
    counts: dict[str, int] = {}
    ranks: dict[str, int] = {}
    """Rank by channel; ties share a rank."""
    id: str = ""


class RecapVoteGroup(Struct, frozen=True):
    """What one role group chose, or several together: ballots, and a count for each option's label."""

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
    """People here when it was opened; 0 when nobody was marked as here."""
    ballots: dict[str, int] = {}
    """Papers or people by channel, where they were counted."""
    shown: bool = False
    cap: int = 0
    """Most dots one person could put on one option; 0 when nothing limited it."""
    groups: tuple[RecapVoteGroup, ...] = ()
    """Only if the group asked for it; each ballot is in one of them."""
    id: str = ""
    present_closed: int | None = None
    """People here when it was closed, where that is known."""


class RecapDecision(Struct, frozen=True):
    """A decision with its reservations in people's own words (P52), and the item it fell in."""

    text: str
    reservations: tuple[str, ...] = ()
    item: str = ""
    id: str = ""
    item_id: str = ""
    reservation_ids: tuple[str, ...] = ()
    """In the order of ``reservations``."""


class RecapAction(Struct, frozen=True):
    """A next step. ``who`` names nobody who did not agree to be named."""

    what: str
    who: str = ""
    by: str = ""
    id: str = ""
    due: str = ""
    """The day that ``by`` means, as ISO."""


class RecapParked(Struct, frozen=True):
    """Something kept for later. ``asked_by`` names nobody who did not agree to be named."""

    text: str
    asked_by: str = ""
    promise: str = ""
    status: str = ""
    id: str = ""


class RecapGroup(Struct, frozen=True):
    """A role group, and how many came (people with several groups count in each)."""

    name: str
    here: int = 0


class RecapNote(Struct, frozen=True):
    """A line of the record, with the item it was written in and the local time ``HH:MM``."""

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
    """The group agreement as it stood at the end, and the choices made there, in words (P16)."""

    status: AgreementStatus = ""
    """Agreed in this session; changed since; carried from last time; or never agreed."""
    version: int = 0
    lines: tuple[RecapLine, ...] = ()
    before: tuple[RecapLine, ...] = ()
    """The lines as they were agreed last, where those that stand differ."""
    choices: tuple[str, ...] = ()

    @property
    def handed_on(self) -> tuple[RecapLine, ...]:
        """The lines the next session begins with: as agreed last, or as far as they had come."""
        return self.before or self.lines


class RecapWord(Struct, frozen=True):
    """A word with its meaning here; without one it waits to be explained (P25)."""

    id: str
    text: str
    meaning: str = ""
    carried: bool = False
    """Whether it was explained in an earlier session."""


class RecapOutcome(Struct, frozen=True):
    """What became of something an earlier session left; ``state`` is an outcome's state."""

    text: str
    state: str
    why: str = ""
    id: str = ""
    """Id of the action or parked item."""
    why_id: str = ""
    """Id of what was told about it, whose words ``why`` are."""


class RecapReflection(Struct, frozen=True):
    """What worked, or what to change: one of the two, so that no pair tells who said them."""

    worked: str = ""
    change: str = ""
    id: str = ""
    """See ``half_id``."""


class RecapCorrection(Struct, frozen=True):
    """What an agreed version had wrong; ``on`` is the local ISO date it was told."""

    text: str
    on: str = ""
    id: str = ""


class RecapCircle(Struct, frozen=True):
    """A round of speaking. How many spoke or passed is told nowhere."""

    kind: str
    question: str
    id: str = ""


class Recap(Struct, frozen=True):
    """Everything the recap says, in order. A draft until it was read back and agreed."""

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
    """Local ``HH:MM``; empty when it has not happened."""
    stamp: str = ""
    """Aware UTC ISO time of the session's end (the last time it knows, when it has not ended)."""
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
    """People who came and are in no role group, by their own choice."""
    names: tuple[str, ...] = ()
    """Only those who agreed to be named, in the order of the alphabet."""
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
    """Ids of those taken off the list."""
    photographed: int = 0
    """How many of those who came may be photographed; 0 also where the number is not told."""
    quoted: int = 0
    """How many agreed that their words are used in research, and quoted; 0 as above."""
    circles: tuple[RecapCircle, ...] = ()
    said: tuple[str, ...] = ()
    """Remarks on the record itself, such as clock gaps, in plain words."""
    outcomes: tuple[RecapOutcome, ...] = ()
    missing: tuple[str, ...] = ()
    missing_ids: tuple[str, ...] = ()
    """In the order of ``missing``."""
    reflections: tuple[RecapReflection, ...] = ()
    thanks: tuple[str, ...] = ()
    thanks_ids: tuple[str, ...] = ()
    """In the order of ``thanks``."""
    next_session: str = ""
    """ISO date or plain words."""
    next_id: str = ""
    corrections: tuple[RecapCorrection, ...] = ()
    names_checked: bool = True
    """Whether no line is left that may hold a name or words of somebody who did not agree to it."""

    @property
    def draft(self) -> bool:
        """Whether it must say so: not agreed yet, or the not-co-produced line is unanswered (P42)."""
        return not (self.agreed and self.not_coproduced.strip())


def half_id(reflection: str, half: Literal["worked", "change"]) -> str:
    """Return the id of one half of a reflection: the two don't tell that one person said both."""
    return sha256(f"{reflection}/{half}".encode()).hexdigest()[:12]


def sum_of(recap: Recap) -> str:
    """Return the sum of a recap, by which it is known that what is read is what was agreed (SHA-256, hex)."""
    return sum_of_fields(to_builtins(recap))


def sum_of_fields(fields: Mapping[str, Any]) -> str:
    """Return the same from the fields as they are stored.

    What is empty is left out, so that a later version with more fields comes to the same sum.
    """
    return sha256(json.encode(_filled(dict(fields)), order="deterministic")).hexdigest()


def _filled(value: Any) -> Any:
    """Return a value without its empty fields, at every depth. A loop, since a recap has thousands."""
    if isinstance(value, dict):
        fields: dict[str, Any] = {}
        for key, inner in value.items():
            filled = inner if isinstance(inner, str) else _filled(inner)
            if filled or not _is_empty(filled):
                fields[key] = filled
        return fields
    return [_filled(inner) for inner in value] if isinstance(value, list | tuple) else value


def _is_empty(value: Any) -> bool:
    # 0 differs from what is not known.
    return value is None or value is False or (not value and isinstance(value, str | list | dict))
