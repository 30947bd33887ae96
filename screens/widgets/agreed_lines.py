"""The lines of the group agreement, numbered, as large as all of them fit."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from screens.keys.keymap import hint
from screens.text import plain
from screens.widgets.card import stacked, wrapped
from screens.widgets.lettering import INK, largest, letters, smooth_in
from screens.widgets.signed import signed, signed_rows, signs_width
from session.wording.catalogue import say

_SIGN = 5
"""Columns of the selection mark, the line's number and a space."""
_PER_LINE_MOST = 3


class AgreedLines(Widget):
    """``at`` is the selected line. All in large letters if they fit, else that line alone, else all in bold."""

    DEFAULT_CSS = "AgreedLines { height: 1fr; text-wrap: nowrap; text-overflow: ellipsis; }"

    lines: reactive[tuple[str, ...]] = reactive(())
    at: reactive[int] = reactive(0)

    def render(self) -> Content:
        width, height = self.size
        if not self.lines:
            return stacked(self._asked(width, height))
        inside = max(1, width - _SIGN)
        if drawn := self._large(inside, height) or self._one_large(inside, height):
            return stacked(drawn)
        for apart in (1, 0):
            blocks = [self._block(n, inside, apart) for n in range(len(self.lines))]
            if sum(map(len, blocks)) - apart <= height:
                return stacked(line for block in blocks for line in block)
        return stacked(self._around(inside, height))

    def _asked(self, width: int, height: int) -> list[Content]:
        """Return what the group is asked while there are no lines, and below it how to write one."""
        told = wrapped(hint(self.app, "start", "agreement.none"), width, "$quiet")
        question, room = say("agreement.question"), height - len(told) - 1
        drawn = letters(question, width, room, smooth=smooth_in(self.app))
        return [*(drawn or wrapped(question, width, "bold")), Content(""), *told]

    def _large(self, width: int, height: int) -> list[Content]:
        signs = [f"▸{n + 1}." for n in range(len(self.lines))]

        def lead(size: int) -> int:
            return signs_width(signs, size) or 0

        def fits(size: int) -> bool:
            needed = [
                signed_rows([sign], text, size, width, lead(size))
                for sign, text in zip(signs, self.lines, strict=True)
            ]
            return sum(rows or height + 1 for rows in needed) <= height

        size, rows = largest(fits), list[Content]()
        for n, (sign, text) in enumerate(zip(signs, self.lines, strict=True) if size else ()):
            chosen = n == self.at
            parts = [(sign if chosen else sign[1:], "$accent")]
            ink, smooth = "$accent" if chosen else INK, smooth_in(self.app)
            rows += signed(parts, text, size, width, lead(size), ink, smooth=smooth) or []
        return rows

    def _one_large(self, width: int, height: int) -> list[Content]:
        """Return the selected line in large letters at its place among the others."""
        sign, text = f"▸{self.at + 1}.", self.lines[self.at]
        blocks = [self._block(n, width, 0) for n in range(len(self.lines))]
        room = height - sum(len(block) for n, block in enumerate(blocks) if n != self.at)

        def fits(size: int) -> bool:
            rows = signed_rows([sign], text, size, width, signs_width([sign], size) or 0)
            return rows is not None and rows <= room

        if not (size := largest(fits)):
            return []
        lead, smooth = signs_width([sign], size) or 0, smooth_in(self.app)
        drawn = signed([(sign, "$accent")], text, size, width, lead, "$accent", smooth=smooth)
        blocks[self.at] = drawn or blocks[self.at]
        return [row for block in blocks for row in block]

    def _block(self, n: int, width: int, apart: int) -> list[Content]:
        style = "bold $accent" if n == self.at else "bold"
        texts = wrapped(self.lines[n], width, style, _PER_LINE_MOST)
        signs = [self._sign(n), *[plain(" " * _SIGN)] * (len(texts) - 1)]
        rows = [sign + text for sign, text in zip(signs, texts, strict=True)]
        return rows + [Content("")] * apart

    def _sign(self, n: int) -> Content:
        mark = "▸" if n == self.at else " "
        return plain(f"{mark}{n + 1:>2}. ", "bold $accent")

    def _around(self, width: int, height: int) -> Sequence[Content]:
        """Return as many whole lines around the selected one as fit, and the number of the others."""
        first = last = min(self.at, len(self.lines) - 1)
        room = max(1, height - 2)
        blocks = {first: self._block(first, width, 0)}
        while True:
            used = sum(map(len, blocks.values()))
            for nth in (last + 1, first - 1):
                if not 0 <= nth < len(self.lines):
                    continue
                block = self._block(nth, width, 0)
                if used + len(block) <= room:
                    blocks[nth] = block
                    first, last = min(first, nth), max(last, nth)
                    break
            else:
                break
        shown = [line for n in sorted(blocks) for line in blocks[n]][:room]
        below = len(self.lines) - 1 - last
        above = [plain(say("console.above", n=first), "$quiet")] if first else []
        under = [plain(say("console.more", n=below), "$quiet")] if below else []
        return [*above, *shown, *under]
