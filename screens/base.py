"""Base screens: of the open session with its status line, and with the keys that control the agenda."""

from __future__ import annotations

from textual.reactive import var

from screens.dialogs.sheet import StateSheet
from screens.eight import Eight
from screens.messages import Submit
from screens.mounted import stands
from screens.once import ClosesOnce
from screens.widgets.key_line import KeyLine
from screens.widgets.status_line import (
    NothingYet,
    Saved,
    StatusFacts,
    StatusLine,
    TroubleBanner,
    is_saved,
)
from session.model.agenda import AddMinutes, NextItem, Pause, Resume, StartAgenda
from session.model.protocol import AnyCommand
from session.rules.timing import local_hhmm
from session.views.open_now import open_now


class SessionScreen(Eight, ClosesOnce[None]):
    """Redraws when ``state`` changes, and its status line also with the clock and the disk.

    Has a ``StatusLine`` and a ``TroubleBanner``. Dialogs above it receive the state as well.
    """

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
                saved=is_saved(saved),
                refused=bool(saved.trouble),
            )
            self.query_one(TroubleBanner).value = saved.trouble

    def _show(self) -> None:
        self._show_status()
        if stands(self):
            for line in self.query(KeyLine):
                line.opened = open_now(self.state)
            self.show_state()

    def show_state(self) -> None:
        """Show the current state."""
        raise NotImplementedError


class Steering(Eight):
    """Next, pause, a minute more or less."""

    def submit(self, command: AnyCommand, said: str = "") -> None:
        self.post_message(Submit(command, said))

    def action_next(self) -> None:
        begun = self.state.clock.started_t is not None
        self.submit(NextItem() if begun else StartAgenda())

    def action_pause(self) -> None:
        paused = self.state.clock.paused_t is not None
        self.submit(Resume() if paused else Pause())

    def action_more(self) -> None:
        self.submit(AddMinutes(minutes=1))

    def action_less(self) -> None:
        self.submit(AddMinutes(minutes=-1))
