"""How well typed words find an action: by whole words and beginnings of words, never by scattered letters."""

from __future__ import annotations

import re
from collections.abc import Callable

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_SCORES = ((1.0, 0.9), (0.8, 0.75), (0.7, 0.5), (0.4, 0.3))
"""For a whole word and for a beginning: of the label, of its area, of the synonyms, of the help."""


def words_of(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text.replace("’", "'").replace("'", ""))]


def score(query: str, title: str, synonyms: str = "", told: str = "") -> float:
    """Return 0 where a typed word is in none of them, otherwise up to 1: the mean of the words.

    ``title``: "Area: Label", or a label alone.
    """
    typed = words_of(query)
    area, _, label = title.rpartition(": ")
    fields = [words_of(one) for one in (label, area, synonyms, told)]
    found = [_word(one, fields) for one in typed]
    return sum(found) / len(found) if found and all(found) else 0.0


def has_words(typed: str, text: str) -> bool:
    """Return whether a line of a list has every typed word somewhere."""
    folded = text.casefold()
    return all(word in folded for word in typed.casefold().split())


def _word(typed: str, fields: list[list[str]]) -> float:
    hits = [
        points
        for words, (whole, beginning) in zip(fields, _SCORES, strict=True)
        for points, meets in ((whole, typed.__eq__), (beginning, _begins(typed)))
        if any(map(meets, words))
    ]
    return max(hits, default=0.0)


def _begins(typed: str) -> Callable[[str], bool]:
    return lambda word: word.startswith(typed)


def lit(query: str, title: str) -> list[tuple[int, int]]:
    """Return which letters of a title are those typed: where each stretch begins and ends."""
    typed = words_of(query)
    spans = []
    for found in _WORD.finditer(title):
        word = found.group().casefold()
        longest = max((len(one) for one in typed if word.startswith(one)), default=0)
        if longest:
            spans.append((found.start(), found.start() + longest))
    return spans
