"""Private: consents entered from paper slips: a person per row, and one key for each of three answers."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from screens.private.page import PrivatePage
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


class SlipsPage(PrivatePage):
    """After the third answer the next person is selected."""

    NAME = "slips"
    KEYS = ("consent-yes", "consent-no", "consent-none", "left")

    _asked = 0
    """Index in ``ASKED`` of the current question."""
    _person = ""

    def listed(self, state: State) -> tuple[str, Sequence[Row]]:
        chosen = self.chosen if self.chosen in state.people else next(iter(state.people), "")
        rows = [
            (person.id, self._row(person, is_up=person.id == chosen))
            for person in state.people.values()
        ]
        return say("slips.told"), rows

    def _row(self, person: Person, *, is_up: bool) -> Content:
        width = max(_LEAST, min(_MOST, self.screen.app.size.width - _CELLS))
        row = plain(f"{short(full_name(person), width):<{width}} ", "bold")
        for nth, question in enumerate(ASKED):
            answer = say(_ANSWERS[getattr(person.consent, question)])
            asked = say(f"slips.{question}")
            here = is_up and nth == self._asked
            cell = f"{'▸' if here else ' '}{asked} {answer}"
            row += plain(f"{cell:<{len(asked) + 5}}", "bold reverse" if here else "$quiet")
            row += " "
        return row

    def moved(self) -> None:
        """Begin with the first question of another person."""
        if self.chosen != self._person:
            self._person, self._asked = self.chosen, 0
        self.screen.show_state()

    def answer(self, answer: bool | None) -> None:
        person = self.state.people.get(self.chosen)
        if person is None:
            return
        question = ASKED[self._asked]
        if getattr(person.consent, question) is not answer:
            self.screen.submit(AnswerConsent(person=person.id, question=question, answer=answer))
        self.turn(1)

    def turn(self, by: int) -> None:
        """Go to another question, continuing in the row of the person before or after; never beyond the ends."""
        people = list(self.state.people)
        at = people.index(self.chosen) * len(ASKED) + self._asked + by if self.chosen else 0
        if 0 <= at < len(people) * len(ASKED):
            person, self._asked = divmod(at, len(ASKED))
            self._person = people[person]
            self.screen.query_one(Rows).choose(self._person)
        self.screen.show_state()
