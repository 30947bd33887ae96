"""The board: the room's view throughout the session, and the keys that run it."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.reactive import var

from screens.base import BaseScreen
from screens.board_keys import AgendaKeys, FloorKeys, OtherScreens, RecordKeys
from screens.board_room import HIGH, LOW, arrange
from screens.eight import Eight, Way
from screens.following import show_status
from screens.keys.tables import bindings_for
from screens.mounted import is_shown
from screens.steering import Steering
from screens.widgets.agenda_card import AgendaCard
from screens.widgets.heard_card import HeardCard, QuietLine
from screens.widgets.key_line import KeyLine
from screens.widgets.lists_card import ParkingCard, ParkingFacts, QueueCard
from screens.widgets.now_card import NowPanel
from screens.widgets.now_line import NowLine
from screens.widgets.round_card import RoundPanel
from screens.widgets.side import AGENDA_FROM, SIDE_FROM, Side
from screens.widgets.status_line import (
    StatusLine,
    TroubleBanner,
)
from screens.widgets.themes_card import ThemesCard, ThemesFacts
from screens.widgets.turns_card import TurnsCard, TurnsFacts
from session.model.settings import Settings
from session.model.state import replace
from session.views.board import BoardView, board
from session.views.open_now import open_now
from session.views.private import look_due
from session.views.votes import RoundCard
from session.wording.catalogue import say

_EIGHT = (
    *("go-on", "write", "speak", "ask", "time", "room"),
    *("next", "note", "hand", "vote", "replan", "shared", "undo", "help"),
)
"""The second row has those of ``All keys``."""
_NEAR_THE_END = 0.8
"""Share of the session's only item after which the closing is next."""

_BEHIND_MS = 2_000
"""Maximum age of the board behind a dialog, in session milliseconds."""


