"""A headline: in large letters if they fit, otherwise bold and wrapped; never truncated silently."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from screens.widgets.card import stacked, wrapped
from screens.widgets.lettering import letters, smooth_in

_HIGH = 30
"""With fewer rows than this the content below needs them more."""
_SHARE = 4
"""The headline takes a quarter of the rows, or what the lines below leave, so that these stay visible."""
_AROUND = 6
"""Rows for what is above, below and between."""


class Headline(Widget):
    """As high as its words need; in letters up to what the lines below leave."""

    DEFAULT_CSS = "Headline { height: auto; text-wrap: nowrap; text-overflow: ellipsis; }"

    words: reactive[str] = reactive("", layout=True)
    below: reactive[int] = reactive(0, layout=True)
    """Rows of the lines below."""

    def render(self) -> Content:
        return stacked(self._lines(self.size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        return max(1, len(self._lines(width)))

    def _lines(self, width: int) -> Sequence[Content]:
        high = self.app.size.height
        if high >= _HIGH:
            room = max(high // _SHARE, high - self.below - _AROUND)
            drawn = letters(self.words, width, room, smooth=smooth_in(self.app))
            if drawn:
                return drawn
        return wrapped(self.words, width, "bold")
