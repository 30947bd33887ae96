"""The parking lot: what was kept for later, and what becomes of it (P28)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from screens.keys.tables import bindings_for
from screens.list_screen import ListedScreen
from screens.messages import StrikeAsked
from screens.next_step import next_step
from screens.text import plain
from screens.widgets.rows import Row
from session.model.parking import (
    CarryAll,
    MoveParked,
    Parked,
    ParkingStatus,
    PickUpNow,
)
from session.model.state import State
from session.model.text import clean
from session.rules.parking import change_of, parse_line
from session.views.names import as_wished
from session.views.parking import ParkedLine, parking_view
from session.wording.catalogue import say


class ParkingScreen(ListedScreen):
    CSS_PATH = Path(__file__).parent / "parking.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("parking")]
    PLACE = "parking"
    TITLE_KEY = "parking.title"
    EMPTY_KEY = "parking.none"
    LINE = ("park", "pick-up", "resolved", "carry", "now", "action", "promise", "help", "leave")

    def listed(self, state: State) -> tuple[str, Sequence[Row]]:
        view = parking_view(state)
        return view.told, [(line.parked, _row(line)) for line in view.lines]

    @property
    def _parked(self) -> Parked | None:
        return self.state.parking.get(self.chosen)

    def action_park(self) -> None:
        self.ask(say("ask.park"), self._park, hint=say("ask.park.hint"))

    def _park(self, line: str) -> None:
        self.submit(parse_line(line))

    def action_pick_up(self) -> None:
        self._move("picked-up")

    def action_put_back(self) -> None:
        self._move("parked")

    def action_resolved(self) -> None:
        self._move("resolved")

    def action_carry(self) -> None:
        self._move("carried-over")

    def _move(self, status: ParkingStatus) -> None:
        if key := self.chosen:
            self.submit(MoveParked(parked=key, status=status))

    def action_carry_all(self) -> None:
        self.submit(CarryAll())

    def action_now(self) -> None:
        if key := self.chosen:
            self.submit(PickUpNow(parked=key), say("parking.now_on"))

    def action_action(self) -> None:
        if parked := self._parked:
            self.ask_again(
                say("ask.action"),
                lambda text: self._make_action(parked.id, text),
                hint=say("ask.action.hint"),
                value=parked.text,
            )

    def _make_action(self, key: str, text: str) -> None:
        self.post_message(next_step(text, self.state, self.now))
        self.submit(MoveParked(parked=key, status="action"))

    def action_promise(self) -> None:
        if parked := self._parked:
            self.ask(
                say("parking.promise"),
                lambda text: self.submit(change_of(parked, promise=clean(text))),
                hint=say("parking.promise.hint"),
                value=parked.promise,
            )

    def action_change(self) -> None:
        """Correct an item in the form it was typed in."""
        parked = self._parked
        if parked is None:
            return
        # A name that may not be shown is not in the line, and is kept.
        named = parked.asked_by if as_wished(self.state, parked.asked_by) == parked.asked_by else ""
        asked = f" @{named}" if named else ""
        promise = f" > {parked.promise}" if parked.promise else ""

        def kept(line: str) -> None:
            typed = parse_line(line)
            who = typed.asked_by or ("" if named else parked.asked_by)
            to = {"text": typed.text, "asked_by": who, "promise": clean(typed.promise)}
            self.submit(change_of(parked, **to))

        line = f"{parked.text}{asked}{promise}"
        self.ask(say("parking.change"), kept, hint=say("ask.park.hint"), value=line)

    def action_strike(self) -> None:
        if key := self.chosen:
            self.post_message(StrikeAsked("parking", key))


def _row(line: ParkedLine) -> Content:
    words = plain(f"{line.status:<13} ", "$accent" if line.open else "$quiet")
    asked = (
        plain(f"  {say('parking.asked', who=line.asked_by)}", "$quiet")
        if line.asked_by
        else Content("")
    )
    promise = plain(f"  > {line.promise}", "$quiet") if line.promise else Content("")
    return words + plain(line.text, "" if line.open else "$quiet") + asked + promise
