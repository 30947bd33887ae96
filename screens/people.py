"""Who is here: everyone, one by one, latecomers, remote people, and those not on the list.

The screen may be projected, so full names are shown by consent only; the others are an initial. Private content
is on a
page of the private panel.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from screens.dialogs.confirm import Confirm
from screens.keys.tables import bindings_for
from screens.list_screen import ListedScreen
from screens.messages import Go, Tell
from screens.text import plain
from screens.widgets.rows import Row
from session.model.opening_closing import NoteMissing
from session.model.people import (
    AddPerson,
    ArriveAll,
    ArrivePerson,
    ChangePerson,
    LeavePerson,
    Person,
)
from session.model.phones import LeaveDevice
from session.model.state import State
from session.rules.devices import devices_of
from session.views.names import is_named
from session.views.people import PersonLine, parse_person, people_view, typed_person
from session.wording.catalogue import say


class PeopleScreen(ListedScreen):
    CSS_PATH = Path(__file__).parent / "people.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("people")]
    PLACE = "people"
    TITLE_KEY = "people.title"
    EMPTY_KEY = "people.none"
    LINE = ("presence", "late", "all", "add", "change", "named", "consent", "help", "leave")

    def listed(self, state: State) -> tuple[str, Sequence[Row]]:
        view = people_view(state)
        return "\n".join(view.told), [(one.person, person_row(one)) for one in view.lines]

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

    # Private content is on a separate page.

    def action_names(self) -> None:
        self._privately("")

    def action_named(self) -> None:
        self._privately("named")

    def action_consent(self) -> None:
        self._privately("consent")

    def action_needs(self) -> None:
        self._privately("needs")

    def action_strike_needs(self) -> None:
        self._privately("strike_needs")

    def _privately(self, deed: str) -> None:
        self.post_message(Go("private", about=self.chosen or "people", deed=deed))

    def action_add(self) -> None:
        self.ask(say("ask.person"), self._add, hint=say("ask.person.hint"))

    def _add(self, text: str) -> None:
        name, roles, remote = parse_person(text, self.state.meta.roles)
        late = self.state.clock.started_t is not None
        self.submit(AddPerson(name=name, roles=roles, remote=remote, late=late))

    def action_change(self) -> None:
        """Change name and role groups. A name that may not be shown is not in the line, and is kept."""
        person = self._person
        if person is None:
            return
        shown = is_named(person)

        def kept(text: str) -> None:
            typed, roles, away = parse_person(text, self.state.meta.roles)
            name = typed or ("" if shown else person.name)
            self.submit(ChangePerson(person=person.id, name=name, roles=roles, remote=away))

        hint = say("people.change.hint" if shown else "people.change.hidden")
        line = typed_person(person, named=shown)
        self.ask(say("people.change"), kept, hint=hint, value=line)

    def action_missing(self) -> None:
        self.ask(
            say("opening.missing_ask"),
            lambda text: self.submit(NoteMissing(text=text)),
            hint=say("opening.missing_hint"),
        )

    def action_phone(self) -> None:
        """Remove every phone of the selected person, after a yes; the person stays."""
        if not (phones := devices_of(self.state, self.chosen)):
            self.post_message(Tell(say("people.phone.none"), trouble=True))
            return

        def answered(yes: bool | None) -> None:
            for phone in phones if yes else ():
                self.submit(LeaveDevice(device=phone.id, gone=False))

        self.app.push_screen(Confirm(say("people.phone.ask")), answered)


def person_row(line: PersonLine) -> Content:
    """Return a person as a row of a list."""
    name = plain(f"{line.sign} {line.name:<22} ", "bold" if line.here else "")
    return name + plain(", ".join(line.words), "$quiet")
