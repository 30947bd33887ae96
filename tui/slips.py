"""Detects accidental double presses: moving the agenda twice would skip an item."""

from __future__ import annotations

from session.model.agenda import BackItem, NextItem, SkipItem, StartAgenda
from session.model.protocol import AnyCommand
from session.model.state import Instant

TWICE_MS = 2_000
"""The same key again within this many session milliseconds is accidental."""


class Slips:
    """Remembers when the agenda was last moved at the keyboard, and by which key."""

    def __init__(self) -> None:
        self._way, self._t = "", 0

    def again(self, command: AnyCommand, now: Instant) -> bool:
        """Return whether ``command`` is accidental; a key that is held down stays so until it is released."""
        way = _way(command)
        slip = bool(way) and way == self._way and now.t - self._t < TWICE_MS
        if slip:
            self._t = now.t
        return slip

    def done(self, command: AnyCommand, now: Instant) -> None:
        """Note a command; another one in between makes the next key intentional."""
        self._way, self._t = _way(command), now.t


def _way(command: AnyCommand) -> str:
    match command:
        case NextItem() | StartAgenda():
            return "on"
        case SkipItem(item=""):
            return "skip"
        case BackItem():
            return "back"
        case _:
            return ""
