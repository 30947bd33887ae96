"""The opening: why we meet, who is here, last time, today; one page after the other."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, cast

from textual.binding import BindingType

from screens.dialogs.ask import Ask
from screens.keys.tables import bindings_for
from screens.messages import StrikeAsked
from screens.page_screen import PageScreen
from session.model.lifecycle import StrikeArea
from session.model.opening_closing import NoteMissing, Reported, TakeUp, TellOutcome
from session.model.state import replace
from session.rules.opening_closing import left_open
from session.views.pages import Page, opening
from session.views.spine import Step
from session.wording.catalogue import say

_LAST = 2
"""The page on which the group reports the outcomes of what was left open."""
_ASKS_WHY = {"not-done", "cannot-change"}


class OpeningScreen(PageScreen):
    PLACE = "opening"
    CSS_PATH = Path(__file__).parent / "opening.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("opening")]

    def __init__(self) -> None:
        super().__init__()
        self._page = 0

    @property
    def pages(self) -> tuple[Page, ...]:
        return opening(self.state, self.now)

    @property
    def choices(self) -> list[str]:
        if self._page != _LAST:
            return []
        return [line.id for line in self.pages[_LAST].lines if line.id]

    def choose_one(self) -> None:
        """Select a line: the first that is open, since the group is asked about it."""
        left = [key for key in self.choices if key in left_open(self.state)]
        if left and self.chosen not in self.choices:
            self.chosen = left[0]
        super().choose_one()

    def show(self) -> None:
        pages = self.pages
        self.choose_one()
        page = pages[self._page]
        asked = next((line.text for line in page.lines if self.chosen == line.id != ""), page.lead)
        above = say("opening.page", page=self._page + 1, of=len(pages))
        self.draw(
            replace(page, lead=asked),
            say("opening.last.keys" if self.choices else "opening.keys"),
            above,
        )

    @property
    def page_after(self) -> str:
        pages = self.pages
        return pages[self._page + 1].title if self._page + 1 < len(pages) else ""

    def own_step(self, step: Step) -> None:  # noqa: ARG002 - the only one here is the next page
        self.action_on()

    def begin(self, about: str, deed: str) -> None:  # noqa: ARG002 - as Navigation calls it
        """Begin with last time, as an item about it does."""
        self._page = _LAST
        self._show()

    def action_on(self) -> None:
        if not self.read_on():
            self._turn(1)

    def action_back(self) -> None:
        self._turn(-1)

    def _turn(self, steps: int) -> None:
        self._page = min(max(self._page + steps, 0), len(self.pages) - 1)
        self._show()

    def action_done(self) -> None:
        self._tell("done")

    def action_under_way(self) -> None:
        self._tell("under-way")

    def action_not_done(self) -> None:
        self._tell("not-done")

    def action_cannot_change(self) -> None:
        self._tell("cannot-change")

    def action_passed_on(self) -> None:
        about = self.chosen

        def passed(to: str | None) -> None:
            if to:
                self.submit(TellOutcome(about=about, state="passed-on", to=to))

        if about:
            self.app.push_screen(Ask(say("opening.to_ask"), say("opening.to_hint")), passed)

    def _tell(self, state: str) -> None:
        about = self.chosen
        if not about:
            return
        told = cast("Reported", state)
        if state not in _ASKS_WHY:
            self.submit(TellOutcome(about=about, state=told))
            return

        def why(text: str | None) -> None:
            if text is not None:
                self.submit(TellOutcome(about=about, state=told, why=text))

        self.app.push_screen(Ask(say("opening.why_ask"), say("opening.why_hint")), why)

    def action_strike(self) -> None:
        if not self.chosen:
            return
        # An item that was reopened is in today's parking lot, including its changes there.
        area: StrikeArea = "parking" if self.chosen in self.state.parking else "carried"
        self.post_message(StrikeAsked(area, self.chosen))

    def action_take_up(self) -> None:
        if self.chosen:
            self.submit(TakeUp(carried=self.chosen))

    def action_missing(self) -> None:
        def noted(text: str | None) -> None:
            if text:
                self.submit(NoteMissing(text=text))

        self.app.push_screen(Ask(say("opening.missing_ask"), say("opening.missing_hint")), noted)
