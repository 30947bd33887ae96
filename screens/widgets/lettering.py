"""Large letters out of block characters, for words that must be read from the back of a hall.

Sentences keep their lower-case letters, which are easier to read than capitals. A font draws Latin
letters only; for other scripts ``letters`` returns nothing and the caller shows plain bold text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pyfiglet import Figlet

# Typographic marks have plain twins that every font draws.
_TWINS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "..."})

_LATIN = 0x24F
"""The last Latin letter of European languages. A font holds 3,000 letters in the order of their codes;
reading all of them takes 150 ms, which the start would wait for."""
_TAGS = re.compile("^0x([0-9A-Fa-f]+) ", re.MULTILINE)


class Face(NamedTuple):
    """A font of pyfiglet. ``rows`` a line; ``narrow``: cells of a usual letter, to guess cheaply."""

    font: str
    rows: int
    narrow: float
    gap: int
    """Cells between words; one less is still read well where it saves a line."""
    even: bool = False
    """Whether the font gives every letter the same width, which leaves gaps around an i or a t."""


LARGE = Face("smmono12", 9, 3.6, 4, even=True)
BROAD = Face("smmono9", 8, 2.6, 3, even=True)
MIDDLE = Face("smblock", 4, 2.3, 2)


def letters(text: str, face: Face, width: int, height: int) -> tuple[str, ...] | None:
    """Return ``text`` drawn in ``face``, wrapped at words; ``None`` where it does not fit.

    Also ``None`` for empty text, and where the font lacks a letter.
    """
    text = " ".join(text.translate(_TWINS).split())
    lines = height // face.rows
    # Loading a font takes a moment; text that is far too long is known without it.
    if not text or not lines or len(text) * face.narrow > width * lines:
        return None
    return _drawn(text, face, face.gap, width, lines) or _drawn(
        text, face, face.gap - 1, width, lines
    )


@lru_cache(maxsize=64)
def _drawn(text: str, face: Face, gap: int, width: int, most: int) -> tuple[str, ...] | None:
    words = []
    for word in text.split():
        drawn = _word(word, face)
        if drawn is None or len(drawn[0]) > width:
            return None
        words.append(drawn)
    rows = _balanced(words, width, gap, most)
    if rows is None:
        return None
    between = " " * gap
    return tuple(
        between.join(word[nth] for word in row).rstrip() for row in rows for nth in range(face.rows)
    )


def _balanced(
    words: list[tuple[str, ...]], width: int, gap: int, most: int
) -> list[list[tuple[str, ...]]] | None:
    """Wrap into as few lines as can be, then as evenly as can be."""
    best = _wrapped(words, width, gap)
    if len(best) > most:
        return None
    for narrower in range(width - 1, 0, -1):
        rows = _wrapped(words, narrower, gap)
        if len(rows) > len(best) or any(len(word[0]) > narrower for word in words):
            break
        best = rows
    return best


def _wrapped(words: list[tuple[str, ...]], width: int, gap: int) -> list[list[tuple[str, ...]]]:
    rows: list[list[tuple[str, ...]]] = []
    used = 0
    for word in words:
        needed = len(word[0])
        if rows and used + gap + needed <= width:
            rows[-1].append(word)
            used += gap + needed
        else:
            rows.append([word])
            used = needed
    return rows


@lru_cache(maxsize=512)
def _word(word: str, face: Face) -> tuple[str, ...] | None:
    """Draw one word: ``rows`` lines of equal length."""
    known = _figlet(face, _beyond_latin(word)).Font.chars
    if any(ord(letter) not in known for letter in word):
        return None
    if not face.even:
        return _trimmed(word, face)
    drawn = [_trimmed(letter, face) for letter in word]
    if any(letter is None for letter in drawn):
        return None
    return tuple(" ".join(rows) for rows in zip(*filter(None, drawn), strict=True))


@lru_cache(maxsize=512)
def _trimmed(text: str, face: Face) -> tuple[str, ...] | None:
    """Draw text without the empty columns around it; ``None`` where nothing is left."""
    lines = _figlet(face, _beyond_latin(text)).renderText(text).splitlines()
    lines = [line.rstrip() for line in (lines + [""] * face.rows)][: face.rows]
    indent = min((len(line) - len(line.lstrip()) for line in lines if line), default=0)
    wide = max(len(line) for line in lines)
    return tuple(line.ljust(wide)[indent:] for line in lines) if wide else None


def _beyond_latin(text: str) -> bool:
    return any(ord(letter) > _LATIN for letter in text)


@lru_cache(maxsize=6)
def _figlet(face: Face, whole: bool) -> Figlet:
    from pyfiglet import Figlet, FigletFont

    class LatinFont(FigletFont):
        def loadFont(self) -> None:  # noqa: N802 - pyfiglet's name
            later = (m for m in _TAGS.finditer(self.data) if int(m[1], 16) > _LATIN)
            self.data = self.data[: end.start()] if (end := next(later, None)) else self.data
            super().loadFont()  # type: ignore[no-untyped-call] # pyfiglet gives it no types

    class LatinFiglet(Figlet):
        def setFont(self, **_: object) -> None:  # noqa: N802 - pyfiglet's name
            self.Font = LatinFont(font=self.font)

    return (Figlet if whole else LatinFiglet)(font=face.font, width=100_000)
