"""Private: everybody by full name, with their consents and access needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from textual.content import Content

from screens.dialogs.ask import ask_line
from screens.dialogs.pick import Pick
from screens.messages import StrikeAsked
from screens.people import person_row
from screens.private.page import PrivatePage
from screens.text import plain
from screens.widgets.rows import Row
from session.model.people import WAYS, AnswerConsent, ChangePerson, NoteNeeds, SetDelivery, Way
from session.model.state import State
from session.rules.people import needs_of
from session.views.delivery import delivery_words, left_to_hand_out
from session.views.people import full_name, parse_person, people_view, typed_person
from session.wording.catalogue import say


class PeoplePage(PrivatePage):
    NAME = "people"
    KEYS = ("private-take", "needs", "gets", "consent-yes", "consent-no", "change", "strike")

    def listed(self, state: State) -> tuple[str, Sequence[Row]]:
        view = people_view(state, private=True)
        rows = [
            (one.person, person_row(one) + self._gets(one.person) + self._needs(one.person))
            for one in view.lines
        ]
        first, *told = view.told
        return "\n".join((" · ".join(filter(None, (first, left_to_hand_out(state)))), *told)), rows

    def _gets(self, person: str) -> Content:
        words = delivery_words(self.state.people[person])
        return plain(f"  {words}", "$secondary") if words else Content("")

    def _needs(self, person: str) -> Content:
        needs = needs_of(self.state, person)
        if needs is None or not needs.text:
            return Content("")
        return plain(f"  {say('people.needs.line', text=needs.text)}", "$accent")

    def take(self) -> None:
        """Ask five plain questions."""
        from screens.dialogs.consent import ConsentDialog

        if key := self.chosen:
            self.screen.app.push_screen(ConsentDialog(self.state, key))

    def answer(self, answer: bool | None) -> None:
        """Note whether they may be named."""
        person = self.state.people.get(self.chosen)
        if person and person.consent.named is not answer:
            self.screen.submit(AnswerConsent(person=person.id, question="named", answer=answer))

    def change(self) -> None:
        """Change name and role groups."""
        person = self.state.people.get(self.chosen)
        if person is None:
            return

        def kept(text: str) -> None:
            name, roles, away = parse_person(text, self.state.meta.roles)
            self.screen.submit(ChangePerson(person=person.id, name=name, roles=roles, remote=away))

        line = typed_person(person, named=True)
        self.screen.ask(say("people.change"), kept, hint=say("people.change.hint"), value=line)

    def needs(self) -> None:
        key = self.chosen
        if not key:
            return
        needs = needs_of(self.state, key)
        ask_line(
            self.screen,
            say("people.needs.ask"),
            lambda text: self.screen.submit(NoteNeeds(person=key, text=text)),
            say("people.needs.hint"),
            needs.text if needs else "",
        )

    def gets(self) -> None:
        """Ask how a person gets what is handed out, or tick it off."""
        person = self.state.people.get(self.chosen)
        if person is None:
            return
        ticked = "untick" if person.got else "tick"
        choices = [
            *([(ticked, say(f"delivery.{ticked}"))] if person.gets else []),
            *((way, say(f"delivery.{way}")) for way in WAYS),
            ("none", say("delivery.none")),
        ]

        def picked(way: str | None) -> None:
            if way in {"tick", "untick"}:
                done = SetDelivery(person=person.id, gets=person.gets, got=way == "tick")
                self.screen.submit(done)
            elif way:
                gets = None if way == "none" else cast("Way", way)
                self.screen.submit(SetDelivery(person=person.id, gets=gets))

        title = say("delivery.title", name=full_name(person))
        self.screen.app.push_screen(Pick(title, choices), picked)

    def strike(self) -> None:
        """Take their access needs out."""
        if needs := needs_of(self.state, self.chosen):
            self.screen.post_message(StrikeAsked("needs", needs.id))
