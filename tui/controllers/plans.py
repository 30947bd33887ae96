"""Plans in progress: reads and writes them, and saves the draft."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from functools import partial

from app.library import Library
from app.plans import PlanDesk, in_hand
from screens.messages import (
    DraftKept,
    PlanFound,
    PlanSaveAsked,
    PlanShelfAsked,
    PlanShelfFound,
    PlanStored,
    PlanWanted,
    SheetsAsked,
    SheetsWritten,
)
from session.views.plan_shelf import PlanRead, PlanSaved, PlanShelf
from store.plans.shelf import Drafted
from tui.controllers.library import LibraryController
from tui.shell import Shell

KEEP_S = 2.0
"""A draft is written at most this often, in seconds, which is the most a power failure can lose."""


class PlansController:
    """Asks the plan desk in a thread."""

    def __init__(self, shell: Shell, library: LibraryController, desk: Library) -> None:
        self._shell, self._library, self._desk = shell, library, desk
        self._draft: Drafted | None = None
        self._draft_due = False

    @property
    def _plans(self) -> PlanDesk:
        return PlanDesk(self._desk.home)

    def shelf(self, asked: PlanShelfAsked) -> None:
        def found(shelf: PlanShelf) -> None:
            asked.asker.post_message(PlanShelfFound(asked, self._library.for_this_room(shelf)))

        self._shell.run(partial(asyncio.to_thread, self._plans.shelf), found)

    def read(self, wanted: PlanWanted) -> None:
        def found(read: PlanRead) -> None:
            wanted.asker.post_message(PlanFound(wanted, read))

        desk = self._plans
        if wanted.source == "draft" and self._draft:
            # The disk has not saved it yet, or refused; it is only here.
            found(in_hand(self._draft))
            return
        ways: dict[str, Callable[[], PlanRead]] = {
            "file": partial(desk.file, wanted.name, wanted.part),
            "rows": partial(desk.rows, wanted.name, wanted.part),
            "list": partial(desk.people_list, wanted.name),
            "template": partial(desk.template, wanted.name),
            "session": partial(desk.last_time, wanted.name),
            "people": partial(desk.people_of, wanted.name),
            "draft": desk.draft,
        }
        self._shell.run(partial(asyncio.to_thread, ways[wanted.source]), found)

    def save(self, asked: PlanSaveAsked) -> None:
        def stored(done: PlanSaved) -> None:
            asked.asker.post_message(PlanStored(asked, done))

        save = partial(self._plans.save, asked.plan, asked.path, asked.was, asked.over)
        self._shell.run(partial(asyncio.to_thread, save), stored)

    def write_sheets(self, asked: SheetsAsked) -> None:
        def written(paths: tuple[str, ...]) -> None:
            asked.asker.post_message(SheetsWritten(paths))

        write = partial(self._plans.sheets, asked.plan, asked.folder)
        self._shell.run(partial(asyncio.to_thread, write), written)

    def keep(self, message: DraftKept) -> None:
        self._draft = Drafted(message.plan, message.path, message.saved) if message.plan else None
        if not self._draft_due:
            self._draft_due = True
            self._shell.later(KEEP_S, self._write_draft)

    def _write_draft(self) -> None:
        self._draft_due = False
        draft = self._draft
        keep = partial(asyncio.to_thread, self._plans.keep, draft)
        self._shell.run(keep, lambda _: self._on_disk(draft))

    def _on_disk(self, draft: Drafted | None) -> None:
        # From now on only the file has it: a name forgotten there must not be restored from here.
        if self._draft is draft and not self._draft_due:
            self._draft = None

    def keep_draft(self) -> None:
        """Write a draft that is still waiting; what the disk refuses now is lost on exit."""
        if self._draft_due:
            self._draft_due = False
            with contextlib.suppress(OSError):
                self._plans.keep(self._draft)
