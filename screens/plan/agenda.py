"""The plan screen's editor of agenda items: each edit asks in a dialog, and is applied or refused with the reason."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from screens.dialogs.pick import Pick
from screens.plan.beginning import has_placeholder, without_placeholder
from screens.plan.open_plan import OpenPlan
from session.model.plan import ITEM_KINDS, Plan
from session.model.state import Rejected
from session.plan import edits
from session.plan.edits import Edited
from session.plan.item import ItemFields, fields_of, set_item
from session.plan.reading.reader import add_item
from session.wording.catalogue import say


class AgendaEditor:
    """Does nothing while another part is shown."""

    def __init__(self, opened: OpenPlan) -> None:
        self._open = opened

    def change(self) -> None:
        """Show the item at the cursor as a form."""
        # With its text area, which nothing else of the screen needs at first.
        from screens.dialogs.item_form import ItemForm

        at = self._open.at

        def check(typed: ItemFields) -> Rejected | None:
            made = set_item(self._open.plan, at, typed)
            return made if isinstance(made, Rejected) else None

        def kept(typed: ItemFields | None) -> None:
            if typed:
                self._open.edit(set_item(self._open.plan, at, typed))

        self._open.put(
            ItemForm(fields_of(self._open.plan.agenda[self._row]), check, self._open.given), kept
        )

    def change_field(self, name: str) -> None:
        """Change one field of the item at the cursor."""
        change: dict[str, Callable[[], None]] = {
            "title": self._title,
            "minutes": self._minutes,
            "kind": self._kind,
            "focus_point": self._focus_point,
            "note": self._note,
            "notes": self._notes,
            "fixed": self._fixed,
            "protect": self._protect,
            "shrink": self._shrink,
        }
        if self._open.part == "agenda":
            change[name]()

    def add(self) -> None:
        at = 0 if has_placeholder(self._open.plan) else self._open.at + 1
        self._open.ask(
            "item",
            "",
            lambda text: add_item(without_placeholder(self._open.plan), text, at),
            then=lambda: self._open.go_to(at),
        )

    def remove(self) -> None:
        self._open.edit(edits.remove_item(self._open.plan, self._open.at))

    def move(self, by: int) -> None:
        if self._open.part == "agenda":
            at = self._open.at
            if self._open.edit(edits.move_item(self._open.plan, at, by)):
                self._open.go_to(max(0, min(at + by, len(self._open.plan.agenda) - 1)))

    def _item(self, key: str, value: str, how: Callable[[Plan, int, str], Edited]) -> None:
        at = self._open.at
        self._open.ask(key, value, lambda text: how(self._open.plan, at, text))

    def _title(self) -> None:
        self._item("title", self._open.plan.agenda[self._row].title, edits.retitle)

    def _minutes(self) -> None:
        minutes = self._open.plan.agenda[self._row].minutes
        self._item("minutes", "" if minutes is None else str(minutes), edits.set_minutes)

    def _focus_point(self) -> None:
        self._item("focus", self._open.plan.agenda[self._row].focus, edits.set_focus)

    def _note(self) -> None:
        self._item("note", self._open.plan.agenda[self._row].content_note, edits.set_note)

    def _notes(self) -> None:
        at, now = self._open.at, self._open.plan.agenda[self._row].notes
        how = partial(edits.set_notes, self._open.plan, at)
        self._open.ask("notes", now, how, lines=True)

    def _fixed(self) -> None:
        self._item("fixed", self._open.plan.agenda[self._row].starts_at, edits.set_starts_at)

    @property
    def _row(self) -> int:
        return min(self._open.at, len(self._open.plan.agenda) - 1)

    def add_minutes(self, by: int) -> None:
        self._at_once(partial(edits.add_minutes, by=by))

    def _protect(self) -> None:
        self._at_once(edits.protect)

    def _shrink(self) -> None:
        self._at_once(edits.let_shrink)

    def _at_once(self, how: Callable[[Plan, int], Edited]) -> None:
        if self._open.part == "agenda":
            self._open.edit(how(self._open.plan, self._open.at))

    def _kind(self) -> None:
        at = self._open.at
        choices = [(kind, say(f"plan.kind.{kind}")) for kind in ITEM_KINDS]

        def picked(kind: str | None) -> None:
            if kind:
                self._open.edit(edits.set_kind(self._open.plan, at, kind))

        self._open.put(
            Pick(say("plan.ask.kind"), choices),
            picked,
        )
