"""Shown instead of everything else while the terminal is too small."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult
from textual.widgets import Static

from screens.base import BaseScreen
from screens.text import plain
from session.wording.catalogue import say


class SmallScreen(BaseScreen[None]):
    """Shows the size it needs. The app removes it when there is enough space again."""

    PLACE = "small"
    CSS_PATH = Path(__file__).parent / "small.tcss"

    def __init__(self, columns: int, rows: int) -> None:
        super().__init__()
        self._columns, self._rows = columns, rows

    def compose(self) -> ComposeResult:
        yield Static(id="needs")

    def on_mount(self) -> None:
        self._show()

    def on_resize(self) -> None:
        self._show()

    def _show(self) -> None:
        width, height = self.app.size
        told = say("small.size", width=width, height=height, columns=self._columns, rows=self._rows)
        words = f"{say('small.needs')}\n{told}\n{say('small.how')}\n{say('small.keys')}"
        self.query_one("#needs", Static).update(plain(words))
