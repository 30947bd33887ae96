"""What is written in sight of all: notes, decisions, actions; with commands and events."""

from __future__ import annotations

from msgspec import Struct

from session.model.message import Command, Fact


class Note(Struct, frozen=True):
    """A line of the record, written in sight of all (P32)."""

    id: str
    text: str
    item: str = ""
    written_t: int = 0


class Reservation(Struct, frozen=True):
    """What somebody holds against a decision, in their own words (P52)."""

    id: str
    text: str


class Decision(Struct, frozen=True):
    """A decision as read back, with reservations in people's own words (P52)."""

    id: str
    text: str
    reservations: tuple[str, ...] = ()
    item: str = ""
    recorded_t: int = 0
    reservation_ids: tuple[str, ...] = ()
    """In the order of ``reservations``; empty in a journal from before they had ids."""

    @property
    def entries(self) -> tuple[Reservation, ...]:
        """The reservations, each with its id."""
        ids = reservation_ids(self.id, self.reservations, self.reservation_ids)
        return tuple(map(Reservation, ids, self.reservations))


def reservation_ids(
    decision: str, reservations: tuple[str, ...], ids: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the id of each reservation: from before they had one, the decision's and its place."""
    return ids or tuple(f"{decision}.{nth}" for nth in range(len(reservations)))


class Action(Struct, frozen=True):
    """A next step: what, who, by when (P37)."""

    id: str
    what: str
    who: str = ""
    by: str = ""
    recorded_t: int = 0
    item: str = ""
    due: str = ""
    """The day that ``by`` means, as ISO; empty where it names none."""


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


class ChangeNote(RecordCommand, frozen=True):
    """Put a note right: what is typed takes its place."""

    note: str
    text: str


class ChangeDecision(RecordCommand, frozen=True):
    """Put a decision right; its reservations stay as they are."""

    decision: str
    text: str


class ChangeReservation(RecordCommand, frozen=True):
    """Put a reservation right: what is typed takes its place."""

    reservation: str
    text: str


class SetAction(RecordCommand, frozen=True):
    """Set a next step, or change one (``action`` not empty)."""

    what: str
    who: str = ""
    by: str = ""
    action: str = ""


AnyRecordCommand = (
    WriteNote
    | ChangeNote
    | RecordDecision
    | ChangeDecision
    | AddReservation
    | ChangeReservation
    | SetAction
)


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
    reservation_ids: tuple[str, ...] = ()
    """In the order of ``reservations``; empty from before they had ids: see ``reservation_ids``."""


class ActionSet(RecordFact, frozen=True):
    """A next step, as it is from now on."""

    action: str
    what: str
    who: str = ""
    by: str = ""
    item: str = ""
    due: str = ""


RecordEvent = NoteWritten | DecisionRecorded | ActionSet
