"""Everything else: what is on now, every deed of this screen, the settings, and every key with a way to choose another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.reactive import var
from textual.widgets import OptionList, Static

from screens.base import BaseScreen
from screens.choose_keys import ChoosingKeys, elsewhere
from screens.eight import goes_on
from screens.filtering import Filtering
from screens.keys.key import Key
from screens.keys.keymap import Layout, as_it_is, find, hint, keys_on, layout_of
from screens.keys.search import has_words, score
from screens.keys.still_open import told_open
from screens.keys.table import SESSION
from screens.keys.tables import ROWS, ROWS_ON, bindings_for, ways_on
from screens.messages import Tell
from screens.mounted import is_shown
from screens.places import DESTINATIONS, SCREENS, TITLES, place_named
from screens.settings import ChangingSettings, setting_rows
from screens.text import plain
from screens.widgets.key_line import KeyLine
from screens.widgets.rows import Row, Rows
from session.model.settings import Settings
from session.wording.catalogue import say

_KEY_CELLS, _LABEL_CELLS = 7, 25
_WITHOUT_SESSION = ("home", "plan", "hall")


class HelpScreen(BaseScreen[None]):
    """Enter does the chosen deed, changes the setting, or goes to the screen of the key; ``/`` filters. Esc goes back to where it was opened."""

    CSS_PATH = Path(__file__).parent / "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("help")]
    PLACE = "help"
    PARTS = (Filtering, ChangingSettings, ChoosingKeys)
    AUTO_FOCUS = "Rows"

    settings: var[Settings] = var(Settings())

    def __init__(self, place: str) -> None:
        """``place``: a screen or dialog."""
        super().__init__()
        self._place = place_named(place) or "board"

    def compose(self) -> ComposeResult:
        yield Static(plain(say("help.title", place=TITLES[self._place])), id="title")
        yield Static(id="open")
        yield Rows()
        yield KeyLine("help", ("help-take", "change-key", "reset", "filter", "help-leave"))

    def on_mount(self) -> None:
        rows = self.query_one(Rows)
        rows.keeps = self._keeps
        self._show_open()
        rows.show([*self._rows()])

    def watch_state(self) -> None:
        self._show_open()
        self._show_rows()

    def watch_settings(self) -> None:
        self._show_rows()

    def begin(self, about: str) -> None:
        """Begin at the settings, or at the keys of other screens."""
        rows = self.query_one(Rows)
        first = next(row for row, _ in self._rows() if row.startswith(f"{about}/"))
        rows.action_last()
        rows.choose(first)

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
        below = self.app.screen_stack[-2]
        idle = below.idle_now if isinstance(below, BaseScreen) else frozenset()
        of_use = (key for key in found if key.does not in idle)
        told = [key for key in of_use if key.when(self.state) or not self.state.meta.id]
        return sorted(told, key=lambda key: (not key.eight, not key.to))

    def _show_rows(self) -> None:
        if is_shown(self):
            self.query_one(Rows).show([*self._rows()])

    def _rows(self) -> Iterator[Row]:
        here = self._keys
        for area, those in _by_area(here).items():
            yield _heading(area)
            yield from ((f"do/{key.id}", self._line(key)) for key in those)
        yield _heading(say("settings.title"))
        yield from setting_rows(self.settings)
        for title, keys in elsewhere({key.does for key in here}, layout_of(self.app)).items():
            yield _heading(title)
            yield from ((f"key/{key.does}", self._line(key)) for key in keys)

    def _line(self, key: Key) -> Content:
        usual = ""
        if key.does in self.settings.keys and (row := find(key.id)):
            was = as_it_is(row, Layout(all_keys=layout_of(self.app).all_keys))
            usual = say("keys.usual", shown=was.shown)
        return (
            plain(f"{key.shown:>{_KEY_CELLS}}  ", "bold $accent")
            + plain(f"{key.label:<{_LABEL_CELLS}}", "bold")
            + plain(usual or key.tooltip, "$quiet")
        )

    def _keeps(self, row: Row, typed: str) -> bool:
        """Return whether a row stays: the synonyms of a key count, too."""
        key = self._key_at(row[0])
        if key is None:
            return has_words(typed, row[1].plain)
        return bool(score(typed, key.name, key.words, key.tooltip))

    def _key_at(self, row: str) -> Key | None:
        kind, _, name = row.partition("/")
        if kind == "do":
            return next((key for key in ROWS if key.id == name), None)
        return find(name) if kind == "key" else None

    @property
    def chosen_key(self) -> Key | None:
        return self._key_at(self.query_one(Rows).chosen)

    # Doing

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        kind, _, name = self.query_one(Rows).chosen.partition("/")
        match kind:
            case "do":
                self._do(name)
            case "settings":
                if settings := self.part(ChangingSettings):
                    settings.change(name)
            case "key":
                self._go_where_it_is(name)
            case _:
                return

    def _go_where_it_is(self, does: str) -> None:
        """Go to the first screen that has a key for it, as far as that can be shown now."""
        at = next(one for one in SCREENS if any(key.does == does for key in ROWS_ON[one]))
        reached = SESSION if self.state.meta.id else _WITHOUT_SESSION
        if to := next((one for one in DESTINATIONS if one == at and one in reached), None):
            self.action_to(to)
        elif key := self.chosen_key:
            told = hint(self.app, "help", "keys.elsewhere", label=key.label, screen=TITLES[at])
            self.post_message(Tell(told, trouble=True))

    def _do(self, name: str) -> None:
        """Go back, and do there what was chosen; what people call by number or letter is only shown."""
        key = next((key for key in self._keys if key.id == name), None)
        if key is None:
            return
        if key.native or key.each:
            self.post_message(Tell(say("keys.of_its_own", label=key.label, shown=key.shown)))
            return
        below = self.app.screen_stack[-2]
        self.dismiss()
        self.app.call_later(
            self.app.run_action, key.run, below if key.on != "everywhere" else self.app
        )


def _heading(words: str) -> Row:
    return "", plain(words, "bold $secondary")


def _by_area(keys: list[Key]) -> dict[str, list[Key]]:
    areas: dict[str, list[Key]] = {}
    for key in keys:
        heading = say("help.screens") if key.to else key.area
        areas.setdefault(say("help.eight") if key.eight else heading, []).append(key)
    return areas
