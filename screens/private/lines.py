"""Private, before the read-back: lines with names or words of people without their consent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from textual.content import Content

from screens.messages import StrikeAsked, Tell
from screens.private.page import PrivatePage
from screens.text import plain
from screens.widgets.rows import Row
from session.model.lifecycle import StrikeArea
from session.model.people import AllowWords
from session.model.state import State
from session.rules.allowed import FRAME
from session.rules.reword import line_of, reworded
from session.views.name_check import CheckLine, name_check
from session.wording.catalogue import say


class LinesPage(PrivatePage):
    NAME = "lines"
    EMPTY = "check.none"
    KEYS = ("consent-yes", "change", "strike", "read-recap")

    _lines: dict[str, CheckLine]

    def listed(self, state: State) -> tuple[str, Sequence[Row]]:
        lines = name_check(state).lines
        self._lines = {f"{line.area}/{line.key}": line for line in lines}
        told = say("check.told", n=len(lines)) if lines else ""
        return told, [(key, _row(line)) for key, line in self._lines.items()]

    def answer(self, answer: bool | None) -> None:
        """Accept the line, since they said yes; otherwise it is corrected or struck."""
        line = self._lines.get(self.chosen)
        if line and answer:
            self.screen.submit(AllowWords(area=line.area, key=line.key, people=line.people))

    def change(self) -> None:
        line = self._lines.get(self.chosen)
        if line is None:
            return
        area, key = line.area, line.key
        value = line_of(self.state, area, key)
        if not value:
            self.screen.post_message(Tell(say("check.only_strike"), trouble=True))
            return

        def kept(text: str) -> None:
            if command := reworded(self.state, area, key, text):
                self.screen.submit(command)

        hint = say("write.hint.to-do") if area == "actions" else ""
        self.screen.ask(say("notes.change"), kept, hint=hint, value=value)

    def strike(self) -> None:
        if not (line := self._lines.get(self.chosen)):
            return
        if line.area == FRAME:
            self.screen.post_message(Tell(say("check.frame"), trouble=True))
            return
        area = next(area for area in get_args(StrikeArea) if area == line.area)
        self.screen.post_message(StrikeAsked(area, line.key))


def _row(line: CheckLine) -> Content:
    return Content("\n").join([plain(line.text), plain(f"  {line.said}", "$quiet")])
