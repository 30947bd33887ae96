"""The direction and language of text, for formats that need them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from store.exports.outline import ISOLATE, POP, bare

_PIECES = re.compile(f"{ISOLATE}(.*?){POP}")


def from_the_right(text: str) -> bool:
    """Return whether a line is right-to-left: decided by its first strong character (UAX 9, P2)."""
    for character in bare(text):
        way = unicodedata.bidirectional(character)
        if way in {"R", "AL", "L"}:
            return way != "L"
    return False


def line_from_the_right(text: str) -> bool:
    """Return the same for one of Fairsay's own lines, ignoring people's words within it."""
    return from_the_right(_PIECES.sub("", text) or text)


def holds_some(text: str) -> bool:
    """Return whether any letter of a line is right-to-left."""
    return any(unicodedata.bidirectional(character) in {"R", "AL"} for character in text)


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the non-empty pieces of a line, each with whether it is right-to-left."""
    turned = line_from_the_right(text)
    for nth, piece in enumerate(_PIECES.split(text)):
        words = bare(piece)
        if words:
            # The split yields our words and people's words alternately.
            yield words, from_the_right(words) if nth % 2 else turned


_SCRIPTS = {
    "GREEK": "el",
    "HEBREW": "he",
    "ARMENIAN": "hy",
    "GEORGIAN": "ka",
    "ETHIOPIC": "am",
    "DEVANAGARI": "hi",
    "BENGALI": "bn",
    "GURMUKHI": "pa",
    "GUJARATI": "gu",
    "TAMIL": "ta",
    "TELUGU": "te",
    "SINHALA": "si",
    "THAI": "th",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
}
"""Scripts, by the prefix of their letters' Unicode names, that mostly write one language."""
_LETTERS = {
    "ARABIC": (("ٹڈڑںھے", "ur"), ("پچژگیک", "fa"), ("", "ar")),
    "CYRILLIC": (("іїєґ", "uk"), ("", "ru")),
    "CJK": (("", "zh"),),
}
"""Scripts of several languages: letters that only one of them has, and the default."""


def language_of(text: str) -> str:
    """Return the language (BCP 47) of a line mostly not in Latin letters; else "".

    Latin letters don't determine it: a Polish name in an English sentence leaves it English.
    """
    letters = [one for one in text if one.isalpha()]
    scripts = Counter(unicodedata.name(one, "").partition(" ")[0] for one in letters)
    # Japanese is recognised by its own letters, however many Chinese ones are between them.
    script = next((one for one in ("HIRAGANA", "KATAKANA") if scripts[one]), "")
    script = script or next((one for one, _ in scripts.most_common(1)), "")
    if script in _LETTERS:
        return next(told for only, told in _LETTERS[script] if not only or {*only} & {*letters})
    return _SCRIPTS.get(script, "")
