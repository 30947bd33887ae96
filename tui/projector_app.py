"""Makes an app fit for hours of projection: no bell, no traceback on the screen, no long pauses."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from textual import events, on
from textual.app import App
from textual.command import CommandPalette
from textual.driver import Driver
from textual.notifications import Notification, Notify, SeverityLevel

from app.crash_log import CrashLog
from screens.messages import Darkened
from tui.key_gate import KeyGate
from tui.places import place

if TYPE_CHECKING:
    from tui.curtain import Curtain

_LEAST_S = 0.01
_MOST_TOLD = 3
"""More notifications at once would cover the screen."""
OPENING = "opening"
"""The group of workers that open a session."""


class SafeNotification(Notification):
    """A notification.

    Works around a Textual bug: if a notification expires before it is shown, Textual starts a timer with a
    negative
    interval, which never stops.
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
    """Logs exceptions in ``log``, and shows nothing of them."""

    gate: KeyGate
    curtain: Curtain | None = None
    """Covers the terminal after a crash, until the app is back."""
    terminal_gone = False
    """Whether the terminal's window was closed."""

    def __init__(self, rules: Sequence[Path], log: Path) -> None:
        super().__init__(css_path=list(rules))
        # A traceback belongs in the log, never on a projected screen.
        self.error_console = Console(quiet=True)
        self.crash = CrashLog(log)
        self._notified: list[SafeNotification] = []
        self.dark = False
        self._themed = False

    def refresh_css(self, animate: bool = True) -> None:
        """Apply another theme. For the first one the rules need not be parsed again: they were parsed with it."""
        if self._themed:
            super().refresh_css(animate=animate)
        self._themed = True

    async def on_event(self, event: events.Event) -> None:
        if (
            isinstance(event, events.Key | events.Paste)
            and not event.is_forwarded
            and self.gate.holds(event)
        ):
            return
        if isinstance(event, events.Key) and not event.is_forwarded and not self.gate.takes(event):
            meant = self.meant(event)
            if meant is None:
                return
            event = meant
        await super().on_event(event)

    def meant(self, event: events.Key) -> events.Key | None:
        """Return the key under its name on the screen; ``None`` if it does nothing."""
        raise NotImplementedError

    def action_command_palette(self) -> None:
        """Open the palette, unless one is open below what covers it, or the window is black or too small for it."""
        one_is_open = any(isinstance(screen, CommandPalette) for screen in self.screen_stack)
        if not one_is_open and place(self.screen) not in {"blackout", "small"}:
            super().action_command_palette()

    @property
    def broke(self) -> bool:
        """Whether it exited because of an exception."""
        return bool(self.return_code)

    @property
    def calm_words(self) -> str:
        """The words on the terminal until the app is back; empty: dark."""
        raise NotImplementedError

    def on_the_way(self) -> bool:
        """Return whether another session is being opened: keys typed now are meant for that."""
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

    def _on_notify(self, event: Notify) -> None:
        """Make room for it: a sentence is shown once, and what is wrong stays longest. Textual adds it itself."""
        others = [one for one in self._notifications if not one.has_expired]
        same = [one for one in others if one.message == event.notification.message]
        rest = [one for one in others if one not in same]
        rest.sort(key=lambda one: one.severity != "information")
        for one in same + rest[: max(0, len(rest) + 1 - _MOST_TOLD)]:
            self._unnotify(one, refresh=False)

    @on(Darkened)
    def _darkened(self, message: Darkened) -> None:
        """After a blackout, show the notifications that arrived during it."""
        if message.dark:
            self._notified = [one for one in self._notified if not one.has_expired]
        elif self.dark:
            unseen = {one.message: one for one in self._notified}
            self._notified = []
            self.clear_notifications()
            for one in tuple(unseen.values())[-_MOST_TOLD:]:
                self.notify(one.message, severity=one.severity, timeout=one.timeout)
        self.dark = message.dark

    def bell(self) -> None:
        """Never ring. Textual rings on an exception, which is logged here instead."""
        self.note()

    def ring(self) -> None:
        """Ring once. The only sound there is."""
        super().bell()

    def broken(self, fault: Exception) -> None:
        """Log an exception from outside the app's own loop, and exit."""
        self.note(fault)
        self.exit(return_code=1)

    def panic(self, *renderables: Any) -> None:
        self.note()
        super().panic(*renderables)

    def note(self, fault: Exception | None = None) -> None:
        """Log an exception for which the app exits. Its screens still exist."""
        self.crash.note(fault)


def spare_pauses() -> None:
    """Make garbage collection rare, once all long-lived objects exist.

    One collection of all of them would block the screen for 0.1 s. What was made lately is collected more often:
    a closed dialog that was met once would else stay, with all its cells, for fifty more rounds. Not now: a start
    leaves under 3,000 objects that nobody refers to, and finding them would take a tenth of the time to the first
    paint.
    """
    gc.freeze()
    gc.set_threshold(20000, 5, 1000)
    gc.enable()
