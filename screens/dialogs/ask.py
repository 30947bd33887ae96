"""Ask for one typed line."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from screens.dialogs.sheet import Sheet
from session.wording.catalogue import say
from tui.text import plain
from tui.widgets.line import Line


class Ask(Sheet[str]):
    """One line: ``None`` when left, otherwise what was typed, without spaces around it."""

    def __init__(self, title: str, hint: str = "", value: str = "") -> None:
        super().__init__()
        self._title, self._hint, self._value = title, hint, value

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield Static(plain(self._title), classes="title")
            if self._hint:
                yield Static(plain(self._hint), classes="hint")
            yield Line(self._value)
            yield Static(plain(say("console.ask.keys")), classes="keys")

    @on(Input.Submitted)
    def keep(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss(event.value.strip())
