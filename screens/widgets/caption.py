"""Two lines above the work: what was done, and what to do now."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from screens.text import plain


class Caption(Widget):
    """The first line is quiet, the rest is what counts."""

    DEFAULT_CSS = """
    Caption {
        height: auto;
        max-height: 5;
        padding: 0 2;
        background: $block-cursor-background;
        color: $block-cursor-foreground;
    }
    """

    words: reactive[str] = reactive("", layout=True)

    def watch_words(self, words: str) -> None:
        self.display = bool(words)

    def render(self) -> Content:
        first, _, rest = self.words.partition("\n")
        return plain(f"{first}\n") + plain(rest, "bold") if rest else plain(first, "bold")
