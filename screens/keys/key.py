"""What a key is: where it stands, its names, its help, when it applies, and the words it is found by."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from session.model.state import State


def always_applies(_: State) -> bool:
    return True


class Key(Struct, frozen=True):
    """One thing a person can do on some screens. Its action is ``action_<id with underscores>``."""

    id: str
    """Its name in the settings, and that of its bindings. No other row has it."""
    on: str
    """Screens and dialogs, with spaces between."""
    keys: str
    """Textual's key names, separated by commas; empty when only help and palette offer it."""
    label: str
    tooltip: str
    area: str
    """The heading it stands under, and the first word of its name in the palette."""
    before: str = ""
    """Its keys with ``All keys``; empty: the same; "-": none."""
    shown: str = ""
    """The keys as a person reads them, where that is not the first one's own name."""
    shown_before: str = ""
    """The same with ``All keys``."""
    action: str = ""
    """Textual's action, where it is not named by ``id``."""
    deed: str = ""
    """What it does, where rows on several screens do the same. A letter has one deed."""
    eight: bool = False
    """Whether it is one of the eight, which act at the first press."""
    footer: bool = False
    each: str = ""
    """What each key in turn hands to the action: ``action_turn("3")``; each is then a choice of its own."""
    always: bool = False
    """Whether it is heard first: also while something is typed, and over the palette."""
    first: bool = False
    """Whether it is heard before what has the focus."""
    native: bool = False
    """Whether a widget or the dialog itself hears it, so that no binding is made from it."""
    box: bool = False
    """Whether it opens a box that text is typed into, as far as it can be done now."""
    when: Callable[[State], bool] = always_applies
    """Whether it does anything now."""
    words: str = ""
    """What else people call it."""

    @property
    def with_all(self) -> str:
        """Its keys with ``All keys``."""
        return "" if self.before == "-" else self.before or self.keys

    @property
    def places(self) -> list[str]:
        return self.on.split()

    @property
    def does(self) -> str:
        """What it does, by one name for all rows that do the same."""
        return self.deed or self.id

    @property
    def name(self) -> str:
        """The name in the palette: "Area: Verb"."""
        return f"{self.area}: {self.label}"

    @property
    def run(self) -> str:
        """Textual's action."""
        return self.action or self.id.replace("-", "_")
