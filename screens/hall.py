"""The hall check: what only an eye can judge, then a line for each thing that could fail."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from screens.base import BaseScreen
from screens.keys.tables import bindings_for
from screens.messages import HallAsked, HallSeen
from screens.places import Place
from screens.text import plain
from screens.widgets.big_words import BigWords
from screens.widgets.card import stacked, wrapped
from screens.widgets.key_line import KeyLine
from session.rules.themes import SHAPES
from session.views.hall import Finding, HallReport, in_order, name_of
from session.wording.catalogue import say

_SIGNS = {"fine": ("✓", "$success"), "look": ("!", "$warning"), "wrong": ("✗", "$error")}
_NAME = 13
_MEASURE = 110


class HallScreen(BaseScreen[None]):
    """Asks for the check when it opens, and shows the report that comes back."""

    CSS_PATH = Path(__file__).parent / "hall.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("hall")]
    PLACE: ClassVar[Place] = "hall"
    AUTO_FOCUS = None

    def __init__(self) -> None:
        super().__init__()
        self._report = HallReport()

    def compose(self) -> ComposeResult:
        yield Static(plain(say("hall.title")), id="title")
        yield BigWords(say("hall.sample"), name="sample")
        signs = (
            plain(f"{letter} {shape} ", "bold") + plain("    ", f"on $theme-{letter.lower()}")
            for letter, shape in SHAPES.items()
        )
        yield Static(Content("   ").join(signs), id="colours")
        yield Static(plain(say("hall.sample.colours")), id="eye")
        yield Static(id="summary")
        # Not focusable, since it would take the arrow keys.
        with VerticalScroll(can_focus=False):
            yield Static(id="lines")
        yield KeyLine("hall", ("look-again", "leave", "help"))

    def on_mount(self) -> None:
        self.action_look_again()

    def on_resize(self) -> None:
        self._show()

    def action_look_again(self) -> None:
        """Check everything, from the beginning."""
        self._report = HallReport()
        self._show()
        self.post_message(HallAsked(self))

    @on(HallSeen)
    def _seen(self, message: HallSeen) -> None:
        self._report = message.report
        self._show()

    def _show(self) -> None:
        self.query_one("#summary", Static).update(plain(self._report.summary, "bold"))
        width = min(_MEASURE, self.app.size.width - 8) - _NAME - 2
        rows = [row for one in in_order(self._report.checks) for row in _rows(one, width)]
        self.query_one("#lines", Static).update(stacked(rows))

    def action_up(self) -> None:
        self.query_one(VerticalScroll).scroll_up(animate=False)

    def action_down(self) -> None:
        self.query_one(VerticalScroll).scroll_down(animate=False)


def _rows(one: Finding, width: int) -> list[Content]:
    """Return the rows of a line; what is not fine is as strong as its sign."""
    sign, colour = _SIGNS[one.status]
    quiet = one.status == "fine"
    named = plain(f"{sign} ", f"bold {colour}") + plain(f"{name_of(one.check):<{_NAME}}", "bold")
    words = wrapped(one.say, width, "$quiet" if quiet else "")
    blank = plain(" " * (_NAME + 2))
    return [(named if not nth else blank) + row for nth, row in enumerate(words)]
