"""What became of something that was left open: a key for each, on the pages of last time and of a series."""

from __future__ import annotations

from functools import partial
from typing import Protocol, cast

from screens.base import Part
from screens.dialogs.ask import ask_line
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
        if about := self._of.thing:
            passed = partial(self._passed, about)
            ask_line(self.screen, say("opening.to_ask"), passed, say("opening.to_hint"))

    def _passed(self, about: str, to: str) -> None:
        self._of.tell_outcome(about, "passed-on", to=to)

    def _tell(self, state: Reported) -> None:
        if about := self._of.thing:
            self._of.tell_outcome(about, state)

    def _ask_why(self, state: Reported) -> None:
        if about := self._of.thing:
            kept = partial(self._because, about, state)
            ask_line(self.screen, say("opening.why_ask"), kept, say("opening.why_hint"), empty=True)

    def _because(self, about: str, state: Reported, why: str) -> None:
        self._of.tell_outcome(about, state, why=why)
