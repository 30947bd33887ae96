"""What is done with the read-back: agree, export and end it, put a line right, strike it; a part of *Close*."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, get_args

from screens.base import Part
from screens.dialogs.ask import ask_line
from screens.dialogs.pick import Pick
from screens.messages import READ_BACK, ExportAsked, Go, StrikeAsked, Submit, Tell
from screens.put_right import put_right
from session.erase.entries import Entry
from session.model.lifecycle import AgreeRecap, EndSession, StrikeArea
from session.model.opening_closing import CorrectRecap
from session.views.open_now import end_question
from session.wording.catalogue import say

if TYPE_CHECKING:
    from screens.close import CloseScreen


class ReadingBack(Part):
    screen: CloseScreen

    def action_recap(self) -> None:
        """Read back; first review names and quotes in private, as long as the recap may still change."""
        state, read = self.screen.state, Go("close", about=READ_BACK)
        checked = not state.people or state.closing.agreed_t is not None
        self.screen.post_message(read if checked else Go("private", about="lines", instead=read))

    def action_check(self) -> None:
        if self.screen.may_change():
            self.screen.post_message(Go("private", about="lines"))

    def action_agree(self) -> None:
        """Agree the recap; first it is read back."""
        if not self.screen.reads:
            self.action_recap()
        elif self.screen.may_change():
            given = self.screen.read_back.not_coproduced
            title, hint = say("readback.agree"), say("readback.agree_hint")
            ask_line(self.screen, title, self._agree, hint, given, empty=True)

    def _agree(self, line: str) -> None:
        self.screen.submit(AgreeRecap(not_coproduced=line), say("readback.agreed"))

    def action_end(self) -> None:
        if self.screen.may_change():
            question = end_question(self.screen.state)
            asked = (question, say("readback.end_yes"), say("readback.end_no"))
            self.screen.post_message(Submit(EndSession(), say("readback.ended"), asked))

    def action_export(self) -> None:
        choices = [("all", say("readback.export_all")), *self.screen.read_back.formats]
        self.screen.app.push_screen(Pick(say("readback.export"), choices), self._export)

    def _export(self, form: str | None) -> None:
        if form:
            self.screen.post_message(ExportAsked(form))

    # One line

    def action_change(self) -> None:
        """Put the line right; a recap that was agreed and has ended is corrected, in a new version."""
        screen, closing = self.screen, self.screen.state.closing
        if not screen.may_change():
            return
        if closing.agreed_t is not None and closing.ended_t is not None:
            told = say("readback.correct_hint")
            ask_line(screen, say("readback.correct"), self._correct, hint=told)
        else:
            self._with_entry(self._reword)

    def _correct(self, text: str) -> None:
        self.screen.submit(CorrectRecap(text=text), say("readback.corrected"))

    def _reword(self, area: StrikeArea, key: str) -> None:
        if area == "closing":
            self.screen.run_step("next-session")
        elif not put_right(self.screen, area, key):
            self.screen.post_message(Tell(say("check.only_strike"), trouble=True))

    def action_strike(self) -> None:
        if self.screen.may_change():
            self._with_entry(lambda area, key: self.screen.post_message(StrikeAsked(area, key)))

    def _with_entry(self, then: Callable[[StrikeArea, str], object]) -> None:
        """Pass the entry of the line chosen to ``then``; of several, the one that is meant."""
        kind, _, key = self.screen.chosen.partition("/")
        if area := next((area for area in get_args(StrikeArea) if area == kind), None):
            then(area, key)
            return
        found = self.screen.read_back.lines[int(key)].entries if kind == "read" else ()
        if not found:
            self.screen.post_message(Tell(say("readback.no_words"), trouble=True))
        elif len(found) == 1:
            then(found[0].area, found[0].key)
        else:
            choices = [(str(nth), words) for nth, words in enumerate(map(_which, found))]

            def meant(nth: str | None) -> None:
                if nth is not None:
                    then(found[int(nth)].area, found[int(nth)].key)

            self.screen.app.push_screen(Pick(say("readback.which"), choices), meant)


def _which(entry: Entry) -> str:
    """Return which text of a line is meant, without repeating it to the room."""
    n = len(entry.text.split())
    return say("readback.choice", what=say(f"entry.{entry.area}"), n=n)
