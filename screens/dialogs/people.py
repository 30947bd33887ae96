"""Who is here: everyone, one by one, latecomers, remote people, and those not on the list.

The dialog may be projected, so a name stands in full only where its owner agreed to be named;
the others are a first letter and a role group, until the projector is said to be off.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from screens.dialogs.sheet import ListSheet
from session.as_wished import initial
from session.commands.people import (
    AddPerson,
    AnswerConsent,
    ArriveAll,
    ArrivePerson,
    ChangePerson,
    LeavePerson,
)
from session.entries.people import Person
from session.people import no_photo
from session.state import State
from session.text import clean
from session.wording.catalogue import say
from tui.messages import Go
from tui.text import plain
from tui.widgets.heard_card import QuietLine
from tui.widgets.rows import Row, Rows


class PeopleDialog(ListSheet):
    TITLE_KEY = "dialog.people"
    EMPTY_KEY = "dialog.people.none"
    KEYS_KEY = "dialog.people.keys"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("A", "all_here", "All here", id="people.all"),
        Binding("space", "presence", "Here or left", id="people.toggle"),
        Binding("l", "late", "Came late", id="people.late"),
        Binding("r", "remote", "Remote or in the room", id="people.remote"),
        Binding("y", "named", "May be named", id="people.named"),
        Binding("c", "consent", "Consent", id="people.consent"),
        Binding("a", "add", "Somebody else", id="people.add"),
        Binding("f9", "names", "Show names", id="people.names"),
    ]

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self._private = False

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield Static(plain(say(self.TITLE_KEY)), classes="title")
            yield Rows()
            yield Static(plain(say(self.EMPTY_KEY)), classes="empty")
            yield QuietLine()
            yield Static(plain(say(self.KEYS_KEY)), classes="keys")

    def show(self, state: State) -> None:
        super().show(state)
        count = no_photo(state)
        self.query_one(QuietLine).words = say("consent.no_photo", n=count) if count else ""

    def rows(self, state: State) -> Sequence[Row]:
        return [(p.id, _row(p, private=self._private)) for p in state.people.values()]

    def take(self, key: str) -> None:
        person = self.state.people[key]
        if person.presence == "here":
            self.submit(LeavePerson(person=key))
        else:
            self.submit(ArrivePerson(person=key))

    def action_presence(self) -> None:
        if key := self.chosen:
            self.take(key)

    def action_all_here(self) -> None:
        self.submit(ArriveAll())

    def action_late(self) -> None:
        if key := self.chosen:
            self.submit(ArrivePerson(person=key, late=True))
            self._so_far()

    def action_remote(self) -> None:
        if person := self.state.people.get(self.chosen):
            self.submit(
                ChangePerson(
                    person=person.id,
                    name=person.name,
                    roles=person.roles,
                    remote=not person.remote,
                )
            )

    def action_named(self) -> None:
        if person := self.state.people.get(self.chosen):
            answer = not person.consent.named
            self.submit(AnswerConsent(person=person.id, question="named", answer=answer))

    def action_consent(self) -> None:
        from screens.dialogs.consent import ConsentDialog

        if key := self.chosen:
            self.app.push_screen(ConsentDialog(self.state, key, private=self._private))

    def action_add(self) -> None:
        self.ask(say("ask.person"), self._add, hint=say("ask.person.hint"))

    def _add(self, text: str) -> None:
        name, roles, remote = parse_person(text, self.state.meta.roles)
        late = self.state.clock.started_t is not None
        self.submit(AddPerson(name=name, roles=roles, remote=remote, late=late))
        if late:
            self._so_far()

    def _so_far(self) -> None:
        """Show the card that helps somebody who came late in (P56); Esc there leads to the board."""
        self.post_message(Go("sofar"))

    def action_names(self) -> None:
        from screens.dialogs.confirm import Confirm

        if self._private:
            self._reveal(False)
        else:
            self.app.push_screen(Confirm(say("ask.projector")), self._reveal)

    def on_screen_suspend(self) -> None:
        # What covered it may have been a blackout: the projector may be on again after it.
        self._reveal(False)

    def _reveal(self, off: bool | None) -> None:
        self._private = bool(off)
        self.show(self.state)


def parse_person(text: str, roles: tuple[str, ...]) -> tuple[str, tuple[str, ...], bool]:
    """Split "Nadia, researcher, remote" into a name, role groups and whether remote.

    A role group may be given by its number. A part that is neither stays in the name.
    """
    name: list[str] = []
    found: list[str] = []
    remote = False
    known = {role.casefold(): role for role in roles}
    known |= {str(n): role for n, role in enumerate(roles, 1)}
    for part in (part.strip() for part in clean(text).split(",")):
        if part.casefold() in known:
            found.append(known[part.casefold()])
        elif part.casefold() in {say("person.remote"), say("person.online")}:
            remote = True
        elif part:
            name.append(part)
    return ", ".join(name), tuple(dict.fromkeys(found)), remote


def _row(person: Person, *, private: bool) -> Content:
    here = person.presence == "here"
    sign = "✓" if here else "–" if person.presence == "left" else " "
    words = list(person.roles)
    if person.remote:
        words.append(say("person.remote"))
    if person.late:
        words.append(say("person.late"))
    if person.presence == "left":
        words.append(say("person.left"))
    if person.consent.named:
        words.append(say("person.named"))
    if private and person.consent.contacted:
        words.append(say("consent.contact"))
    name = plain(f"{sign} {shown_name(person, private=private):<22} ", "bold" if here else "")
    return name + plain(", ".join(words), "$quiet")


def shown_name(person: Person, *, private: bool) -> str:
    """Return the name as it may be shown: in full only when private or agreed."""
    if person.name and (private or person.consent.named):
        return person.name
    letter = initial(person)
    return f"{letter}." if letter else say("person.someone")
