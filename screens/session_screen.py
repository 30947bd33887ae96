"""A screen of the open session: what it is handed, and the line on top that tells how far the disk has come."""

from __future__ import annotations

from datetime import UTC, datetime

from textual.reactive import var
from textual.screen import Screen

from screens.dialogs.sheet import StateSheet
from screens.standing import stands
from session.model.state import Instant, State
from session.rules.timing import local_hhmm
from tui.widgets.status_line import NothingYet, Saved, StatusFacts, StatusLine, TroubleBanner


class SessionScreen(Screen[None]):
    """Shows ``state`` anew when it changes, and the line on top also with the clock and the disk.

    Has a ``StatusLine`` and a ``TroubleBanner``. Dialogs above it get the state as well.
    """

    state: var[State] = var(State())
    now: var[Instant] = var(Instant(0, datetime(1970, 1, 1, tzinfo=UTC)))
    saved: var[Saved] = var(NothingYet())

    def on_mount(self) -> None:
        self._show()

    def watch_state(self) -> None:
        self._show()
        for screen in self.app.screen_stack if stands(self) else ():
            if isinstance(screen, StateSheet):
                screen.state = self.state

    def watch_now(self) -> None:
        self._show_status()

    def watch_saved(self) -> None:
        self._show_status()

    def _show_status(self) -> None:
        if stands(self) and self.state.meta.id:
            saved, meta = self.saved, self.state.meta
            self.query_one(StatusLine).value = StatusFacts(
                meta.series,
                meta.title,
                clock=local_hhmm(self.state, self.now.at),
                saved=saved.durable_n == saved.n,
                refused=bool(saved.trouble),
            )
            self.query_one(TroubleBanner).value = saved.trouble

    def _show(self) -> None:
        self._show_status()
        if stands(self):
            self.show_state()

    def show_state(self) -> None:
        """Show the session as it is now."""
        raise NotImplementedError
