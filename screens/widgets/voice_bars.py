"""Talk by role group compared with its share of the room: a thin bar, with the room (or the agreed share) as a mark."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from screens.text import plain
from screens.widgets.card import fitted
from session.views.private import VoiceLine


def bars(lines: Sequence[VoiceLine], width: int) -> list[Content]:
    """Return a row for each; lengths on one line are compared by eye, and the words say the same."""
    wide = max(12, min(24, width // 4))
    words = max((plain(line.words).cell_length for line in lines), default=0)
    return [_row(line, wide, width - wide - words - 4) for line in lines]


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
