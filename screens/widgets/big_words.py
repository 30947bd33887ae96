"""A few words, as large as their space allows."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from screens.widgets.card import stacked, wrapped
from screens.widgets.lettering import INK, MOST, letters, smooth_in


class BigWords(Widget):
    """Large letters of at most ``most`` pixels in the colour ``ink``; where they don't fit, bold words."""

    DEFAULT_CSS = "BigWords { height: 1fr; text-wrap: nowrap; text-overflow: ellipsis; }"

    words: reactive[str] = reactive("")

    def __init__(self, words: str = "", most: int = MOST, ink: str = INK, name: str = "") -> None:
        super().__init__(id=name or None)
        self._most, self._ink = most, ink
        self.set_reactive(BigWords.words, words)

    def render(self) -> Content:
        width, height = self.size
        smooth = smooth_in(self.app)
        drawn = letters(self.words, width, height, self._ink, smooth=smooth, most=self._most)
        return stacked(drawn or wrapped(self.words, width, f"bold {self._ink}", max(1, height)))