class BoardScreen(BaseScreen[None]):
    """Computes its view and passes on slices; each widget repaints only what changed in its own."""

    CSS_PATH = Path(__file__).parent / "board.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("board")]
    PLACE = "board"
    PARTS = (Eight, Steering, AgendaKeys, FloorKeys, RecordKeys, OtherScreens)
    AUTO_FOCUS = None
    # Textual types these as instance variables, so they can't be ClassVar.
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (SIDE_FROM, "-middle"), (AGENDA_FROM, "-wide")]  # noqa: RUF012 - Textual declares no ClassVar
    VERTICAL_BREAKPOINTS = [(0, "-low"), (LOW, "-short"), (HIGH, "-high")]  # noqa: RUF012 - Textual declares no ClassVar

    settings: var[Settings] = var(Settings())
    looked: var[int] = var(0)

    def __init__(self) -> None:
        super().__init__()
        self._lower = 0
        self._view: BoardView | None = None
        self._way = Way()
        self._asked = False
        self._shown_t: int | None = None

    def compose(self) -> ComposeResult:
        yield StatusLine()
        yield TroubleBanner()
        with Horizontal(id="middle"):
            with Vertical(id="left"):
                yield NowPanel()
                with Horizontal(id="lower"):
                    yield RoundPanel()
                    yield ThemesCard()
            with Side(id="right"):
                yield AgendaCard()
                yield TurnsCard()
                yield HeardCard()
                yield QueueCard()
                yield ParkingCard()
        yield QuietLine(id="heard")
        yield NowLine()
        yield QuietLine(id="quiet")
        yield KeyLine("board")

    @property
    def way(self) -> Way:
        """What was done so far in the session that is open: another one begins anew."""
        if self._way.session != self.state.meta.id:
            self._way = Way(self.state.meta.id)
        return self._way

    def on_mount(self) -> None:
        self.on_change(self._soon, "state", "now", "ballots", "saved", "settings")
        self._soon()

    def on_screen_resume(self) -> None:
        self._shown_t = None
        self._soon()

    def _soon(self) -> None:
        """Redraw once for several changes that the app passes on one after the other."""
        if not self._asked and self.is_running and not self._can_wait():
            self._asked = True
            self.call_next(self._show)

    def _show(self) -> None:
        self._asked = False
        if is_shown(self) and self.state.meta.id:
            self._shown_t = self.now.t
            seconds = self.settings.seconds
            self.show(board(self.state, self.now, self.ballots, seconds=seconds))

    def _can_wait(self) -> bool:
        """Behind a dialog the board may be slightly old: each change there redraws the whole screen."""
        if self.app.screen is self or self._shown_t is None:
            return False
        return 0 <= self.now.t - self._shown_t < _BEHIND_MS

    def on_resize(self) -> None:
        self.fit_again()

    def fit_again(self) -> None:
        """Share the room again: its size changed, or large letters can be drawn now."""
        if self._view and is_shown(self):
            self.show(self._view)

    def show(self, view: BoardView) -> None:
        """Pass each widget its slice."""
        self._view = view
        show_status(self, view.people)
        vote = view.round if self._vote_concerns_now(view) else None
        now = view.now
        if vote and not vote.off and (not vote.revealed or self._opened_here(vote)):
            # One thing is largest: what people are asked to look at.
            beside = now.focus if now.focus != vote.question else ""
            now = replace(now, focus=vote.question, aside=beside)
            vote = replace(vote, question="")
        self.query_one(NowPanel).value = now
        self.query_one(RoundPanel).value = vote
        self.query_one(ThemesCard).value = ThemesFacts(view.themes, view.ideas, view.latest)
        self._show_side(view)
        self._fit(view, vote)
        line = self.query_one(KeyLine)
        line.now_called = _now_called(view)
        line.opened = open_now(self.state)
        look = ("private",) if look_due(self.state, self.now, self.looked) else ()
        line.ids = (*_leads(view), *look, *_EIGHT)

    def _show_side(self, view: BoardView) -> None:
        self.query_one(AgendaCard).value = view.agenda
        self.query_one(TurnsCard).value = self._turns(view)
        self.query_one(HeardCard).value = view.heard
        self.query_one(QueueCard).value = view.queue
        self.query_one(ParkingCard).value = ParkingFacts(view.parked, view.parking)

    def _fit(self, view: BoardView, vote: RoundCard | None) -> None:
        """Give the lower panels their rows, and the rest to the question."""
        rows = arrange(self, view, vote)
        lower = self.query_one("#lower")
        lower.display = rows > 0
        self.set_class(vote is not None, "-vote")
        if rows and rows != self._lower:
            self._lower = rows
            lower.styles.height = rows

    def _vote_concerns_now(self, view: BoardView) -> bool:
        """A result is shown until the item after it, and again when a decision is recorded."""
        if view.round is None:
            return False
        if not (view.round.revealed or view.round.off) or view.now.kind in {"vote", "decision"}:
            return True
        return self._opened_here(view.round)

    def _opened_here(self, card: RoundCard) -> bool:
        """Whether a vote was opened in the current item."""
        vote = self.state.rounds.get(card.round)
        item = self.state.items.get(self.state.clock.current)
        return vote is None or item is None or vote.opened_t >= (item.first_t or 0)

    def _turns(self, view: BoardView) -> TurnsFacts:
        turn = self.state.floor.current
        current = turn.group if turn and view.floor else ""
        return TurnsFacts(self.state.meta.roles, current, view.counting, view.floor)


def _leads(view: BoardView) -> tuple[str, ...]:
    """Return the keys that come first at the two ends of a session."""
    match view.now.stage:
        case "not-started":
            return ("opening",)
        case "finished":
            return ("closing", "recap")
        case _:
            return ("closing",) if _near_the_end(view) else ()


def _near_the_end(view: BoardView) -> bool:
    """Return whether the last item is current; an only item must be near its end."""
    if any(line.state in {"next", "later"} for line in view.agenda):
        return False
    only = sum(line.state != "dropped" for line in view.agenda) == 1
    return not only or view.now.share >= _NEAR_THE_END


def _now_called(view: BoardView) -> tuple[tuple[str, str], ...]:
    """Return the labels of keys that do one of two things, for what they do now."""
    before = view.now.stage == "not-started"
    start = (("next", say("console.start")), ("opening", say("console.opening"))) if before else ()
    paused = view.now.stage == "paused"
    return (*start, ("pause", say("console.go_on" if paused else "console.pause")))
