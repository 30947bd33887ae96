"""Today's agenda: done, now, next and later, each with a sign and its time."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from screens.text import plain
from screens.widgets.card import Card, unfolded
from session.views.board import AgendaLine
from session.wording.catalogue import say

_SIGNS = {"done": "✓", "now": "▶", "next": " ", "later": " ", "dropped": "–"}
_STYLES = {
    "done": "$quiet",
    "now": "bold $accent",
    "next": "bold",
    "later": "",
    "dropped": "$quiet",
}


_INDENT = 8
"""Cells before a title: its sign and its time."""


class AgendaCard(Card[tuple[AgendaLine, ...]]):
    def holds(self, value: tuple[AgendaLine, ...]) -> bool:
        # The only item is the current one, which the board shows already.
        return len(value) > 1

    def head(self, value: tuple[AgendaLine, ...], width: int) -> str:  # noqa: ARG002 - Card's signature
        return say("console.today")

    def lines(self, value: tuple[AgendaLine, ...], width: int, height: int) -> Sequence[Content]:
        lines = [_line(line) for line in value]
        whole = unfolded(lines, width, height, _INDENT)
        return whole if len(lines) <= height else window(lines, _now(value), height, width)


def _line(line: AgendaLine) -> Content:
    words = f"{_SIGNS[line.state]} {line.at:5} {line.title}"
    return plain(words, _STYLES[line.state])


def _now(value: tuple[AgendaLine, ...]) -> int:
    return next((n for n, line in enumerate(value) if line.state in {"now", "next"}), 0)


def window(lines: Sequence[Content], wanted: int, height: int, width: int) -> list[Content]:
    """Return the lines around ``wanted`` that fit, with the number of lines above and below."""
    if len(lines) <= height:
        return list(lines)
    if height < 4:
        return list(lines[wanted : wanted + height])
    start = max(0, min(wanted - height // 3, len(lines) - height))
    kept = list(lines[start : start + height])
    above, below = start, len(lines) - start - height
    if above:
        kept[0] = plain(say("console.above", n=above + 1), "$quiet").truncate(width, ellipsis=True)
    if below:
        kept[-1] = plain(say("console.more", n=below + 1), "$quiet").truncate(width, ellipsis=True)
    return kept
