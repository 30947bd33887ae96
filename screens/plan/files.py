"""Where the plan on the screen comes from, and where it goes: begun, saved, started from, left."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from screens.dialogs.ask import Ask
from screens.dialogs.confirm import Confirm
from screens.dialogs.pick import Pick
from screens.dialogs.preview import Preview, agenda_preview
from screens.messages import (
    Go,
    PlanOpened,
    PlanSaveAsked,
    PlanShelfAsked,
    PlanWanted,
    SheetsAsked,
    Tell,
)
from screens.mounted import stands
from screens.plan.agenda import PlanEdits
from screens.plan.rows import people_rows
from session.model.state import replace
from session.plan.edits import Draft, add_items
from session.plan.outline import outline
from session.plan.people import come_along
from session.plan.reading.dropped import is_path
from session.plan.reading.people import people_document, read_people
from session.plan.reading.text import Unclosed
from session.plan.understood import PeopleFound
from session.views.plan_shelf import PlanRead, PlanSaved, PlanShelf
from session.wording.catalogue import say

_MOST_FAULTS = 6


class PlanKeeping(PlanEdits):
    """Asks the app for plans, and gives it the draft to keep."""

    @property
    def untouched(self) -> bool:
        """Whether nothing was done to the plan that stands there at first."""
        raise NotImplementedError

    def first_look(self, shelf: PlanShelf) -> None:
        if not stands(self):
            return
        self.shelf = shelf
        if shelf.draft:
            self.post_message(PlanWanted("draft", "", self._left_here))
        else:
            self._offer(shelf)

    def _left_here(self, read: PlanRead) -> None:
        if stands(self) and read.plan:
            self.take(Draft(read.plan, read.path, read.saved))
            self.post_message(Tell(say("plan.draft_back")))

    def action_begin(self) -> None:
        self.post_message(PlanShelfAsked(self._offer))

    def _offer(self, shelf: PlanShelf) -> None:
        if not stands(self):
            return
        self.shelf = shelf
        if shelf.faults:
            self._tell_faults(shelf.faults)
        self.turn_to("begin")

    def begin_from(self, source: str) -> None:
        kind, _, name = source.partition(":")
        match kind:
            case "template":
                self.post_message(PlanWanted("template", name, self._begun))
            case "session":
                self.post_message(PlanWanted("session", name, self._begun))
            case "plan":
                self.post_message(PlanWanted("file", name, self._begun))
            case "paste":
                self.action_paste()
            case _:
                asked = Ask(say("home.plan"), say("home.plan_hint"))
                self.app.push_screen(asked, self._from_file)

    def _from_file(self, path: str | None) -> None:
        if path:
            self._want("file", path)

    def read_list(self, text: str) -> None:
        if is_path(text):
            self.post_message(PlanWanted("list", text, self._look_at_list))
            return
        try:
            found = read_people(people_document(text), self.plan.roles)
        except Unclosed:
            self.post_message(Tell(say("refused.plan.list"), trouble=True))
            return
        self._look_at_people(found)

    def _look_at_list(self, read: PlanRead) -> None:
        if not stands(self):
            return
        if read.people is None:
            self._tell_faults(read.faults)
        else:
            self._look_at_people(read.people)

    def _look_at_people(self, found: PeopleFound) -> None:
        """Show who is on a list, those who did not agree to be named by their first letter; then take them."""
        if not found.people:
            self.post_message(Tell(say("refused.plan.list"), trouble=True))
            return
        after = come_along(self.plan, found.people)
        new = [role for role in after.roles if role not in self.plan.roles]
        told = [say("plan.preview.roles", roles=", ".join(new))] if new else []
        shown = replace(self.plan, people=found.people)
        rows = people_rows(shown, self.named, private=self.private)
        # A name that is told as left out may stand on the projector, too.
        left = tuple(one if self.private else replace(one, text="") for one in found.left_out)
        asked = Preview(
            say("plan.preview.people", n=len(found.people)), [row for _, row in rows], left, told
        )

        def taken(yes: bool | None) -> None:
            if yes and stands(self):
                before = len(self.plan.people)
                self.edit(come_along(self.plan, found.people))
                added = len(self.plan.people) - before
                self.post_message(Tell(say("plan.people_added", n=added)))

        self.app.push_screen(asked, taken)

    def read_rows(self, text: str, part: str = "") -> None:
        if is_path(text):
            self._want("file", text, part)
        else:
            self._want("rows", text, part)

    def _want(self, source: Literal["file", "rows"], name: str, part: str = "") -> None:
        def read(found: PlanRead) -> None:
            if stands(self):
                self._look_at(found, source, name)

        self.post_message(PlanWanted(source, name, read, part))

    def _look_at(self, read: PlanRead, source: Literal["file", "rows"], name: str) -> None:
        """Show what was understood; nothing changes before it is taken."""
        found = read.understood
        if found and found.parts:
            asked = Pick(found.doubt, [(part, part) for part in found.parts])
            self.app.push_screen(
                asked, lambda part: self._want(source, name, part) if part else None
            )
        elif found and read.plan:
            taken = self._take_rows if source == "rows" else self._begun
            self.app.push_screen(agenda_preview(found), lambda yes: taken(read) if yes else None)
        elif found is None and read.plan:
            self._begun(read)
        else:
            faults = read.faults or ((found.doubt,) if found else ())
            if source == "rows" and self.app.screen is self:
                # What can't be read stays where it can be put right.
                self._ask_rows(name, "\n".join(faults))
            else:
                self._tell_faults(faults)

    def _take_rows(self, read: PlanRead) -> None:
        """Add the items that were looked at below the cursor; they are the plan where there was none yet."""
        if not stands(self) or read.plan is None:
            return
        self.turn_to("agenda")
        if self.untouched:
            self.take(
                self.draft.begun_from(replace(read.plan, title=read.plan.title or self.plan.title))
            )
        elif not self.edit(add_items(self.plan, read.plan.agenda, self.at + 1)):
            return
        self.post_message(Tell(say("plan.pasted", n=len(read.plan.agenda))))

    def _begun(self, read: PlanRead) -> None:
        if not stands(self):
            return
        if read.plan is None:
            self._tell_faults(read.faults)
            return
        self.named |= read.named
        self.take(self.draft.begun_from(read.plan, read.path))
        self.turn_to("agenda")

    def _tell_faults(self, faults: tuple[str, ...]) -> None:
        more = len(faults) - _MOST_FAULTS
        shown = [*faults[:_MOST_FAULTS], *([say("console.more", n=more)] if more > 0 else [])]
        self.post_message(Tell("\n".join(shown), trouble=True))

    def action_along(self) -> None:
        self.post_message(PlanWanted("people", self.plan.series, self._come_along))

    def _come_along(self, read: PlanRead) -> None:
        if not stands(self):
            return
        if read.plan is None:
            self._tell_faults(read.faults)
            return
        before = len(self.plan.people)
        self.named |= read.named
        self.take(self.draft.then(come_along(self.plan, read.plan.people)))
        self.turn_to("people")
        self.post_message(Tell(say("plan.came_along", n=len(self.plan.people) - before)))

    def action_save(self) -> None:
        self._save(self.draft.path)

    def action_save_as(self) -> None:
        asked = Ask(say("plan.ask.file"), say("plan.hint.file"), self.draft.path)
        self.app.push_screen(asked, lambda path: self._save(path) if path else None)

    def _save(self, path: str, over: bool = False, then: str = "") -> None:
        if refused := outline(self.plan).refused:
            self.post_message(Tell(refused, trouble=True))
            return
        plan, was = self.plan, self.draft.saved if path == self.draft.path else None

        def saved(done: PlanSaved) -> None:
            if not stands(self):
                return
            if done.taken:
                asked = Confirm(say("plan.taken", path=done.path), say("plan.taken.yes"))
                self.app.push_screen(
                    asked, lambda yes: self._save(done.path, True, then) if yes else None
                )
                return
            self.take(self.draft.kept_in(done.path, plan))
            if then == "start":
                self.post_message(PlanOpened(done.path))
            elif then == "leave":
                self.post_message(Go("home"))
            else:
                self.post_message(Tell(say("plan.saved", path=done.path)))

        self.post_message(PlanSaveAsked(plan, path, was, over, saved))

    def action_sheets(self) -> None:
        plan = self.plan

        def written(paths: tuple[str, ...]) -> None:
            if stands(self):
                self.post_message(Tell(say("sheet.written", paths=", ".join(paths))))

        def chosen(folder: str | None) -> None:
            if folder:
                self.post_message(SheetsAsked(plan, folder, written))

        asked = Ask(say("plan.ask.sheets"), say("plan.hint.sheets"), str(Path.home()))
        self.app.push_screen(asked, chosen)

    def action_start(self) -> None:
        self.app.push_screen(
            Confirm(say("plan.start"), say("plan.start.yes")),
            lambda yes: self._save(self.draft.path, then="start") if yes else None,
        )

    def action_home(self) -> None:
        if not self.draft.unsaved:
            self.post_message(Go("home"))
            return
        choices = [
            ("save", say("plan.leave.save")),
            ("leave", say("plan.leave.draft")),
            ("stay", say("plan.leave.stay")),
        ]
        self.app.push_screen(Pick(say("plan.leave"), choices), self._leave)

    def _leave(self, how: str | None) -> None:
        if how == "save":
            self._save(self.draft.path, then="leave")
        elif how == "leave":
            self.post_message(Go("home"))
