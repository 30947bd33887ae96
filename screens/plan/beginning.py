"""Where the plan on the screen comes from: a template, an earlier session, a file, rows that were pasted."""

from __future__ import annotations

from typing import Literal

from screens.dialogs.ask import Ask
from screens.dialogs.ask_lines import AskLines
from screens.dialogs.pick import Pick
from screens.dialogs.preview import agenda_preview
from screens.messages import PlanShelfAsked, PlanWanted
from screens.plan.open_plan import OpenPlan
from session.model.plan import Plan, PlanItem
from session.model.state import replace
from session.plan.edits import Draft, add_items
from session.plan.reading.dropped import is_path
from session.views.plan_shelf import PlanRead, PlanShelf
from session.wording.catalogue import say


def nothing_yet() -> Plan:
    return Plan(say("plan.untitled"), (PlanItem(say("plan.first_item")),))


class Beginning:
    """Has plans and rows read by the app; nothing changes before what was understood is taken."""

    def __init__(self, opened: OpenPlan) -> None:
        self._open = opened

    @property
    def _untouched(self) -> bool:
        """Whether nothing was done to the plan that stands there at first."""
        return self._open.plan == nothing_yet() and not self._open.draft.path

    def look(self) -> None:
        """Go on with the draft that was left, or offer what a plan can begin from."""
        self._open.post_message(PlanShelfAsked(self._first_look))

    def _first_look(self, shelf: PlanShelf) -> None:
        if not self._open.stands:
            return
        self._open.shelf = shelf
        if shelf.draft:
            self._open.post_message(PlanWanted("draft", "", self._left_here))
        else:
            self._offer(shelf)

    def _left_here(self, read: PlanRead) -> None:
        if self._open.stands and read.plan:
            self._open.take(Draft(read.plan, read.path, read.saved))
            self._open.tell(say("plan.draft_back"))

    def ask_what(self) -> None:
        self._open.post_message(PlanShelfAsked(self._offer))

    def _offer(self, shelf: PlanShelf) -> None:
        if not self._open.stands:
            return
        self._open.shelf = shelf
        if shelf.faults:
            self._open.tell_faults(shelf.faults)
        self._open.turn_to("begin")

    def begin_from(self, source: str) -> None:
        """Begin the plan from one of the lines of that part."""
        kind, _, name = source.partition(":")
        match kind:
            case "template":
                self._open.post_message(PlanWanted("template", name, self._begun))
            case "session":
                self._open.post_message(PlanWanted("session", name, self._begun))
            case "plan":
                self._open.post_message(PlanWanted("file", name, self._begun))
            case "paste":
                self.paste()
            case _:
                asked = Ask(say("home.plan"), say("home.plan_hint"))
                self._open.put(asked, self._from_file)

    def _from_file(self, path: str | None) -> None:
        if path:
            self._want("file", path)

    def paste(self, text: str = "", why: str = "") -> None:
        """Ask for rows; those that could not be read are still there, with the reason."""
        if self._open.part in {"begin", "about"}:
            # Pasted rows show at once where they went.
            self._open.turn_to("agenda")
        asked = AskLines(say("plan.ask.paste"), why or say("plan.hint.paste"), text)
        self._open.put(asked, lambda rows: self.read_rows(rows) if rows else None)

    def read_rows(self, text: str, part: str = "") -> None:
        if is_path(text):
            self._want("file", text, part)
        else:
            self._want("rows", text, part)

    def _want(self, source: Literal["file", "rows"], name: str, part: str = "") -> None:
        def read(found: PlanRead) -> None:
            if self._open.stands:
                self._look_at(found, source, name)

        self._open.post_message(PlanWanted(source, name, read, part))

    def _look_at(self, read: PlanRead, source: Literal["file", "rows"], name: str) -> None:
        """Show what was understood; nothing changes before it is taken."""
        found = read.understood
        if found and found.parts:
            asked = Pick(found.doubt, [(part, part) for part in found.parts])
            self._open.put(asked, lambda part: self._want(source, name, part) if part else None)
        elif found and read.plan:
            taken = self._take_rows if source == "rows" else self._begun
            self._open.put(agenda_preview(found), lambda yes: taken(read) if yes else None)
        elif found is None and read.plan:
            self._begun(read)
        else:
            faults = read.faults or ((found.doubt,) if found else ())
            if source == "rows" and self._open.on_top:
                # What can't be read stays where it can be put right.
                self.paste(name, "\n".join(faults))
            else:
                self._open.tell_faults(faults)

    def _take_rows(self, read: PlanRead) -> None:
        """Add the items that were looked at below the cursor; they are the plan where there was none yet."""
        if not self._open.stands or read.plan is None:
            return
        self._open.turn_to("agenda")
        if self._untouched:
            self._open.take(
                self._open.draft.begun_from(
                    replace(read.plan, title=read.plan.title or self._open.plan.title)
                )
            )
        elif not self._open.edit(add_items(self._open.plan, read.plan.agenda, self._open.at + 1)):
            return
        self._open.tell(say("plan.pasted", n=len(read.plan.agenda)))

    def _begun(self, read: PlanRead) -> None:
        if not self._open.stands:
            return
        if read.plan is None:
            self._open.tell_faults(read.faults)
            return
        self._open.named |= read.named
        self._open.take(self._open.draft.begun_from(read.plan, read.path))
        self._open.turn_to("agenda")
