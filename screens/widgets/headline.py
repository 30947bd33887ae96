"""A headline: in large letters where they fit, otherwise bold and wrapped; never cut off silently."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from screens.text import plain
from screens.widgets.card import stacked, wrapped
from screens.widgets.lettering import BROAD, LARGE, MIDDLE, Face, letters

_LARGEST_FIRST = (LARGE, BROAD, MIDDLE)
_HIGH = 30
"""Under so many rows of the screen what stands below needs them more."""
_SHARE = 4
"""The headline takes at most a quarter of the rows, so that what it is about stays in sight."""
_MOST = 4
"""Rows of plain bold text."""


@lru_cache(maxsize=64)
def headline(
    text: str, face: Face | None, width: int, height: int, style: str = "bold"
) -> tuple[Content, ...] | None:
    """Return ``text`` in ``face`` (``None``: plain); ``None`` where its letters do not fit."""
    if not text:
        return ()
    if face is None:
        return tuple(wrapped(text, width, style or "bold"))
    drawn = letters(text, face, width, height)
    return None if drawn is None else tuple(plain(line, style) for line in drawn)


class Headline(Widget):
    """As high as its words need, up to a quarter of the screen."""

    DEFAULT_CSS = "Headline { height: auto; text-wrap: nowrap; text-overflow: ellipsis; }"

    words: reactive[str] = reactive("", layout=True)

    def render(self) -> Content:
        return stacked(self._lines(self.size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return max(1, len(self._lines(width)))

    def _lines(self, width: int) -> Sequence[Content]:
        high = self.app.size.height
        for face in _LARGEST_FIRST if high >= _HIGH else ():
            if drawn := headline(self.words, face, width, high // _SHARE):
                return drawn
        return wrapped(self.words, width, "bold", _MOST)
