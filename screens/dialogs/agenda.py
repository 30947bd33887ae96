"""Change the agenda: move, skip, lengthen, shorten and add items, or go to one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from screens.dialogs.list_sheet import ListSheet
from screens.keys.tables import bindings_for
from screens.messages import Tell
from screens.text import plain
from screens.widgets.rows import Row, Rows
from session.model.agenda import AddItem, AddMinutes, GoToItem, Item, MoveItem, SkipItem
from session.model.state import State
from session.model.text import clean
from session.wording.catalogue import say


class AgendaDialog(ListSheet):
    PLACE = "agenda"
    TITLE_KEY = "dialog.agenda"
    EMPTY_KEY = "dialog.agenda.none"
    KEYS_KEY = "dialog.agenda.keys"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("agenda")]

    def rows(self, state: State) -> Sequence[Row]:
        return [(key, _row(state, state.items[key])) for key in state.order]

    def show(self, state: State) -> None:
        first_time = not self.chosen
        super().show(state)
        if first_time and state.clock.current:
            self.query_one(Rows).choose(state.clock.current)

    def take(self, key: str) -> None:
        self.submit(GoToItem(item=key))
        self.dismiss(None)

    def action_move(self, by: int) -> None:
        if key := self.chosen:
            self.submit(MoveItem(item=key, by=by))

    def action_skip(self) -> None:
        if key := self.chosen:
            self.submit(SkipItem(item=key))

    def action_minutes(self, by: int) -> None:
        if key := self.chosen:
            self.submit(AddMinutes(item=key, minutes=by))

    def action_set_minutes(self) -> None:
        if not (key := self.chosen):
            return
        item = self.state.items[key]
        now = (item.minutes or 0) + item.added_min
        self.ask(
            say("dialog.agenda.minutes", title=item.title),
            lambda text: self._set_minutes(key, now, text),
            value=str(now) if now else "",
        )

    def _set_minutes(self, key: str, now: int, text: str) -> None:
        wanted = minutes_of(text)
        if wanted is None:
            self.post_message(Tell(say("dialog.number"), trouble=True))
        elif wanted != now:
            self.submit(AddMinutes(item=key, minutes=wanted - now))

    def action_add(self) -> None:
        self.ask(say("dialog.agenda.add"), self._add, hint=say("dialog.agenda.add.hint"))

    def _add(self, text: str) -> None:
        minutes, title = parse_item(text)
        key = self.chosen
        place = self.state.order.index(key) + 1 if key else -1
        # Items that have begun keep their place, so nothing can be added before the current one.
        begun = [
            n for n, one in enumerate(self.state.order) if self.state.items[one].first_t is not None
        ]
        index = place if place > max(begun, default=-1) else -1
        self.submit(AddItem(title=title, minutes=minutes, index=index))


def parse_item(text: str) -> tuple[int | None, str]:
    """Split "20 Walk through the garden" into minutes and title; without a length: no set length."""
    from session.plan.reading.entries import peeled

    when, title = peeled(clean(text))
    return (when.minutes, title) if title and when.minutes is not None else (None, clean(text))


def minutes_of(text: str) -> int | None:
    """Return typed minutes, "20", "1h15" or "10 min"; ``None`` if it is not a length."""
    from session.plan.reading.times import length_in

    found = length_in(text)
    return found.minutes if found else None


def whole(text: str) -> int | None:
    """Return a typed integer; ``None`` if it is not one."""
    digits = text.strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 6 else None


def _row(state: State, item: Item) -> Content:
    now = item.id == state.clock.current
    begun = item.first_t is not None
    sign = "▶" if now else "–" if item.dropped else "✓" if begun else " "
    minutes = "" if item.minutes is None else say("dialog.minutes", n=item.minutes + item.added_min)
    style = "bold $accent" if now else "$quiet" if item.dropped or begun else ""
    return plain(f"{sign} {minutes:>7}  {item.title}", style)
