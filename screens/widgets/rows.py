"""A list to select from; people's text in it is never parsed, and the selection is kept."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
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
    """The contents of a list by the values they show, so that only what changed is drawn and measured.

    Only those of the latest list are kept: struck words do not stay here.
    """

    def __init__(self, draw: Callable[[V], Content]) -> None:
        self._draw = draw
        self._drawn: dict[V, Content] = {}

    def __call__(self, values: Iterable[V]) -> dict[V, Content]:
        before, draw = self._drawn, self._draw
        self._drawn = {one: before.get(one) or draw(one) for one in values}
        return self._drawn


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

    def __init__(self, name: str = "") -> None:
        super().__init__(compact=True, id=name or None)
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
        kept = [key for key, _ in rows[: len(before)]]
        if before and [key for key, _ in before] == kept:
            for n, ((_, was), (_, is_now)) in enumerate(zip(before, rows, strict=False)):
                if not was.is_same(is_now):
                    self.replace_option_prompt_at_index(n, is_now)
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
