"""A key that was pressed twice by mistake: going on in the agenda twice at once would pass an item by."""

from __future__ import annotations

from session.model.agenda import BackItem, NextItem, SkipItem, StartAgenda
from session.model.protocol import AnyCommand
from session.model.state import Instant

TWICE_MS = 2_000
"""The same key again within so many milliseconds of the session is a slip."""


class Slips:
    """Knows when the agenda was moved last at the keyboard, and by which key."""

    def __init__(self) -> None:
        self._way, self._t = "", 0

    def again(self, command: AnyCommand, now: Instant) -> bool:
        """Tell whether ``command`` is a slip; a key that is held down stays one until it is let go."""
        way = _way(command)
        slip = bool(way) and way == self._way and now.t - self._t < TWICE_MS
        if slip:
            self._t = now.t
        return slip

    def done(self, command: AnyCommand, now: Instant) -> None:
        """Note what was carried out; something else in between makes the next key one that is meant."""
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
