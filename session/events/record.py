"""Facts about notes, decisions and actions."""

from __future__ import annotations

from session.events.fact import Fact


class RecordFact(Fact, frozen=True):
    """Notes, decisions and actions, written in sight of all."""


class NoteWritten(RecordFact, frozen=True):
    """A note, as it is from now on."""

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
    item: str = ""


RecordEvent = NoteWritten | DecisionRecorded | ActionSet
