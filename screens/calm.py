"""A calm screen for when the group takes a moment: no running clock, nothing to read."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from screens.base import BaseScreen
from screens.eight import Eight
from screens.keys.tables import bindings_for
from screens.widgets.big_words import BigWords
from screens.widgets.key_line import KeyLine
from session.rules.local_time import local_hhmm
from session.wording.catalogue import say

STEP_MIN = 5
_SECOND_PX = 16
"""The second thing is never the larger one."""


class CalmScreen(BaseScreen[None]):
    CSS_PATH = Path(__file__).parent / "calm.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_for("calm"),
    ]
    PLACE = "calm"
    PARTS = (Eight,)

    def __init__(self) -> None:
        super().__init__()
        self._on_at: datetime | None = None

    def compose(self) -> ComposeResult:
        with Vertical():
            yield BigWords(say("calm.moment"), ink="$secondary")
            yield BigWords(say("calm.ready"), _SECOND_PX, "$quiet", name="when")
        yield KeyLine("calm", ("later", "sooner", "leave", "help"))

    def action_later(self) -> None:
        self._move(1)

    def action_sooner(self) -> None:
        self._move(-1)

    def _move(self, steps: int) -> None:
        """Set when we continue, in whole steps from now; below the first step it is open again."""
        at = (self._on_at or self.now.at) + timedelta(minutes=STEP_MIN * steps)
        self._on_at = at if at > self.now.at else None
        words = (
            say("calm.at", at=local_hhmm(self.state, self._on_at))
            if self._on_at
            else say("calm.ready")
        )
        self.query_one("#when", BigWords).words = words
