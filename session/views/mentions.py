"""Finds people of the list in a text: by their full name, or by a part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from session.erase.name_words import ALSO_WORDS
from session.erase.walk import STRUCK
from session.model.folding import folded, occurrences
from session.model.people import Person
from session.model.state import State
from session.rules.unlisted import name_words
from session.wording.catalogue import say

Candidates = tuple[Person, ...]
"""The people a name may mean: those with exactly this name, else all with it as a part."""

_QUOTED = re.compile("[\"“”„«»]|(?<!\\w)['‘][^'’]+['’](?!\\w)")
_SHORT = 2
"""Names up to this length occur within too many words to be matched in lower case."""


class Mentions:
    """The names of everybody on the list, prepared once for searching many texts."""

    def __init__(self, state: State) -> None:
        known = [p for p in state.people.values() if p.name and p.name != STRUCK]
        whole: dict[str, list[Person]] = {}
        part: dict[str, list[Person]] = {}
        self._capital: set[str] = set()
        for person in known:
            whole.setdefault(folded(person.name), []).append(person)
            for nth, name in enumerate(map(folded, name_words(person.name))):
                part.setdefault(name, []).append(person)
                self._capital |= {name} if nth else set()
        self._whose: dict[str, Candidates] = {
            name: tuple(whole.get(name) or part[name]) for name in {**part, **whole} if name
        }
        self._capital -= whole.keys()
        self._capital |= {n for n in self._whose if n in ALSO_WORDS or len(n) <= _SHORT}
        self._speech = re.compile(rf"\b({'|'.join(say('check.speech').split())})\b", re.IGNORECASE)

    def of(self, text: str) -> Iterator[tuple[Candidates, bool]]:
        """Yield the candidates of each name in a text, and whether the text may quote them.

        It may if it has quotation marks or a verb of saying, or a colon after the name.
        """
        found = [
            (end, self._whose[name])
            for start, end, name in occurrences(text, self._whose)
            if self._is_name(text, start, end, name)
        ]
        quotes = bool(found) and bool(_QUOTED.search(text) or self._speech.search(text))
        for end, candidates in found:
            yield candidates, quotes or text[end:].lstrip().startswith(":")

    def _is_name(self, text: str, start: int, end: int, name: str) -> bool:
        if start == 0 and end == len(text):
            return True
        if len(name) == 1 and name.upper() != name:
            # "A" begins a sentence, "A." or "A:" is a person.
            return text[start].isupper() and text[end : end + 1] in {".", ":"}
        return name not in self._capital or not text[start].islower()

    def in_text(self, text: str) -> bool:
        """Return whether a text names somebody."""
        return any(self.of(text))

    def owner_missing(self, text: str) -> str:
        """Return what stands for the owner of a next step that has none: its text may name somebody."""
        return say("recap.who_in_text" if self.in_text(text) else "recap.nobody_yet")
