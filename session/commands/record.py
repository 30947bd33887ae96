"""Commands about notes, decisions and actions."""

from __future__ import annotations

from session.commands.command import Command


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
    """Put the reservation at place ``nth`` (from 0) of a decision right."""

    decision: str
    nth: int
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
