"""The half of the app that keeps what is private from the room: one question before it, one way back.

Whatever is private is on screens of its own (``PRIVATE``, and dialogs that say so), which are shown only after a
clear "nobody else can see it". They go, with all that stands upon them, before anything else is shown, and
after a minute without a key. Screens that show private text in place (``private``) hide it then.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from time import monotonic
from typing import Any

from textual import events, on
from textual.screen import Screen
from textual.worker import Worker

from app.live_session import Live
from screens.idle import AWAY_S
from screens.messages import PRIVATE, AloneAsked, Go, KeepAsked
from session.wording.catalogue import say
from tui import places
from tui.controllers.plans import PlanningApp

_TOUCHES = (
    events.Key,
    events.Paste,
    events.MouseDown,
    events.MouseScrollDown,
    events.MouseScrollUp,
)


class PrivateApp(PlanningApp):
    """``away_s``: after how many seconds without a key what is private goes."""

    away_s = AWAY_S
    alone_at_home = False
    """Whether it was said, with no session open, that nobody else can see the screen: then it is asked no more."""
    _stays = False
    _touched = 0.0
    _granted: Go | None = None
    """A way to something private that the question was answered for."""

    @property
    def in_private(self) -> bool:
        """Whether something private is open."""
        return any(map(is_private, self.screen_stack))

    def granted(self, message: Go) -> bool:
        """Tell whether a way may be gone; else the question is asked first."""
        if message.to not in PRIVATE or self.in_private or message is self._granted:
            self._granted = None
            return True

        def answered(alone: bool) -> None:
            if alone:
                self._granted = message
                self.post_message(message)
            elif message.instead:
                self.post_message(Go(message.instead))

        self._ask_alone(answered)
        return False

    @on(AloneAsked)
    def _alone_asked(self, message: AloneAsked) -> None:
        self._ask_alone(message.answered)

    def _ask_alone(self, answered: Callable[[bool], object]) -> None:
        def heard(alone: bool) -> None:
            self._stays = False
            self.alone_at_home = alone and self.live is None
            answered(alone)

        if self.alone_at_home:
            answered(True)
        else:
            places.ask_alone(self, heard)

    @on(KeepAsked)
    def _keep_asked(self) -> None:
        self._stays = not self._stays
        self.tell(say("voices.stays" if self._stays else "voices.goes"))

    def take(self, live: Live) -> None:
        super().take(live)
        self.alone_at_home = False

    async def leave_private(self) -> None:
        """Take away all that is private, with what stands upon it."""
        while self.in_private:
            lowest = next(n for n, one in enumerate(self.screen_stack) if is_private(one))
            while len(self.screen_stack) > lowest + 1:
                await self.pop_screen()
            if getattr(self.screen, "private", False):
                self.screen.hide_private()  # type: ignore[attr-defined]  # what has the one has the other
            else:
                await self.pop_screen()
        self._stays = False

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, _TOUCHES):
            self._touched = monotonic()
        await super().on_event(event)

    def tick(self) -> None:
        super().tick()
        if self.in_private and not self._stays and monotonic() - self._touched >= self.away_s:
            away: Callable[[], Coroutine[None, None, None]] = self.leave_private
            _: Worker[None] = self.run_worker(away, group="ways")


def is_private(screen: Screen[Any]) -> bool:
    """Tell whether a screen is private as a whole, or shows something private now."""
    own = getattr(screen, "PRIVATE", False) or getattr(screen, "private", False)
    return bool(own) or places.place(screen) in PRIVATE
