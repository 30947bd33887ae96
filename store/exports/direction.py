"""Which way words run, for formats that have to be told: Urdu and Arabic from the right."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from store.exports.outline import ISOLATE, POP, bare

_PIECES = re.compile(f"{ISOLATE}(.*?){POP}")


def from_the_right(text: str) -> bool:
    """Return whether a line starts on the right: its first letter with a direction says so (UAX 9, P2)."""
    for character in bare(text):
        way = unicodedata.bidirectional(character)
        if way in {"R", "AL", "L"}:
            return way != "L"
    return False


def line_from_the_right(text: str) -> bool:
    """The same for a line of ours: words people typed inside it do not turn it round."""
    return from_the_right(_PIECES.sub("", text) or text)


def holds_some(text: str) -> bool:
    """Return whether any letter of a line runs from the right."""
    return any(unicodedata.bidirectional(character) in {"R", "AL"} for character in text)


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Yield a line in pieces, each with whether it runs from the right. No piece is empty."""
    turned = line_from_the_right(text)
    for nth, piece in enumerate(_PIECES.split(text)):
        words = bare(piece)
        if words:
            # The split gives our words and theirs in turn.
            yield words, from_the_right(words) if nth % 2 else turned
