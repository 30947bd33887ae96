"""Leaving: asks first, finishes what is under way, and knows where the app was."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import cast

from msgspec import Struct

from screens.messages import PRIVATE, Destination
from session.wording.catalogue import say
from tui import places
from tui.controllers.exports import ExportsController
from tui.controllers.phones import PhonesController
from tui.controllers.session import SessionController
from tui.shell import Shell

_NOT_BY_ITSELF = PRIVATE | {"", "small"}
"""Dialogs, what comes by itself, and what asks whether the projector is off."""


class Left(Struct, frozen=True):
    """Where the app was: its screens from the lowest on, and the session whose recap was being read."""

    places: tuple[str, ...] = ()
    reading: str = ""

    def above(self, base: str) -> tuple[Destination, ...]:
        """Return what is to be shown, one after the other, where ``base`` stands already."""
        lowest = max((n for n, to in enumerate(self.places) if to in places.BASES), default=0)
        return tuple(cast("Destination", to) for to in self.places[lowest:] if to != base)


class Back(Struct, frozen=True):
    """Where an app is to begin in the place of one that broke, and what it is to tell."""

    left: Left
    told: tuple[str, ...]


class LeavingController:
    """``left``: what was on the screen when something broke."""

    def __init__(
        self,
        shell: Shell,
        session: SessionController,
        phones: PhonesController,
        exports: ExportsController,
    ) -> None:
        self.left = Left()
        self._shell, self._session = shell, session
        self._phones, self._exports = phones, exports

    @property
    def calm_words(self) -> str:
        return "" if "blackout" in self.left.places else say("calm.moment")

    def note_places(self) -> None:
        """Note which screens stand now that something broke."""
        stack = self._shell.stack_places
        if stack:
            shown = tuple(to for to in stack if to not in _NOT_BY_ITSELF)
            self.left = Left(shown, self._exports.reading)

    async def run(self, run: Callable[[], Awaitable[str | None]]) -> str | None:
        """Run until the app is left; then hang up, and finish what must not stop half-way."""
        loop = asyncio.get_running_loop()
        # Not on every system, and only where the program has the loop for itself.
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
        """Leave, after a question where something would be lost."""
        saved = self._shell.shown.saved
        unsaved = say("quit.unsaved") if saved.trouble and not saved.all else ""
        running = say("quit.running") if self._session.running else ""
        self._shell.once_sure(unsaved or self._phones.phones_in or running, self.leave)

    def _ended_from_outside(self) -> None:
        """Leave without asking: whoever ends the program, such as the machine shutting down, won't answer."""
        self._shell.exit(self._farewell)

    @property
    def _farewell(self) -> str:
        return say("quit.kept") if self._session.live and not self._session.ended else ""

    def leave(self) -> None:
        """End the program; the command line closes the session after the screen has gone."""
        said = self._farewell
        self._shell.run(self._phones.hang_up, lambda _: self._shell.exit(said))
