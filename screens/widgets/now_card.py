"""What is on now: the focus point, larger than anything else, and the minutes left in words."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from textual.content import Content

from screens.text import plain
from screens.widgets.card import Card, wrapped
from screens.widgets.lettering import BROAD, LARGE, MIDDLE, Face, letters
from session.model.state import replace
from session.views.board import NowCard as Now
from session.wording.catalogue import say

# Faces for the focus point and for the minutes left, best first: the minutes are never larger.
_PAIRS: tuple[tuple[Face | None, Face | None], ...] = (
    (LARGE, BROAD),
    (LARGE, MIDDLE),
    (BROAD, MIDDLE),
    (MIDDLE, MIDDLE),
    (LARGE, None),
    (BROAD, None),
    (MIDDLE, None),
    (None, None),
)
_LOW = 16
"""Under so many rows the words around the focus point are kept as short as can be."""
_STEPS = 200
"""A passing item is drawn in so many steps, so that most ticks change nothing on the screen."""


class NowFacts(Struct, frozen=True):
    """The card, and what comes: next item, next break, projected finish, in words."""

    now: Now = Now()
    facts: tuple[str, ...] = ()


class NowPanel(Card[NowFacts]):
    """The one card with the accent."""

    DEFAULT_CSS = """
    NowPanel {
        border: round $accent;
        border-title-color: $accent;
        padding: 0 1;
    }
    """

    def validate_value(self, value: NowFacts | None) -> NowFacts | None:
        if value is None:
            return None
        share = round(value.now.share * _STEPS) / _STEPS
        return replace(value, now=replace(value.now, share=share))

    def head(self, value: NowFacts, width: int) -> str:  # noqa: ARG002 - the name Card calls
        now = value.now
        return say("console.now", title=now.title) if now.title and now.focus else ""

    def lines(self, value: NowFacts, width: int, height: int) -> Sequence[Content]:
        now = value.now
        bar = [_bar(now.share, width)]
        around = _note(now, width, height), _facts(value, width, height)
        rows = height - sum(map(len, around))
        large, focus, left = _drawn(now, width, rows - 1)
        if not large:
            # Words tell the time as well as the bar does; the focus point needs the row more.
            without, *drawn = _drawn(now, width, rows)
            if without:
                bar, (focus, left) = [], drawn
            elif now.stage == "not-started" and (purpose := _alone(value, width, height)):
                bar, around, (focus, left) = [], ([], []), purpose
        below = [*around[0], *bar, *around[1]]
        room = height - len(below)
        spare = max(0, room - len(focus) - len(left))
        # The space that is left over stands between the parts, most of it above and below the
        # focus point, so that no corner of the card lies empty.
        above = min(spare // 3, 4)
        between = min(spare - above, max(1, spare // 3)) if spare else 0
        rest = spare - above - between
        return [
            *_blank(above),
            *focus,
            *_blank(between),
            *left,
            *_blank(rest),
            *below,
        ]


def _blank(rows: int) -> list[Content]:
    return [Content("")] * rows


def _drawn(now: Now, width: int, room: int) -> tuple[bool, list[Content], list[Content]]:
    """Return focus point and minutes left in the largest letters that fit into ``room`` rows.

    The first value tells whether the focus point could be drawn in large letters at all.
    """
    focus = now.focus or now.title
    for focus_face, left_face in _PAIRS:
        small = _left(now, left_face, width, room)
        if small is None:
            continue
        gap = 1 if left_face else 0
        large = _focus(focus, focus_face, width, room - len(small) - gap)
        if large is not None:
            return focus_face is not None, large, small
    return False, [], []


def _alone(value: NowFacts, width: int, height: int) -> tuple[list[Content], list[Content]] | None:
    """Before the start nothing passes yet: all that is told beside the purpose shares a line or two."""
    told = _packed([text for text in (value.now.left, *value.facts) if text], width, 2)
    purpose = _focus(value.now.focus or value.now.title, MIDDLE, width, height - len(told))
    return None if purpose is None else (purpose, told)


def _focus(focus: str, face: Face | None, width: int, room: int) -> list[Content] | None:
    if face is None:
        return wrapped(focus, width, "bold", max(1, room))
    drawn = letters(focus, face, width, room)
    return None if drawn is None else [plain(line, "bold") for line in drawn]


def _left(now: Now, face: Face | None, width: int, room: int) -> list[Content] | None:
    """The minutes left, and until when: beside them where both fit in small letters."""
    until = [plain(now.until)] if now.until else []
    if face is None:
        left = plain(now.left, "bold $accent")
        if now.left and until and left.cell_length + until[0].cell_length + 3 <= width:
            return [left + " · " + until[0]]
        return [left, *until] if now.left else until
    drawn = letters(now.left, face, width, min(room, face.rows))
    return None if drawn is None else [*(plain(line, "$accent") for line in drawn), *until]


def _note(now: Now, width: int, height: int) -> list[Content]:
    return wrapped(now.content_note, width, "$quiet", 1 if height < _LOW else 3)


def _facts(value: NowFacts, width: int, height: int) -> list[Content]:
    return _packed([fact for fact in value.facts if fact], width, 2 if height < _LOW else 4)


def _bar(share: float, width: int) -> Content:
    passed = round(max(0.0, min(1.0, share)) * width)
    return plain("━" * passed, "$accent") + plain("─" * (width - passed), "$rule")


def _packed(facts: list[str], width: int, most: int) -> list[Content]:
    """One fact a line where there is room, otherwise as few lines as will do."""
    if len(facts) <= most and most > 2:
        return [plain(fact) for fact in facts]
    lines: list[str] = []
    for fact in facts:
        joined = f"{lines[-1]} · {fact}" if lines else fact
        if lines and Content(joined).cell_length <= width:
            lines[-1] = joined
        else:
            lines.append(fact)
    return [plain(line) for line in lines]
