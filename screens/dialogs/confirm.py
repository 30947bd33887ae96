"""A yes/no question."""

from __future__ import annotations

from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from screens.dialogs.sheet import Sheet
from screens.keys.tables import bindings_for
from screens.text import plain
from session.wording.catalogue import say


class Confirm(Sheet[bool]):
    """``True`` only for a clear yes, ``False`` for a clear no, ``None`` when cancelled.

    marked: the answer that has the focus, so that a stray Enter changes nothing.
    """

    PLACE = "question"
    DEFAULT_CSS = """
    Confirm #answers { height: auto; margin-top: 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("question")]
    AUTO_FOCUS = None

    def __init__(
        self, question: str, yes: str = "", no: str = "", marked: Literal["yes", "no"] = "no"
    ) -> None:
        super().__init__()
        self._marked = marked
        self._question = question
        self._yes, self._no = yes or say("console.yes"), no or say("console.no")

    def on_mount(self) -> None:
        self.query_one(f"#{self._marked}", Button).focus()

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield Static(plain(self._question), classes="title")
            with Horizontal(id="answers"):
                yield Button(plain(self._yes), id="yes", compact=True)
                yield Button(plain(self._no), id="no", compact=True)
            yield Static(plain(self.keys_told("console.confirm.keys")), classes="keys")

    @on(Button.Pressed)
    def press(self, event: Button.Pressed) -> None:
        event.stop()
        self.dismiss(event.button.id == "yes")

    def action_answer(self, yes: bool) -> None:
        self.dismiss(yes)
