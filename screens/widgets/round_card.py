"""A vote on the shared screen: its options, and its counts once they were revealed."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from screens.text import plain
from screens.widgets.card import Card, ends, fitted, unfolded, wrapped
from session.views.votes import RoundCard as Vote
from session.wording.catalogue import say

_LEAD, _RANK = 3, 4
"""Cells of a sign, or of a rank, before an option."""
_NAME_LEAST, _BAR_LEAST = 12, 6


class RoundPanel(Card[Vote]):
    """Dots and hands are separate: different units are never summed."""

    def head(self, value: Vote, width: int) -> str:  # noqa: ARG002 - Card's signature
        # That it is open is in the line *now*.
        return say("console.vote.open" if value.open else "console.vote", status=value.status)

    def lines(self, value: Vote, width: int, height: int) -> Sequence[Content]:
        question = wrapped(value.question, width, "bold", 2)
        said = [line for one in value.said for line in wrapped(one, width, "$quiet", 2)]
        room = height - len(question) - len(said)
        if room < len(value.lines):
            room = height - len(question)
            said = []
        options = _results(value, width) if value.revealed else _options(value)
        return [*question, *unfolded(options, width, room, _LEAD), *said]


def _options(value: Vote) -> list[Content]:
    signs = (plain(f"{chr(ord('a') + n)}  ", "$quiet") for n in range(len(value.lines)))
    return [sign + plain(line.label) for sign, line in zip(signs, value.lines, strict=True)]


def _results(value: Vote, width: int) -> list[Content]:
    """Return the options with bars that begin in one column; they give way to the words."""
    counted = [plain("  " + " · ".join(line.counts), "bold") for line in value.lines]
    counts = max((one.cell_length for one in counted), default=0)
    space = width - _RANK - counts - 1
    longest = max((plain(line.label).cell_length for line in value.lines), default=0)
    name = min(longest, space - _BAR_LEAST)
    rows = []
    for line, count in zip(value.lines, counted, strict=True):
        rank = plain(f"{line.rank:>{_RANK - 1}} ", "bold")
        if name < _NAME_LEAST:
            rows.append(ends(rank + plain(line.label), count, width))
            continue
        bar = plain("▄" * round(line.share * (space - name)), "$foreground")
        rows.append(
            rank + fitted(plain(line.label), name) + " " + fitted(bar, space - name) + count
        )
    return rows
