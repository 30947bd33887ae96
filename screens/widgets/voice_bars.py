"""Talk by role group compared with its share of the room: a thin bar, with the room (or the agreed share) as a mark."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from screens.text import plain
from screens.widgets.card import Card, first, fitted
from session.views.private import VoiceLine
from session.wording.catalogue import say


class VoiceBars(Card[tuple[VoiceLine, ...]]):
    """Lengths on one line are compared by eye; the words say the same."""

    def __init__(self, title: str, name: str = "") -> None:
        super().__init__(id=name or None)
        self._title = title

    def head(self, value: tuple[VoiceLine, ...], width: int) -> str:  # noqa: ARG002 - Card's signature
        return self._title

    def lines(self, value: tuple[VoiceLine, ...], width: int, height: int) -> Sequence[Content]:
        if not value:
            return [plain(say("voices.nothing"), "$quiet")]
        wide = max(12, min(24, width // 4))
        words = max(plain(line.words).cell_length for line in value)
        room = width - wide - words - 4
        rows = [_row(line, wide, room) for line in value]
        if height >= 2 * len(rows):
            rows = [line for row in rows for line in (row, Content(""))]
        return first(rows, height)


def _row(line: VoiceLine, wide: int, room: int) -> Content:
    name = fitted(plain(line.group, "bold"), wide) + "  "
    if room < 10:
        return name + plain(line.words)
    long = round(min(1.0, line.talk or 0.0) * room)
    beside = line.room if line.agreed is None else line.agreed
    mark = min(room - 1, round(beside * room))
    bar = Content("")
    for start, end, style in ((0, long, "$accent"), (long, room, "$rule")):
        drawn = "━" if style == "$accent" else "─"
        bar += plain(drawn * (end - start), style)
    bar = bar[:mark] + plain("┃", "bold $foreground") + bar[mark + 1 :]
    return name + bar + "  " + plain(line.words)
