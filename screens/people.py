"""Who is here: everyone, one by one, latecomers, remote people, and those not on the list.

The screen may be projected, so full names are shown by consent only; the others are an initial. Private content
is on a
page of the private panel.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content

from screens.dialogs.confirm import Confirm
from screens.keys.tables import bindings_for
from screens.list_screen import ListedScreen
from screens.messages import Go, Submit, Tell
from screens.text import plain
from screens.widgets.rows import Drawn, Row
from session.decide import decide
from session.model.opening_closing import NoteMissing
from session.model.people import (
    AddPeople,
    AddPerson,
    ArriveAll,
    ArrivePerson,
    ChangePerson,
    LeavePerson,
    Newcomer,
    Person,
)
from session.model.phones import LeaveDevice
from session.model.plan import PlanPerson
from session.model.state import Rejected, State
from session.rules.devices import devices_of
from session.rules.people import present, unknown_role
from session.views.names import is_named
from session.views.people import (
    PersonLine,
    found_people,
    is_meant,
    parse_person,
    people_view,
    typed_person,
)
from session.wording.catalogue import say


class PeopleScreen(ListedScreen):
    CSS_PATH = Path(__file__).parent / "people.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("people")]
    PLACE = "people"
    TITLE_KEY = "people.title"
    EMPTY_KEY = "people.none"
    LINE = ("add", "walk-in", "presence", "late", "all-here", "change", "names", "help", "leave")

    def __init__(self) -> None:
        super().__init__()
        self._drawn = Drawn(_row)

    def listed(self, state: State) -> tuple[str, Sequence[Row]]:
        view = people_view(state)
        return "\n".join(view.told), self._drawn(view.lines)

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

    def action_names(self) -> None:
        self.post_message(Go("private", about=self.chosen or "people"))

    def action_add(self, pasted: str = "") -> None:
        from screens.dialogs.people_box import PeopleBox

        self.app.push_screen(PeopleBox(AtTheDoor(self), self.state, pasted))

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self.action_add(event.text)

    def action_walk_in(self) -> None:
        self.submit(AddPerson(late=is_late(self.state)), say("people.walk_in"))

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


class AtTheDoor:
    """The list of people of the open session: who comes in is here."""

    new_groups = False
    keys = "people.box.keys"

    def __init__(self, screen: PeopleScreen) -> None:
        self._screen = screen
        self.title, self.hint = say("ask.person"), say("ask.person.hint")

    @property
    def roles(self) -> tuple[str, ...]:
        return self._screen.state.meta.roles

    def found(self, typed: str) -> tuple[Sequence[Row], bool]:
        lines = found_people(self._screen.state, typed)
        sure = bool(lines) and is_meant(self._screen.state, lines[0].person, typed)
        return [_row(one) for one in lines], sure

    def take(self, key: str) -> str | Rejected:
        return self._do(ArrivePerson(person=key, late=is_late(self._screen.state)))

    def add(self, people: Sequence[PlanPerson]) -> str | Rejected:
        coming = tuple(Newcomer(one.name, one.role, one.remote) for one in people)
        return self._do(AddPeople(people=coming, late=is_late(self._screen.state)), len(coming))

    def add_group(self, name: str) -> Rejected | None:
        """Return a refusal: the role groups are those of the plan."""
        return unknown_role(self._screen.state, (name,))

    def count(self) -> str:
        return say("people.here", n=len(present(self._screen.state)))

    def _do(self, command: ArrivePerson | AddPeople, of: int = 1) -> str | Rejected:
        screen = self._screen
        events = decide(screen.state, command, screen.now, lambda: "coming", say)
        if isinstance(events, Rejected):
            return events
        # Posted to the app: this screen is below the box.
        screen.app.post_message(Submit(command))
        told = say("people.came", n=len(events))
        left = of - len(events)
        return f"{told} {say('people.came_before', n=left)}" if left else told


def is_late(state: State) -> bool:
    return state.clock.started_t is not None


def _row(line: PersonLine) -> Row:
    return line.person, person_row(line)


def person_row(line: PersonLine) -> Content:
    """Return a person as a row of a list."""
    name = plain(f"{line.sign} {line.name:<22} ", "bold" if line.here else "")
    return name + plain(", ".join(line.words), "$quiet")
