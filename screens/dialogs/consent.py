"""One person's consents, asked in five plain sentences; can be revoked at any time (P17).

Only on a page of the private panel: it shows the person's full name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, get_args

from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from screens.dialogs.list_sheet import ListSheet
from screens.keys.tables import bindings_for
from screens.text import plain
from screens.widgets.rows import Row, Rows
from session.model.people import AnswerConsent, Consent, ConsentQuestion, Person
from session.model.state import State
from session.views.people import full_name
from session.wording.catalogue import say

ASKED: tuple[ConsentQuestion, ...] = get_args(ConsentQuestion)
_ANSWERS = {True: "consent.yes", False: "consent.no", None: "consent.not_asked"}


class ConsentDialog(ListSheet):
    """Goes through the room person by person; each answer takes effect at once."""

    PLACE = "consent"
    TITLE_KEY = "consent.title"
    EMPTY_KEY = "people.none"
    KEYS_KEY = "consent.keys"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("consent")]

    def __init__(self, state: State, person: str) -> None:
        super().__init__(state)
        self._person = person

    def show(self, state: State) -> None:
        super().show(state)
        person = state.people.get(self._person)
        keys = list(state.people)
        if person:
            place = say("consent.place", n=keys.index(person.id) + 1, of=len(keys))
            who = say("consent.who", who=self._called(person), place=place)
            self.query_one(".title", Static).update(plain(who))

    def _called(self, person: Person) -> str:
        return ", ".join((full_name(person), *person.roles))

    def rows(self, state: State) -> Sequence[Row]:
        person = state.people.get(self._person)
        return [(name, _row(name, person.consent)) for name in ASKED] if person else []

    def take(self, key: str) -> None:
        """Enter switches from "not asked" to yes, and then between yes and no."""
        if person := self.state.people.get(self._person):
            self._set(_question(key), getattr(person.consent, key) is not True)

    def action_answer(self, answer: bool | None) -> None:
        if key := self.chosen:
            question = _question(key)
            self._set(question, answer)
            rows = self.query_one(Rows)
            rows.choose(ASKED[min(ASKED.index(question) + 1, len(ASKED) - 1)])

    def _set(self, question: ConsentQuestion, answer: bool | None) -> None:
        person = self.state.people.get(self._person)
        if person and getattr(person.consent, question) is not answer:
            self.submit(AnswerConsent(person=person.id, question=question, answer=answer))

    def action_person(self, by: int) -> None:
        keys = list(self.state.people)
        if self._person in keys:
            self._person = keys[(keys.index(self._person) + by) % len(keys)]
            self.show(self.state)
            self.query_one(Rows).choose(ASKED[0])


def _question(key: str) -> ConsentQuestion:
    return next(question for question in ASKED if question == key)


def _row(name: str, consent: Consent) -> Content:
    answer = getattr(consent, name)
    style = "bold $accent" if answer else "bold" if answer is False else "$quiet"
    return plain(f"{say(_ANSWERS[answer]):<10}", style) + plain(say(f"consent.ask.{name}"))
