"""What each page of the private screen does; the keys are the screen's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from screens.list_screen import ListedScreen
from screens.widgets.key_line import OF_A_LINE
from screens.widgets.rows import Row
from session.model.state import State


class PrivatePage:
    """A list, and what the keys do on the chosen line of it; nothing unless a subclass says so."""

    NAME: ClassVar[str]
    EMPTY: ClassVar[str] = "people.none"
    KEYS: ClassVar[tuple[str, ...]] = ()
    """Ids of its keys in the bottom line, most important first."""

    def __init__(self, screen: ListedScreen) -> None:
        self.screen = screen

    @property
    def state(self) -> State:
        return self.screen.state

    @property
    def chosen(self) -> str:
        return self.screen.chosen

    def listed(self, state: State) -> tuple[str, Sequence[Row]]:
        raise NotImplementedError

    def idle(self, chosen: str) -> frozenset[str]:
        """Return what the keys do that have nothing to do it to."""
        return frozenset() if chosen else OF_A_LINE

    def moved(self) -> None:
        """Follow the cursor."""

    def pass_time(self) -> None:
        """Follow the clock."""

    def take(self) -> None:
        """Handle Enter."""

    def answer(self, answer: bool | None) -> None:
        """Handle a yes, a no, or an answer left open."""

    def change(self) -> None:
        """Correct the words."""

    def strike(self) -> None:
        """Take the words out for good."""

    def needs(self) -> None:
        """Note what a person needs."""

    def gets(self) -> None:
        """Note how a person gets what is handed out, or tick it off."""

    def turn(self, by: int) -> None:
        """Go to the next answer (1), or the one before (-1)."""
