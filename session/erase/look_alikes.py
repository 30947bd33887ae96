"""Other strings that may name a person who is to be forgotten, to be counted and confirmed (P46).

A part of the name ("Maggie"), a title with one ("Mrs O'Rourke"), an e-mail address that contains one.
And the reverse: another person's full name or address that contains the name. Any of them may mean
somebody else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from session.erase.walk import STRUCK, free_fields
from session.model.folding import folded, occurrences

_ADDRESS = re.compile(r"[\w.+'’-]+@[\w-]+(?:\.[\w-]+)+")
_TITLE = re.compile(r"\b(?:mr|mrs|ms|miss|mx|dr|prof|sir|aunt|auntie|uncle)\.?\s+$", re.IGNORECASE)
_NOT_NAMES = frozenset({"dr", "mr", "mrs", "ms", "miss", "mx", "prof", "the", "sir"})
_IN_ADDRESSES = 3
"""Letters a part of a name must have to be searched for inside an address."""


class LookAlike(Struct, frozen=True):
    """A string that may name the same person, in its first spelling, and the number of its occurrences."""

    text: str
    n: int


class LookAlikes:
    """Counts look-alikes over many texts. ``others``: the full names of everybody else on a list."""

    def __init__(self, name: str, others: Iterable[str]) -> None:
        self._name = folded(name)
        words = [word for word in self._name.split() if word.rstrip(".") not in _NOT_NAMES]
        self.parts = tuple(word for word in words if len(word) > 1 and word != self._name)
        self._others = {folded(one) for one in others} - {self._name, "", folded(STRUCK)}
        self._spelled: dict[str, str] = {}
        self._seen: Counter[str] = Counter()

    @property
    def others(self) -> frozenset[str]:
        """Full names of others that contain a part of the name; these are kept in any case."""
        return frozenset(
            one for one in self._others if any(occurrences(one, (self._name, *self.parts)))
        )

    def count(self, text: str) -> None:
        """Add the occurrences in a text."""
        for found in _ADDRESS.finditer(text):
            if self._is_in_address(found[0]):
                self._note(found[0])
        text = _ADDRESS.sub(lambda found: "\n" * len(found[0]), text)
        for start, end, name in occurrences(text, (self._name, *self._others, *self.parts)):
            if name == self._name:
                continue
            if name in self._others:
                if any(occurrences(name, (self._name,))):
                    self._note(text[start:end])
            elif not text[start].islower():
                title = _TITLE.search(text[:start])
                self._note(text[title.start() if title else start : end])

    def found(self) -> tuple[LookAlike, ...]:
        """Return the look-alikes counted so far, the most frequent first."""
        return tuple(LookAlike(self._spelled[key], n) for key, n in self._seen.most_common())

    def _note(self, spelled: str) -> None:
        key = folded(spelled)
        self._spelled.setdefault(key, " ".join(spelled.split()))
        self._seen[key] += 1

    def _is_in_address(self, address: str) -> bool:
        own = _letters(address.partition("@")[0])
        wanted = map(_letters, self.parts or (self._name,))
        return any(len(one) >= _IN_ADDRESSES and one in own for one in wanted)


def _letters(text: str) -> str:
    return "".join(letter for letter in folded(text) if letter.isalnum())


def texts_of(value: object) -> Iterator[str]:
    """Yield every text in a value of the session that people may have written."""
    match value:
        case str():
            yield value
        case Struct():
            for field in free_fields(type(value)):
                yield from texts_of(getattr(value, field))
        case dict():
            for inner in value.values():
                yield from texts_of(inner)
        case tuple() | list():
            for inner in value:
                yield from texts_of(inner)
        case _:
            return
