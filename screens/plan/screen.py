"""The plan of a session, made and changed without writing a file (P11)."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList, Static

from screens.keys.tables import bindings_for
from screens.messages import DraftKept, Go, PlanShelfAsked, Tell
from screens.mounted import stands
from screens.plan.base import PARTS, Part
from screens.plan.files import PlanKeeping
from screens.plan.rows import about_rows, agenda_rows, begin_rows, item_words, people_rows
from screens.text import plain
from screens.widgets.key_line import KeyLine
from screens.widgets.rows import Row, Rows
from session.model.plan import Plan, PlanItem
from session.plan.edits import Draft
from session.plan.outline import Outline, outline
from session.wording.catalogue import say

_KEYS = ("edit", "add", "save", "start", "undo", "home", "begin", "about", "people", "help")


def _nothing_yet() -> Plan:
    return Plan(say("plan.untitled"), (PlanItem(say("plan.first_item")),))


class PlanScreen(PlanKeeping):
    """One part at a time: the agenda, what the session is about, the people."""

    CSS_PATH = Path(__file__).parent / "plan.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("plan")]
    AUTO_FOCUS = "Rows"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-high")]  # noqa: RUF012 - Textual types it so

    def __init__(self) -> None:
        super().__init__()
        plan = _nothing_yet()
        self.draft = Draft(plan, saved=plan)
        self._places: dict[Part, int] = {}

    def compose(self) -> ComposeResult:
        yield Static(id="name")
        yield Static(id="when")
        yield Static(id="parts")
        yield Rows()
        yield Static(id="none")
        yield Static(id="item")
        yield Static(id="warnings")
        yield KeyLine("plan", _KEYS)

    def on_mount(self) -> None:
        self._show()
        self.post_message(PlanShelfAsked(self.first_look))

    @property
    def untouched(self) -> bool:
        return self.plan == _nothing_yet() and not self.draft.path

    # Showing

    def take(self, draft: Draft) -> None:
        changed = draft is not self.draft
        self.draft = draft
        if changed:
            if draft.unsaved:
                self.post_message(DraftKept(draft.plan, draft.path, draft.saved))
            else:
                self.post_message(DraftKept(None))
        if stands(self):
            self._show()

    def _show(self) -> None:
        plan = self.plan
        view = outline(plan)
        sign = say("plan.unsaved") if self.draft.unsaved else ""
        self.query_one("#name", Static).update(
            plain(plan.title, "bold $accent") + plain(f"  {sign}" if sign else "", "$warning")
        )
        when = (plan.series, plan.date, plan.start and say("plan.from", at=plan.start), view.finish)
        self.query_one("#when", Static).update(plain(" · ".join(filter(None, when))))
        self._show_parts()
        rows = self._rows(view)
        self.query_one(Rows).show(rows)
        self.query_one("#none").display = not rows
        self.query_one("#none", Static).update(plain("" if rows else say("plan.nobody")))
        self._show_item()
        warnings = [*filter(None, [view.refused]), *view.warnings]
        self.query_one("#warnings", Static).update(plain("\n".join(warnings)))
        self.query_one("#warnings").display = bool(warnings)

    def _rows(self, view: Outline) -> list[Row]:
        match self.part:
            case "begin":
                return begin_rows(self.shelf)
            case "agenda":
                return agenda_rows(view)
            case "about":
                return about_rows(self.plan, self.named, private=self.private)
            case "people":
                return people_rows(self.plan, self.named, private=self.private)

    def _show_parts(self) -> None:
        parts = self.query_one("#parts", Static)
        line = plain("")
        tabs: tuple[tuple[str, Part], ...] = (
            ("b", "begin"),
            ("1", "agenda"),
            ("2", "about"),
            ("3", "people"),
        )
        for key, part in tabs:
            here = part == self.part
            words = (
                say("plan.people_n", n=len(self.plan.people))
                if part == "people"
                else say(f"plan.part.{part}")
            )
            line += (
                plain(f" {key} {words} ", "bold $background on $accent" if here else "$quiet")
                + "  "
            )
        parts.update(line)

    def _show_item(self) -> None:
        item = self.query_one("#item", Static)
        item.display = self.part == "agenda"
        if self.part == "agenda" and self.at < len(self.plan.agenda):
            item.update(item_words(self.plan, self.at))

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if stands(self):
            self._show_item()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_edit()

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        if self.part == "begin":
            self.turn_to("agenda")
        if self.part != "about":
            self.paste(event.text)

    # The parts

    def turn_to(self, part: Part) -> None:
        rows = self.query_one(Rows)
        self._places[self.part] = self.at
        self.part = part
        rows.show([])
        self._show()
        if rows.option_count:
            rows.highlighted = min(self._places.get(part, 0), rows.option_count - 1)

    def action_agenda(self) -> None:
        self.turn_to("agenda")

    def action_about(self) -> None:
        self.turn_to("about")

    def action_people(self) -> None:
        self.turn_to("people")

    def action_next_part(self) -> None:
        self.turn_to(PARTS[(PARTS.index(self.part) + 1) % len(PARTS) if self.part in PARTS else 0])

    def action_up(self) -> None:
        self.query_one(Rows).action_cursor_up()

    def action_down(self) -> None:
        self.query_one(Rows).action_cursor_down()

    # The way back

    def action_undo(self) -> None:
        self._history(self.draft.back(), "refused.nothing_to_undo")

    def action_redo(self) -> None:
        self._history(self.draft.forth(), "refused.nothing_to_redo")

    def _history(self, draft: Draft | None, none: str) -> None:
        if draft:
            self.take(draft)
        else:
            self.post_message(Tell(say(none), trouble=True))

    def action_help(self) -> None:
        self.post_message(Go("help"))
