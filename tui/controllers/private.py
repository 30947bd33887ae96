"""Keeps private screens from the room: one question before showing them, one way to hide them.

Private content is on screens of its own (``PRIVATE``, and dialogs that say so), which are shown only after a
clear "nobody else can see it". They are closed, with everything above them, before anything else is shown, and
after a minute without a key. Screens that show private text in place (``private``) hide it then.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Any

from textual import events
from textual.screen import Screen

from app.live_session import LiveSession
from screens.idle import AWAY_S
from screens.messages import AloneAnswered, AloneAsked, Go
from screens.places import PRIVATE
from session.wording.catalogue import say
from tui import places
from tui.controllers.session import SessionController, SessionListener
from tui.shell import Shell

_TOUCHES = (
    events.Key,
    events.Paste,
    events.MouseDown,
    events.MouseScrollDown,
    events.MouseScrollUp,
)


class PrivateController(SessionListener):
    """``away_s``: seconds without a key after which private screens close."""

    def __init__(self, shell: Shell, session: SessionController) -> None:
        self.away_s = AWAY_S
        self.alone_at_home = False
        """Whether it was confirmed, with no session open, that nobody else can see the screen: then it is not
        asked again.
        """
        self._shell, self._session = shell, session
        self._stays = False
        self._touched = monotonic()
        self._granted: Go | None = None
        """A request for a private screen for which the question was answered."""
        session.listen(self)

    @property
    def is_open(self) -> bool:
        """Whether a private screen is open."""
        return any(map(is_private, self._shell.stack))

    def grants(self, message: Go) -> bool:
        """Return whether a request may proceed; else the question is asked first."""
        if message.to not in PRIVATE or self.is_open or message is self._granted:
            self._granted = None
            return True

        def answered(alone: bool | None) -> None:
            if alone:
                self._granted = message
                self._shell.post(message)
            elif alone is False and message.instead:
                self._shell.post(message.instead)

        self._ask_alone(answered)
        return False

    def ask(self, message: AloneAsked) -> None:
        self._ask_alone(lambda alone: message.asker.post_message(AloneAnswered(bool(alone))))

    def _ask_alone(self, answered: Callable[[bool | None], object]) -> None:
        def heard(alone: bool | None) -> None:
            self._stays = False
            self.alone_at_home = bool(alone) and self._session.live is None
            answered(alone)

        if self.alone_at_home:
            answered(True)
        else:
            self._shell.ask_alone(heard)

    def keep(self) -> None:
        """Keep private screens open until they are left, or let them close by themselves again."""
        self._stays = not self._stays
        self._shell.tell(say("voices.stays" if self._stays else "voices.goes"))

    def taken(self, _live: LiveSession) -> None:
        self.alone_at_home = False

    async def leave(self) -> None:
        """Close all private screens, with everything above them."""
        while self.is_open:
            stack = self._shell.stack
            lowest = next(n for n, one in enumerate(stack) if is_private(one))
            while len(self._shell.stack) > lowest + 1:
                await self._shell.pop()
            if getattr(stack[lowest], "private", False):
                stack[lowest].hide_private()  # type: ignore[attr-defined]  # what has the one has the other
            else:
                await self._shell.pop()
        self._stays = False

    def notice(self, event: events.Event) -> None:
        """Note that somebody is at the keyboard."""
        if isinstance(event, _TOUCHES):
            self._touched = monotonic()

    def tick(self) -> None:
        if self.is_open and not self._stays and monotonic() - self._touched >= self.away_s:
            self._shell.work(self.leave, "ways")


def is_private(screen: Screen[Any]) -> bool:
    """Return whether a screen is private as a whole, or is showing something private now."""
    own = getattr(screen, "PRIVATE", False) or getattr(screen, "private", False)
    return bool(own) or places.place(screen) in PRIVATE
