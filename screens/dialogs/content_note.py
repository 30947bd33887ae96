"""The card before a sensitive item: what it is about, that stepping out is fine, who supports (P9)."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from screens.dialogs.sheet import Sheet
from screens.text import plain
from session.wording.catalogue import say


class ContentNote(Sheet[bool]):
    """``True`` once the item is to start. Only Enter starts it, so that no key held down does."""

    DEFAULT_CSS = """
    ContentNote { background: $background; align: center middle; }
    ContentNote > #sheet { width: 96%; max-width: 120; padding: 1 4; }
    ContentNote #words { height: auto; max-height: 60vh; }
    ContentNote #note { text-style: bold; padding: 1 0; }
    ContentNote .said { color: $accent; height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "start", "Start", id="note.start")]

    def __init__(self, title: str, note: str, support: str) -> None:
        super().__init__()
        self._title, self._note, self._support = title, note, support

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield Static(plain(say("note.before", title=self._title)), classes="title")
            with VerticalScroll(id="words"):
                yield Static(plain(self._note), id="note")
            yield Static(plain(say("note.step_out")), classes="said")
            if self._support:
                told = say("note.support", support=self._support)
                yield Static(plain(told), classes="said")
            yield Static(plain(say("note.keys")), classes="keys")

    def action_start(self) -> None:
        self.dismiss(True)
