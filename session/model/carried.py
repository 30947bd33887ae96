"""What the sessions before left to this one: handed in when it is opened, and never changed."""

from __future__ import annotations

from msgspec import Struct


class CarriedDecision(Struct, frozen=True):
    """What the last session decided."""

    id: str
    text: str


class CarriedAction(Struct, frozen=True):
    """A next step of an earlier session that is still open."""

    id: str
    what: str
    who: str = ""
    by: str = ""
    state: str = ""
    """What was told about it last: "under-way" or "not-done"; empty when nothing was."""
    why: str = ""
    why_id: str = ""
    """Id of what was told about it; empty in a journal from before it was kept."""
    owner: str = ""
    """Who takes it on, as it was typed. Private: ``who`` is what the recap said, as each wished."""


class CarriedParked(Struct, frozen=True):
    """Something an earlier session parked and did not settle."""

    id: str
    text: str
    promise: str = ""


class CarriedLine(Struct, frozen=True):
    """A line of the group agreement, as it was agreed last."""

    id: str
    text: str


class CarriedWord(Struct, frozen=True):
    """A word of the series' list; without a meaning it still waits to be explained."""

    id: str
    text: str
    meaning: str = ""


class Carried(Struct, frozen=True):
    """What the series knows when a session is opened; empty for the first one, or outside a series."""

    sessions: int = 0
    """How many sessions of the series came before."""
    title: str = ""
    """Title of the last of them."""
    date: str = ""
    """Its local ISO date."""
    decisions: tuple[CarriedDecision, ...] = ()
    actions: tuple[CarriedAction, ...] = ()
    parked: tuple[CarriedParked, ...] = ()
    lines: tuple[CarriedLine, ...] = ()
    """The group agreement as the series agreed it last, in order (P16)."""
    lines_version: int = 0
    """Its version; 0 when lines were written down and never agreed."""
    words: tuple[CarriedWord, ...] = ()
    """The word list of the series (P25)."""
    corrections: tuple[str, ...] = ()
    """What the last recap had wrong, as it was corrected after it was agreed."""
    correction_ids: tuple[str, ...] = ()
    """In the order of ``corrections``."""
