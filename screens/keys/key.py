"""What a key is: its names, its help, and whether the footer shows it."""

from __future__ import annotations

from msgspec import Struct


class Key(Struct, frozen=True):
    """One thing a person can do on a screen. Its action is ``action_<id with underscores>``."""

    id: str
    keys: str
    """Textual's key names, separated by commas; empty when only the palette offers it."""
    shown: str
    """The keys as a person reads them."""
    label: str
    tooltip: str
    area: str
    """The heading it stands under, and the first word of its name in the palette."""
    footer: bool = False
    each: bool = False
    """Whether each key is a choice of its own, handed to the action: ``action_turn("3")``."""
    always: bool = False
    """Whether it is heard first: also while something is typed, and over the palette."""
    box: bool = False
    """Whether it opens a box that text is typed into, as far as it can be done now."""

    @property
    def action(self) -> str:
        return self.id.replace("-", "_")

    @property
    def name(self) -> str:
        """The name in the palette: "Area: Verb"."""
        return f"{self.area}: {self.label}"
