"""So far: what a latecomer needs to join in at once (P56)."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType

from screens.keys.tables import bindings_for
from screens.page_screen import PageScreen
from session.views.pages import so_far
from session.wording.catalogue import say


class SofarScreen(PageScreen):
    PLACE = "sofar"
    CSS_PATH = Path(__file__).parent / "sofar.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("sofar")]

    def show(self) -> None:
        self.draw(so_far(self.state, self.now), say("sofar.keys"))
