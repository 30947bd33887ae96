"""Help: every key of the screen it was opened from, one per line, from the table of keys."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import var
from textual.widgets import Static

from screens.eight import goes_on
from screens.keys.key import Key
from screens.keys.keymap import keys_on, layout_of
from screens.keys.still_open import told_open
from screens.keys.tables import TITLES, bindings_for, place_named
from screens.mounted import stands
from screens.once import ClosesOnce
from screens.text import plain
from session.model.state import State
from session.wording.catalogue import say

_KEY_CELLS, _LABEL_CELLS = 7, 25


class HelpScreen(ClosesOnce[None]):
    """Scrolls; Esc returns to the screen it was opened from."""

    CSS_PATH = Path(__file__).parent / "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_for("help"),
    ]
    PLACE = "help"
    AUTO_FOCUS = "#keys"

    state: var[State] = var(State())

    def __init__(self, place: str) -> None:
        """``place``: a screen of the tables, or the ``HELP`` of a dialog."""
        super().__init__()
        self._place = place

    def _told(self) -> tuple[str, tuple[Key, ...]]:
        place = place_named(self._place) or "board"
        return TITLES[place], keys_on(place, layout_of(self.app))

    def compose(self) -> ComposeResult:
        title, told = self._told()
        yield Static(plain(say("help.title", place=title)), id="title")
        yield Static(id="open")
        with VerticalScroll(id="keys"):
            for area, keys in _by_area(told).items():
                yield Static(_table(area, keys), classes="area")
        yield Static(plain(say("help.leave")), id="leave")

    def on_mount(self) -> None:
        self._show_open()

    def watch_state(self) -> None:
        self._show_open()

    def _show_open(self) -> None:
        """List first what going on does, and what is open, whatever screen this is."""
        if stands(self):
            sentences = [*goes_on(self.app), *told_open(self.app, self._place, self.state)]
            line = self.query_one("#open", Static)
            line.update(plain("\n".join(sentences), "bold"))
            line.display = bool(sentences)

    def action_up(self) -> None:
        self.query_one("#keys").scroll_up(animate=False)

    def action_down(self) -> None:
        self.query_one("#keys").scroll_down(animate=False)

    def action_leave(self) -> None:
        self.dismiss()


def _by_area(keys: tuple[Key, ...]) -> dict[str, list[Key]]:
    areas: dict[str, list[Key]] = {}
    for key in keys:
        if key.keys:
            areas.setdefault(key.area, []).append(key)
    return areas


def _table(area: str, keys: list[Key]) -> Content:
    return Content("\n").join([plain(area, "bold $secondary"), *map(_line, keys)])


def _line(key: Key) -> Content:
    return (
        plain(f"{key.shown:>{_KEY_CELLS}}  ", "bold $accent")
        + plain(f"{key.label:<{_LABEL_CELLS}}", "bold")
        + plain(key.tooltip, "$quiet")
    )
