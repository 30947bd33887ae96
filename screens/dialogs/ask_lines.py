"""Ask for several typed or pasted lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static, TextArea

from screens.dialogs.sheet import Sheet
from session.state import Rejected
from session.text import clean
from session.wording.catalogue import refusal, say
from tui.text import plain

_MOST = 100_000
"""Characters; far above the longest list that people paste."""


class Lines(TextArea):
    """Several lines of text. Tab leaves it, as it leaves any line; in what is pasted tabs stay."""

    DEFAULT_CSS = """
    Lines, Lines:focus { border: none; }
    Lines { height: 8; max-height: 40vh; margin-top: 1; background: $foreground 8%; }
    """

    def on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        rows = event.text[:_MOST].replace("\r\n", "\n").replace("\r", "\n").split("\n")
        cells = ("\t".join(clean(cell) for cell in row.split("\t")) for row in rows)
        self.insert("\n".join(cells))


class AskLines(Sheet[str]):
    """Several lines: ``None`` when left. What ``check`` refuses stays, with the reason above it."""

    DEFAULT_CSS = """
    AskLines .refused { color: $warning; height: auto; max-height: 3; display: none; }
    AskLines .refused.-told { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f2", "keep", "Keep", id="lines.keep", priority=True),
        Binding("escape", "leave", "Back", id="dialog.leave", priority=True),
    ]

    def __init__(
        self,
        title: str,
        hint: str = "",
        value: str = "",
        check: Callable[[str], Rejected | None] = lambda _: None,
    ) -> None:
        super().__init__()
        self._title, self._hint, self._value = title, hint, value
        self._check = check

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield Static(plain(self._title), classes="title")
            if self._hint:
                yield Static(plain(self._hint), classes="hint")
            yield Static(classes="refused")
            yield Lines(self._value, soft_wrap=True, tab_behavior="focus")
            yield Static(plain(say("plan.lines.keys")), classes="keys")

    def on_mount(self) -> None:
        lines = self.query_one(Lines)
        lines.move_cursor(lines.document.end)

    def action_keep(self) -> None:
        text = self.query_one(Lines).text
        if refused := self._check(text):
            told = self.query_one(".refused", Static)
            told.update(plain(refusal(refused)))
            told.add_class("-told")
        else:
            self.dismiss(text)
