"""Commands about what was done."""

from __future__ import annotations

from session.model.message import Command


class HistoryCommand(Command, frozen=True):
    """About what was done. Told by the runtime, which knows what was done."""


class Undo(HistoryCommand, frozen=True):
    """Undo ``target`` (a command id); empty: the last command that can be undone."""

    target: str = ""


class Redo(HistoryCommand, frozen=True):
    """Do again what the last undo took back."""


AnyHistoryCommand = Undo | Redo
