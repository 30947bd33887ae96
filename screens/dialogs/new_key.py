"""Waits for any one key; Esc changes nothing."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from screens.dialogs.sheet import Sheet
from screens.text import plain
from session.wording.catalogue import say


class NewKey(Sheet[str], inherit_bindings=False):
    """Textual's name of the key that was pressed; ``None`` when cancelled."""

    AUTO_FOCUS = None
    PLACE = ""

    def __init__(self, label: str) -> None:
        super().__init__()
        self._label = label

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield Static(plain(say("keys.press", label=self._label)), classes="title")
            yield Static(plain(say("keys.press.hint")), classes="keys")

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self.dismiss(None)
        else:
            self.answer(event.key, NewKey(self._label))
