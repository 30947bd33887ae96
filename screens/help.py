"""Help: what is on now, then every deed of the screen it was opened from; Enter does the one chosen."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from screens.base import BaseScreen
from screens.eight import goes_on
from screens.filtering import Filtering
from screens.keys.key import Key
from screens.keys.keymap import keys_on, layout_of
from screens.keys.search import score
from screens.keys.still_open import told_open
from screens.keys.tables import bindings_for, ways_on
from screens.mounted import is_shown
from screens.places import TITLES, place_named
from screens.text import plain
from screens.widgets.rows import Row, Rows
from session.wording.catalogue import say

_KEY_CELLS, _LABEL_CELLS = 7, 25


class HelpScreen(BaseScreen[None]):
    """Lists the deeds without a key as well; ``/`` filters them. Esc goes back to where it was opened."""

    CSS_PATH = Path(__file__).parent / "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_for("help"),
    ]
    PLACE = "help"
    PARTS = (Filtering,)
    AUTO_FOCUS = "Rows"

    def __init__(self, place: str) -> None:
        """``place``: a screen or dialog."""
        super().__init__()
        self._place = place_named(place) or "board"

    def compose(self) -> ComposeResult:
        yield Static(plain(say("help.title", place=TITLES[self._place])), id="title")
        yield Static(id="open")
        yield Rows()
        yield Static(plain(say("help.leave")), id="leave")

    def on_mount(self) -> None:
        self.query_one(Rows).keeps = self._keeps
        self._show_open()
        self._show_rows()

    def watch_state(self) -> None:
        self._show_open()
        if is_shown(self):
            self._show_rows()

    def _show_open(self) -> None:
        """List first what going on does, and what is open, whatever screen this is."""
        if is_shown(self):
            sentences = [*goes_on(self.app), *told_open(self.app, self._place, self.state)]
            line = self.query_one("#open", Static)
            line.update(plain("\n".join(sentences), "bold"))
            line.display = bool(sentences)

    @property
    def _keys(self) -> list[Key]:
        """What does something here: the eight first, then other screens; without a session all of it."""
        found = (*keys_on(self._place, layout_of(self.app)), *ways_on(self._place))
        told = [key for key in found if key.when(self.state) or not self.state.meta.id]
        return sorted(told, key=lambda key: (not key.eight, not key.to))

    def _show_rows(self) -> None:
        rows: list[Row] = []
        for area, those in _by_area(self._keys).items():
            rows.append(("", plain(area, "bold $secondary")))
            rows += [(key.id, _line(key)) for key in those]
        self.query_one(Rows).show(rows)

    def _keeps(self, row: Row, typed: str) -> bool:
        """Return whether a row stays: its synonyms count, too."""
        found = (key for key in self._keys if key.id == row[0])
        return any(score(typed, key.name, key.words, key.tooltip) for key in found)

    # Doing

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._do(self.query_one(Rows).chosen)

    def _do(self, name: str) -> None:
        """Go back, and do there what was chosen; what people call by number or letter is only shown."""
        key = next((key for key in self._keys if key.id == name), None)
        if key is None or key.native or key.each:
            return
        below = self.app.screen_stack[-2]
        self.dismiss()
        self.app.call_later(
            self.app.run_action, key.run, below if key.on != "everywhere" else self.app
        )

    def action_up(self) -> None:
        self.query_one(Rows).action_cursor_up()

    def action_down(self) -> None:
        self.query_one(Rows).action_cursor_down()

    def action_leave(self) -> None:
        self.dismiss()


def _by_area(keys: list[Key]) -> dict[str, list[Key]]:
    areas: dict[str, list[Key]] = {}
    for key in keys:
        heading = say("help.screens") if key.to else key.area
        areas.setdefault(say("help.eight") if key.eight else heading, []).append(key)
    return areas


def _line(key: Key) -> Content:
    return (
        plain(f"{key.shown:>{_KEY_CELLS}}  ", "bold $accent")
        + plain(f"{key.label:<{_LABEL_CELLS}}", "bold")
        + plain(key.tooltip, "$quiet")
    )
