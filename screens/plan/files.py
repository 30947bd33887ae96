"""Saving, printing, starting and leaving a plan."""

from __future__ import annotations

from pathlib import Path

from screens.dialogs.ask import Ask
from screens.dialogs.confirm import Confirm
from screens.dialogs.pick import Pick
from screens.messages import Go, PlanOpened, PlanSaveAsked, PlanStored, SheetsAsked, Then
from screens.plan.open_plan import OpenPlan
from session.plan.outline import outline
from session.wording.catalogue import say


class PlanFiles:
    """Has the plan written by the app."""

    def __init__(self, opened: OpenPlan) -> None:
        self._open = opened

    def save(self) -> None:
        self._save(self._open.draft.path)

    def save_as(self) -> None:
        asked = Ask(say("plan.ask.file"), say("plan.hint.file"), self._open.draft.path)
        self._open.put(asked, lambda path: self._save(path) if path else None)

    def _save(self, path: str, over: bool = False, then: Then = "") -> None:
        plan, draft = self._open.plan, self._open.draft
        if refused := outline(plan).refused:
            self._open.tell(refused, trouble=True)
            return
        was = draft.saved if path == draft.path else None
        self._open.post_message(PlanSaveAsked(self._open.screen, plan, path, was, over, then))

    def stored(self, stored: PlanStored) -> None:
        """Go on once the plan is saved, or ask whether another file may go."""
        done, then = stored.done, stored.asked.then
        if done.taken:
            asked = Confirm(say("plan.taken", path=done.path), say("plan.taken.yes"))
            self._open.put(asked, lambda yes: self._save(done.path, True, then) if yes else None)
            return
        self._open.take(self._open.draft.kept_in(done.path, stored.asked.plan))
        if then == "start":
            self._open.post_message(PlanOpened(done.path))
        elif then == "leave":
            self._open.post_message(Go("home"))
        else:
            self._open.tell(say("plan.saved", path=done.path))

    def sheets(self) -> None:
        plan = self._open.plan

        def chosen(folder: str | None) -> None:
            if folder:
                self._open.post_message(SheetsAsked(self._open.screen, plan, folder))

        asked = Ask(say("plan.ask.sheets"), say("plan.hint.sheets"), str(Path.home()))
        self._open.put(asked, chosen)

    def written(self, paths: tuple[str, ...]) -> None:
        self._open.tell(say("sheet.written", paths=", ".join(paths)))

    def start(self) -> None:
        self._open.put(
            Confirm(say("plan.start"), say("plan.start.yes")),
            lambda yes: self._save(self._open.draft.path, then="start") if yes else None,
        )

    def home(self) -> None:
        if not self._open.draft.unsaved:
            self._open.post_message(Go("home"))
            return
        choices = [
            ("save", say("plan.leave.save")),
            ("leave", say("plan.leave.draft")),
            ("stay", say("plan.leave.stay")),
        ]
        self._open.put(Pick(say("plan.leave"), choices), self._leave)

    def _leave(self, how: str | None) -> None:
        if how == "save":
            self._save(self._open.draft.path, then="leave")
        elif how == "leave":
            self._open.post_message(Go("home"))
