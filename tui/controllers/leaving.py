"""The half of the app that leaves: it asks first, finishes what is under way, and knows where it was."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

from msgspec import Struct
from textual import on

from screens.messages import PRIVATE, Destination, QuitAsked
from session.wording.catalogue import say
from tui import places
from tui.controllers.private import PrivateApp

if TYPE_CHECKING:
    from tui.curtain import Curtain

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


class LeavingApp(PrivateApp):
    """``broke``: it left because of a fault. ``left``: what was on the screen then."""

    left = Left()
    terminal_gone = False
    """Whether nobody can see it any more: its window was closed."""
    curtain: Curtain | None = None
    """What stands on the terminal once something broke, until the app is there again."""

    @property
    def broke(self) -> bool:
        return bool(self.return_code)

    @property
    def running(self) -> bool:
        """Whether a session is under way that must not be left by a slip."""
        return self.state.clock.started_t is not None and not self.ended

    @property
    def calm_words(self) -> str:
        return "" if "blackout" in self.left.places else say("calm.moment")

    def note(self, fault: Exception | None = None) -> None:
        super().note(fault)
        stack = [places.place(screen) for screen in self.screen_stack]
        if stack:
            self.left = Left(tuple(to for to in stack if to not in _NOT_BY_ITSELF), self.reading)

    async def run_async(self, **how: Any) -> str | None:
        """Run until the app is left; then hang up, and finish what must not stop half-way."""
        loop = asyncio.get_running_loop()
        # Not on every system, and only where the program has the loop for itself.
        with suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(signal.SIGTERM, self._ended_from_outside)
        try:
            return await super().run_async(**how)
        finally:
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.remove_signal_handler(signal.SIGTERM)
            await self.hang_up()
            await self.finish()

    @on(QuitAsked)
    def _quit_asked(self) -> None:
        unsaved = say("quit.unsaved") if self.saved.trouble and not self.saved.all else ""
        running = say("quit.running") if self.running else ""
        self.once_sure(unsaved or self.phones_in or running, self.leave)

    async def action_quit(self) -> None:
        self._quit_asked()

    def _ended_from_outside(self) -> None:
        """Leave without asking: whoever ends the program, such as the machine shutting down, won't answer."""
        self.exit(self._farewell)

    @property
    def _farewell(self) -> str:
        return say("quit.kept") if self.live and not self.ended else ""

    def leave(self) -> None:
        """End the program; the command line closes the session after the screen has gone."""
        said = self._farewell
        self.errand(self.hang_up, lambda _: self.exit(said))
