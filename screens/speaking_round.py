"""A round of speaking, full screen: the question, who speaks, who is next; passing is always possible."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, cast

from textual.binding import BindingType

from screens.dialogs.ask import Ask
from screens.dialogs.confirm import Confirm
from screens.dialogs.pick import Pick
from screens.keys.tables import bindings_for
from screens.messages import Submit
from screens.page_screen import PageScreen
from session.model.speaking_round import (
    CIRCLE_KINDS,
    Circle,
    CircleKind,
    CircleStep,
    CloseCircle,
    OpenCircle,
    StartCircle,
    StepCircle,
)
from session.rules import speaking_round
from session.views.speaking_round import circle_page
from session.wording.catalogue import say


class CircleScreen(PageScreen):
    PLACE = "circle"
    CSS_PATH = Path(__file__).parent / "speaking_round.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("circle")]

    @property
    def asking(self) -> Circle | None:
        return speaking_round.open_circle(self.state)

    @property
    def choices(self) -> list[str]:
        asking = self.asking
        return [one.id for one in speaking_round.coming(self.state, asking)] if asking else []

    def show(self) -> None:
        asking = self.asking
        self.choose_one()
        if asking is None:
            keys = "circle.keys.none"
        else:
            keys = "circle.keys.quiet" if asking.quiet else "circle.keys"
        self.draw(circle_page(self.state), say(keys))

    def begin(self, about: str, deed: str) -> None:  # noqa: ARG002 - as the app calls it
        """Begin with what a new round asks."""
        self.action_new()

    def action_new(self) -> None:
        if self.asking is None:
            item = self.state.items.get(self.state.clock.current)
            usual = item.kind if item and item.kind in CIRCLE_KINDS else "check-in"
            kinds = sorted(CIRCLE_KINDS, key=lambda kind: kind != usual)
            choices = [(kind, say(f"circle.kind.{kind}")) for kind in kinds]
            self.app.push_screen(Pick(say("circle.which"), choices), self._ask)

    def _ask(self, kind: str | None) -> None:
        if kind is None:
            return

        def asked(question: str | None) -> None:
            if question is not None:
                self._quiet_first(cast("CircleKind", kind), question)

        usual = speaking_round.usual_question(kind, say)
        self.app.push_screen(Ask(say("circle.question"), say("circle.question.hint"), usual), asked)

    def _quiet_first(self, kind: CircleKind, question: str) -> None:
        def opened(quiet: bool | None) -> None:
            self.submit(OpenCircle(kind=kind, question=question, quiet=bool(quiet)))

        self.app.push_screen(Confirm(say("circle.quiet.ask")), opened)

    def action_on(self) -> None:
        asking = self.asking
        if asking is None:
            self.action_new()
        elif asking.quiet:
            self.submit(StartCircle())
        else:
            self._step("on")

    def action_come_back(self) -> None:
        self._step("later")

    def action_choose(self) -> None:
        if self.chosen:
            self.submit(StepCircle(how="called", to=self.chosen))

    def action_end(self) -> None:
        asking = self.asking
        if asking is None:
            return
        coming = speaking_round.still_to_come(self.state, asking)
        if not coming:
            self.submit(CloseCircle())
            return
        question = say("circle.end.ask", n=coming)
        asked = (question, say("circle.end.yes"), say("circle.end.no"))
        self.post_message(Submit(CloseCircle(), question=asked))

    def _step(self, how: CircleStep) -> None:
        self.submit(StepCircle(how=how))
