"""Commands about the history of commands: undo and redo."""

from __future__ import annotations

from session.model.message import Command


class HistoryCommand(Command, frozen=True):
    """About the history of commands. Decided by the runtime, which holds the history."""


class Undo(HistoryCommand, frozen=True):
    """Undo ``target`` (a command id); empty: the last command that can be undone."""

    target: str = ""


class Redo(HistoryCommand, frozen=True):
    """Repeat the command that was last undone."""


AnyHistoryCommand = Undo | Redo
