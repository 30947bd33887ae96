"""A vote on the shared screen: its options, and its counts once they were revealed."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from screens.text import plain
from screens.widgets.card import Card, ends, first, fitted, wrapped
from session.views.votes import RoundCard as Vote
from session.views.votes import RoundLine
from session.wording.catalogue import say


class RoundPanel(Card[Vote]):
    """Dots and hands are separate: different units are never summed."""

    def head(self, value: Vote, width: int) -> str:  # noqa: ARG002 - Card's signature
        # That it is open is in the line *now*.
        return say("console.vote.open" if value.open else "console.vote", status=value.status)

    def lines(self, value: Vote, width: int, height: int) -> Sequence[Content]:
        question = wrapped(value.question, width, "bold", 2)
        said = [line for one in value.said for line in wrapped(one, width, "$quiet", 2)]
        options = [
            _option(chr(ord("a") + n), line, width, revealed=value.revealed)
            for n, line in enumerate(value.lines)
        ]
        room = height - len(question) - len(said)
        if room < len(options):
            room = height - len(question)
            said = []
        return [*question, *first(options, room), *said]


def _option(sign: str, line: RoundLine, width: int, *, revealed: bool) -> Content:
    if not revealed:
        return plain(f"{sign}  ", "$quiet") + plain(line.label)
    rank = plain(f"{line.rank:>3} ", "bold")
    counts = plain("  " + " · ".join(line.counts), "bold")
    name = max(12, width * 2 // 5)
    room = width - rank.cell_length - name - counts.cell_length - 1
    if room < 5:
        return ends(rank + plain(line.label), counts, width)
    bar = fitted(plain("▄" * round(line.share * room), "$foreground"), room)
    return rank + fitted(plain(line.label), name) + " " + bar + counts
