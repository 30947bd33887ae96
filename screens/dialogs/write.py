"""Write: one text box for every kind of line. It stays open for the next one."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from screens.dialogs.sheet import StateSheet
from screens.keys.tables import bindings_for
from screens.messages import Submit, Tell
from screens.next_step import next_step
from screens.text import plain
from screens.widgets.one_by_one import OneByOne
from session.decide import decide
from session.model.glossary import FlagWord
from session.model.history import Redo, Undo
from session.model.ideas import AddIdea
from session.model.protocol import AnyCommand
from session.model.record import AddReservation, RecordDecision, WriteNote
from session.model.state import Instant, Rejected, State
from session.rules.glossary import typed_word
from session.rules.parking import parse_line
from session.rules.writing import KINDS, WriteKind, after, is_first_word, read_kind, usual_kind
from session.views.writing import last_written
from session.wording.catalogue import refusal, say

_OF_LISTS = frozenset[WriteKind](["idea", "online"])
"""Of these a list is pasted; several lines of anything else are one text."""


class Draft(Struct, frozen=True):
    """What was typed when the box closed. It is in memory only."""

    text: str = ""
    waiting: tuple[str, ...] = ()
    """The pasted lines that come after it."""
    kind: WriteKind = "note"
    by_tab: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        return (self.text, *self.waiting)

    @property
    def is_worth_keeping(self) -> bool:
        return bool(self.text.strip() or self.waiting)


class WriteBox(StateSheet):
    """Tab or a first word changes the kind of the line; Enter stores it, an empty line or Esc closes.

    ``once``: it is for one line of that kind, whatever its first word is, and closes with it.

    It begins with the last of ``drafts``; one that was opened for a kind of line is empty, since what is typed into
    it in the same read would be added to other words. What is left with Esc is a draft, unless the box began with it.
    """

    PLACE = "write"
    DEFAULT_CSS = """
    WriteBox .kept { color: $quiet; height: auto; max-height: 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("write")]

    def __init__(
        self,
        state: State,
        now: Instant,
        kind: WriteKind | None = None,
        drafts: list[Draft] | None = None,
        *,
        once: bool = False,
    ) -> None:
        super().__init__(state)
        self.set_reactive(WriteBox.now, now)
        self._kind, self._once = kind, once
        self._drafts = [] if drafts is None else drafts
        if kind is None and self._drafts:
            self._began = self._drafts[-1]
        else:
            self._began = Draft(kind=kind or usual_kind(state), by_tab=once)
        self._draft = self._began
        self._usual, self._by_tab = self._began.kind, self._began.by_tab

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield Static(classes="title")
            yield Static(classes="kept")
            yield OneByOne(self._began.text, self._began.waiting)
            yield Static(classes="keys")

    def show(self, state: State) -> None:
        self._entitle()
        self.query_one(".kept", Static).update(plain(last_written(state)))

    def read(self) -> tuple[WriteKind, str]:
        """Return the kind of the line, and the text to store."""
        text = self.query_one(OneByOne).value.lstrip()
        # Once Tab has set the kind, the first word has no special meaning.
        kind, line = (self._usual, text) if self._by_tab else read_kind(text, self._usual)
        return kind, line.rstrip()

    def action_kind(self) -> None:
        self._usual, self._by_tab = after(self.read()[0]), True
        self._entitle()

    def _leave_words(self) -> None:
        self._leave_draft()
        if self._draft == self._began:
            self._drop()
        elif self._draft in self._drafts:
            # Posted to the app, since this box is closing.
            self.app.post_message(Tell(say("write.left.kind" if self._kind else "write.left")))

    def _leave_draft(self) -> None:
        """Have the words as they are now for the next time, however the box closes."""
        self._drop()
        self._draft = self._as_it_is
        if self._draft.is_worth_keeping:
            self._drafts.append(self._draft)

    @property
    def _as_it_is(self) -> Draft:
        line = self.query_one(OneByOne)
        return Draft(line.value, line.waiting, self._usual, self._by_tab)

    def _drop(self) -> None:
        self._drafts[:] = [one for one in self._drafts if one is not self._draft]

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._entitle()
        self._leave_draft()

    @on(Input.Submitted)
    def _keep(self, event: Input.Submitted) -> None:
        event.stop()
        line = self.query_one(OneByOne)
        if not event.value.strip():
            # One of a pasted list that is not wanted: the next comes.
            line.go_on() if line.waiting else self.dismiss(None)
            return
        if not self._by_tab and (kind := is_first_word(event.value)):
            # Its words come next.
            self._usual, self._by_tab = kind, True
            event.input.clear()
            return
        asked = self._asked(*self.read())
        if refused := self._refused(asked.command):
            # The text stays, so that it can be corrected.
            self.show_refusal(refusal(refused))
            return
        self.post_message(asked)
        if not line.waiting:
            if self._once:
                self._drop()
                self.dismiss(None)
                return
            of_list = self._kind if self._kind in _OF_LISTS else None
            self._usual, self._by_tab = of_list or usual_kind(self.state), False
        line.go_on()
        self._entitle()

    def _asked(self, kind: WriteKind, text: str) -> Submit:
        match kind:
            case "idea" | "online":
                return Submit(
                    AddIdea(text=text, channel="online" if kind == "online" else "console")
                )
            case "park":
                return Submit(parse_line(text))
            case "decided":
                return Submit(RecordDecision(text=text))
            case "but":
                return Submit(AddReservation(text=text))
            case "to-do":
                return next_step(text, self.state, self.now)
            case "word":
                return Submit(typed_word(text) or FlagWord(text=text))
            case "note":
                return Submit(WriteNote(text=text))

    def _refused(self, command: AnyCommand) -> Rejected | None:
        """Return why a line is refused, before it leaves the box."""
        if isinstance(command, (Undo, Redo)):
            return None
        decided = decide(self.state, command, self.now, lambda: "line", say)
        return decided if isinstance(decided, Rejected) else None

    def _entitle(self) -> None:
        kind, _ = self.read()
        self.query_one(OneByOne).of_lists = kind in _OF_LISTS
        hint = say(f"write.hint.{kind}")
        self.query_one(".title", Static).update(
            plain(say(f"write.title.{kind}"), "bold $accent") + plain(f"  {hint}", "$quiet")
        )
        others = ", ".join(say(f"write.first.{kind}") for kind in KINDS)
        drops = self._began.is_worth_keeping and self._as_it_is == self._began
        back = say("write.drops" if drops else "write.back")
        keys = "write.keys.once" if self._once else "write.keys"
        self.query_one(".keys", Static).update(plain(say(keys, kinds=others, back=back)))
