"""A calm screen for when the group takes a moment: no clock that runs, nothing to read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.reactive import var
from textual.screen import Screen
from textual.widgets import Static

from session.state import Instant, State
from session.timing import local_hhmm
from session.wording.catalogue import say
from tui.text import plain
from tui.widgets.big_words import BigWords
from tui.widgets.lettering import BROAD, MIDDLE

STEP_MIN = 5


class CalmScreen(Screen[None]):
    CSS_PATH = Path(__file__).parent / "calm.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,m,enter,space", "back", "Go on", id="calm.back"),
        Binding("plus,equals_sign", "later(1)", "Go on later", id="calm.later"),
        Binding("minus", "later(-1)", "Go on sooner", id="calm.sooner"),
    ]

    state: var[State] = var(State())
    now: var[Instant] = var(Instant(0, datetime(1970, 1, 1, tzinfo=UTC)))

    def __init__(self) -> None:
        super().__init__()
        self._on_at: datetime | None = None

    def compose(self) -> ComposeResult:
        with Vertical():
            yield BigWords(say("calm.moment"))
            yield BigWords(say("calm.ready"), (BROAD, MIDDLE), name="when")
        yield Static(plain(say("calm.keys")), classes="keys")

    def action_later(self, steps: int) -> None:
        """Say when we go on, in whole steps from now; below the first step it is open again."""
        at = (self._on_at or self.now.at) + timedelta(minutes=STEP_MIN * steps)
        self._on_at = at if at > self.now.at else None
        words = (
            say("calm.at", at=local_hhmm(self.state, self._on_at))
            if self._on_at
            else say("calm.ready")
        )
        self.query_one("#when", BigWords).words = words

    def action_back(self) -> None:
        self.dismiss()
