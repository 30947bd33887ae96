"""The line *now*: what is open and its key, who speaks and who is next, else the latest entry."""

from __future__ import annotations

from msgspec import Struct
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from screens.keys.still_open import board_keys
from screens.text import plain
from session.views.board import NowLine as Line
from session.wording.catalogue import say

_NAMES = 4
"""Number of next speakers shown, so that they can prepare; the others are a count."""


class NowLineFacts(Struct, frozen=True):
    """``told``: whether a visible panel already shows who speaks, or who waits."""

    line: Line = Line()
    speaking_told: bool = False
    waiting_told: bool = False


class NowLine(Widget):
    """One row, hidden while there is nothing to show."""

    DEFAULT_CSS = """
    NowLine {
        height: 1;
        padding: 0 2;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        display: none;
    }
    NowLine.-said { display: block; }
    """

    value: reactive[NowLineFacts] = reactive(NowLineFacts(), layout=True)

    def watch_value(self) -> None:
        self.set_class(self.has_words(self.value), "-said")

    @staticmethod
    def has_words(facts: NowLineFacts) -> bool:
        """Return whether there is anything to show."""
        line, in_circle = facts.line, bool(facts.line.key) and not facts.line.opened
        speaking = line.speaking and (in_circle or not facts.speaking_told)
        waiting = line.waiting and (in_circle or not facts.waiting_told)
        return bool(line.opened or speaking or waiting or line.written)

    def render(self) -> Content:
        return self._words() or Content("")

    def _words(self) -> Content | None:
        """Return the line: what is open, who speaks and who is next, else the latest entry."""
        facts, line = self.value, self.value.line
        in_circle = bool(line.key) and not line.opened
        parts = []
        if line.opened:
            parts.append(plain(line.opened, "bold $accent"))
        elif line.speaking and (in_circle or not facts.speaking_told):
            parts.append(plain(line.speaking, "bold"))
        if line.key and parts:
            key = board_keys(self.app)[line.key]
            parts.append(plain(key, "bold $footer-key-foreground"))
        if line.opened and line.speaking and not facts.speaking_told:
            parts.append(plain(line.speaking, "bold"))
        if line.waiting and (in_circle or not facts.waiting_told):
            parts.append(plain(_who_waits(line.waiting, alone=not parts)))
        if parts:
            return Content(" · ").join(parts)
        return plain("✎ ", "$quiet") + plain(line.written) if line.written else None


def _who_waits(waiting: tuple[str, ...], *, alone: bool) -> str:
    names = ", ".join(waiting[:_NAMES])
    if more := len(waiting) - _NAMES if len(waiting) > _NAMES else 0:
        names = f"{names} {say('console.more', n=more)}"
    return say("console.waiting" if alone else "console.now_next", names=names)
