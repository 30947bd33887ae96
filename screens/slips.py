"""Private: consents entered from paper slips: a person per row, and one key for each of three answers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList

from screens.keys.tables import bindings_for
from screens.list_screen import ListedScreen
from screens.mounted import is_shown
from screens.private_part import PrivatePart
from screens.text import plain
from screens.widgets.rows import Row, Rows
from session.model.people import AnswerConsent, ConsentQuestion, Person
from session.model.state import State
from session.model.text import short
from session.views.people import full_name
from session.wording.catalogue import say

ASKED: tuple[ConsentQuestion, ...] = ("named", "quoted", "photographed")
"""In the order on a slip."""
_ANSWERS = {True: "consent.yes", False: "consent.no", None: "consent.open"}
_CELLS = 46
"""Columns of the answers and the margins in a row."""
_LEAST, _MOST = 12, 24


class SlipsScreen(ListedScreen):
    """After the third answer the next person is selected."""

    CSS_PATH = Path(__file__).parent / "people.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("slips")]
    PLACE = "slips"
    PARTS = (*ListedScreen.PARTS, PrivatePart)
    TITLE_KEY = "slips.title"
    EMPTY_KEY = "people.none"
    LINE = ("yes", "no", "open", "left", "stay", "undo", "help", "leave")

    _asked = 0
    """Index in ``ASKED`` of the current question."""

    def listed(self, state: State) -> tuple[str, Sequence[Row]]:
        chosen = self.chosen or next(iter(state.people), "")
        rows = [
            (person.id, self._row(person, is_up=person.id == chosen))
            for person in state.people.values()
        ]
        return say("slips.told"), rows

    def _row(self, person: Person, *, is_up: bool) -> Content:
        width = max(_LEAST, min(_MOST, self.app.size.width - _CELLS))
        row = plain(f"{short(full_name(person), width):<{width}} ", "bold")
        for nth, question in enumerate(ASKED):
            answer = say(_ANSWERS[getattr(person.consent, question)])
            asked = say(f"slips.{question}")
            here = is_up and nth == self._asked
            cell = f"{'▸' if here else ' '}{asked} {answer}"
            row += plain(f"{cell:<{len(asked) + 5}}", "bold reverse" if here else "$quiet")
            row += " "
        return row

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if is_shown(self):
            self.show_state()

    def action_up(self) -> None:
        self._asked = 0
        super().action_up()

    def action_down(self) -> None:
        self._asked = 0
        super().action_down()

    def action_yes(self) -> None:
        self._answer(True)

    def action_no(self) -> None:
        self._answer(False)

    def action_open(self) -> None:
        self._answer(None)

    def action_right(self) -> None:
        self._go(1)

    def action_left(self) -> None:
        self._go(-1)

    def _answer(self, answer: bool | None) -> None:
        person = self.state.people.get(self.chosen)
        if person is None:
            return
        question = ASKED[self._asked]
        if getattr(person.consent, question) is not answer:
            self.submit(AnswerConsent(person=person.id, question=question, answer=answer))
        self._go(1)

    def _go(self, by: int) -> None:
        """Go to another question, continuing in the row of the person before or after; never beyond the ends."""
        people = list(self.state.people)
        at = people.index(self.chosen) * len(ASKED) + self._asked + by if self.chosen else 0
        if 0 <= at < len(people) * len(ASKED):
            person, self._asked = divmod(at, len(ASKED))
            self.query_one(Rows).choose(people[person])
        self.show_state()
