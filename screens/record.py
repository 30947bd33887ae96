"""The record on the shared screen: notes, decisions with reservations, actions, by agenda item (P32, P37, P52)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, get_args

from textual.binding import BindingType
from textual.content import Content

from screens.keys.tables import bindings_for
from screens.list_screen import ListedScreen
from screens.messages import StrikeAsked, Tell
from screens.next_step import next_step
from screens.text import plain
from screens.widgets.rows import Row
from session.model.record import (
    Action,
    AddReservation,
    ChangeDecision,
    ChangeNote,
    ChangeReservation,
    RecordDecision,
    WriteNote,
)
from session.model.state import State
from session.model.text import short
from session.rules.record import decision_with
from session.views.names import as_wished
from session.views.record import RecordArea, RecordLine, record_view
from session.wording.catalogue import say

_AREAS: tuple[RecordArea, ...] = get_args(RecordArea)
_KIND_CELLS = 10


class NotesScreen(ListedScreen):
    CSS_PATH = Path(__file__).parent / "record.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("notes")]
    PLACE = "notes"
    TITLE_KEY = "notes.title"
    EMPTY_KEY = "notes.none"
    LINE = (
        "note",
        "decision",
        "reservation",
        "action",
        "change",
        "strike",
        "undo",
        "help",
        "leave",
    )

    def listed(self, state: State) -> tuple[str, Sequence[Row]]:
        view, rows = record_view(state), list[Row]()
        for part in view.parts:
            rows.append(("", plain(part.title, "bold $secondary")))
            rows += [(f"{line.area}/{line.key}", _row(line)) for line in part.lines]
        return view.told, rows

    def _at(self) -> tuple[RecordArea, str] | None:
        """Return the location of the selected line in the record."""
        name, _, key = self.chosen.partition("/")
        area = next((area for area in _AREAS if area == name), None)
        return (area, key) if area else None

    def action_note(self) -> None:
        self.ask(say("ask.note"), lambda text: self.submit(WriteNote(text=text)))

    def action_decision(self) -> None:
        self.ask(
            say("ask.decision"),
            lambda text: self.submit(RecordDecision(text=text)),
            hint=say("ask.decision.hint"),
        )

    def action_reservation(self) -> None:
        """Ask for a reservation about the selected decision; with none selected, about the last one."""
        match self._at():
            case ("decisions", key):
                chosen = self.state.decisions.get(key)
            case ("reservations", key):
                chosen = decision_with(self.state, key)
            case _:
                chosen = None
        about = chosen or next(reversed(self.state.decisions.values()), None)
        if about is None:
            self.post_message(Tell(say("refused.no_decision"), trouble=True))
            return
        self.ask(
            say("notes.ask_reservation", text=short(about.text)),
            lambda text: self.submit(AddReservation(text=text, decision=about.id)),
            hint=say("ask.reservation.hint"),
        )

    def action_action(self) -> None:
        def kept(line: str) -> None:
            self.post_message(next_step(line, self.state, self.now))

        self.ask(say("ask.action"), kept, hint=say("ask.action.hint"))

    # Put right, strike

    def action_change(self) -> None:
        """Correct the selected line: the new text replaces it."""
        match self._at():
            case ("notes", key) if note := self.state.notes.get(key):
                self.ask(
                    say("notes.change"),
                    lambda text: self.submit(ChangeNote(note=key, text=text)),
                    value=note.text,
                )
            case ("decisions", key) if decision := self.state.decisions.get(key):
                self.ask(
                    say("notes.change"),
                    lambda text: self.submit(ChangeDecision(decision=key, text=text)),
                    value=decision.text,
                )
            case ("reservations", key) if decision := decision_with(self.state, key):
                self.ask(
                    say("notes.change"),
                    lambda text: self.submit(ChangeReservation(reservation=key, text=text)),
                    value=next(one.text for one in decision.entries if one.id == key),
                )
            case ("actions", key) if action := self.state.actions.get(key):
                self._change_action(action)
            case _:
                return

    def _change_action(self, action: Action) -> None:
        # A name that may not be shown is not in the line, and is kept.
        named = action.who if as_wished(self.state, action.who) == action.who else ""
        who = f" @{named}" if named else ""
        by = f" by {action.by}" if action.by else ""

        def kept(text: str) -> None:
            stays = "" if named else action.who
            self.post_message(next_step(text, self.state, self.now, action.id, stays))

        line = f"{action.what}{who}{by}"
        self.ask(say("notes.change"), kept, hint=say("ask.action.hint"), value=line)

    def action_strike(self) -> None:
        if at := self._at():
            self.post_message(StrikeAsked(*at))


def _row(line: RecordLine) -> Content:
    style = "$quiet" if line.area == "notes" else "bold $accent"
    text = plain(line.text, "$quiet" if line.area == "reservations" else "")
    parts = [plain(f"{line.kind:<{_KIND_CELLS}}", style) + text]
    parts += [plain(f"{'':<{_KIND_CELLS}}{text}", "$quiet") for text in line.also]
    return Content("\n").join(parts)
