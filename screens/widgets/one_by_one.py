"""The line of a box that stays open: of a list that is pasted, one entry after the other is put into it."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events

from screens.messages import Tell
from screens.widgets.line import Line
from session.model.text import LINE_LIMIT, cut
from session.plan.edits import split_lines
from session.wording.catalogue import say

_MOST = 100_000
"""Characters of a pasted list."""


class OneByOne(Line):
    """Nothing pasted is stored before its own Enter: ``go_on`` puts the next entry into the line."""

    of_lists = True
    """Whether pasted lines are entries of their own; if not, they are one line, as in ``Line``."""

    def __init__(self, value: str = "", waiting: Sequence[str] = ()) -> None:
        super().__init__(value)
        self._waiting = list(waiting)

    def on_paste(self, event: events.Paste) -> None:
        found = split_lines(event.text[:_MOST]) if self.of_lists and not self.value.strip() else ()
        if len(found) > 1:
            event.prevent_default()
            event.stop()
            self._waiting = list(found)
            self.go_on()
            self.post_message(Tell(say("line.waiting", n=len(found) - 1)))

    @property
    def waiting(self) -> tuple[str, ...]:
        """The pasted entries that are still to come."""
        return tuple(self._waiting)

    def go_on(self) -> None:
        """Empty the line for the next entry, or put the next of the pasted ones into it."""
        self.value = cut(self._waiting.pop(0), LINE_LIMIT) if self._waiting else ""
        self.cursor_position = len(self.value)
