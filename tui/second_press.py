"""A letter that is not one of the eight shows what it would do, and does it when pressed a second time."""

from __future__ import annotations

LEAST_S, MOST_S = 0.15, 3.0
"""An earlier second press may be the same finger or the same read; a later one, a new intention."""


class SecondPress:
    """Remembers the last letter pressed, where and when. Times are in seconds, of one clock."""

    def __init__(self) -> None:
        self._first: tuple[object, str] | None = None
        self._at = 0.0

    def done(self) -> None:
        """Forget the first press: something else came in between."""
        self._first = None

    def is_second(self, where: object, stroke: str, at: float) -> bool:
        """Return whether this press is the second of two."""
        return self._first == (where, stroke) and LEAST_S <= at - self._at <= MOST_S

    def press(self, where: object, stroke: str, at: float) -> bool:
        """Register a press; return whether it acts. If not, it is the first of the next two."""
        if self.is_second(where, stroke, at):
            self.done()
            return True
        self._first, self._at = (where, stroke), at
        return False
