"""The one-line text input: pasted text is cleaned before it is shown."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Input

from screens.messages import Tell
from session.model.text import LINE_LIMIT, clean, cut
from session.wording.catalogue import say


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

    BINDINGS: ClassVar[list[BindingType]] = [
        # An Enter that was pressed before the program had the terminal arrives as a line feed.
        Binding("ctrl+j", "submit", show=False),
    ]

    _told_full = False

    def __init__(
        self, value: str = "", placeholder: str = "", name: str = "", *, given: bool = False
    ) -> None:
        """``given``: the program filled it in, so that typing replaces it."""
        super().__init__(
            select_on_focus=given,
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
        whole = clean(event.text, len(event.text))
        start, end = sorted(self.selection)
        fits = cut(whole, LINE_LIMIT - len(self.value) + end - start)
        if fits or not whole:
            self.replace(fits, start, end)
        if fits != whole:
            self.restricted(len(whole) - len(fits))

    def restricted(self, left_out: int = 1) -> None:
        """Report that the text is too long; once for several keys in a row."""
        if left_out > 1 or not self._told_full:
            self.post_message(Tell(say("line.full", limit=LINE_LIMIT, n=left_out), trouble=True))
        self._told_full = True

    def watch_value(self) -> None:
        self._told_full = len(self.value) == LINE_LIMIT and self._told_full
        if self.is_mounted:
            self.select_on_focus = False
