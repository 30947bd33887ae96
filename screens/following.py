"""Follows the session on a screen with a status line."""

from __future__ import annotations

from typing import Any

from screens.base import BaseScreen, Part
from screens.keys.still_open import open_on
from screens.mounted import is_shown
from screens.widgets.key_line import KeyLine
from screens.widgets.status_line import StatusFacts, StatusLine, TroubleBanner, is_saved
from session.rules.local_time import local_hhmm


class Following(Part):
    """Redraws when ``state`` changes, and the status line also with the clock and the disk.

    The screen has a ``StatusLine``, a ``TroubleBanner`` and ``show_state``.
    """

    def mounted(self) -> None:
        screen = self.screen
        self._show()
        screen.on_change(self._show, "state")
        screen.on_change(self._show_status, "now", "saved")

    def _show_status(self) -> None:
        screen = self.screen
        if is_shown(screen) and screen.state.meta.id:
            show_status(screen)

    def _show(self) -> None:
        screen = self.screen
        self._show_status()
        if is_shown(screen):
            for line in screen.query(KeyLine):
                line.opened = open_on(screen.PLACE, screen.state)
            screen.show_state()


def show_status(screen: BaseScreen[Any], people: str = "") -> None:
    """Show the series, the title, the time and the disk at the top."""
    saved, meta = screen.saved, screen.state.meta
    screen.query_one(StatusLine).value = StatusFacts(
        meta.series,
        meta.title,
        people,
        clock=local_hhmm(screen.state, screen.now.at),
        saved=is_saved(saved),
        refused=bool(saved.trouble),
        thrown_away=saved.thrown_away,
    )
    screen.query_one(TroubleBanner).value = saved.trouble
