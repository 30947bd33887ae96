"""A dialog with a list from the session's state."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList, Static

from screens.dialogs.ask import ask_line
from screens.dialogs.sheet import StateSheet
from screens.filtering import Filtering
from screens.text import plain
from screens.widgets.rows import Row, Rows
from session.model.state import State
from session.wording.catalogue import say


class ListSheet(StateSheet):
    """A dialog with a list; single keys act on the row the cursor is on."""

    DEFAULT_CSS = """
    ListSheet Rows { max-height: 55vh; margin-top: 1; }
    ListSheet .empty { margin-top: 1; color: $quiet; display: none; }
    ListSheet.-empty .empty { display: block; }
    ListSheet.-empty Rows { display: none; }
    """

    PARTS = (Filtering,)
    TITLE_KEY: ClassVar[str] = ""
    EMPTY_KEY: ClassVar[str] = ""
    KEYS_KEY: ClassVar[str] = ""

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield Static(plain(say(self.TITLE_KEY)), classes="title")
            yield Rows()
            yield Static(plain(self.as_now(say(self.EMPTY_KEY))), classes="empty")
            yield Static(plain(self.keys_told(self.KEYS_KEY)), classes="keys")

    @property
    def chosen(self) -> str:
        return self.query_one(Rows).chosen

    def show(self, state: State) -> None:
        rows = self.rows(state)
        self.query_one(Rows).show(rows)
        self.set_class(not rows, "-empty")

    def rows(self, state: State) -> Sequence[Row]:
        """Return the rows of the list."""
        raise NotImplementedError

    def ask(self, title: str, then: Callable[[str], None], hint: str = "", value: str = "") -> None:
        """Ask for one line over this dialog; nothing happens when it is cancelled or empty."""
        ask_line(self, title, then, hint, value, again=True)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if self.chosen:
            self.take(self.chosen)

    def take(self, key: str) -> None:
        """Handle Enter on the row ``key``."""
