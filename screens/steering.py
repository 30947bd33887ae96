"""The few keys that steer the agenda, on every screen that has them."""

from __future__ import annotations

from textual.reactive import var
from textual.screen import Screen

from session.model.agenda import AddMinutes, NextItem, Pause, Resume, StartAgenda
from session.model.history import Undo
from session.model.protocol import AnyCommand
from session.model.state import State
from tui.messages import Submit


class Steering(Screen[None]):
    """Next, pause, a minute more or less, undo."""

    state: var[State] = var(State())

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

    def action_undo(self) -> None:
        self.submit(Undo())
