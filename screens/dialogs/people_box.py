"""Who comes in: names are typed or pasted, one or many at once, and typing finds those on the list.

It stays open for the next one. A word that is no role group is asked about, and so are lines of two names; what is
left with Esc stays in the line.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Protocol

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, OptionList, Static

from screens.dialogs.pick import Pick
from screens.dialogs.sheet import StateSheet
from screens.keys.tables import bindings_for
from screens.text import plain
from screens.widgets.line import Line
from screens.widgets.rows import Row, Rows
from session.model.plan import PlanPerson
from session.model.state import Rejected, State, replace
from session.model.text import clean, short, theirs
from session.plan.reading.preview import left_words
from session.plan.reading.text import Unclosed
from session.plan.reading.typed_people import PERSON, Typed, typed_people
from session.wording.catalogue import refusal, say

_MOST = 100_000
"""Characters of a pasted list."""
_NO_GROUP, _NEW_GROUP = "\0none", "\0new"
_FEW = 3
"""This many of the lines that were left out are listed."""


class Guests(Protocol):
    """The list that the box adds to."""

    title: str
    hint: str
    keys: str
    """The name of the sentence that says what Enter does."""
    new_groups: bool
    """Whether a role group can be added."""

    @property
    def roles(self) -> tuple[str, ...]: ...

    def found(self, typed: str) -> tuple[Sequence[Row], bool]:
        """Return those on the list who may be meant, and whether the first one is."""

    def take(self, key: str) -> str | Rejected:
        """Take one of them; return what happened."""

    def add(self, people: Sequence[PlanPerson]) -> str | Rejected:
        """Add people; return what happened."""

    def add_group(self, name: str) -> Rejected | None:
        """Add a role group."""

    def count(self) -> str:
        """Return in words how many there are now."""


class NamesLine(Line):
    """A line into which a whole column can be pasted."""

    class Pasted(Message):
        """Several lines were pasted into an empty line."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def on_paste(self, event: events.Paste) -> None:
        text = event.text[:_MOST].strip()
        if len(text.splitlines()) > 1 and not self.value.strip():
            event.prevent_default()
            event.stop()
            self.post_message(self.Pasted(text))


class PeopleBox(StateSheet):
    """Enter takes the marked one of those found, or adds the people of the line; an empty line or Esc closes."""

    PLACE = "coming"
    DEFAULT_CSS = """
    PeopleBox .kept { color: $quiet; height: auto; max-height: 4; }
    PeopleBox Rows { max-height: 6; margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_for("coming"),
        Binding("up", "move(-1)", "Up", show=False, id="coming.up"),
        Binding("down", "move(1)", "Down", show=False, id="coming.down"),
    ]

    def __init__(self, guests: Guests, state: State | None = None, pasted: str = "") -> None:
        super().__init__(state or State())
        self._guests, self._begins_with = guests, pasted
        self._said = ""
        self._marked = False
        """Whether Enter takes the row at the cursor."""

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield Static(plain(self._guests.title), classes="title")
            yield Static(plain(self._guests.hint), classes="hint")
            yield Static(classes="kept")
            yield NamesLine()
            yield Rows(focus=False)
            yield Static(plain(say(self._guests.keys)), classes="keys")

    def on_mount(self) -> None:
        if self._begins_with:
            self._take(self._begins_with)

    def show(self, state: State) -> None:  # noqa: ARG002 - the guests know it
        said = " ".join(filter(None, (self._said, self._guests.count())))
        self.query_one(".kept", Static).update(plain(said))
        rows = self.query_one(Rows)
        marked = rows.chosen
        self._find()
        if marked:
            rows.choose(marked)
            self._marked = True

    @property
    def _text(self) -> str:
        return self.query_one(Line).value.strip()

    def _find(self) -> None:
        rows, sure = self._guests.found(self._text) if self._text else ((), False)
        shown = self.query_one(Rows)
        shown.show(rows)
        shown.display = bool(rows)
        self._mark(0 if rows and sure else None)

    def _mark(self, at: int | None) -> None:
        self._marked = at is not None
        self.query_one(Rows).highlighted = at

    def action_move(self, by: int) -> None:
        """Mark the next of those found; above the first is somebody new."""
        rows = self.query_one(Rows)
        at = (-1 if rows.highlighted is None else rows.highlighted) + by
        self._mark(min(at, rows.option_count - 1) if at >= 0 and rows.option_count else None)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._find()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._tell(self._guests.take(self.query_one(Rows).chosen))

    @on(Input.Submitted)
    def _keep(self, event: Input.Submitted) -> None:
        event.stop()
        if not self._text:
            self.dismiss(None)
        elif self._marked:
            self._tell(self._guests.take(self.query_one(Rows).chosen))
        else:
            self._read(self._text)

    @on(NamesLine.Pasted)
    def _pasted(self, event: NamesLine.Pasted) -> None:
        event.stop()
        self._read(event.text)

    def _take(self, text: str) -> None:
        """Read what was pasted before the box was open; one line can still be corrected."""
        if len(text.strip().splitlines()) > 1:
            self._read(text[:_MOST].strip())
        else:
            self.query_one(Line).insert_text_at_cursor(clean(text))

    def _read(self, text: str) -> None:
        try:
            typed = typed_people(text, self._guests.roles)
        except Unclosed:
            typed = Typed()
        if typed.lines:
            self._ask(typed)
        else:
            self.show_refusal(say("refused.plan.list"))

    def _ask(self, typed: Typed) -> None:
        """Ask what is not clear, one question after the other; then add them."""
        if typed.unknown:
            self._ask_word(typed, typed.unknown[0])
        elif typed.pair:
            choices = [(which, say(f"people.box.pair.{which}")) for which in ("two", "one")]

            def which(answer: str | None) -> None:
                if answer:
                    self._add(typed, surname_first=answer == "one")

            self.app.push_screen(Pick(say("people.box.pair"), choices), which)
        else:
            self._add(typed)

    def _ask_word(self, typed: Typed, word: str) -> None:
        called = theirs(short(word))
        choices = [(role, say("people.box.group", group=role)) for role in self._guests.roles]
        if self._guests.new_groups:
            choices.append((_NEW_GROUP, say("people.box.new_group", word=called)))
        choices.append((PERSON, say("people.box.person", word=called)))
        choices.append((_NO_GROUP, say("people.box.no_group")))

        def answered(group: str | None) -> None:
            if group == _NEW_GROUP:
                if refused := self._guests.add_group(word):
                    self.show_refusal(refusal(refused))
                    return
                group = word
            if group is not None:
                self._ask(typed.answered(word, "" if group == _NO_GROUP else group))

        self.app.push_screen(Pick(say("people.box.unknown", word=called), choices), answered)

    def _add(self, typed: Typed, *, surname_first: bool = False) -> None:
        done = self._guests.add(typed.people(surname_first=surname_first))
        if not isinstance(done, Rejected) and typed.left_out:
            # A name that was left out may be on the wall, too.
            left = [left_words(replace(one, text="")) for one in typed.left_out[:_FEW]]
            done = f"{done}\n{say('plan.left.head')} {'; '.join(left)}"
        self._tell(done)

    def _tell(self, done: str | Rejected) -> None:
        """Say what happened, and wait for the next; what was refused stays in the line."""
        if isinstance(done, Rejected):
            self.show_refusal(refusal(done))
            return
        self._said = done
        self.query_one(Line).clear()
        self.show(self.state)
