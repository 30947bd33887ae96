"""The source of a plan: a template, an earlier session, a file, pasted rows."""

from __future__ import annotations

from functools import partial
from typing import Literal

from screens.dialogs.ask import Ask
from screens.dialogs.ask_lines import AskLines
from screens.dialogs.pick import Pick
from screens.dialogs.preview import agenda_preview
from screens.keys.keymap import hint
from screens.messages import PlanFound, PlanShelfAsked, PlanShelfFound, PlanWanted
from screens.plan.open_plan import OpenPlan, words_of
from screens.plan.people import PeopleEditor
from session.model.plan import Plan, PlanItem
from session.model.state import replace
from session.plan.draft import Draft
from session.plan.edits import add_items
from session.plan.reading.dropped import is_path
from session.views.plan_shelf import PlanRead
from session.wording.catalogue import say


def nothing_yet() -> Plan:
    return Plan(say("plan.untitled"), (PlanItem(say("plan.first_item")),))


def has_placeholder(plan: Plan) -> bool:
    """Return whether the agenda is only the item that every new plan begins with."""
    return plan.agenda == nothing_yet().agenda


def without_placeholder(plan: Plan) -> Plan:
    """Return a plan to add items to: the first of them takes the place of the placeholder."""
    return replace(plan, agenda=()) if has_placeholder(plan) else plan


class Beginning:
    """Has the app read plans and rows; nothing changes before the preview is accepted."""

    def __init__(self, opened: OpenPlan, people: PeopleEditor) -> None:
        self._open, self._people = opened, people
        opened.given |= {*words_of(nothing_yet())}

    @property
    def _untouched(self) -> bool:
        """Whether the initial plan has not been edited."""
        return self._open.plan == nothing_yet() and not self._open.draft.path

    def look(self) -> None:
        """Continue with the saved draft, or offer the sources for a plan."""
        self._open.post_message(PlanShelfAsked(self._open.screen, or_draft=True))

    def ask_what(self) -> None:
        self._open.post_message(PlanShelfAsked(self._open.screen))

    def offer(self, found: PlanShelfFound) -> None:
        shelf = self._open.shelf = found.shelf
        if found.asked.or_draft and shelf.draft:
            self._want("draft")
            return
        if shelf.faults:
            self._open.tell_faults(shelf.faults)
        self._open.turn_to("begin")

    def take(self, found: PlanFound) -> None:
        """Take what was read, or show it first."""
        if found.wanted.source == "template" and found.read.plan:
            self._open.given |= {*words_of(found.read.plan)}
        if found.wanted.source == "draft":
            self._left_here(found.read)
        elif found.wanted.looked_at:
            self._look_at(found.wanted, found.read)
        else:
            self._begun(found.read)

    def _left_here(self, read: PlanRead) -> None:
        if read.plan:
            self._open.take(Draft(read.plan, read.path, read.saved))
            self._open.tell(hint(self._open.screen.app, "plan", "plan.draft_back"))

    def begin_from(self, source: str) -> None:
        """Begin the plan from one of the listed sources."""
        kind, _, name = source.partition(":")
        match kind:
            case "template":
                self._want("template", name)
            case "session":
                self._want("session", name)
            case "plan":
                self._want("file", name)
            case "paste":
                self.paste()
            case _:
                asked = Ask(say("home.plan"), say("home.plan_hint"))
                self._open.put(asked, self._from_file)

    def _from_file(self, path: str | None) -> None:
        if path:
            self._want_to_look("file", path)

    def paste(self, text: str = "", why: str = "") -> None:
        """Ask for rows; unreadable ones are still there, with the reason."""
        if self._open.part in {"begin", "about"}:
            # Pasted rows show at once where they went.
            self._open.turn_to("agenda")
        asked = AskLines(say("plan.ask.paste"), why or say("plan.hint.paste"), text)
        self._open.put(asked, lambda rows: self.read_rows(rows) if rows else None)

    def read_rows(self, text: str) -> None:
        self._want_to_look("file" if is_path(text) else "rows", text)

    def _want(
        self, source: Literal["file", "template", "session", "draft"], name: str = ""
    ) -> None:
        self._open.post_message(PlanWanted(self._open.screen, source, name))

    def _want_to_look(self, source: Literal["file", "rows"], name: str, part: str = "") -> None:
        wanted = PlanWanted(self._open.screen, source, name, part, looked_at=True)
        self._open.post_message(wanted)

    def _look_at(self, wanted: PlanWanted, read: PlanRead) -> None:
        """Show a preview; nothing changes before it is accepted."""
        found = read.understood
        source: Literal["file", "rows"] = "rows" if wanted.source == "rows" else "file"
        if found and found.parts:
            again = partial(self._want_to_look, source, wanted.name)
            asked = Pick(found.doubt, [(part, part) for part in found.parts])
            self._open.put(asked, lambda part: again(part) if part else None)
        elif found and found.people and source == "file":
            self._open.post_message(PlanWanted(self._open.screen, "list", wanted.name))
        elif found and found.people:
            self._people.read_list(wanted.name)
        elif found and read.plan:
            taken = self._take_rows if source == "rows" else self._begun
            self._open.put(agenda_preview(found), lambda yes: taken(read) if yes else None)
        elif found is None and read.plan:
            self._begun(read)
        else:
            faults = read.faults or ((found.doubt,) if found else ())
            if source == "rows" and self._open.on_top:
                # Unreadable text stays where it can be corrected.
                self.paste(wanted.name, "\n".join(faults))
            else:
                self._open.tell_faults(faults)

    def _take_rows(self, read: PlanRead) -> None:
        """Add the previewed items below the cursor; without an agenda they become the plan."""
        if read.plan is None:
            return
        self._open.turn_to("agenda")
        if self._untouched:
            self._open.take(
                self._open.draft.begun_from(
                    replace(read.plan, title=read.plan.title or self._open.plan.title)
                )
            )
        else:
            plan = without_placeholder(self._open.plan)
            if not self._open.edit(add_items(plan, read.plan.agenda, self._open.at + 1)):
                return
        self._open.tell(say("plan.pasted", n=len(read.plan.agenda)))

    def _begun(self, read: PlanRead) -> None:
        if read.plan is None:
            self._open.tell_faults(read.faults)
            return
        self._open.named |= read.named
        self._open.take(self._open.draft.begun_from(read.plan, read.path))
        self._open.turn_to("agenda")
