"""The base of screens with one list: a row is selected with the arrows, and single keys act on it.

Notes, people and the parking lot are such lists. Subclasses define the rows and their own keys; drawing,
selecting,
striking and undoing is done here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import OptionList, Static

from screens.base import BaseScreen, Part
from screens.dialogs.ask import ask_line
from screens.eight import Eight
from screens.filtering import Filtering
from screens.following import Following
from screens.keys.keymap import hint
from screens.mounted import is_shown
from screens.places import PRIVATE, Place
from screens.text import plain
from screens.widgets.key_line import OF_A_LINE, KeyLine
from screens.widgets.rows import Row, Rows
from screens.widgets.status_line import StatusLine, TroubleBanner
from session.model.state import State
from session.wording.catalogue import say


class ListedScreen(BaseScreen[None]):
    """Repaints the list only when the session changed, and in it only the rows that did."""

    DEFAULT_CSS = """
    ListedScreen {
        layout: vertical;

        #head { height: 1; margin: 1 2 0 2; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis; }
        #head.-private { background: $private; color: $background; }
        #told { height: auto; max-height: 4; margin: 0 2; color: $quiet; }
        Rows { height: 1fr; margin: 1 1 0 1; }
        .empty { display: none; height: 1fr; margin: 1 2; color: $quiet; }
    }
    ListedScreen.-empty .empty { display: block; }
    ListedScreen.-empty Rows { display: none; }
    ListedScreen.-short {
        #head { margin: 0 2; }
        #told { max-height: 3; }
        Rows { margin: 0 1; }
    }
    """
    PARTS: ClassVar[tuple[type[Part], ...]] = (Eight, Following, Filtering)
    AUTO_FOCUS = ""
    VERTICAL_BREAKPOINTS = [(0, "-short"), (26, "-high")]  # noqa: RUF012 - Textual declares no ClassVar

    PLACE: ClassVar[Place]
    TITLE_KEY: ClassVar[str]
    EMPTY_KEY: ClassVar[str]
    LINE: ClassVar[tuple[str, ...]]
    """Ids of the keys in the bottom line, most important first; the last is always visible."""

    def compose(self) -> ComposeResult:
        yield StatusLine()
        yield TroubleBanner()
        private = "-private" if self.PLACE in PRIVATE else ""
        yield Static(plain(say(self.TITLE_KEY)), id="head", classes=private)
        yield Static(id="told")
        yield Rows(focus=False)
        empty = hint(self.app, self.PLACE, self.EMPTY_KEY)
        yield Static(plain(empty), classes="empty")
        yield KeyLine(self.PLACE, self.LINE)

    def show_state(self) -> None:
        told, rows = self.listed(self.state)
        self.query_one(Rows).show(rows)
        self.set_class(not rows, "-empty")
        line = self.query_one("#told", Static)
        line.update(plain(told))
        line.display = bool(told)
        self._tell_keys()

    @on(OptionList.OptionHighlighted)
    def _tell_keys(self) -> None:
        self.query_one(KeyLine).idle = self.idle_now

    @property
    def idle_now(self) -> frozenset[str]:
        return self.idle(self.chosen) if is_shown(self) else frozenset()

    def idle(self, chosen: str) -> frozenset[str]:
        """Return what the keys do that have nothing to do it to."""
        return frozenset() if chosen else OF_A_LINE

    def listed(self, state: State) -> tuple[str, Sequence[Row]]:
        """Return the heading of the list, and its rows."""
        raise NotImplementedError

    @property
    def chosen(self) -> str:
        """Id of the selected row; empty if there is none."""
        return self.query_one(Rows).chosen

    def ask(self, title: str, then: Callable[[str], None], hint: str = "", value: str = "") -> None:
        """Ask for one line; nothing happens when it is cancelled, empty or unchanged."""
        ask_line(self, title, then, hint, value)

    # The list

    def action_page_up(self) -> None:
        self.query_one(Rows).page(-1)

    def action_page_down(self) -> None:
        self.query_one(Rows).page(1)

    def action_first(self) -> None:
        self.query_one(Rows).action_first()

    def action_last(self) -> None:
        self.query_one(Rows).action_last()
