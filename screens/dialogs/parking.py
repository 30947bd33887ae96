"""The parking lot: pick up, resolve, carry over, or make an action of what was kept for later (P28)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from screens.dialogs.sheet import ListSheet
from session.commands.parking import CarryAll, MoveParked
from session.commands.record import SetAction
from session.entries.parking import Parked, ParkingStatus
from session.parking import status_words
from session.record import parse_action
from session.state import State
from session.wording.catalogue import say
from tui.text import plain
from tui.widgets.rows import Row


class ParkingDialog(ListSheet):
    HELP = "parking"
    TITLE_KEY = "dialog.parking"
    EMPTY_KEY = "dialog.parking.none"
    KEYS_KEY = "dialog.parking.keys"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "move('picked-up')", "Pick up", id="parking.up"),
        Binding("r", "move('resolved')", "Resolved", id="parking.resolved"),
        Binding("c", "move('carried-over')", "Carry over", id="parking.carry"),
        Binding("C", "carry_all", "Carry all over", id="parking.all"),
        Binding("a", "make_action", "Make it an action", id="parking.action"),
    ]

    def rows(self, state: State) -> Sequence[Row]:
        return [(parked.id, _row(parked)) for parked in state.parking.values()]

    def take(self, key: str) -> None:
        self.submit(MoveParked(parked=key, status="picked-up"))

    def action_move(self, status: ParkingStatus) -> None:
        if key := self.chosen:
            self.submit(MoveParked(parked=key, status=status))

    def action_carry_all(self) -> None:
        self.submit(CarryAll())

    def action_make_action(self) -> None:
        if key := self.chosen:
            self.ask(
                say("ask.action"),
                lambda text: self._make_action(key, text),
                hint=say("ask.action.hint"),
                value=self.state.parking[key].text,
            )

    def _make_action(self, key: str, text: str) -> None:
        what, who, by = parse_action(text)
        self.submit(SetAction(what=what, who=who, by=by))
        self.submit(MoveParked(parked=key, status="action"))


def _row(parked: Parked) -> Content:
    done = parked.status in {"resolved", "carried-over", "action"}
    words = plain(f"{status_words(parked.status):<13} ", "$quiet" if done else "$accent")
    promise = plain(f"  > {parked.promise}", "$quiet") if parked.promise else Content("")
    return words + plain(parked.text, "$quiet" if done else "") + promise
