"""The speaking queue: give the floor, or take a hand down. Order and agreed names only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import Static

from screens.dialogs.list_sheet import ListSheet
from screens.keys.tables import bindings_for
from screens.messages import Submit
from screens.text import plain
from screens.widgets.rows import Row
from session.model.floor import CallHand, LowerHand, OrderQueue, QueueOrder
from session.model.state import State
from session.rules.queue import queue_order
from session.views.format_floor import called, in_queue
from session.wording.catalogue import say


class QueueDialog(ListSheet):
    PLACE = "queue"
    TITLE_KEY = "console.queue"
    EMPTY_KEY = "console.queue.empty"
    KEYS_KEY = "dialog.queue.keys"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("queue")]

    def rows(self, state: State) -> Sequence[Row]:
        hands = enumerate(queue_order(state), 1)
        return [(hand.id, plain(f"{n}. {in_queue(state, hand)}")) for n, hand in hands]

    def show(self, state: State) -> None:
        # The order is chosen openly; the reason for a place is never shown.
        self.query_one(".title", Static).update(plain(say(f"queue.now.{state.floor.queue_order}")))
        super().show(state)

    def take(self, key: str) -> None:
        self.post_message(Submit(CallHand(hand=key), called(self.state.queue[key])))

    def action_call(self) -> None:
        if key := self.chosen:
            self.take(key)

    def action_lower(self) -> None:
        if key := self.chosen:
            self.submit(LowerHand(hand=key))

    def action_order(self) -> None:
        by_arrival = self.state.floor.queue_order == "arrival"
        # Announced, since the group chooses it openly; the reason for a place never is.
        said = say("queue.heard_least" if by_arrival else "queue.arrival")
        order: QueueOrder = "heard-least" if by_arrival else "arrival"
        self.post_message(Submit(OrderQueue(order=order), said))
