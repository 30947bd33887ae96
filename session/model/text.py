"""Cleans text that people typed: once, at the boundary, before it becomes a command."""

from __future__ import annotations

import re
import unicodedata

LINE_LIMIT = 2000
NAME_LIMIT = 60
NEEDS_LIMIT = 500

# Overrides and isolates can make a line display differently from what was typed; the plain
# marks (U+200E, U+200F, U+061C) and joiners stay, since right-to-left and Urdu text need them.
_DIRECTION = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
# Word and web pages have line separators of their own; dropping them like other controls would
# join words.
_LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_JOINER = "\u200d"
# The Unicode isolates (first strong, pop): right-to-left words within one of our sentences must not
# reorder the sentence. Cleaned text never contains them, so they can't be forged or left open.
ISOLATE, POP = "\u2068", "\u2069"


def theirs(text: str) -> str:
    """Return people's own words, isolated for use within one of our sentences."""
    return f"{ISOLATE}{text}{POP}"


def bare(text: str) -> str:
    """Return a line without the isolates, for formats whose readers would see them."""
    return text.replace(ISOLATE, "").replace(POP, "")


def clean(text: str, limit: int = LINE_LIMIT, *, lines: bool = False) -> str:
    """Return ``text`` safe to store: no control characters, direction overrides or lone surrogates.

    White space is folded; line ends are kept only with ``lines``. The result has at most ``limit``
    characters and never ends inside a combining sequence.
    """
    text = text.encode("utf-8", "replace").decode("utf-8").translate(_DIRECTION)
    # Keyboards compose accents differently (NFC, NFD); the same name must compare equal.
    text = unicodedata.normalize("NFC", text)
    text = _LINE_ENDS.sub("\n", text)
    if not lines:
        text = text.replace("\n", " ")
    text = "".join(" " if c == "\t" else c for c in text if c == "\n" or _keeps(c))
    return cut(_SPACES.sub(" ", text).strip(), limit)


def _keeps(character: str) -> bool:
    return character == "\t" or unicodedata.category(character) not in {"Cc", "Cs"}


def cut(text: str, limit: int) -> str:
    """Truncate to ``limit`` characters or a few less, so that no letter is separated from its marks."""
    if len(text) <= limit:
        return text
    end = limit
    while end > 0 and _belongs(text[end - 1], text[end]):
        end -= 1
    # One letter with more marks than fit is truncated anyway: a part is better than nothing.
    return text[: end or limit].rstrip()


def _belongs(before: str, character: str) -> bool:
    """Return whether a character is drawn as part of the one before it: marks, joined emoji, skin tone."""
    return (
        _JOINER in {before, character}
        or unicodedata.category(character).startswith("M")
        or "\U0001f3fb" <= character <= "\U0001f3ff"
    )


def short(text: str, width: int = 40) -> str:
    """Return ``text`` truncated to ``width`` characters, with an ellipsis."""
    return text if len(text) <= width else cut(text, width - 1) + "…"
