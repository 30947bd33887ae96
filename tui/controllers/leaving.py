"""Leaving the program: asks first, finishes running tasks, and remembers the screens."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import cast

from msgspec import Struct

from screens.places import BASES, PRIVATE, Destination
from session.wording.catalogue import say
from tui.controllers.exports import ExportsController
from tui.controllers.library import LibraryController
from tui.controllers.phones import PhonesController
from tui.controllers.session import SessionController
from tui.shell import Shell

_NOT_BY_ITSELF = PRIVATE | {"", "small"}
"""Dialogs, screens that appear by themselves, and the question about the projector."""


class Left(Struct, frozen=True):
    """The state of the app on exit: its screens from the bottom up, and the session whose recap was being read."""

    places: tuple[str, ...] = ()
    reading: str = ""

    def above(self, base: str) -> tuple[Destination, ...]:
        """Return the screens to show above ``base``, which is shown already."""
        lowest = max((n for n, to in enumerate(self.places) if to in BASES), default=0)
        return tuple(cast("Destination", to) for to in self.places[lowest:] if to != base)


class Back(Struct, frozen=True):
    """Where an app starts that replaces a crashed one, and the messages it shows."""

    left: Left
    told: tuple[str, ...]


class LeavingController:
    """``left``: the screens when something broke."""

    def __init__(
        self,
        shell: Shell,
        session: SessionController,
        phones: PhonesController,
        exports: ExportsController,
        library: LibraryController,
    ) -> None:
        self.left = Left()
        self._shell, self._session = shell, session
        self._phones, self._exports, self._library = phones, exports, library

    @property
    def calm_words(self) -> str:
        return "" if "blackout" in self.left.places else say("calm.moment")

    def note_places(self) -> None:
        """Remember the current screens after something broke."""
        stack = self._shell.stack_places
        if stack:
            shown = tuple(to for to in stack if to not in _NOT_BY_ITSELF)
            self.left = Left(shown, self._exports.reading)

    async def run(self, run: Callable[[], Awaitable[str | None]]) -> str | None:
        """Run until the app exits; then disconnect the phones, and finish the tasks that must not be interrupted."""
        loop = asyncio.get_running_loop()
        # Not on every system, and only if the program owns the event loop.
        with suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(signal.SIGTERM, self._ended_from_outside)
        try:
            return await run()
        finally:
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.remove_signal_handler(signal.SIGTERM)
            await self._phones.hang_up()
            await self._shell.finish()

    def ask(self) -> None:
        """Leave, after a question if something would be lost."""
        saved = self._shell.shown.saved
        unsaved = say("quit.unsaved") if saved.trouble and not saved.all else ""
        running = say("quit.running") if self._session.running else ""
        if self._library.throws_away:
            unsaved, running = "", running and say("quit.tried")
        self._shell.once_sure(unsaved or self._phones.phones_in or running, self.leave)

    def _ended_from_outside(self) -> None:
        """Leave without a question: the sender of the signal, such as a shutdown, won't answer."""
        self._shell.exit(self._farewell)

    @property
    def _farewell(self) -> str:
        goes_on = self._session.live and not self._session.ended and not self._library.throws_away
        return say("quit.kept") if goes_on else ""

    def leave(self) -> None:
        """Exit; the command line closes the session after the screen is restored."""
        said = self._farewell
        self._shell.run(self._phones.hang_up, lambda _: self._shell.exit(said))
