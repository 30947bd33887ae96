"""What became of something that was left open: a key for each, on the pages of last time and of a series."""

from __future__ import annotations

from typing import Protocol, cast

from screens.base import Part
from screens.dialogs.ask import Ask
from session.model.opening_closing import Reported
from session.wording.catalogue import say


class HasOutcomes(Protocol):
    @property
    def thing(self) -> str:
        """Id of what is chosen; empty for nothing."""

    def tell_outcome(self, about: str, state: Reported, why: str = "", to: str = "") -> None: ...


class Outcomes(Part):
    """Of a screen that is a ``HasOutcomes``."""

    @property
    def _of(self) -> HasOutcomes:
        return cast("HasOutcomes", self.screen)

    def action_done(self) -> None:
        self._tell("done")

    def action_under_way(self) -> None:
        self._tell("under-way")

    def action_not_done(self) -> None:
        self._ask_why("not-done")

    def action_cannot_change(self) -> None:
        self._ask_why("cannot-change")

    def action_passed_on(self) -> None:
        about = self._of.thing

        def passed(to: str | None) -> None:
            if to:
                self._of.tell_outcome(about, "passed-on", to=to)

        if about:
            asked = Ask(say("opening.to_ask"), say("opening.to_hint"))
            self.screen.app.push_screen(asked, passed)

    def _tell(self, state: Reported) -> None:
        if about := self._of.thing:
            self._of.tell_outcome(about, state)

    def _ask_why(self, state: Reported) -> None:
        about = self._of.thing

        def why(text: str | None) -> None:
            if text is not None:
                self._of.tell_outcome(about, state, why=text)

        if about:
            asked = Ask(say("opening.why_ask"), say("opening.why_hint"))
            self.screen.app.push_screen(asked, why)
