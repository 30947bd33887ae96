"""Private: all that is for the facilitator alone, on four pages; shown only after confirming that the projector is off.

The app asks one question before it, closes it before anything public is shown, and after a minute without a key
(``tui.controllers.private``).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.reactive import var
from textual.widgets import OptionList, Static

from screens.eight import tell_step
from screens.keys.tables import bindings_for
from screens.list_screen import ListedScreen
from screens.messages import READ_BACK, ExportAsked, Go, KeepAsked
from screens.mounted import is_shown
from screens.private.lines import LinesPage
from screens.private.page import PrivatePage
from screens.private.people import PeoplePage
from screens.private.slips import SlipsPage
from screens.private.waiting import WaitingPage
from screens.text import plain
from screens.widgets.key_line import KeyLine
from screens.widgets.rows import Row, Rows
from session.model.open_actions import PRIVATE_ACTIONS
from session.model.state import State
from session.views.spine import At, Step, next_step
from session.wording.catalogue import say

PAGES: dict[str, type[PrivatePage]] = {
    one.NAME: one for one in (WaitingPage, PeoplePage, SlipsPage, LinesPage)
}


class PrivateScreen(ListedScreen):
    """One list at a time; the same keys on every line of every page."""

    CSS_PATH = Path(__file__).parent / "private.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("private")]
    PLACE = "private"
    TITLE_KEY = "private.title"
    EMPTY_KEY = "people.none"
    LINE = ()

    page: var[str] = var("waiting", init=False)

    def __init__(self, page: str = "waiting") -> None:
        super().__init__()
        self.set_reactive(PrivateScreen.page, page)
        self._pages = {name: kind(self) for name, kind in PAGES.items()}

    @property
    def now_on(self) -> PrivatePage:
        return self._pages[self.page]

    def begin(self, about: str) -> None:
        """Begin with a page, or with a person."""
        self.page = about if about in PAGES else "people"
        if about not in PAGES:
            self.query_one(Rows).choose(about)

    def watch_page(self) -> None:
        if is_shown(self):
            self.show_state()
            self.query_one(Rows).action_first()

    def watch_now(self) -> None:
        if is_shown(self) and self.state.meta.id:
            self.now_on.pass_time()

    def on_resize(self) -> None:
        if is_shown(self) and self.state.meta.id:
            self.show_state()

    def show_state(self) -> None:
        self.query_one(".empty", Static).update(plain(say(self.now_on.EMPTY)))
        line = self.query_one(KeyLine)
        line.ids = (*self.now_on.KEYS, "next-page", "stay", "undo", "help", "leave")
        tell_step(self)
        super().show_state()

    def idle(self, chosen: str) -> frozenset[str]:
        return self.now_on.idle(chosen)

    def listed(self, state: State) -> tuple[str, Sequence[Row]]:
        told, rows = self.now_on.listed(state)
        names = (("▸ " if name == self.page else "") + say(f"private.{name}") for name in PAGES)
        return "\n".join(filter(None, (" · ".join(names), told))), rows

    @property
    def step_here(self) -> Step | None:
        """From the names in the record it goes on to the recap."""
        return next_step(self.state, At("check")) if self.page == "lines" else None

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if is_shown(self):
            self.now_on.moved()

    # Keys, which act on the chosen row

    def action_next_page(self) -> None:
        names = [*PAGES]
        self.page = names[(names.index(self.page) + 1) % len(names)]

    def action_slips(self) -> None:
        self.page = "slips"

    def action_check(self) -> None:
        self.page = "lines"

    def action_names(self) -> None:
        self.page = "people"

    def action_take(self) -> None:
        self.now_on.take()

    def action_answer(self, answer: bool | None) -> None:
        self.now_on.answer(answer)

    def action_change(self) -> None:
        self.now_on.change()

    def action_strike(self) -> None:
        self.now_on.strike()

    def action_gets(self) -> None:
        self.now_on.gets()

    def action_needs(self) -> None:
        self.now_on.needs()

    def action_right(self) -> None:
        self.now_on.turn(1)

    def action_left(self) -> None:
        self.now_on.turn(-1)

    def action_actions(self) -> None:
        self.post_message(ExportAsked(PRIVATE_ACTIONS, self.state.meta.id))

    def action_recap(self) -> None:
        self.post_message(Go("close", about=READ_BACK))

    def action_stay(self) -> None:
        self.post_message(KeepAsked())
