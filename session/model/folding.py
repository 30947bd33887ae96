"""Folds names to one comparable form: "o’rourke", "O'Rourke" and "Ｏ'ROURKE" are the same person.

Case, accents, apostrophes, hyphens and their look-alikes, spaces and width make no difference. Signs
that are letters of their own in a script (vowels in Hindi, say) do; short vowels over Arabic letters,
which most people omit, do not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

_APOSTROPHES = "'’‘‛ʼʹʻ`´′＇ˈ"
_NO_SPACE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u061c\ufeff"
"""Soft hyphens, joiners and direction marks, which are invisible."""
_DASHES = "-‐‑‒–—―−﹘﹣－⸺⸻゠"
_APART = dict.fromkeys(map(ord, _APOSTROPHES), "'") | dict.fromkeys(map(ord, _DASHES), " ")
"""Applied before decomposition (NFKD), which would turn some of these into a space and an accent."""
_GONE = dict.fromkeys(
    [*range(0x0300, 0x0370), *range(0x064B, 0x0660), 0x0670, *map(ord, _NO_SPACE)]
)
_ALIKE = dict.fromkeys(map(ord, _APOSTROPHES), "'") | str.maketrans(
    {
        "-": " ",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ħ": "h",
    }
)
"""Letters with a stroke and ligatures, which Unicode does not decompose."""
_BLANKS = re.compile(r"\s+")
_ASCII = bytes(range(0x80))
_FAR = 240
"""Bytes on each side of a letter, more than any name has."""
_APART_BYTES = bytes(
    byte if byte >= 0x80 or chr(byte).isalnum() or byte == ord("'") else ord(" ")
    for byte in range(256)
)
"""Translates every byte that separates words to a space."""


def folded(name: str) -> str:
    """Return the form in which names are compared; empty when no letter of it is left."""
    if name.isascii():
        plain = name.lower()
    else:
        plain = unicodedata.normalize("NFKD", name.translate(_APART)).casefold()
        plain = plain.translate(_GONE)
    return _BLANKS.sub(" ", plain.translate(_ALIKE)).strip()


def occurrences(text: str, names: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Yield where folded ``names`` occur in ``text`` as whole words: (start, end, name), in characters.

    The longest match at one place is taken, and none overlap.
    """
    plain = folded(text)
    wanted = sorted(
        {name for name in names if name and name in plain}, key=lambda name: (-len(name), name)
    )
    if not wanted:
        return
    plain, places = _with_places(text)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, wanted))})(?!\w)")
    for found in pattern.finditer(plain):
        start, end = places[found.start()], places[found.end() - 1] + 1
        while end < len(text) and not folded(text[end]) and not text[end].isspace():
            if unicodedata.category(text[end]) == "Pd":
                break
            # A separate combining accent belongs to the letter before it.
            end += 1
        yield start, end, found[0]


def spelled_otherwise(run: str, data: bytes) -> set[bytes]:
    """Return the words in ``data`` (UTF-8) with a letter outside ASCII that hold the folded ``run``."""
    if data.isascii():
        return set()
    letters, words = set(run), set[bytes]()
    for sign in set(data.translate(None, _ASCII).decode("utf-8", "replace")):
        # A quotation mark or another alphabet is in no spelling of it; an accent that folds to nothing may be.
        if (plain := folded(sign)) and letters.isdisjoint(plain):
            continue
        needle = sign.encode("utf-8", "replace")
        at = data.find(needle)
        while at != -1:
            before = data[max(0, at - _FAR) : at].translate(_APART_BYTES)
            after = data[at : at + _FAR].translate(_APART_BYTES)
            word = before[before.rfind(b" ") + 1 :] + after.partition(b" ")[0]
            words.add(word)
            at = data.find(needle, at + max(1, len(after.partition(b" ")[0])))
    return {word for word in words if run in folded(word.decode("utf-8", "replace"))}


def _with_places(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the folded text, and for each of its characters its index in the original."""
    out: list[str] = []
    places: list[int] = []
    for at, character in enumerate(text):
        # A space at each end, since folding strips those.
        for letter in folded(f"x{character}x")[1:-1]:
            if letter == " " and (not out or out[-1] == " "):
                continue
            out.append(letter)
            places.append(at)
    if out and out[-1] == " ":
        del out[-1], places[-1]
    return "".join(out), tuple(places)
