"""What the keys of the plan screen change: each asks in a dialog, and takes the edit or says why not."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from screens.dialogs.ask_lines import AskLines
from screens.dialogs.pick import Pick
from screens.plan.about import PlanAbout
from screens.widgets.rows import Rows
from session.model.plan import ITEM_KINDS, Plan
from session.plan import edits
from session.plan.edits import Edited
from session.plan.people import add_people, remove_person
from session.plan.reading.reader import add_item
from session.wording.catalogue import say

_ITEM_FIELDS = (
    "title",
    "minutes",
    "kind",
    "focus_point",
    "note",
    "notes",
    "fixed",
    "protect",
    "shrink",
)


class PlanEdits(PlanAbout):
    """The edits of whichever part is shown, and of the agenda's items."""

    def begin_from(self, source: str) -> None:
        """Begin the plan from one of the lines of that part."""
        raise NotImplementedError

    def action_edit(self) -> None:
        if self.part == "begin":
            self.begin_from(self.query_one(Rows).chosen)
        elif self.part == "people" and not self.plan.people:
            self.action_add()
        elif self.part == "people":
            self.edit_person()
        elif self.part == "about":
            self.edit_about(self.query_one(Rows).chosen)
        else:
            choices = [(name, say(f"plan.field.{name}")) for name in _ITEM_FIELDS]
            self.app.push_screen(Pick(self.plan.agenda[self.at].title, choices), self._edit_field)

    def _edit_field(self, name: str | None) -> None:
        if name:
            getattr(self, f"action_{name}")()

    def action_add(self) -> None:
        if self.part == "people":
            last = len(self.plan.people)
            self.ask(
                "person", "", lambda text: add_people(self.plan, text), then=lambda: self._go(last)
            )
        elif self.part == "agenda":
            at = self.at + 1
            self.ask(
                "item",
                "",
                lambda text: add_item(self.plan, text, at),
                then=lambda: self._go(at),
            )
        elif self.part == "about":
            self.action_edit()

    def _go(self, at: int) -> None:
        self.query_one(Rows).choose(str(at))

    def action_remove(self) -> None:
        if self.part == "people" and self.plan.people:
            self.edit(remove_person(self.plan, self.at))
        elif self.part == "agenda":
            self.edit(edits.remove_item(self.plan, self.at))

    def action_earlier(self) -> None:
        self._move(-1)

    def action_later(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        if self.part == "agenda":
            at = self.at
            if self.edit(edits.move_item(self.plan, at, by)):
                self._go(max(0, min(at + by, len(self.plan.agenda) - 1)))

    def action_paste(self) -> None:
        # Pasted rows show at once where they went.
        if self.part in {"begin", "about"}:
            self.turn_to("agenda")
        if self.part == "people":
            asked = AskLines(say("plan.ask.paste"), say("plan.hint.people"))
            self.app.push_screen(asked, lambda text: self.read_list(text) if text else None)
        else:
            self._ask_rows("")

    def _ask_rows(self, text: str, why: str = "") -> None:
        """Ask for rows; those that could not be read are still there, with the reason."""
        asked = AskLines(say("plan.ask.paste"), why or say("plan.hint.paste"), text)
        self.app.push_screen(asked, lambda rows: self.read_rows(rows) if rows else None)

    def read_rows(self, text: str, part: str = "") -> None:
        """Have rows read, and show what was understood before it is taken."""
        raise NotImplementedError

    def read_list(self, text: str) -> None:
        """Read a list of people, and show who is on it before they are taken."""
        raise NotImplementedError

    def paste(self, text: str) -> None:
        """Add what was pasted straight onto the screen: people, rows, or a file that was dropped on it."""
        if self.part == "people":
            self.read_list(text)
        else:
            self.read_rows(text)

    # One item

    def _item(self, key: str, value: str, how: Callable[[Plan, int, str], Edited]) -> None:
        if self.part == "agenda":
            at = self.at
            self.ask(key, value, lambda text: how(self.plan, at, text))

    def action_title(self) -> None:
        self._item("title", self.plan.agenda[self._row].title, edits.retitle)

    def action_minutes(self) -> None:
        minutes = self.plan.agenda[self._row].minutes
        self._item("minutes", "" if minutes is None else str(minutes), edits.set_minutes)

    def action_focus_point(self) -> None:
        self._item("focus", self.plan.agenda[self._row].focus, edits.set_focus)

    def action_note(self) -> None:
        self._item("note", self.plan.agenda[self._row].content_note, edits.set_note)

    def action_notes(self) -> None:
        if self.part == "agenda":
            at, now = self.at, self.plan.agenda[self._row].notes
            self.ask("notes", now, lambda text: edits.set_notes(self.plan, at, text), lines=True)

    def action_fixed(self) -> None:
        self._item("fixed", self.plan.agenda[self._row].starts_at, edits.set_starts_at)

    @property
    def _row(self) -> int:
        return min(self.at, len(self.plan.agenda) - 1)

    def action_minute_more(self) -> None:
        self._at_once(partial(edits.add_minutes, by=1))

    def action_minute_less(self) -> None:
        self._at_once(partial(edits.add_minutes, by=-1))

    def action_protect(self) -> None:
        self._at_once(edits.protect)

    def action_shrink(self) -> None:
        self._at_once(edits.let_shrink)

    def _at_once(self, how: Callable[[Plan, int], Edited]) -> None:
        if self.part == "agenda":
            self.edit(how(self.plan, self.at))

    def action_kind(self) -> None:
        if self.part != "agenda":
            return
        at = self.at
        choices = [(kind, say(f"plan.kind.{kind}")) for kind in ITEM_KINDS]

        def picked(kind: str | None) -> None:
            if kind:
                self.edit(edits.set_kind(self.plan, at, kind))

        self.app.push_screen(
            Pick(say("plan.ask.kind"), choices),
            picked,
        )
