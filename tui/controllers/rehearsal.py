"""Shows what a rehearsal asks for above the screen on top, and lets it know which screen that is."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from functools import partial
from typing import TYPE_CHECKING

from screens.keys.keymap import keys_on
from tui.controllers.session import SessionController
from tui.shell import Shell

if TYPE_CHECKING:
    from app.rehearsal.coach import Rehearsal


class RehearsalController:
    """``rehearsal``: the one that is played, if any."""

    def __init__(self, shell: Shell, session: SessionController) -> None:
        self._shell, self._session = shell, session
        self.rehearsal: Rehearsal | None = None

    def begin(self, rehearsal: Rehearsal) -> None:
        self.rehearsal = rehearsal
        rehearsal.changed = self.show
        rehearsal.progress.apart = lambda call: self._shell.run(partial(asyncio.to_thread, call))
        rehearsal.begin()
        self.show()

    @property
    def is_on(self) -> bool:
        """Whether the open session is a rehearsal."""
        return self.rehearsal is not None and self.rehearsal.live is self._session.live

    def tick(self) -> None:
        """Note the screen on top, and show the caption on it; none above another session."""
        if self.rehearsal is None:
            return
        if self.is_on:
            self.rehearsal.seen(self._shell.place)
            self.show()
        else:
            self._shell.show_caption("")

    async def after(self, going: Awaitable[None]) -> None:
        """Note the screen on top once ``going`` is done."""
        await going
        self.tick()

    def show(self) -> None:
        """Show the caption on the screen on top."""
        if self.rehearsal and self.is_on:
            self._shell.show_caption(self.rehearsal.caption(self._key))

    def _key(self, name: str) -> str:
        layout = self._shell.layout_of_keys
        found = [*keys_on("board", layout), *keys_on("everywhere", layout)]
        return next(key.shown for key in found if key.id == name)
