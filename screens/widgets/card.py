"""A card: a quiet border around lines that are always fitted to its size, never truncated silently."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from screens.text import plain
from session.wording.catalogue import say

V = TypeVar("V")


class Card(Widget, Generic[V]):
    """Shows ``value``; an equal value repaints nothing. Subclasses draw it in ``lines``."""

    DEFAULT_CSS = """
    Card {
        border: round $rule;
        border-title-color: $quiet;
        border-title-style: bold;
        border-subtitle-color: $quiet;
        padding: 0 1;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    DEFAULT_CLASSES = "-empty"
    """Of a card without a value. Set from the start: a class that changes restyles the card."""
    # A new layout is requested only if the value needs another number of rows.
    value: reactive[V | None] = reactive(None)

    def lines(self, value: V, width: int, height: int) -> Sequence[Content]:
        """Return what to show in ``width`` cells and at most ``height`` rows."""
        raise NotImplementedError

    def head(self, value: V, width: int) -> str:
        """Return the words in the top border, which has room for ``width`` cells."""
        raise NotImplementedError

    def holds(self, value: V) -> bool:  # noqa: ARG002 - subclasses look at it
        """Return whether there is anything to show; an empty card of the board is hidden."""
        return True

    def watch_value(self) -> None:
        self._entitle()
        self.set_class(self.value is None or not self.holds(self.value), "-empty")
        height = self.styles.height
        if height is None or not height.is_auto or not self.is_attached:
            return
        wanted = self.get_content_height(self.size, self.screen.size, self.size.width)
        if wanted != self.size.height:
            self.refresh(layout=True)

    def on_resize(self) -> None:
        self._entitle()

    def _entitle(self) -> None:
        value = self.value
        self.border_title = None if value is None else title(self.head(value, self.size.width - 2))

    def render(self) -> Content:
        if self.value is None:
            return Content("")
        return stacked(self.lines(self.value, self.size.width, self.size.height))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        if self.value is None:
            return 1
        return max(1, len(self.lines(self.value, width, viewport.height)))


def title(text: str) -> Content | None:
    """Return ``text`` as a border title; Textual does not accept an empty one."""
    return plain(text.replace("\n", " ")) if text.strip() else None


def stacked(lines: Iterable[Content]) -> Content:
    """Put lines below each other."""
    return Content("\n").join(lines)


def fitted(content: Content, width: int) -> Content:
    """Return ``content`` in exactly ``width`` cells, truncated with an ellipsis."""
    cut = content.truncate(max(width, 0), ellipsis=True)
    return cut.pad_right(max(0, width - cut.cell_length))


def ends(left: Content, right: Content, width: int) -> Content:
    """Return one line with ``right`` at its end; ``left`` is truncated if both don't fit."""
    return fitted(left, width - right.cell_length) + right


def wrapped(text: str, width: int, style: str = "", most: int = 0) -> list[Content]:
    """Wrap ``text``; beyond ``most`` lines (0: all) it ends in an ellipsis."""
    lines = plain(text, style).wrap(max(1, width)) if text else []
    if most and len(lines) > most:
        rest = Content(" ").join(lines[most - 1 :])
        lines = [*lines[: most - 1], rest.truncate(max(1, width), ellipsis=True)]
    return lines


def first(lines: Sequence[Content], height: int) -> list[Content]:
    """Return at most ``height`` lines; the last has the number of those that did not fit."""
    if len(lines) <= height:
        return list(lines)
    if height <= 0:
        return []
    kept = list(lines[: height - 1])
    return [*kept, plain(say("console.more", n=len(lines) - len(kept)), "$quiet")]


def unfolded(entries: Sequence[Content], width: int, height: int, indent: int = 0) -> list[Content]:
    """Return each entry in full, on as many rows as it needs, if they fit; else one row each."""
    rows: list[Content] = []
    for entry in entries:
        head, *rest = entry.wrap(max(1, width))
        if rest:
            # Continuation lines are aligned with the words, not with the number or sign before them.
            start = len(entry.plain) - len(entry.plain[len(head) :].lstrip())
            rest = entry[start:].wrap(max(1, width - indent))
        rows += [head, *(" " * indent + line for line in rest)]
    return rows if len(rows) <= height else first(entries, height)


def columns(cells: Sequence[Content], width: int, height: int, least: int) -> list[Content]:
    """Lay cells out down and then across, in as few columns as ``height`` allows.

    No column gets narrower than ``least`` cells; the number of cells that don't fit is on the last line.
    """
    most = max(1, (width + 2) // (least + 2))
    needed = -(-len(cells) // max(1, height))
    across = max(1, min(most, needed))
    shown = list(cells)
    if len(cells) > across * height:
        shown = first(cells, across * height)
    down = -(-len(shown) // across)
    wide = (width - 2 * (across - 1)) // across
    rows = []
    for y in range(down):
        row = [fitted(shown[n], wide) for n in range(y, len(shown), down)]
        rows.append(Content("  ").join(row))
    return rows
