"""A QR code of half blocks, black on white in any theme, as large as fits."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from screens.text import plain
from screens.widgets.card import stacked, wrapped
from session.wording.catalogue import say

if TYPE_CHECKING:
    from qrcode import QRCode

_INK = "#000000 on #ffffff"
_BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}

_QUIET = 4
"""Modules of white around a code (ISO 18004)."""
# They mend 15 % and 7 % of a code: on a screen nothing is torn or dirty.
_LEVELS = ("M", "L")

_SMALLEST = 21
"""Modules of version 1; each version has four more."""
_WORDS_WIDE = 30
"""Cells of the sentence instead of a code."""
_ROWS_FOR_TITLE = 1
_ROWS_FOR_WORDS = 2
"""Rows kept below each code, so that two codes next to each other are aligned."""


class QrCode(Widget):
    """Shows ``data``; if there is no space for it, a sentence instead."""

    DEFAULT_CSS = "QrCode { height: auto; text-wrap: nowrap; content-align: center middle; }"

    data: reactive[str] = reactive("")

    def __init__(
        self, data: str = "", under: str = "", name: str = "", beside: tuple[str, ...] = ()
    ) -> None:
        """``under`` are the words right under the code, which need their rows first.

        What the codes ``beside`` it hold makes all of them one size.
        """
        super().__init__(id=name or None)
        self._under, self._beside = under, beside
        self.set_reactive(QrCode.data, data)

    def fits(self, space: Size, data: str = "") -> bool:
        """Return whether the code, or that of other ``data``, has room beside its title and its words."""
        room = self._room(space, space.width)
        return qr_lines(data or self.data, space.width, room, self._beside) is not None

    def rows_needed(self, space: Size) -> int:
        """Return the rows of that space that title, code and words take."""
        code = self.get_content_height(space, space, space.width)
        return space.height - self._room(space, space.width) + code

    def words_rows(self, width: int) -> int:
        """Return the rows of the words under the code, at least those that are kept for them."""
        words = sum(len(wrapped(line, width)) for line in self._under.split("\n"))
        return max(words, _ROWS_FOR_WORDS)

    @property
    def drawn(self) -> bool:
        """Whether the code has room; otherwise words are shown instead."""
        return qr_lines(self.data, *self.size, self._beside) is not None

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        room = self._room(container, width)
        lines = qr_lines(self.data, width, room, self._beside) if self.data else None
        return len(lines) if lines else min(2, room)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        # A container that is as wide as its content has no size at first.
        space = container or viewport
        wide, room = space.width, self._room(space, space.width)
        lines = qr_lines(self.data, wide, room, self._beside) if self.data else None
        return len(lines[0]) if lines else min(wide, _WORDS_WIDE)

    def _room(self, container: Size, width: int) -> int:
        """Return the rows for the code, besides those of its title and its words."""
        return max(1, container.height - self.words_rows(width) - _ROWS_FOR_TITLE)

    def render(self) -> Content:
        width, height = self.size
        lines = qr_lines(self.data, width, height, self._beside) if self.data else None
        if lines is None:
            told = (
                wrapped(say(key), width, "$quiet") for key in ("join.small", "join.small.short")
            )
            return stacked(next((lines for lines in told if len(lines) <= height), []))
        return stacked(plain(line, _INK) for line in lines)


@lru_cache(maxsize=8)
def qr_lines(
    data: str, width: int, height: int, beside: tuple[str, ...] = ()
) -> tuple[str, ...] | None:
    """Return the code in at most ``width`` cells and ``height`` rows; ``None`` if it can't be.

    It is as large as the largest of the codes ``beside`` it would be.
    """
    for scale in range(max(1, min(width, 2 * height) // 21), 0, -1):
        for level in _LEVELS:
            version = max(_version(one, level) for one in (data, *beside))
            side = (_SMALLEST + 4 * (version - 1) + 2 * _QUIET) * scale
            if _version(data, level) and side <= width and (side + 1) // 2 <= height:
                return _half_blocks(_modules(data, level, version), _QUIET, scale)
    return None


@lru_cache(maxsize=32)
def _version(data: str, level: str) -> int:
    """Return the smallest version that holds ``data``; 0 if none does. Drawing it would take far longer."""
    from qrcode.exceptions import DataOverflowError

    try:
        return int(_code(data, level).best_fit())
    except (DataOverflowError, ValueError):
        return 0


@lru_cache(maxsize=32)
def _modules(data: str, level: str, version: int) -> tuple[tuple[bool, ...], ...]:
    code = _code(data, level, version)
    code.make()
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())


def _code(data: str, level: str, version: int | None = None) -> QRCode[Any]:
    from qrcode import QRCode, constants

    grade = {"M": constants.ERROR_CORRECT_M, "L": constants.ERROR_CORRECT_L}[level]
    code = QRCode(version=version, error_correction=grade, border=0)
    code.add_data(data.encode("utf-8", "replace"))
    return code


def _half_blocks(code: tuple[tuple[bool, ...], ...], quiet: int, scale: int) -> tuple[str, ...]:
    side = (len(code) + 2 * quiet) * scale

    def dark(x: int, y: int) -> bool:
        column, row = x // scale - quiet, y // scale - quiet
        return 0 <= column < len(code) and 0 <= row < len(code) and code[row][column]

    return tuple(
        "".join(_BLOCKS[dark(x, y), dark(x, y + 1)] for x in range(side)) for y in range(0, side, 2)
    )


def wifi_data(name: str, password: str) -> str:
    """Return the content for phones to join a network; ``\\ ; , : "`` are escaped as required."""
    kind = "WPA" if password else "nopass"
    secret = f"P:{_escaped(password)};" if password else ""
    return f"WIFI:T:{kind};S:{_escaped(name)};{secret};"


def _escaped(text: str) -> str:
    return "".join(f"\\{letter}" if letter in '\\;,:"' else letter for letter in text)
