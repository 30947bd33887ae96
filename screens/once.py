"""Closes a screen once, and only while it is on top."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen

T = TypeVar("T")


class ClosesOnce(Screen[T]):
    """Textual pops whatever is on top, once for each call of ``dismiss``: even another screen.

    A second answer, while the screen closes, is ignored. A covered screen (by a blackout, by a question) closes
    once it
    is uncovered.
    """

    _dismissed = False
    _covered_result: tuple[T | None] | None = None

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        if self._dismissed:
            return AwaitComplete()
        if self.app.screen is not self:
            self._covered_result = self._covered_result or (result,)
            return AwaitComplete()
        self._dismissed = True
        return super().dismiss(result)

    def on_screen_resume(self) -> None:
        if self._covered_result:
            self.dismiss(*self._covered_result)
