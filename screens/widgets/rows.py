"""A list to select from; people's text in it is never parsed, and the selection is kept."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import takewhile
from operator import eq
from typing import Generic, TypeVar

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from screens.keys.search import has_words
from screens.text import plain
from session.wording.catalogue import say

V = TypeVar("V", bound=Hashable)

Row = tuple[str, Content]
"""An id, and its content. Without an id it is a heading, which can't be selected."""


class Drawn(Generic[V]):
    """The rows of a list by the values they show, so that only what changed is drawn, compared and measured.

    Only those of the latest list are kept: struck words do not stay here.
    """

    def __init__(self, draw: Callable[[V], Row]) -> None:
        self._draw = draw
        self._values: list[V] = []
        self._rows: list[Row] = []

    def __call__(self, values: Iterable[V]) -> list[Row]:
        before, self._values = self._values, list(values)
        # What is new is mostly at the end; the others need no hash.
        alike = takewhile(bool, map(eq, before, self._values))
        same = sum(alike)
        known = dict(zip(before[same:], self._rows[same:], strict=True))
        changed = [known.get(one) or self._draw(one) for one in self._values[same:]]
        self._rows = self._rows[:same] + changed
        return self._rows


class Rows(OptionList):
    """Shows ``Row`` values. Only rows that changed are redrawn."""

    DEFAULT_CSS = """
    Rows {
        height: auto;
        max-height: 100%;
        padding: 0;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        scrollbar-size-vertical: 1;
    }
    Rows, Rows:focus { border: none; background: transparent; background-tint: $background 0%; }
    Rows > .option-list--option-highlighted, Rows:focus > .option-list--option-highlighted {
        background: $block-cursor-background;
        color: $block-cursor-foreground;
        text-style: $block-cursor-text-style;
    }
    Rows > .option-list--option { padding: 0 1; }
    Rows > .option-list--option-disabled { color: $foreground; }
    """

    def __init__(self, name: str = "", *, focus: bool = True) -> None:
        """``focus``: whether it can have the focus; without it the keys are the screen's, also after a click."""
        super().__init__(compact=True, id=name or None)
        self.can_focus = focus
        self._rows: list[Row] = []
        self._all: Sequence[Row] = ()
        self._typed = ""
        self.keeps: Callable[[Row, str], bool] = _has_words
        """Whether a row stays while the list is filtered by what was typed."""

    @property
    def chosen(self) -> str:
        """Id of the row at the cursor; empty if there is none."""
        return self._rows[self.highlighted][0] if self.highlighted is not None else ""

    def show(self, rows: Sequence[Row]) -> None:
        """Show ``rows``, with the cursor on the same row as before, or the one now in its place."""
        self._all = rows
        self._draw(self._kept() if self._typed else rows)

    def filter(self, typed: str) -> None:
        """Show only the rows that have what was typed; all of them if nothing was."""
        self._typed = typed.strip()
        self.show(self._all)

    def _kept(self) -> list[Row]:
        """Return the rows that stay, each below its heading."""
        kept: list[Row] = []
        heading: Row | None = None
        for row in self._all:
            if not row[0]:
                heading = row
            elif self.keeps(row, self._typed):
                kept += [heading, row] if heading else [row]
                heading = None
        return kept or [("", plain(say("filter.none", typed=self._typed), "$quiet"))]

    def _draw(self, rows: Sequence[Row]) -> None:
        before, self._rows = self._rows, list(rows)
        # Most are identical, and need not be compared.
        differ = [n for n, row in enumerate(rows[: len(before)]) if row is not before[n]]
        if before and len(rows) >= len(before) and all(rows[n][0] == before[n][0] for n in differ):
            for n in differ:
                if not before[n][1].is_same(rows[n][1]):
                    self.replace_option_prompt_at_index(n, rows[n][1])
            # Most new rows are at the end, and the others need not be measured again.
            self.add_options(_option(row) for row in rows[len(before) :])
            return
        was_at = self.highlighted or 0
        chosen = before[was_at][0] if was_at < len(before) else ""
        self.set_options(map(_option, rows))
        if rows:
            self.choose(chosen, was_at)

    def page(self, by: int) -> None:
        """Move the cursor a page up (-1) or down (1)."""
        # Textual gives these two no types.
        if by < 0:
            self.action_page_up()  # type: ignore[no-untyped-call]  # Textual leaves it untyped
        else:
            self.action_page_down()  # type: ignore[no-untyped-call]  # Textual leaves it untyped

    def choose(self, key: str, otherwise: int = 0) -> None:
        """Put the cursor on the row ``key``, or near row ``otherwise`` if there is none."""
        places = [n for n, (one, _) in enumerate(self._rows) if one]
        found = next((n for n in places if self._rows[n][0] == key), None)
        if places:
            near = min(places, key=lambda n: abs(n - otherwise))
            self.highlighted = near if found is None else found


def _has_words(row: Row, typed: str) -> bool:
    return has_words(typed, row[1].plain)


def _option(row: Row) -> Option:
    key, prompt = row
    return Option(prompt, disabled=not key)
