"""The plan of a session, created and changed without writing a file (P11)."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import OptionList, Static

from screens.base import BaseScreen
from screens.filtering import Filtering
from screens.keys.keymap import hint, keys_on, layout_of
from screens.keys.tables import bindings_for
from screens.messages import (
    AloneAnswered,
    PlanFound,
    PlanShelfFound,
    PlanStored,
    SheetsWritten,
)
from screens.mounted import is_shown
from screens.plan.about import AboutEditor
from screens.plan.agenda import AgendaEditor
from screens.plan.beginning import Beginning, nothing_yet
from screens.plan.files import PlanFiles
from screens.plan.open_plan import PARTS, OpenPlan
from screens.plan.pane import Pane, item_words, source_words
from screens.plan.people import PeopleEditor
from screens.plan.rows import (
    about_rows,
    agenda_rows,
    begin_rows,
    parts_line,
    people_rows,
    source_of,
    when_words,
)
from screens.text import plain
from screens.widgets.key_line import KeyLine
from screens.widgets.rows import Row, Rows
from screens.widgets.time_bar import TimeBar
from session.plan.draft import Draft
from session.plan.outline import Outline, outline
from session.wording.catalogue import say

BESIDE = 110
"""Columns from which details are beside the list."""
_KEYS = ("edit", "add", "save", "start", "undo", "home", "begin", "about", "people", "help")


class PlanScreen(BaseScreen[None]):
    """Shows one part at a time: agenda, session, people. An editor of each handles its keys."""

    CSS_PATH = Path(__file__).parent / "plan.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("plan")]
    PLACE = "plan"
    PARTS = (Filtering,)
    AUTO_FOCUS = "Rows"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-high")]  # noqa: RUF012 - Textual declares no ClassVar
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (BESIDE, "-beside")]  # noqa: RUF012 - Textual declares no ClassVar

    def __init__(self) -> None:
        super().__init__()
        plan = nothing_yet()
        self.opened = opened = OpenPlan(self, Draft(plan, saved=plan), self._show)
        self._agenda, self._about = AgendaEditor(opened), AboutEditor(opened)
        self._people = PeopleEditor(opened)
        self._beginning = Beginning(opened, self._people)
        self._files = PlanFiles(opened)

    @property
    def private(self) -> bool:
        return self.opened.private

    def hide_private(self) -> None:
        self.opened.hide_private()

    def compose(self) -> ComposeResult:
        yield Static(id="name")
        yield Static(id="when")
        yield TimeBar()
        yield Static(id="parts")
        with Container(id="body"):
            with Container(id="list"):
                yield Rows()
                yield Static(id="none")
            yield Pane(id="item")
        yield Static(id="warnings")
        yield KeyLine("plan", _KEYS)

    def on_mount(self) -> None:
        self._show()
        self._beginning.look()

    # Showing

    def _show(self) -> None:
        plan = self.opened.plan
        view = outline(plan)
        sign = f"  {say('plan.unsaved')}" if self.opened.draft.unsaved else ""
        name = plain(plan.title, "bold $accent") + plain(sign, "$warning")
        self.query_one("#name", Static).update(name)
        self.query_one("#when", Static).update(plain(when_words(plan, view.finish)))
        keys = {one.id: one.shown for one in keys_on("plan", layout_of(self.app))}
        self.query_one("#parts", Static).update(parts_line(plan, self.opened.part, keys))
        rows = self._rows(view)
        self.query_one(Rows).show(rows)
        self.query_one("#none").display = not rows
        self.query_one("#none", Static).update(
            plain("" if rows else hint(self.app, "plan", "plan.nobody"))
        )
        self._show_item()
        warnings = [*filter(None, [view.refused]), *view.warnings]
        self.query_one("#warnings", Static).update(plain("\n".join(warnings)))
        self.query_one("#warnings").display = bool(warnings)

    def _rows(self, view: Outline) -> list[Row]:
        match self.opened.part:
            case "begin":
                return begin_rows(self.opened.shelf)
            case "agenda":
                return agenda_rows(view)
            case "about" | "people" as part:
                rows = about_rows if part == "about" else people_rows
                return rows(self.opened.plan, self.opened.named, private=self.opened.private)

    def _show_item(self) -> None:
        opened, at, beside = self.opened, self.opened.at, self.size.width >= BESIDE
        words: Content | None = None
        if opened.part == "agenda" and at < len(opened.plan.agenda):
            words = item_words(opened.plan.agenda[at], beside=beside)
        elif opened.part == "begin" and (source := source_of(opened.shelf, opened.chosen)):
            words = source_words(source, beside=beside)
        self.query_one(Pane).show(words)
        bar = self.query_one(TimeBar)
        bar.plan, bar.at = (opened.plan if opened.part == "agenda" else None), at

    def on_resize(self) -> None:
        if is_shown(self):
            self._show_item()

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if is_shown(self):
            self._show_item()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_edit()

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        if self.opened.part == "people":
            self._people.read_list(event.text)
        elif self.opened.part != "about":
            # Rows, or a file that was dropped on the screen.
            if self.opened.part == "begin":
                self.opened.turn_to("agenda")
            self._beginning.read_rows(event.text)

    # The parts

    def action_agenda(self) -> None:
        self.opened.turn_to("agenda")

    def action_about(self) -> None:
        self.opened.turn_to("about")

    def action_people(self) -> None:
        self.opened.turn_to("people")

    def action_next_part(self) -> None:
        part = self.opened.part
        self.opened.turn_to(PARTS[(PARTS.index(part) + 1) % len(PARTS) if part in PARTS else 0])

    # The way back

    def action_undo(self) -> None:
        self._history(self.opened.draft.back(), "refused.nothing_to_undo")

    def action_redo(self) -> None:
        self._history(self.opened.draft.forth(), "refused.nothing_to_redo")

    def _history(self, draft: Draft | None, none: str) -> None:
        if draft:
            self.opened.take(draft)
        else:
            self.opened.tell(say(none), trouble=True)

    # What the app answers

    @on(AloneAnswered)
    def _alone(self, answer: AloneAnswered) -> None:
        self.opened.alone(answer.alone)

    @on(PlanShelfFound)
    def _offer(self, found: PlanShelfFound) -> None:
        self._beginning.offer(found)

    @on(PlanFound)
    def _take(self, found: PlanFound) -> None:
        editor = self._people if found.wanted.source in {"list", "people"} else self._beginning
        editor.take(found)

    @on(PlanStored)
    def _stored(self, stored: PlanStored) -> None:
        self._files.stored(stored)

    @on(SheetsWritten)
    def _written(self, written: SheetsWritten) -> None:
        self._files.written(written.paths)

    # What the editors do

    def action_edit(self) -> None:
        match self.opened.part:
            case "begin":
                self._beginning.begin_from(self.opened.chosen)
            case "agenda":
                self._agenda.change()
            case "about":
                self._about.change(self.opened.chosen)
            case "people":
                self._people.change()

    def action_add(self) -> None:
        match self.opened.part:
            case "agenda":
                self._agenda.add()
            case "about":
                self._about.change(self.opened.chosen)
            case "people":
                self._people.add()
            case "begin":
                pass

    def action_remove(self) -> None:
        if self.opened.part == "people":
            self._people.remove()
        elif self.opened.part == "agenda":
            self._agenda.remove()

    def action_paste(self) -> None:
        if self.opened.part == "people":
            self._people.paste()
        else:
            self._beginning.paste()

    def action_earlier(self) -> None:
        self._agenda.move(-1)

    def action_later(self) -> None:
        self._agenda.move(1)

    def action_item(self, field: str) -> None:
        self._agenda.change_field(field)

    def action_minute_more(self) -> None:
        self._agenda.add_minutes(1)

    def action_minute_less(self) -> None:
        self._agenda.add_minutes(-1)

    def action_along(self) -> None:
        self._people.come_along()

    def action_names(self) -> None:
        self._people.show_names()

    def action_begin(self) -> None:
        self._beginning.ask_what()

    def action_save(self) -> None:
        self._files.save()

    def action_save_as(self) -> None:
        self._files.save_as()

    def action_sheets(self) -> None:
        self._files.sheets()

    def action_start(self) -> None:
        self._files.start()

    def action_home(self) -> None:
        self._files.home()
