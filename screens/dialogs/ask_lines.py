"""Ask for several typed or pasted lines."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import TextArea

from screens.dialogs.ask import AskText
from session.model.text import clean

_MOST = 100_000
"""Characters; far above the longest list that people paste."""


class Lines(TextArea):
    """Several lines of text. Tab leaves it, as it leaves any input; tabs in pasted text are kept."""

    DEFAULT_CSS = """
    Lines, Lines:focus { border: none; }
    Lines { height: 8; max-height: 40vh; margin-top: 1; background: $foreground 8%; }
    """

    def on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        rows = event.text[:_MOST].replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self.insert("\n".join(map(_row, rows)))


def _row(row: str) -> str:
    """Return a row with its tabs and indentation, which means a nested point."""
    deep = " " * (len(row) - len(row.lstrip(" ")))
    return deep + "\t".join(clean(cell) for cell in row.split("\t"))


class AskLines(AskText):
    """Several lines, returned as typed."""

    KEYS_KEY = "plan.lines.keys"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f2", "keep", "Keep", id="lines.keep", priority=True),
        Binding("escape", "leave", "Back", id="dialog.leave", priority=True),
    ]

    def field(self, value: str) -> Widget:
        return Lines(clean(value, _MOST, lines=True), soft_wrap=True, tab_behavior="focus")

    def on_mount(self) -> None:
        lines = self.query_one(Lines)
        lines.move_cursor(lines.document.end)

    def action_keep(self) -> None:
        self.take(self.query_one(Lines).text)
