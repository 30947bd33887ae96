"""Next, pause, a minute more or less."""

from __future__ import annotations

from screens.base import Part
from session.model.agenda import AddMinutes, NextItem, Pause, Resume, StartAgenda


class Steering(Part):
    """The keys that steer the agenda, on the board and the shared view."""

    def action_next(self) -> None:
        begun = self.screen.state.clock.started_t is not None
        self.screen.submit(NextItem() if begun else StartAgenda())

    def action_pause(self) -> None:
        paused = self.screen.state.clock.paused_t is not None
        self.screen.submit(Resume() if paused else Pause())

    def action_more(self) -> None:
        self.screen.submit(AddMinutes(minutes=1))

    def action_less(self) -> None:
        self.screen.submit(AddMinutes(minutes=-1))
