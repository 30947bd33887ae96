"""A few words, as large as their space allows."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from screens.text import plain
from screens.widgets.card import stacked, wrapped
from screens.widgets.lettering import BROAD, LARGE, MIDDLE, Face, letters


class BigWords(Widget):
    """Large letters in ``faces``, best first, where they fit; otherwise bold plain text."""

    DEFAULT_CSS = "BigWords { height: 1fr; text-wrap: nowrap; text-overflow: ellipsis; }"

    words: reactive[str] = reactive("")

    def __init__(
        self, words: str = "", faces: tuple[Face, ...] = (LARGE, BROAD, MIDDLE), name: str = ""
    ) -> None:
        super().__init__(id=name or None)
        self._faces = faces
        self.set_reactive(BigWords.words, words)

    def render(self) -> Content:
        width, height = self.size
        for face in self._faces:
            if drawn := letters(self.words, face, width, height):
                return stacked(plain(line) for line in drawn)
        return stacked(wrapped(self.words, width, "bold", max(1, height)))
