"""Ask which of a few."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from screens.dialogs.sheet import Sheet
from screens.text import plain
from session.wording.catalogue import say


class Pick(Sheet[str]):
    """One of ``choices``, each an id with the words shown for it; ``None`` when cancelled."""

    DEFAULT_CSS = """
    Pick OptionList { background: $surface; margin-top: 1; max-height: 14; }
    """
    AUTO_FOCUS = "OptionList"

    def __init__(self, title: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._title, self._choices = title, choices

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield Static(plain(self._title), classes="title")
            yield OptionList(
                *(
                    Option(plain(words), id=f"choice-{nth}")
                    for nth, (_, words) in enumerate(self._choices)
                ),
                compact=True,
            )
            yield Static(plain(say("pick.keys")), classes="keys")

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._choices[event.option_index][0])
