"""The one door for text that people typed: cleaned once, at the edge, before it becomes a command."""

from __future__ import annotations

import re
import unicodedata

LINE_LIMIT = 2000
NAME_LIMIT = 60

# Overrides and isolates can make a line read as something else than what was typed; the plain
# marks (U+200E, U+200F, U+061C) and joiners stay, since right-to-left and Urdu text need them.
_DIRECTION = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_SPACES = re.compile(r"[^\S\n]+")


def clean(text: str, limit: int = LINE_LIMIT, *, lines: bool = False) -> str:
    """Return ``text`` safe to keep: no control characters, direction overrides or lone surrogates.

    White space is folded; line ends survive only with ``lines``. The result has at most ``limit``
    characters and never ends inside a combining sequence.
    """
    text = text.encode("utf-8", "replace").decode("utf-8").translate(_DIRECTION)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not lines:
        text = text.replace("\n", " ")
    text = "".join(" " if c == "\t" else c for c in text if c == "\n" or _keeps(c))
    text = _SPACES.sub(" ", text).strip()
    if len(text) <= limit:
        return text
    end = limit
    while end > 0 and unicodedata.combining(text[end]):
        end -= 1
    return text[:end].rstrip()


def _keeps(character: str) -> bool:
    return character == "\t" or unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"}


def short(text: str, width: int = 40) -> str:
    """Return ``text`` in at most ``width`` characters, with an ellipsis where it was cut."""
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"
