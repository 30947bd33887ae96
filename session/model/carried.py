"""What earlier sessions of the series hand on to this one: set when it is opened, never changed."""

from __future__ import annotations

from msgspec import Struct


class CarriedDecision(Struct, frozen=True):
    """A decision of the last session."""

    id: str
    text: str
    reservations: tuple[str, ...] = ()
    reservation_ids: tuple[str, ...] = ()
    """Ids of ``reservations``, in the same order."""
    replaces: str = ""
    """The words of the earlier decision that it replaces (P62)."""
    replaces_id: str = ""
    why: str = ""
    """Why it replaces that one."""
    why_id: str = ""


class CarriedAction(Struct, frozen=True):
    """A next step of an earlier session that is still open."""

    id: str
    what: str
    who: str = ""
    by: str = ""
    state: str = ""
    """The last reported state: "under-way" or "not-done"; empty when nothing was reported."""
    why: str = ""
    why_id: str = ""
    """Id of the last report about it; empty in a journal from before it was stored."""
    owner: str = ""
    """Who takes it on, as typed. Private: ``who`` is the form in the recap, which respects consent."""
    to: str = ""
    """To whom it was passed on, as last reported."""
    due: str = ""
    """The day that ``by`` means, as an ISO date."""
    since: str = ""
    """Local ISO date of the session it is from."""
    named: bool = False
    """Whether ``what`` names somebody of that session's list."""


class CarriedParked(Struct, frozen=True):
    """Something an earlier session parked and did not settle."""

    id: str
    text: str
    promise: str = ""
    state: str = ""
    """The last reported state; empty when nothing was reported."""
    why: str = ""
    why_id: str = ""
    to: str = ""
    since: str = ""


class CarriedSuggestion(Struct, frozen=True):
    """What somebody asked to be changed in an earlier session, and what is still open about it (P36)."""

    id: str
    text: str
    state: str = ""
    why: str = ""
    why_id: str = ""
    to: str = ""
    since: str = ""


class CarriedReopened(Struct, frozen=True):
    """A decision of any earlier session of which it was reported that it is not done yet: it comes back (P52)."""

    id: str
    text: str
    state: str = ""
    why: str = ""
    why_id: str = ""
    to: str = ""
    since: str = ""


class CarriedPromise(Struct, frozen=True):
    """What an organisation promised the group, and has not done yet (P40)."""

    id: str
    text: str
    who: str = ""
    by: str = ""
    due: str = ""
    state: str = ""
    why: str = ""
    why_id: str = ""
    to: str = ""
    since: str = ""


class CarriedLine(Struct, frozen=True):
    """A line of the group agreement, as last agreed."""

    id: str
    text: str


class CarriedWord(Struct, frozen=True):
    """A word of the series' glossary; without a meaning it still has to be explained."""

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
    """Its version; 0 when lines were written but never agreed."""
    words: tuple[CarriedWord, ...] = ()
    """The glossary of the series (P25)."""
    corrections: tuple[str, ...] = ()
    """Corrections to the last recap, made after it was agreed."""
    correction_ids: tuple[str, ...] = ()
    """Ids of ``corrections``, in the same order."""
    promises: tuple[CarriedPromise, ...] = ()
    reopened: tuple[CarriedReopened, ...] = ()
    goals: int = 0
    """How many goals the series has (P63)."""
    goals_reached: int = 0
    planned: int = 0
    """How many sessions it will have, as said in its journal; 0 if nobody said."""
    suggestions: tuple[CarriedSuggestion, ...] = ()
    """What was asked for in earlier sessions and is open, or was answered since the last one."""
