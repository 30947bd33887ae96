"""Who is here: everyone, one by one, latecomers, remote people, and those not on the list.

The screen may be projected, so a name stands in full only where its owner agreed to be named;
the others are an initial, until nobody else can see the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from screens.dialogs.alone import when_alone
from screens.dialogs.confirm import Confirm
from screens.dialogs.private_ask import PrivateAsk
from screens.idle import AWAY_S, Idle
from screens.keys.tables import bindings_for
from screens.list_screen import ListedScreen
from screens.messages import StrikeAsked, Tell
from screens.text import plain
from screens.widgets.rows import Row
from session.model.opening_closing import NoteMissing
from session.model.people import (
    AddPerson,
    AnswerConsent,
    ArriveAll,
    ArrivePerson,
    ChangePerson,
    LeavePerson,
    NoteNeeds,
    Person,
)
from session.model.phones import LeaveDevice
from session.model.state import State
from session.rules.devices import devices_of
from session.rules.people import needs_of
from session.views.names import is_named
from session.views.people import PersonLine, parse_person, people_view
from session.wording.catalogue import say


class PeopleScreen(ListedScreen):
    """Once covered by anything, the names are hidden again: it may have been a blackout."""

    CSS_PATH = Path(__file__).parent / "people.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("people")]
    PLACE = "people"
    TITLE_KEY = "people.title"
    EMPTY_KEY = "people.none"
    LINE = ("presence", "late", "all", "add", "change", "named", "consent", "help", "leave")

    def __init__(self, away_s: float = AWAY_S) -> None:
        super().__init__()
        self._private = False
        self._idle = Idle(self, lambda: self._reveal(False), away_s)

    def listed(self, state: State) -> tuple[str, Sequence[Row]]:
        view = people_view(state, private=self._private)
        told = (say("people.private"), *view.told) if self._private else view.told
        rows = [(one.person, _row(one) + self._private_words(one.person)) for one in view.lines]
        return "\n".join(told), rows

    def _private_words(self, person: str) -> Content:
        needs = needs_of(self.state, person) if self._private else None
        if needs is None or not needs.text:
            return Content("")
        return plain(f"  {say('people.needs.line', text=needs.text)}", "$accent")

    @property
    def _person(self) -> Person | None:
        return self.state.people.get(self.chosen)

    def action_presence(self) -> None:
        if person := self._person:
            if person.presence == "here":
                self.submit(LeavePerson(person=person.id))
            else:
                self.submit(ArrivePerson(person=person.id))

    def action_late(self) -> None:
        person = self._person
        if person is None:
            return
        self.submit(ArrivePerson(person=person.id, late=True))

    def action_all(self) -> None:
        self.submit(ArriveAll())

    def action_remote(self) -> None:
        if person := self._person:
            self.submit(
                ChangePerson(
                    person=person.id,
                    name=person.name,
                    roles=person.roles,
                    remote=not person.remote,
                )
            )

    def action_named(self) -> None:
        self._privately(self._turn_named)

    def _turn_named(self) -> None:
        if person := self._person:
            answer = not person.consent.named
            self.submit(AnswerConsent(person=person.id, question="named", answer=answer))

    def action_consent(self) -> None:
        if self.chosen:
            self._privately(self._ask_consent)

    def _ask_consent(self) -> None:
        from screens.dialogs.consent import ConsentDialog

        if key := self.chosen:
            self.app.push_screen(ConsentDialog(self.state, key))

    def _privately(self, then: Callable[[], object]) -> None:
        """Do what tells somebody's answer, once nobody else can see it."""

        def answered(alone: bool) -> None:
            self._reveal(alone)
            if alone:
                then()

        if self._private:
            then()
        else:
            when_alone(self, answered)

    def action_add(self) -> None:
        self.ask(say("ask.person"), self._add, hint=say("ask.person.hint"))

    def _add(self, text: str) -> None:
        name, roles, remote = parse_person(text, self.state.meta.roles)
        late = self.state.clock.started_t is not None
        self.submit(AddPerson(name=name, roles=roles, remote=remote, late=late))

    def action_change(self) -> None:
        """Change name and role groups. A name that may not be shown is not in the line, and stays."""
        person = self._person
        if person is None:
            return
        shown = is_named(person) or self._private
        name = (person.name,) if shown and person.name else ()
        remote = (say("person.remote"),) if person.remote else ()

        def kept(text: str) -> None:
            typed, roles, away = parse_person(text, self.state.meta.roles)
            name = typed or ("" if shown else person.name)
            self.submit(ChangePerson(person=person.id, name=name, roles=roles, remote=away))

        line = ", ".join((*name, *person.roles, *remote))
        hint = say("people.change.hint" if shown else "people.change.hidden")
        self.ask(say("people.change"), kept, hint=hint, value=line)

    def action_missing(self) -> None:
        self.ask(
            say("opening.missing_ask"),
            lambda text: self.submit(NoteMissing(text=text)),
            hint=say("opening.missing_hint"),
        )

    def action_needs(self) -> None:
        """Note what somebody needs. Only while nobody else can see the screen."""
        key = self.chosen
        if not self._allowed() or not key:
            return
        needs = needs_of(self.state, key)

        def kept(text: str | None) -> None:
            if text and text != (needs.text if needs else ""):
                self.submit(NoteNeeds(person=key, text=text))

        value = needs.text if needs else ""
        hint = say("people.needs.hint")
        self.app.push_screen(PrivateAsk(say("people.needs.ask"), hint, value), kept)

    def action_strike_needs(self) -> None:
        if self._allowed() and (needs := needs_of(self.state, self.chosen)):
            self.post_message(StrikeAsked("needs", needs.id))

    def _allowed(self) -> bool:
        if not self._private:
            self.post_message(Tell(say("people.needs.first"), trouble=True))
        return self._private

    def action_phone(self) -> None:
        """Let every phone of the person chosen go, after a yes; they stay."""
        if not (phones := devices_of(self.state, self.chosen)):
            self.post_message(Tell(say("people.phone.none"), trouble=True))
            return

        def answered(yes: bool | None) -> None:
            for phone in phones if yes else ():
                self.submit(LeaveDevice(device=phone.id, gone=False))

        self.app.push_screen(Confirm(say("people.phone.ask")), answered)

    # Names

    def action_names(self) -> None:
        if self._private:
            self._reveal(False)
        else:
            when_alone(self, self._reveal)

    def on_screen_suspend(self) -> None:
        # What covered it may have been a blackout: the projector may be on again after it.
        self._reveal(False)

    def on_key(self) -> None:
        if self._private:
            self._idle.touch()

    def _reveal(self, alone: bool) -> None:
        if alone:
            self._idle.touch()
        else:
            self._idle.stop()
        if self._private != alone:
            self._private = alone
            self.show_state()


def _row(line: PersonLine) -> Content:
    name = plain(f"{line.sign} {line.name:<22} ", "bold" if line.here else "")
    return name + plain(", ".join(line.words), "$quiet")
