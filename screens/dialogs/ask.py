"""Ask for one typed line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Static

from screens.dialogs.sheet import Sheet
from screens.text import plain
from screens.widgets.line import Line
from session.model.state import Rejected
from session.wording.catalogue import refusal, say


class AskText(Sheet[str]):
    """Typed text: ``None`` when cancelled.

    Text that ``check`` refuses stays in the dialog, with the reason above it, so that nothing is lost; what the
    session refuses afterwards opens the dialog again.
    """

    KEYS_KEY = ""

    def __init__(
        self,
        title: str,
        hint: str = "",
        value: str = "",
        check: Callable[[str], Rejected | None] = lambda _: None,
        *,
        given: bool = False,
    ) -> None:
        super().__init__()
        self._given = given
        self._title, self._hint, self._value = title, hint, value
        self._check = check

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield Static(plain(self._title), classes="title")
            if self._hint:
                yield Static(plain(self._hint), classes="hint")
            yield self.field(self._value)
            yield Static(plain(say(self.KEYS_KEY)), classes="keys")

    def field(self, value: str) -> Widget:
        """Return the input widget, containing ``value``."""
        raise NotImplementedError

    def take(self, text: str) -> None:
        """Return ``text`` as the result, or show why not."""
        if refused := self._check(text):
            self.show_refusal(refusal(refused))
            return
        self.answer(text, type(self)(self._title, self._hint, text, self._check))


class Ask(AskText):
    """One line, returned without surrounding spaces."""

    PLACE = "line"
    KEYS_KEY = "console.ask.keys"

    def field(self, value: str) -> Widget:
        return Line(value, given=self._given)

    @on(Input.Submitted)
    def keep(self, event: Input.Submitted) -> None:
        event.stop()
        self.take(event.value.strip())


def ask_line(
    screen: Screen[Any],
    title: str,
    then: Callable[[str], object],
    hint: str = "",
    value: str = "",
    *,
    again: bool = False,
    empty: bool = False,
) -> None:
    """Ask for one line over a screen; nothing happens when it is cancelled.

    Nor when it is unchanged or empty, unless an unchanged (``again``) or any line (``empty``) is an answer, too.
    """

    def typed(text: str | None) -> None:
        if text is not None and (empty or (text and (again or text != value))):
            then(text)

    screen.app.push_screen(Ask(title, hint, value), typed)
