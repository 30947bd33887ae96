"""The board: what the room sees all session long, and the keys that run the session from it."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.reactive import var

from screens.board_keys import BoardKeys
from screens.keys.tables import bindings_for
from screens.mounted import stands
from screens.widgets.agenda_card import AgendaCard
from screens.widgets.heard_card import HeardCard, QuietLine
from screens.widgets.key_line import KeyLine
from screens.widgets.lists_card import AlsoFacts, AlsoLine, ParkingCard, ParkingFacts, QueueCard
from screens.widgets.now_card import NowFacts, NowPanel
from screens.widgets.record_line import RecordLine
from screens.widgets.round_card import RoundPanel
from screens.widgets.status_line import (
    NothingYet,
    Saved,
    StatusFacts,
    StatusLine,
    TroubleBanner,
    is_saved,
)
from screens.widgets.themes_card import ThemesCard, ThemesFacts
from screens.widgets.turns_card import TurnsCard, TurnsFacts
from session.model.settings import Settings
from session.views.board import BoardView, board
from session.views.open_now import open_now
from session.views.private import look_due
from session.views.talk_shares import line as heard_line
from session.views.votes import RoundCard
from session.wording.catalogue import say

_KEYS_BY_KIND = {
    "ideas": ("next", "pause", "idea", "themes", "park", "undo"),
    "themes": ("themes", "next", "pause", "idea", "park", "undo"),
    "vote": ("vote", "next", "pause", "park", "decision", "undo"),
    "decision": ("decision", "reservation", "action", "next", "pause", "undo"),
    "agreement": ("agreement", "next", "pause", "words", "note", "park", "undo"),
    "break": ("next", "more", "calm", "blackout"),
    "check-out": ("next", "action", "recap", "undo"),
}
_KEYS = ("next", "pause", "hand", "park", "note", "idea", "undo")
_KEYS_BEFORE = ("opening", "next", "people", "join", "agreement")
_KEYS_AFTER = ("closing", "recap", "action", "parking", "undo")
_NEAR_THE_END = 0.8
"""Share of a session's only item after which the closing comes next."""

_BEHIND_MS = 2_000
"""How old the board may be behind a dialog, in milliseconds of the session."""
_HIGH = 30
"""From so many rows on there is room for more than the focus point."""
_ROOMY = 36


