"""What lets a program be projected for hours: no ringing, no traceback on the screen, no long pauses."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from textual import events, on
from textual.app import App
from textual.driver import Driver
from textual.notifications import Notification, Notify, SeverityLevel

from app.crash_log import Crash
from screens.messages import Darkened
from tui.key_gate import KeyGate

if TYPE_CHECKING:
    from tui.curtain import Curtain

_LEAST_S = 0.01
_MOST_UNSEEN = 5
"""More sentences at once would cover the screen."""
OPENING = "opening"
"""The group of workers that open a session."""


class SafeNotification(Notification):
    """A sentence for a while.

    A notification that ends between being looked at and being shown gets a timer of less than no time
    from Textual, over which its loop never comes to an end.
    """

    @property
    def time_left(self) -> float:
        return max(_LEAST_S, self._left)

    @property
    def has_expired(self) -> bool:
        return self._left <= 0

    @property
    def _left(self) -> float:
        return super().time_left


class ProjectorApp(App[str]):
    """Notes in ``log`` what broke, and shows nothing of it."""

    gate: KeyGate
    curtain: Curtain | None = None
    """What stands on the terminal once something broke, until the app is there again."""
    terminal_gone = False
    """Whether nobody can see it any more: its window was closed."""

    def __init__(self, rules: Sequence[Path], log: Path) -> None:
        super().__init__(css_path=list(rules))
        # A traceback belongs in the log, never on a screen that a room may be looking at.
        self.error_console = Console(quiet=True)
        self.crash = Crash(log)
        self._notified: list[SafeNotification] = []
        self.dark = False

    async def on_event(self, event: events.Event) -> None:
        if (
            isinstance(event, events.Key | events.Paste)
            and not event.is_forwarded
            and self.gate.holds(event)
        ):
            return
        if isinstance(event, events.Key) and not event.is_forwarded and not self.gate.typing:
            meant = self.meant(event)
            if meant is None:
                return
            event = meant
        await super().on_event(event)

    def meant(self, event: events.Key) -> events.Key | None:
        """Return the key as the screen knows it; ``None`` where it does nothing."""
        raise NotImplementedError

    @property
    def broke(self) -> bool:
        """Whether it left because of a fault."""
        return bool(self.return_code)

    @property
    def calm_words(self) -> str:
        """What the terminal says until the app is there again; empty: it is dark."""
        raise NotImplementedError

    def on_the_way(self) -> bool:
        """Return whether another session is being opened: what is typed now is meant for that."""
        return any(one.group == OPENING and not one.is_finished for one in self.workers)

    def get_driver_class(self) -> type[Driver]:
        found = super().get_driver_class()
        if found.__name__ != "LinuxDriver":
            return found
        from tui.terminal import Keyboard

        return Keyboard

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        seconds = self.NOTIFICATION_TIMEOUT if timeout is None else timeout
        told = SafeNotification(message, title, severity, seconds, markup)
        if not self.dark:
            self._notified = [one for one in self._notified if not one.has_expired]
        self._notified.append(told)
        self.post_message(Notify(told))

    @on(Darkened)
    def _darkened(self, message: Darkened) -> None:
        """Tell once there is light again what was told in the dark, where nothing is shown."""
        if message.dark:
            self._notified = [one for one in self._notified if not one.has_expired]
        elif self.dark:
            unseen = {one.message: one for one in self._notified}
            self._notified = []
            self.clear_notifications()
            for one in tuple(unseen.values())[-_MOST_UNSEEN:]:
                self.notify(one.message, severity=one.severity, timeout=one.timeout)
        self.dark = message.dark

    def bell(self) -> None:
        """Never ring. Textual rings when something broke, which is the moment to note it down."""
        self.note()

    def ring(self) -> None:
        """Ring once. The only thing that does: everything else is quiet."""
        super().bell()

    def broken(self, fault: Exception) -> None:
        """Note down what broke outside the app's own loop, and end."""
        self.note(fault)
        self.exit(return_code=1)

    def panic(self, *renderables: Any) -> None:
        self.note()
        super().panic(*renderables)

    def note(self, fault: Exception | None = None) -> None:
        """Note down what broke, and for which the app ends. Its screens are still there."""
        self.crash.note(fault)


def spare_pauses() -> None:
    """Let garbage be looked for seldom, once all that stays has been made.

    One collection of all of it would hold the screen for a tenth of a second.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20000, 50, 1000)
    gc.enable()
