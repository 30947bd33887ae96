"""How the board shares its rows and columns: the question gets what its large letters need, before the panels."""

from __future__ import annotations

from collections.abc import Container
from itertools import chain
from typing import Any, NamedTuple

from textual.geometry import Size
from textual.screen import Screen

from screens.widgets.agenda_card import AgendaCard
from screens.widgets.caption import Caption
from screens.widgets.card import Card, wrapped
from screens.widgets.heard_card import HeardCard, QuietLine
from screens.widgets.key_line import KeyLine
from screens.widgets.lists_card import ParkingCard, QueueCard
from screens.widgets.now_card import NowPanel
from screens.widgets.now_line import NowLine, NowLineFacts
from screens.widgets.side import Side
from screens.widgets.status_line import StatusLine, TroubleBanner
from screens.widgets.turns_card import TurnsCard
from session.views.board import BoardView
from session.views.talk_shares import line as heard_line
from session.views.votes import RoundCard

LOW, HIGH = 16, 30
"""With fewer rows than the first only question and lines fit; with the second or more, whole panels."""
_PADDING = 4
"""Columns of border and padding of a panel, or of the padding of a line."""
_FRAME = 2
"""Rows of a border."""
_SHORT, _SHORT_VOTE = 4, 7
"""Rows of the lower panels where the rest needs them more."""
_LINES = (Caption, KeyLine, StatusLine, TroubleBanner)
_QUIET_MOST = 2
"""Rows of a line in small."""


class Lines(NamedTuple):
    """The lines below the panels; each tells what no visible panel shows."""

    heard: str
    now: NowLineFacts
    quiet: str


class Room(NamedTuple):
    """One way to share the screen."""

    panels: dict[Card[Any], int]
    """Panels at the side with their rows."""
    lower: int
    """Rows of the lower panels, with their border; 0: none."""
    lines: Lines


def arrange(board: Screen[Any], view: BoardView, vote: RoundCard | None) -> int:
    """Show the lines, and size the panels; return the rows of the lower ones."""
    size = board.app.size
    side, panel = board.query_one(Side), board.query_one(NowPanel)
    ways = (
        Room(panels, lower, _lines(view, {type(card) for card in panels}))
        for panels in (side.rows_in(size), dict[Card[Any], int]())
        for lower in _lowers(view, vote, size.height)
    )
    first, space = next(ways), size - (0, _rows_of_lines(board))
    beside = side.width_in(size)
    room = next(
        (way for way in chain((first,), ways) if _is_lettered(panel, way, space, beside)), first
    )
    side.fit(room.panels, size)
    board.query_one("#heard", QuietLine).words = room.lines.heard
    board.query_one(NowLine).value = room.lines.now
    board.query_one("#quiet", QuietLine).words = room.lines.quiet
    return room.lower


def _rows_of_lines(board: Screen[Any]) -> int:
    """Return the rows of what is above and below the panels in any case."""
    lines = (one for one in board.children if isinstance(one, _LINES) and one.display)
    return sum(max(1, line.outer_size.height) for line in lines)


def _is_lettered(panel: NowPanel, way: Room, size: Size, beside: int) -> bool:
    wide = size.width - _PADDING
    around = [
        min(_QUIET_MOST, len(wrapped(text, wide))) for text in (way.lines.heard, way.lines.quiet)
    ]
    around += [int(NowLine.has_words(way.lines.now)), way.lower, _FRAME]
    beside = beside if way.panels else 0
    return panel.in_letters(size.width - beside - _PADDING, size.height - sum(around))


def _lines(view: BoardView, shown: Container[type]) -> Lines:
    coming = () if AgendaCard in shown else (view.next, view.break_at)
    quiet = (
        *((view.fixed,) if view.fixed else coming),
        view.finish,
        "" if ParkingCard in shown else view.parked,
        view.words,
    )
    return Lines(
        "" if HeardCard in shown else heard_line(view.heard),
        NowLineFacts(view.line, TurnsCard in shown, QueueCard in shown),
        " · ".join(filter(None, quiet)),
    )


def _lowers(view: BoardView, vote: RoundCard | None, high: int) -> tuple[int, ...]:
    """Return the rows that the lower panels may have, the preferred first."""
    if high < LOW or not (vote or view.themes or view.latest):
        return (0,)
    rows = max(3, len(view.themes), min(5, len(view.latest)))
    if vote:
        rows = max(rows, len(vote.lines) + len(vote.said) + (3 if vote.question else 1))
    short = min(rows, _SHORT_VOTE if vote else _SHORT)
    if high < HIGH:
        rows = short
    return tuple(min(one + _FRAME, high * 2 // 5) for one in ((rows,) if vote else (rows, short)))
