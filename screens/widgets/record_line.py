"""The last note, decision or action, in sight of all as it is written (P32)."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from screens.text import plain


class RecordLine(Widget):
    DEFAULT_CSS = """
    RecordLine {
        height: 1;
        padding: 0 2;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        display: none;
    }
    RecordLine.-written { display: block; }
    """

    value: reactive[str] = reactive("", layout=True)

    def watch_value(self, value: str) -> None:
        self.set_class(bool(value), "-written")

    def render(self) -> Content:
        return plain("✎ ", "$accent") + plain(self.value)
