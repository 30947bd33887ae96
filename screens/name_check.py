"""Private, before the read-back: lines with names or words of people without their consent."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, get_args

from textual.binding import BindingType
from textual.content import Content

from screens.keys.tables import bindings_for
from screens.list_screen import ListedScreen
from screens.messages import READ_BACK, Go, StrikeAsked, Tell
from screens.private_part import PrivatePart
from screens.text import plain
from screens.widgets.rows import Row
from session.model.lifecycle import StrikeArea
from session.model.people import AllowWords
from session.model.state import State
from session.rules.allowed import FRAME
from session.rules.reword import line_of, reworded
from session.views.name_check import CheckLine, name_check
from session.wording.catalogue import say


class NameCheckScreen(ListedScreen):
    CSS_PATH = Path(__file__).parent / "name_check.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("check")]
    PLACE = "check"
    PARTS = (*ListedScreen.PARTS, PrivatePart)
    TITLE_KEY = "check.title"
    EMPTY_KEY = "check.none"
    LINE = ("said-yes", "change", "strike", "recap", "stay", "undo", "help", "leave")

    _lines: dict[str, CheckLine]

    def listed(self, state: State) -> tuple[str, Sequence[Row]]:
        lines = name_check(state).lines
        self._lines = {f"{line.area}/{line.key}": line for line in lines}
        told = say("check.told", n=len(lines)) if lines else ""
        return told, [(key, _row(line)) for key, line in self._lines.items()]

    def action_said_yes(self) -> None:
        if line := self._lines.get(self.chosen):
            self.submit(AllowWords(area=line.area, key=line.key, people=line.people))

    def action_change(self) -> None:
        line = self._lines.get(self.chosen)
        if line is None:
            return
        area, key = line.area, line.key
        value = line_of(self.state, area, key)
        if not value:
            self.post_message(Tell(say("check.only_strike"), trouble=True))
            return

        def kept(text: str) -> None:
            if command := reworded(self.state, area, key, text):
                self.submit(command)

        hint = say("ask.action.hint") if area == "actions" else ""
        self.ask(say("notes.change"), kept, hint=hint, value=value)

    def action_strike(self) -> None:
        if not (line := self._lines.get(self.chosen)):
            return
        if line.area == FRAME:
            self.post_message(Tell(say("check.frame"), trouble=True))
            return
        area = next(area for area in get_args(StrikeArea) if area == line.area)
        self.post_message(StrikeAsked(area, line.key))

    def action_recap(self) -> None:
        self.post_message(Go("close", about=READ_BACK))


def _row(line: CheckLine) -> Content:
    return Content("\n").join([plain(line.text), plain(f"  {line.said}", "$quiet")])
