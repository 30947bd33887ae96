"""The base of full-screen pages: a large headline, lines that scroll, one row of keys."""

from __future__ import annotations

from math import ceil
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from screens.base import BaseScreen, Part
from screens.eight import Eight, tell_step
from screens.keys.key import Key
from screens.keys.keymap import as_now, keys_on, layout_of
from screens.keys.still_open import open_on
from screens.mounted import is_shown
from screens.places import Place
from screens.text import plain
from screens.widgets.card import stacked, wrapped
from screens.widgets.headline import Headline
from screens.widgets.key_line import KeyLine
from session.views.pages import Page, PageLine
from session.wording.catalogue import say

_MEASURE = 96
"""Longer rows are hard to follow from the back of a room."""
_HIGH = 30
"""With this many rows, a blank line precedes each part."""
_UNDER = {"quiet": 6, "left": 4}
"""Indentation of a line that belongs to the one above, in columns; a selectable one has less, for its sign."""
_STYLE = {
    "part": "bold $text-accent",
    "line": "",
    "quiet": "$quiet",
    "left": "",
    "hint": "$quiet",
}
"""Each has a contrast of 7:1 or more on the background of every theme."""


class PageScreen(BaseScreen[None]):
    """Shows one page at a time, and redraws it whenever the session changed."""

    PLACE: ClassVar[Place]
    PARTS: ClassVar[tuple[type[Part], ...]] = (Eight,)

    DEFAULT_CSS = """
    PageScreen { color: $foreground; }
    PageScreen .page { padding: 1 4 0 6; height: auto; color: $text-accent; text-style: bold; }
    PageScreen Headline { padding: 1 2 0 6; }
    PageScreen.-low Headline { padding: 0 2 0 6; }
    PageScreen VerticalScroll { height: 1fr; scrollbar-gutter: stable; }
    PageScreen #lines { height: auto; padding: 1 2 0 4; }
    """
    AUTO_FOCUS = None
    VERTICAL_BREAKPOINTS = [(0, "-low"), (_HIGH, "-high")]  # noqa: RUF012 - Textual declares no ClassVar

    chosen = ""
    """Id of the selected line, if lines can be selected."""
    chosen_row = 0
    """Its first row, from 0."""
    shown: tuple[str, str, str] = ("", "", "")

    def compose(self) -> ComposeResult:
        yield Static(classes="page")
        # Not focusable, since it would take the arrow keys from selecting.
        with VerticalScroll(can_focus=False):
            yield Headline()
            yield Static(id="lines")
        yield KeyLine(self.PLACE)

    def on_mount(self) -> None:
        self._show()

    def watch_state(self) -> None:
        self._show()

    def on_resize(self) -> None:
        if not self.choices:
            # In other widths the rows are others: from the beginning nothing is passed over unread.
            self.query_one(VerticalScroll).scroll_home(animate=False, immediate=True)
        self._show()
        self.call_after_refresh(self._tell_part)

    def read_on(self) -> bool:
        """Turn to the rows below; return whether there are any."""
        lines = self.query_one(VerticalScroll)
        at, high = lines.scroll_offset.y, lines.scrollable_content_region.height
        if at >= lines.max_scroll_y:
            return False
        lines.scroll_to(y=at + max(1, high), animate=False, immediate=True)
        self._tell_part()
        return True

    def _tell_part(self) -> None:
        """Say which part of a long page is shown."""
        lines = self.query_one(VerticalScroll)
        high = max(1, lines.scrollable_content_region.height)
        parts = ceil(lines.virtual_size.height / high) if lines.display else 1
        part = ceil(lines.scroll_offset.y / high) + 1
        told = say("opening.part", part=part, of=parts) if parts > 1 else ""
        above = " · ".join(filter(None, (self.shown[0], told)))
        kicker = self.query_one(".page", Static)
        kicker.update(plain(above))
        kicker.display = bool(above)

    def watch_now(self) -> None:
        self._show()

    def _show(self) -> None:
        if is_shown(self) and self.state.meta.id:
            self.show()

    def show(self) -> None:
        """Draw the current page, with ``draw``."""
        raise NotImplementedError

    def draw(self, page: Page, above: str, chosen: str = "") -> None:
        """Draw a page, unless it is shown already; its title is small after ``above`` if something leads the page.

        chosen: the text of a line that leads instead, and stays among the others
        """
        lead = chosen or page.lead
        above = " · ".join(filter(None, (above, page.title if lead != page.title else "")))
        width = min(_MEASURE, self.app.size.width - 12)
        rows: list[Content] = []
        self.chosen_row = 0
        apart = self.app.size.height >= _HIGH
        for line in page.lines:
            if line.kind == "part" and rows and apart:
                rows.append(Content(""))
            if line.leads:
                continue
            is_chosen = line.id != "" and line.id == self.chosen
            self.chosen_row = len(rows) if is_chosen else self.chosen_row
            said = self._words(line)
            indent = " " * (_UNDER.get(line.kind, 0) if line.under else 0)
            for nth, row in enumerate(wrapped(said, width - len(indent), _STYLE[line.kind])):
                sign = "▸ " if is_chosen and not nth else "  "
                rows.append(plain(sign, "bold $text-accent") + plain(indent) + row)
        body = stacked(rows)
        tell_step(self)
        key_line = self.query_one(KeyLine)
        key_line.ids, key_line.opened = self._keys(), open_on(self.PLACE, self.state)
        drawn = (above, lead, body.plain)
        if drawn == self.shown:
            return
        turned, self.shown = self.shown[0] != above, drawn
        headline = self.query_one(Headline)
        headline.below = len(rows)
        headline.words = lead
        self.query_one("#lines", Static).update(body)
        if turned:
            self.query_one(VerticalScroll).scroll_home(animate=False, immediate=True)
        self._tell_part()
        self.call_after_refresh(self._tell_part)

    def _words(self, line: PageLine) -> str:
        """Return the text of a line; keys in it are the current ones."""
        hint = line.kind == "hint"
        return as_now(self.PLACE, layout_of(self.app), line.text) if hint else line.text

    def _keys(self) -> tuple[str, ...]:
        """Return the ids of the page's own keys; the line of keys has the eight besides."""
        here = [key for key in keys_on(self.PLACE, layout_of(self.app)) if key.keys]
        own = [key for key in here if key.footer and not (key.eight or key.always)]
        return (
            *(key.id for key in own if key.when(self.state) and self.is_of_page(key)),
            "help",
        )

    def is_of_page(self, key: Key) -> bool:  # noqa: ARG002 - where a page has keys of its own
        """Return whether a key belongs to the current page."""
        return True

    @property
    def choices(self) -> list[str]:
        """Ids of the selectable lines, in order; without any, the arrows scroll."""
        return []

    def choose_one(self) -> None:
        """Select a line, the first unless one is selected already."""
        choices = self.choices
        if self.chosen not in choices:
            self.chosen = choices[0] if choices else ""

    def action_up(self) -> None:
        self._move(-1)

    def action_down(self) -> None:
        self._move(1)

    def _move(self, steps: int) -> None:
        lines, choices = self.query_one(VerticalScroll), self.choices
        if not choices:
            (lines.scroll_up if steps < 0 else lines.scroll_down)(animate=False, immediate=True)
            self._tell_part()
            return
        self.choose_one()
        place = choices.index(self.chosen) + steps
        self.chosen = choices[min(max(place, 0), len(choices) - 1)]
        self._show()
        # The headline may tell the chosen line, and then has another height.
        self.call_after_refresh(self._show_chosen)

    def _show_chosen(self) -> None:
        above = self.query_one(Headline).outer_size.height
        lines = self.query_one(VerticalScroll)
        lines.scroll_to(y=max(0, above + self.chosen_row - 4), animate=False, immediate=True)
        self._tell_part()
