"""The record written on the shared screen: notes, decisions, actions; with commands and events."""

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
    """A reservation against a decision, in the person's own words (P52)."""

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
    """Ids of ``reservations``, in the same order; empty in a journal from before they had ids."""

    @property
    def entries(self) -> tuple[Reservation, ...]:
        """The reservations, each with its id."""
        ids = reservation_ids(self.id, self.reservations, self.reservation_ids)
        return tuple(map(Reservation, ids, self.reservations))


def reservation_ids(
    decision: str, reservations: tuple[str, ...], ids: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the id of each reservation; without stored ids they are derived from the decision's id and the
    index.
    """
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
    """The day that ``by`` means, as an ISO date; empty if it names none."""


class RecordCommand(Command, frozen=True):
    """About notes, decisions and actions."""


class WriteNote(RecordCommand, frozen=True):
    text: str


class RecordDecision(RecordCommand, frozen=True):
    text: str
    reservations: tuple[str, ...] = ()


class AddReservation(RecordCommand, frozen=True):
    """Add somebody's reservation, in their own words. Empty ``decision``: the last one."""

    text: str
    decision: str = ""


class ChangeNote(RecordCommand, frozen=True):
    """Correct a note: the new text replaces it."""

    note: str
    text: str


class ChangeDecision(RecordCommand, frozen=True):
    """Correct a decision; its reservations are unchanged."""

    decision: str
    text: str


class ChangeReservation(RecordCommand, frozen=True):
    """Correct a reservation: the new text replaces it."""

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
    """A note, from now on."""

    note: str
    text: str
    item: str = ""


class DecisionRecorded(RecordFact, frozen=True):
    """A decision with its reservations, from now on."""

    decision: str
    text: str
    reservations: tuple[str, ...] = ()
    item: str = ""
    reservation_ids: tuple[str, ...] = ()
    """Ids of ``reservations``, in the same order; if empty, see ``reservation_ids``."""


class ActionSet(RecordFact, frozen=True):
    """A next step, from now on."""

    action: str
    what: str
    who: str = ""
    by: str = ""
    item: str = ""
    due: str = ""


RecordEvent = NoteWritten | DecisionRecorded | ActionSet
