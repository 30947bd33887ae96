"""Private: everybody by full name, with their consents and access needs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from screens.dialogs.ask import Ask
from screens.keys.tables import bindings_for
from screens.list_screen import ListedScreen
from screens.messages import Go, StrikeAsked
from screens.people import person_row
from screens.private_part import PrivatePart
from screens.text import plain
from screens.widgets.rows import Row
from session.model.people import AnswerConsent, ChangePerson, NoteNeeds
from session.model.state import State
from session.rules.people import needs_of
from session.views.people import parse_person, people_view, typed_person
from session.wording.catalogue import say


class PrivatePeopleScreen(ListedScreen):
    CSS_PATH = Path(__file__).parent / "people.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("names")]
    PLACE = "names"
    PARTS = (*ListedScreen.PARTS, PrivatePart)
    TITLE_KEY = "names.title"
    EMPTY_KEY = "people.none"
    LINE = ("consent", "slips", "needs", "named", "change", "stay", "help", "leave")

    def listed(self, state: State) -> tuple[str, Sequence[Row]]:
        view = people_view(state, private=True)
        rows = [(one.person, person_row(one) + self._needs(one.person)) for one in view.lines]
        return "\n".join(view.told), rows

    def _needs(self, person: str) -> Content:
        needs = needs_of(self.state, person)
        if needs is None or not needs.text:
            return Content("")
        return plain(f"  {say('people.needs.line', text=needs.text)}", "$accent")

    def begin(self, person: str, deed: str) -> None:
        """Select a person, and do what was requested before the page was open."""
        from screens.widgets.rows import Rows

        self.query_one(Rows).choose(person)
        if deed:
            getattr(self, f"action_{deed}")()

    def action_consent(self) -> None:
        from screens.dialogs.consent import ConsentDialog

        if key := self.chosen:
            self.app.push_screen(ConsentDialog(self.state, key))

    def action_named(self) -> None:
        if person := self.state.people.get(self.chosen):
            answer = not person.consent.named
            self.submit(AnswerConsent(person=person.id, question="named", answer=answer))

    def action_slips(self) -> None:
        self.post_message(Go("slips"))

    def action_change(self) -> None:
        """Change name and role groups."""
        person = self.state.people.get(self.chosen)
        if person is None:
            return

        def kept(text: str) -> None:
            name, roles, away = parse_person(text, self.state.meta.roles)
            self.submit(ChangePerson(person=person.id, name=name, roles=roles, remote=away))

        line = typed_person(person, named=True)
        self.ask(say("people.change"), kept, hint=say("people.change.hint"), value=line)

    def action_needs(self) -> None:
        """Note a person's access needs."""
        key = self.chosen
        if not key:
            return
        needs = needs_of(self.state, key)

        def kept(text: str | None) -> None:
            if text and text != (needs.text if needs else ""):
                self.submit(NoteNeeds(person=key, text=text))

        value = needs.text if needs else ""
        asked = Ask(say("people.needs.ask"), say("people.needs.hint"), value)
        self.app.push_screen(asked, kept)

    def action_strike_needs(self) -> None:
        if needs := needs_of(self.state, self.chosen):
            self.post_message(StrikeAsked("needs", needs.id))
