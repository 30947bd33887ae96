"""The half of the app that makes plans: it reads and writes them, and keeps the draft."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from functools import partial

from textual import on

from app.plans import PlanDesk, in_hand
from screens.messages import DraftKept, PlanSaveAsked, PlanShelfAsked, PlanWanted, SheetsAsked
from session.views.plan_shelf import PlanRead
from store.plans.shelf import Drafted
from tui.controllers.exports import HandingApp

KEEP_S = 2.0
"""A draft is written at most this often, in seconds; at most so much is lost with the power."""


class PlanningApp(HandingApp):
    """Asks the ``plan_desk`` in a thread; each message carries whom to tell."""

    _draft: Drafted | None = None
    _draft_due = False

    @property
    def plan_desk(self) -> PlanDesk:
        return PlanDesk(self.desk.home)

    @on(PlanShelfAsked)
    def _shelf_asked(self, message: PlanShelfAsked) -> None:
        self.errand(
            partial(asyncio.to_thread, self.plan_desk.shelf),
            lambda shelf: message.then(self.for_this_room(shelf)),
        )

    @on(PlanWanted)
    def _plan_wanted(self, message: PlanWanted) -> None:
        desk = self.plan_desk
        if message.source == "draft" and self._draft:
            # What the disk has not taken yet, or refused, is still here.
            message.then(in_hand(self._draft))
            return
        ways: dict[str, Callable[[], PlanRead]] = {
            "file": partial(desk.file, message.name, message.part),
            "rows": partial(desk.rows, message.name, message.part),
            "list": partial(desk.people_list, message.name),
            "template": partial(desk.template, message.name),
            "session": partial(desk.last_time, message.name),
            "people": partial(desk.people_of, message.name),
            "draft": desk.draft,
        }
        self.errand(partial(asyncio.to_thread, ways[message.source]), message.then)

    @on(PlanSaveAsked)
    def _plan_save_asked(self, message: PlanSaveAsked) -> None:
        save = partial(self.plan_desk.save, message.plan, message.path, message.was, message.over)
        self.errand(partial(asyncio.to_thread, save), message.then)

    @on(SheetsAsked)
    def _sheets_asked(self, message: SheetsAsked) -> None:
        write = partial(self.plan_desk.sheets, message.plan, message.folder)
        self.errand(partial(asyncio.to_thread, write), message.then)

    @on(DraftKept)
    def _draft_kept(self, message: DraftKept) -> None:
        self._draft = Drafted(message.plan, message.path, message.saved) if message.plan else None
        if not self._draft_due:
            self._draft_due = True
            self.set_timer(KEEP_S, self._write_draft)

    def _write_draft(self) -> None:
        self._draft_due = False
        draft = self._draft
        keep = partial(asyncio.to_thread, self.plan_desk.keep, draft)
        self.errand(keep, lambda _: self._on_disk(draft))

    def _on_disk(self, draft: Drafted | None) -> None:
        # From now on the file alone holds it: a name forgotten there must not come back from here.
        if self._draft is draft and not self._draft_due:
            self._draft = None

    def keep_draft(self) -> None:
        """Write a draft that is still waiting; what the disk refuses now is lost with the program."""
        if self._draft_due:
            self._draft_due = False
            with contextlib.suppress(OSError):
                self.plan_desk.keep(self._draft)
