"""The base of both settings screens: one list of lines, each with its current value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.reactive import var
from textual.widgets import OptionList, Static

from screens.base import BaseScreen
from screens.filtering import Filtering
from screens.mounted import is_shown
from screens.places import Place
from screens.text import plain
from screens.widgets.key_line import KeyLine
from screens.widgets.rows import Row, Rows
from session.model.settings import Settings
from session.wording.catalogue import say


class SettingsList(BaseScreen[None]):
    """Shows ``settings``; a choice is posted to the app, and comes back through it."""

    DEFAULT_CSS = """
    SettingsList {
        layout: vertical;

        #title { text-style: bold; color: $accent; margin: 1 3 1 3; }
        Rows { height: 1fr; margin: 0 2; max-width: 110; }
    }
    """
    AUTO_FOCUS = "Rows"

    PLACE: ClassVar[Place]
    PARTS = (Filtering,)
    TITLE_KEY: ClassVar[str]
    LINE: ClassVar[tuple[str, ...]]
    """Ids of the keys in the bottom line, most important first; the last is always visible."""

    settings: var[Settings] = var(Settings())

    def compose(self) -> ComposeResult:
        yield Static(plain(say(self.TITLE_KEY)), id="title")
        yield Rows()
        yield KeyLine(self.PLACE, self.LINE)

    def on_mount(self) -> None:
        self._show()

    def watch_settings(self) -> None:
        if is_shown(self):
            self._show()

    def _show(self) -> None:
        self.query_one(Rows).show(self.rows(self.settings))

    def rows(self, settings: Settings) -> Sequence[Row]:
        """Return the lines for ``settings``."""
        raise NotImplementedError

    @property
    def chosen(self) -> str:
        return self.query_one(Rows).chosen

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_change()

    def action_change(self) -> None:
        """Change the selected line."""
        raise NotImplementedError

    def action_up(self) -> None:
        self.query_one(Rows).action_cursor_up()

    def action_down(self) -> None:
        self.query_one(Rows).action_cursor_down()
