"""The one line in which people type: what is pasted is cleaned before it is shown."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from session.text import LINE_LIMIT, clean


class Line(Input):
    """An input for one line of at most ``LINE_LIMIT`` characters."""

    DEFAULT_CSS = """
    Line, Line:focus { border: none; }
    Line {
        height: 1;
        padding: 0 1;
        background: $field;
        background-tint: $background 0%;
        text-style: $field-style;
    }
    Line:focus { background: $field-now; }
    """

    def __init__(self, value: str = "", placeholder: str = "", name: str = "") -> None:
        super().__init__(
            select_on_focus=False,
            value=clean(value),
            placeholder=placeholder,
            max_length=LINE_LIMIT,
            compact=True,
            id=name or None,
        )

    def on_paste(self, event: events.Paste) -> None:
        # A list copied from elsewhere arrives as several lines; all of it is kept, as one line.
        event.prevent_default()
        event.stop()
        self.replace(clean(event.text), *self.selection)
