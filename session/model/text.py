"""The one door for text that people typed: cleaned once, at the edge, before it becomes a command."""

from __future__ import annotations

import re
import unicodedata

LINE_LIMIT = 2000
NAME_LIMIT = 60

# Overrides and isolates can make a line read as something else than what was typed; the plain
# marks (U+200E, U+200F, U+061C) and joiners stay, since right-to-left and Urdu text need them.
_DIRECTION = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
# Word and web pages end lines in their own ways: dropped like other controls, words would run
# into each other.
_LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_JOINER = "\u200d"


def clean(text: str, limit: int = LINE_LIMIT, *, lines: bool = False) -> str:
    """Return ``text`` safe to keep: no control characters, direction overrides or lone surrogates.

    White space is folded; line ends survive only with ``lines``. The result has at most ``limit``
    characters and never ends inside a combining sequence.
    """
    text = text.encode("utf-8", "replace").decode("utf-8").translate(_DIRECTION)
    # Keyboards differ in how they put a letter and its accent together; a name is the same name.
    text = unicodedata.normalize("NFC", text)
    text = _LINE_ENDS.sub("\n", text)
    if not lines:
        text = text.replace("\n", " ")
    text = "".join(" " if c == "\t" else c for c in text if c == "\n" or _keeps(c))
    return cut(_SPACES.sub(" ", text).strip(), limit)


def _keeps(character: str) -> bool:
    return character == "\t" or unicodedata.category(character) not in {"Cc", "Cs"}


def cut(text: str, limit: int) -> str:
    """Return the first ``limit`` characters or a few less: none is parted from its own marks."""
    if len(text) <= limit:
        return text
    end = limit
    while end > 0 and _belongs(text[end - 1], text[end]):
        end -= 1
    # A letter with more marks than fit is no letter any more; then some of it is better than none.
    return text[: end or limit].rstrip()


def _belongs(before: str, character: str) -> bool:
    """Tell whether a character is drawn as part of the one before it: marks, joined emoji, skin."""
    return (
        _JOINER in {before, character}
        or unicodedata.category(character).startswith("M")
        or "\U0001f3fb" <= character <= "\U0001f3ff"
    )


def short(text: str, width: int = 40) -> str:
    """Return ``text`` in at most ``width`` characters, with an ellipsis where it was cut."""
    return text if len(text) <= width else cut(text, width - 1) + "…"
