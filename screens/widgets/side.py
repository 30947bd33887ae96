"""The column at the side of the board: each panel with the rows it needs, if they fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from textual.containers import Vertical
from textual.geometry import Size

from screens.widgets.agenda_card import AgendaCard
from screens.widgets.card import Card

SIDE_FROM, AGENDA_FROM = 100, 160
"""Columns from which there is a side at all, and from which it has the agenda."""
_NARROW, _WIDE = 36, 56
"""Width of the column: what lists need, and what whole titles need."""
_FRAME = 2
"""Rows of a border."""
_LEAST = 3
"""A panel with fewer rows than this has no content."""
_AROUND = 8
"""Maximum rows of the lines above and below the column."""


class Side(Vertical):
    """Shows the panels that are not empty; a column without any is hidden."""

    DEFAULT_CSS = "Side { height: 1fr; display: none; }"

    def rows_in(self, size: Size) -> dict[Card[Any], int]:
        """Return the panels that have a place in a terminal of this size, with their rows."""
        panels = [card for card in self.query(Card) if self._may(card, size)]
        room = max(0, size.height - _AROUND)
        wanted = [_rows(card, self.width_in(size) - 2 * _FRAME, room) for card in panels]
        given = zip(panels, shares(wanted, room), strict=True)
        return {card: rows for card, rows in given if rows}

    def width_in(self, size: Size) -> int:
        """Return the columns of the side in a terminal of this size."""
        return _WIDE if size.width >= AGENDA_FROM else _NARROW

    def fit(self, panels: Mapping[Card[Any], int], size: Size) -> None:
        """Show these panels, each with its rows."""
        for card in self.query(Card):
            rows = panels.get(card, 0)
            card.display = rows > 0
            if rows and (card.styles.height is None or card.styles.height.value != rows):
                card.styles.height = rows
        self.display = bool(panels)
        self.styles.width = self.width_in(size)

    def _may(self, card: Card[Any], size: Size) -> bool:
        if card.has_class("-empty") or size.width < SIDE_FROM:
            return False
        return not isinstance(card, AgendaCard) or size.width >= AGENDA_FROM


def _rows(card: Card[Any], width: int, height: int) -> int:
    return len(card.lines(card.value, width, max(1, height - _FRAME))) + _FRAME


def shares(wanted: Sequence[int], room: int) -> list[int]:
    """Return the rows of each panel: what it wants, or a fair part of ``room``; 0 if none is left.

    The last panels are dropped first if there is not even space for a row of each.
    """
    given = [0] * len(wanted)
    left = room
    for nth, rows in enumerate(wanted):
        least = min(rows, _LEAST)
        if least <= left:
            given[nth], left = least, left - least
    while left > 0:
        short = [n for n, rows in enumerate(wanted) if given[n] and given[n] < rows]
        if not short:
            break
        for nth in sorted(short, key=lambda n: given[n])[: max(1, left)]:
            if left > 0:
                given[nth], left = given[nth] + 1, left - 1
    return given