class BoardScreen(BoardKeys):
    """Computes its view and hands slices on; each widget repaints only what changed in its own."""

    CSS_PATH = Path(__file__).parent / "board.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("board")]
    AUTO_FOCUS = None
    # Textual types these as instance variables, so they can't be ClassVar.
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-middle"), (160, "-wide")]  # noqa: RUF012 - Textual types it so
    VERTICAL_BREAKPOINTS = [(0, "-short"), (_HIGH, "-high"), (_ROOMY, "-roomy"), (48, "-tall")]  # noqa: RUF012 - Textual types it so

    saved: var[Saved] = var(NothingYet())
    settings: var[Settings] = var(Settings())
    looked: var[int] = var(0)

    def __init__(self) -> None:
        super().__init__()
        self._lower = 0
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
                    yield TurnsCard()
            with Vertical(id="right"):
                yield AgendaCard()
                yield TurnsCard()
                yield HeardCard()
                yield QueueCard()
                yield ParkingCard()
        yield QuietLine(id="heard")
        yield AlsoLine()
        yield QuietLine(id="words")
        yield RecordLine()
        yield KeyLine("board")

    def on_mount(self) -> None:
        self._soon()

    def watch_state(self) -> None:
        self._soon()
        self.hand_on(self.state)

    def watch_now(self) -> None:
        self._soon()
        self.hand_time_on(self.now)

    def watch_ballots(self) -> None:
        self._soon()

    def watch_saved(self) -> None:
        self._soon()

    def watch_settings(self) -> None:
        self._soon()

    def on_screen_resume(self) -> None:
        self._shown_t = None
        self._soon()

    def _soon(self) -> None:
        """Show once what the app hands on one value after the other."""
        if not self._asked and self.is_running and not self._can_wait():
            self._asked = True
            self.call_next(self._show)

    def _show(self) -> None:
        self._asked = False
        if stands(self) and self.state.meta.id:
            self._shown_t = self.now.t
            seconds = self.settings.seconds
            self.show(board(self.state, self.now, self.ballots, seconds=seconds))

    def _can_wait(self) -> bool:
        """Behind a dialog the board may be a little old: each change there draws the whole screen."""
        if self.app.screen is self or self._shown_t is None:
            return False
        return 0 <= self.now.t - self._shown_t < _BEHIND_MS

    def show(self, view: BoardView) -> None:
        """Hand each widget its slice."""
        saved = self.saved
        self.query_one(StatusLine).value = StatusFacts(
            view.series,
            view.title,
            view.people,
            view.clock,
            saved=is_saved(saved),
            refused=bool(saved.trouble),
        )
        self.query_one(TroubleBanner).value = saved.trouble
        facts = (view.next, view.break_at, view.finish)
        self.query_one(NowPanel).value = NowFacts(view.now, facts)
        self.query_one(AgendaCard).value = view.agenda
        self.query_one(ThemesCard).value = ThemesFacts(view.themes, view.ideas)
        for card in self.query(TurnsCard):
            card.value = self._turns(view)
        self.query_one(QueueCard).value = view.queue
        self.query_one(ParkingCard).value = ParkingFacts(view.parked, view.parking)
        self.query_one(AlsoLine).value = AlsoFacts(view.queue, view.parked)
        self.query_one(RecordLine).value = view.last_record
        self.query_one(HeardCard).value = view.heard
        self.query_one("#heard", QuietLine).words = heard_line(view.heard)
        self.query_one("#words", QuietLine).words = view.words
        vote = view.round if self._vote_concerns_now(view) else None
        self.query_one(RoundPanel).value = vote
        line = self.query_one(KeyLine)
        line.now_called = _now_called(view)
        line.opened = open_now(self.state)
        first, second, *others = _keys(view)
        look = ("voices",) if look_due(self.state, self.now, self.looked) else ()
        line.ids = (first, second, *look, *others, "help")
        self.set_class(vote is not None, "-vote")
        # With shares of talk in sight, queue and parking lot make do with a line where room is scarce.
        self.set_class(view.heard.shown, "-heard")
        self._fit(view, vote)

    def _fit(self, view: BoardView, vote: RoundCard | None) -> None:
        """Give the lower row the rows it needs, and what is left to the focus point."""
        # Before the start a long purpose needs the rows more than themes that are not there yet.
        waits = view.now.stage == "not-started" and bool(view.now.focus) and not view.themes
        waits = waits and vote is None and self.app.size.height < _ROOMY
        self.query_one("#lower").display = not waits
        rows = max(3, len(view.themes))
        if vote:
            rows = max(rows, len(vote.lines) + len(vote.said) + 3)
        if self.app.size.height < _HIGH:
            rows = min(rows, 7) if vote else 4
        rows = min(rows + 2, self.app.size.height * 2 // 5)
        if rows != self._lower:
            self._lower = rows
            self.query_one("#lower").styles.height = rows

    def _vote_concerns_now(self, view: BoardView) -> bool:
        """A result stays until the item after it, and is there again when something is decided."""
        if view.round is None:
            return False
        if not (view.round.revealed or view.round.off) or view.now.kind in {"vote", "decision"}:
            return True
        vote = self.state.rounds.get(view.round.round)
        item = self.state.items.get(self.state.clock.current)
        return vote is None or item is None or vote.opened_t >= (item.first_t or 0)

    def _turns(self, view: BoardView) -> TurnsFacts:
        turn = self.state.floor.current
        current = turn.group if turn and view.floor else ""
        return TurnsFacts(self.state.meta.roles, current, view.counting, view.floor)


def _keys(view: BoardView) -> tuple[str, ...]:
    match view.now.stage:
        case "not-started":
            return _KEYS_BEFORE
        case "finished":
            return _KEYS_AFTER
        case _:
            keys = _KEYS_BY_KIND.get(view.now.kind, _KEYS)
            keys = (keys[0], "replan", *keys[1:]) if view.behind else keys
            return ("closing", *keys) if _near_the_end(view) else keys


def _near_the_end(view: BoardView) -> bool:
    """Tell whether the last item is on; an only item is the whole session, so its end must be near."""
    if any(line.state in {"next", "later"} for line in view.agenda):
        return False
    only = sum(line.state != "dropped" for line in view.agenda) == 1
    return not only or view.now.share >= _NEAR_THE_END


def _now_called(view: BoardView) -> tuple[tuple[str, str], ...]:
    """Keys that do one of two things, by what they do now."""
    before = view.now.stage == "not-started"
    start = (("next", say("console.start")), ("opening", say("console.opening"))) if before else ()
    paused = view.now.stage == "paused"
    return (*start, ("pause", say("console.go_on" if paused else "console.pause")))
