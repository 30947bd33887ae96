"""The private panel: shares of talk, and what came in for the facilitator alone.

The app shows it only after "the projector is off".
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.reactive import var
from textual.screen import Screen
from textual.widgets import Static

from screens.idle import AWAY_S, Idle
from screens.keys.tables import bindings_for
from screens.messages import Go, StrikeAsked, Submit, Tell
from screens.mounted import stands
from screens.text import plain
from screens.widgets.key_line import KeyLine
from screens.widgets.voice_bars import VoiceBars
from session.model.admission import SettleReturn
from session.model.phones import SeeConcern, SettleOffer
from session.model.state import Instant, State
from session.rules.phones import unread
from session.views.private import VoicesView, private, voices
from session.wording.catalogue import say


class VoicesScreen(Screen[None]):
    """Once covered by anything, it is left: what comes back after a blackout is the board.

    After a minute without a key it is left, too, unless it was kept.
    """

    CSS_PATH = Path(__file__).parent / "private.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("voices")]

    state: var[State] = var(State())
    now: var[Instant] = var(Instant(0, datetime(1970, 1, 1, tzinfo=UTC)))

    def __init__(self, away_s: float = AWAY_S) -> None:
        super().__init__()
        self._idle = Idle(self, self.action_board, away_s)
        self._kept = False
        self._covered = False
        self._said = ""

    def compose(self) -> ComposeResult:
        yield Static(plain(say("voices.private")), classes="title")
        with VerticalScroll(id="shares"):
            yield Static(id="unclear")
            yield Static(id="concern")
            yield Static(id="offer")
            yield Static(id="return")
            yield VoiceBars(say("voices.recent"), name="recent")
            yield VoiceBars(say("voices.whole"), name="whole")
            yield Static(id="said")
        yield KeyLine(
            "voices", ("seen", "let-in", "set-aside", "stay", "board", "blackout", "help")
        )

    def on_mount(self) -> None:
        self._show()
        self._idle.touch()

    def on_key(self) -> None:
        if not self._kept:
            self._idle.touch()

    def watch_state(self) -> None:
        self._show()

    def watch_now(self) -> None:
        self._show()

    def _show(self) -> None:
        if stands(self) and self.state.meta.id:
            self.show(voices(self.state, self.now))
            waiting = private(self.state)
            for name, entries in (
                ("concern", waiting.concerns),
                ("offer", waiting.offers),
                ("return", waiting.returns),
            ):
                shown = say(f"voices.{name}", n=len(entries), text=entries[0]) if entries else ""
                line = self.query_one(f"#{name}", Static)
                line.update(plain(shown))
                line.display = bool(shown)
            line = self.query_one("#unclear", Static)
            line.display = bool(waiting.unclear)
            if waiting.unclear:
                line.update(plain(say("voices.unclear", n=waiting.unclear[0])))

    def show(self, view: VoicesView) -> None:
        """Hand each widget its slice."""
        self.query_one("#recent", VoiceBars).value = view.recent
        self.query_one("#whole", VoiceBars).value = view.whole
        said = "\n".join(one for one in (view.said, view.facilitators, say("voices.mark")) if one)
        if said != self._said:
            self._said = said
            self.query_one("#said", Static).update(plain(said))

    def on_screen_suspend(self) -> None:
        self._covered = True
        self.query_one("#shares").display = False

    def on_screen_resume(self) -> None:
        if self._covered:
            self.post_message(Go("board"))

    def action_stay(self) -> None:
        self._kept = not self._kept
        self.post_message(Tell(say("voices.stays" if self._kept else "voices.goes")))
        if self._kept:
            self._idle.stop()
        else:
            self._idle.touch()

    def action_seen(self) -> None:
        self.post_message(Submit(SeeConcern()))

    def action_let_in(self) -> None:
        self.post_message(Submit(SettleOffer(taken=True)))

    def action_set_aside(self) -> None:
        self.post_message(Submit(SettleOffer(taken=False)))

    def action_return(self) -> None:
        self.post_message(Submit(SettleReturn(yes=True)))

    def action_no_return(self) -> None:
        self.post_message(Submit(SettleReturn(yes=False)))

    def action_strike(self) -> None:
        """Strike the idea that waits longest, or else what was told first, after asking."""
        waiting = [("offers", key) for key in self.state.offers]
        waiting += [("concerns", one.id) for one in unread(self.state)]
        for area, key in waiting[:1]:
            self.post_message(StrikeAsked(area, key))  # type: ignore[arg-type]  # both are areas

    def action_board(self) -> None:
        self.post_message(Go("board"))

    def action_help(self) -> None:
        self.post_message(Go("help"))
