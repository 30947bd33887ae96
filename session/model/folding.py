"""Names in one folded form: whoever writes "o’rourke", "O'Rourke" or "Ｏ'ROURKE" means the same person.

Case, accents, apostrophes, hyphens and their look-alikes, spaces and width make no difference. Signs that are
letters of their own in a script (vowels in Hindi, say) do; short vowels over Arabic letters, which most
people leave out, do not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

_APOSTROPHES = frozenset("'’‘‛ʼʹʻ`´′＇ˈ")
_NO_SPACE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u061c\ufeff")
"""Soft hyphens, joiners and marks of direction: they show nothing."""
_MARKS = (range(0x0300, 0x0370), range(0x064B, 0x0660), range(0x0670, 0x0671))
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
"""Letters with a stroke and joined letters, which Unicode takes apart into nothing."""


def folded(name: str) -> str:
    """Return the form in which names are compared; empty when nothing of it is left."""
    return _with_places(name)[0]


def occurrences(text: str, names: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Yield where folded ``names`` stand in ``text`` as whole words: from, to (characters), which one.

    The longest of several at one place is taken, and none overlap.
    """
    wanted = sorted({name for name in names if name}, key=lambda name: (-len(name), name))
    if not wanted:
        return
    plain, places = _with_places(text)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, wanted))})(?!\w)")
    for found in pattern.finditer(plain):
        start, end = places[found.start()], places[found.end() - 1] + 1
        while end < len(text) and not _letter(text[end]) and not text[end].isspace():
            # An accent that is a character of its own goes with its letter.
            end += 1
        yield start, end, found[0]


@lru_cache(maxsize=4096)
def _with_places(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the folded text, and for each of its characters the place it came from."""
    out: list[str] = []
    places: list[int] = []
    for at, character in enumerate(text):
        for letter in _letter(character):
            if letter == " " and (not out or out[-1] == " "):
                continue
            out.append(letter)
            places.append(at)
    if out and out[-1] == " ":
        del out[-1], places[-1]
    return "".join(out), tuple(places)


@lru_cache(maxsize=4096)
def _letter(character: str) -> str:
    """Return what one character is folded to: some letters, one blank for spaces and hyphens, or nothing."""
    if character in _APOSTROPHES:
        return "'"
    if character in _NO_SPACE:
        return ""
    apart = unicodedata.normalize("NFKD", character).casefold().translate(_LETTERS)
    kept = (c for c in apart if not any(ord(c) in marks for marks in _MARKS))
    return "".join("'" if c in _APOSTROPHES else " " if _parts(c) else c for c in kept)


def _parts(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) == "Pd" or character == "−"
