"""A short menu of what is possible now: a number or Enter runs it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from screens.dialogs.list_sheet import ListSheet
from screens.keys.tables import bindings_for
from screens.text import plain
from screens.widgets.rows import Row, Rows
from session.model.state import State
from session.wording.catalogue import say


class Deed(Struct, frozen=True):
    """One line of a menu. Its number is fixed, whatever else is in the list."""

    id: str
    number: int
    words: str


class Menu(ListSheet):
    """Lists what applies now; closes before running it, so that what it opens is above the screen below."""

    PLACE = "menu"
    KEYS_KEY = "menu.keys"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("menu")]

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield Static(classes="title")
            yield Rows()
            yield Static(plain(say(self.KEYS_KEY)), classes="keys")

    def heading(self, state: State) -> str:
        """Return the heading of the list."""
        raise NotImplementedError

    def deeds(self, state: State) -> Sequence[Deed]:
        """Return what is possible now."""
        raise NotImplementedError

    def do(self, deed: str) -> None:
        """Run a line; the menu is closed by then."""
        raise NotImplementedError

    def show(self, state: State) -> None:
        self.query_one(".title", Static).update(plain(self.heading(state)))
        super().show(state)

    def rows(self, state: State) -> Sequence[Row]:
        return [
            (one.id, plain(f"{one.number} ", "bold $footer-key-foreground") + plain(one.words))
            for one in self.deeds(state)
        ]

    def take(self, key: str) -> None:
        self.dismiss(None)
        self.do(key)

    def action_number(self, number: str) -> None:
        for one in self.deeds(self.state):
            if one.number == int(number):
                self.take(one.id)
