"""Ask for one typed line."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from screens.dialogs.sheet import Sheet
from session.state import Rejected
from session.wording.catalogue import refusal, say
from tui.text import plain
from tui.widgets.line import Line


class Ask(Sheet[str]):
    """One line: ``None`` when left, otherwise what was typed, without spaces around it.

    What ``check`` refuses stays in the line, with the reason above it, so that nothing typed is lost.
    """

    HELP = "line"
    DEFAULT_CSS = """
    Ask .refused { color: $warning; height: auto; max-height: 3; display: none; }
    Ask .refused.-told { display: block; }
    """

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
            yield Line(self._value)
            yield Static(plain(say("console.ask.keys")), classes="keys")

    @on(Input.Submitted)
    def keep(self, event: Input.Submitted) -> None:
        event.stop()
        text = event.value.strip()
        if refused := self._check(text):
            told = self.query_one(".refused", Static)
            told.update(plain(refusal(refused)))
            told.add_class("-told")
        else:
            self.dismiss(text)
