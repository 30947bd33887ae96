"""The record on the shared screen: notes, decisions, actions, what is parked, words and ideas (P28, P32, P37, P52)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import ClassVar, get_args

from textual.binding import BindingType
from textual.reactive import var
from textual.widgets import Static

from screens.dialogs.ask import ask_line
from screens.dialogs.settle_menu import SettleMenu
from screens.eight import write_one
from screens.keys.keymap import hint
from screens.keys.tables import bindings_for
from screens.list_screen import ListedScreen
from screens.messages import StrikeAsked, Tell
from screens.next_step import next_step
from screens.put_right import put_right
from screens.text import plain
from screens.widgets.card import stacked, wrapped
from screens.widgets.rows import Drawn, Row
from session.model.parking import OPEN, CarryAll, MoveParked, Parked, ParkingStatus, PickUpNow
from session.model.record import AddReservation
from session.model.state import State
from session.model.text import clean, short
from session.rules.parking import change_of
from session.rules.record import decision_with
from session.views.record import FILTERS, RecordArea, RecordFilter, RecordLine, record_view
from session.wording.catalogue import say

_AREAS: tuple[RecordArea, ...] = get_args(RecordArea)
_QUIET: frozenset[RecordArea] = frozenset({"notes", "words", "ideas"})
_KIND_CELLS = 13
_EDGES = 5
"""Cells of a row that are not its own: the space around it, and the scroll bar."""


class RecordScreen(ListedScreen):
    """All that was written, or one kind of it; the same keys on every line."""

    CSS_PATH = Path(__file__).parent / "record.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("record")]
    PLACE = "record"
    TITLE_KEY = "record.title"
    EMPTY_KEY = "notes.none"
    LINE = ("change", "settle", "strike", "park", "action", "undo", "help", "leave")

    only: var[RecordFilter | None] = var(None, init=False)
    """The kind of entries shown; all without one."""

    def __init__(self, only: RecordFilter | None = None) -> None:
        super().__init__()
        self.set_reactive(RecordScreen.only, only)
        self._width = 0
        self._drawn = Drawn[RecordLine](partial(_row, 0))

    def begin(self, about: str) -> None:
        """Begin with one kind of entries alone."""
        self.only = next((one for one in FILTERS if one == about), None)

    def watch_only(self) -> None:
        self.show_state()

    def on_resize(self) -> None:
        self.show_state()

    def show_state(self) -> None:
        width = self.app.size.width - _EDGES
        if width != self._width:
            self._width, self._drawn = width, Drawn(partial(_row, width))
        empty = "parking.none" if self.only == "parking" else self.EMPTY_KEY
        self.query_one(".empty", Static).update(plain(hint(self.app, "record", empty)))
        super().show_state()

    def listed(self, state: State) -> tuple[str, Sequence[Row]]:
        view, rows = record_view(state, self.only), list[Row]()
        drawn = iter(self._drawn(line for part in view.parts for line in part.lines))
        for part in view.parts:
            rows.append(("", plain(part.title, "bold $secondary")))
            rows += islice(drawn, len(part.lines))
        kinds = " · ".join(
            ("▸ " if kind == self.only else "")
            + say(f"record.{kind}.n", key=nth, n=view.counts[kind])
            for nth, kind in enumerate(FILTERS, start=1)
            if view.counts[kind] or kind == self.only
        )
        return "\n".join(filter(None, (kinds, view.told))), rows

    def _at(self) -> tuple[RecordArea, str] | None:
        """Return the location of the selected line in the record."""
        name, _, key = self.chosen.partition("/")
        area = next((area for area in _AREAS if area == name), None)
        return (area, key) if area else None

    @property
    def _parked(self) -> Parked | None:
        at = self._at()
        return self.state.parking.get(at[1]) if at and at[0] == "parking" else None

    def action_only(self, nth: str) -> None:
        """Show one kind of entries alone; all again when it is alone already."""
        kind = FILTERS[int(nth) - 1]
        self.only = None if self.only == kind else kind

    # Write

    def action_reservation(self) -> None:
        """Ask for a reservation about the selected decision; with none selected, about the last one."""
        match self._at():
            case ("decisions", key):
                chosen = self.state.decisions.get(key)
            case ("reservations", key):
                chosen = decision_with(self.state, key)
            case _:
                chosen = None
        if chosen is None:
            write_one(self, "but")
            return
        self.ask(
            say("notes.ask_reservation", text=short(chosen.text)),
            lambda text: self.submit(AddReservation(text=text, decision=chosen.id)),
            hint=say("ask.reservation.hint"),
        )

    def action_action(self) -> None:
        """Write down a next step; with a parked item selected, it becomes one."""
        parked = self._parked
        if not parked or parked.status not in OPEN:
            write_one(self, "to-do")
            return

        def kept(line: str) -> None:
            self.post_message(next_step(line, self.state, self.now))
            if parked.status == "parked":
                # It is talked about openly before anything becomes of it.
                self.submit(MoveParked(parked=parked.id, status="picked-up"))
            self.submit(MoveParked(parked=parked.id, status="action"))

        title, told = say("write.title.to-do"), say("write.hint.to-do")
        ask_line(self, title, kept, told, parked.text, again=True)

    # What becomes of what is parked

    def action_settle(self) -> None:
        if parked := self._parked:
            self.app.push_screen(SettleMenu(self.state, parked.id, self._becomes))
        elif self._at():
            self.post_message(Tell(say("settle.nothing"), trouble=True))

    def _becomes(self, deed: str) -> None:
        becoming: dict[str, Callable[[], None]] = {
            "resolved": self.action_resolved,
            "carry": self.action_carry,
            "pick-up": self.action_pick_up,
            "put-back": self.action_put_back,
            "now": self.action_now,
            "action": self.action_action,
            "promise": self.action_promise,
            "carry-all": self.action_carry_all,
        }
        becoming[deed]()

    def action_pick_up(self) -> None:
        self._move("picked-up")

    def action_put_back(self) -> None:
        self._move("parked")

    def action_resolved(self) -> None:
        self._move("resolved")

    def action_carry(self) -> None:
        self._move("carried-over")

    def _move(self, status: ParkingStatus) -> None:
        if parked := self._with_parked():
            self.submit(MoveParked(parked=parked.id, status=status))

    def _with_parked(self) -> Parked | None:
        """Return the selected parked item; says so if another line is selected."""
        if not self._parked:
            self.post_message(Tell(say("settle.choose"), trouble=True))
        return self._parked

    def action_carry_all(self) -> None:
        self.submit(CarryAll())

    def action_now(self) -> None:
        if parked := self._with_parked():
            self.submit(PickUpNow(parked=parked.id), say("parking.now_on"))

    def action_promise(self) -> None:
        if parked := self._with_parked():
            self.ask(
                say("parking.promise"),
                lambda text: self.submit(change_of(parked, promise=clean(text))),
                hint=say("parking.promise.hint"),
                value=parked.promise,
            )

    # Put right, strike

    def action_change(self) -> None:
        """Correct the selected line: the new text replaces it."""
        if at := self._at():
            put_right(self, *at)

    def action_strike(self) -> None:
        if at := self._at():
            self.post_message(StrikeAsked(*at))


def _row(width: int, line: RecordLine) -> Row:
    """Return a line of the record, its words in a column beside their kind."""
    style = "$quiet" if line.area in _QUIET or not line.open else "bold $accent"
    texts = [(line.text, "$quiet" if line.area == "reservations" or not line.open else "")]
    texts += [(also, "$quiet") for also in line.also]
    words = [row for text, of in texts for row in wrapped(text, width - _KIND_CELLS, of)]
    signs = [plain(f"{line.kind:<{_KIND_CELLS}}", style), *[plain(" " * _KIND_CELLS)] * len(words)]
    rows = [sign + row for sign, row in zip(signs, words, strict=False)]
    return f"{line.area}/{line.key}", stacked(rows)
