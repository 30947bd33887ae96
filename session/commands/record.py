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


class SetAction(RecordCommand, frozen=True):
    """Set a next step, or change one (``action`` not empty)."""

    what: str
    who: str = ""
    by: str = ""
    action: str = ""


AnyRecordCommand = WriteNote | RecordDecision | AddReservation | SetAction
