"""The multi-line text input, one entry per line; pasted text is cleaned first."""

from __future__ import annotations

from textual import events
from textual.widgets import TextArea

from session.model.text import clean

_MOST = 4000


class Lines(TextArea):
    DEFAULT_CSS = """
    Lines, Lines:focus { border: none; }
    Lines {
        height: auto;
        min-height: 3;
        max-height: 12;
        padding: 0 1;
        background: $field;
        background-tint: $background 0%;
        text-style: $field-style;
    }
    Lines:focus { background: $field-now; }
    """

    def __init__(self, text: str = "", name: str = "") -> None:
        super().__init__(
            clean(text, _MOST, lines=True),
            id=name or None,
            compact=True,
            highlight_cursor_line=False,
            tab_behavior="focus",
        )

    def on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        room = max(0, _MOST - len(self.text))
        self.replace(clean(event.text, room, lines=True), *self.selection)
