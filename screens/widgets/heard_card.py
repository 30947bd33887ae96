"""Shares of talk by role group, for the whole room: only if the group agreed to show them (P23)."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from screens.text import plain
from screens.widgets.card import Card, first, fitted
from session.views.talk_shares import HeardLine, HeardView
from session.wording.catalogue import say

_NAME_MOST = 18


class HeardCard(Card[HeardView]):
    """Two rows per role group: name and bar, then the same in words. Hidden until agreed."""

    def holds(self, value: HeardView) -> bool:
        return value.shown

    def head(self, value: HeardView, width: int) -> str:  # noqa: ARG002 - Card's signature
        return say("shares.title")

    def lines(self, value: HeardView, width: int, height: int) -> Sequence[Content]:
        if not value.lines:
            return [plain(value.said, "$quiet")]
        rows = [row for one in value.lines for row in _rows(one, width)]
        if len(rows) > height:
            rows = [_rows(one, width)[0] for one in value.lines]
        return first(rows, height)


def _rows(one: HeardLine, width: int) -> tuple[Content, Content]:
    name = fitted(plain(one.group, "bold"), min(_NAME_MOST, width // 2)) + " "
    room = max(1, width - name.cell_length)
    long = round(min(1.0, one.talk) * room)
    mark = min(room - 1, round(one.beside * room))
    bar = plain("━" * long, "$foreground") + plain("─" * (room - long), "$rule")
    bar = bar[:mark] + plain("┃", "bold $foreground") + bar[mark + 1 :]
    return name + bar, plain(one.words, "$quiet")


class QuietLine(Widget):
    """One line in small, hidden while it is empty."""

    DEFAULT_CSS = """
    QuietLine {
        height: 1;
        padding: 0 2;
        color: $quiet;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        display: none;
    }
    QuietLine.-said { display: block; }
    """

    words: reactive[str] = reactive("", layout=True)

    def watch_words(self, words: str) -> None:
        self.set_class(bool(words), "-said")

    def render(self) -> Content:
        return plain(self.words)
