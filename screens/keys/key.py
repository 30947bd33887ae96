"""A row of the table of keys: its screens, names, help, when it applies, and its search words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from msgspec import Struct

from screens.places import Destination
from session.model.state import State


def always_applies(_: State) -> bool:
    return True


class Key(Struct, frozen=True):
    """One action on some screens. Its method is ``action_<id with underscores>``."""

    id: str
    """Its name in the settings, and that of its bindings. Unique."""
    on: str
    """Screens and dialogs, with spaces between."""
    keys: str
    """Textual's key names, separated by commas; empty when only help and palette offer it."""
    label: str
    tooltip: str
    area: str
    """Its heading, and the first word of its name in the palette."""
    before: str = ""
    """Its keys with ``All keys``; empty: the same; "-": none."""
    shown: str = ""
    """The keys as shown, if not the name of the first one."""
    shown_before: str = ""
    """The same with ``All keys``."""
    action: str = ""
    """Textual's action, if it is not named by ``id``."""
    to: Destination | Literal[""] = ""
    """The screen that it shows; help and palette offer such rows of the board on every screen of a session."""
    about: str = ""
    """What that screen begins with."""
    deed: str = ""
    """What it does, if rows on several screens do the same, so that they are one to learn and to change."""
    eight: bool = False
    """Whether it is one of the eight, which act at the first press."""
    footer: bool = False
    each: str = ""
    """The argument of the action for each key: ``action_turn("3")``; each is then a separate choice."""
    always: bool = False
    """Whether it has priority: also while something is typed, and over the palette."""
    first: bool = False
    """Whether it is handled before the focused widget."""
    native: bool = False
    """Whether a widget or the dialog itself handles it, so that no binding is made from it."""
    box: bool = False
    """Whether it opens a text box, as far as it applies now."""
    when: Callable[[State], bool] = always_applies
    """Whether it applies now."""
    words: str = ""
    """Synonyms."""

    @property
    def with_all(self) -> str:
        """Its keys with ``All keys``."""
        return "" if self.before == "-" else self.before or self.keys

    @property
    def places(self) -> list[str]:
        return self.on.split()

    @property
    def does(self) -> str:
        """The name shared by all rows that do the same."""
        return self.deed or self.id

    @property
    def name(self) -> str:
        """The name in the palette: "Area: Verb"."""
        return f"{self.area}: {self.label}"

    @property
    def run(self) -> str:
        """Textual's action."""
        if self.to:
            return f"to({self.to!r}, {self.about!r})"
        return self.action or self.id.replace("-", "_")
