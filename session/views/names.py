"""Formats names by consent: what is shown instead of the name of a person who did not agree (P47).

In the room that is an initial, always the same ("D.", "D. 2"), so that people can be addressed without
their name on the screen. In the recap, which is widely read and kept, it is a role group instead, and
only if that could be several people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from session.erase.name_words import ALSO_WORDS
from session.erase.walk import STRUCK
from session.model.folding import folded, occurrences
from session.model.ideas import Idea
from session.model.people import Person, UnlistedName
from session.model.state import State
from session.rules.unlisted import (
    BETWEEN_NAMES,
    initial,
    is_unlisted,
    known_names,
    name_words,
    note_of,
)
from session.wording.catalogue import say

_SEVERAL = 2
"""A role group represents a person only if this many of its people are unnamed."""


def room_names(state: State) -> Mapping[str, str]:
    """Return how the room sees each person, by id: the name with consent, else an initial.

    Equal initials are numbered; a person without one is "someone". Unlisted names are included, by the id
    of their note.
    """
    seen: Counter[str] = Counter()
    names: dict[str, str] = {}
    for one in _as_they_came(state):
        if isinstance(one, Person) and is_named(one):
            names[one.id] = one.name
            continue
        letter = one.letter if isinstance(one, UnlistedName) else initial(one.name)
        seen[letter] += 1
        nth = seen[letter]
        numbered = f"{letter}. {nth}" if nth > 1 else f"{letter}."
        names[one.id] = numbered if letter else say("person.someone")
    return names


def _as_they_came(state: State) -> Iterator[Person | UnlistedName]:
    """Yield people and unlisted names in order of arrival, so that later ones don't change earlier numbers."""
    waiting = list(state.unlisted.values())
    for nth, person in enumerate(state.people.values()):
        while waiting and waiting[0].after <= nth:
            yield waiting.pop(0)
        yield person
    yield from waiting


def record_names(state: State) -> Mapping[str, str]:
    """Return how the recap names each person, by id: the name with consent, else the role group.

    A role group with a single unnamed person would identify them; then it is "someone".
    """
    unnamed = Counter(
        role
        for person in state.people.values()
        if person.presence != "expected" and not is_named(person)
        for role in person.roles[:1]
    )
    names: dict[str, str] = {}
    for key, person in state.people.items():
        role = person.roles[0] if person.roles else ""
        if is_named(person):
            names[key] = person.name
        elif unnamed[role] >= _SEVERAL:
            names[key] = say("person.unnamed", role=role)
        else:
            names[key] = say("person.someone")
    return names


class Naming:
    """How names in typed lines are shown: prepared once for all lines of one state.

    record: as in the recap, instead of the room.
    """

    def __init__(self, state: State, *, record: bool = False) -> None:
        self.state, self._record = state, record

    @cached_property
    def room(self) -> Mapping[str, str]:
        return room_names(self.state)

    @cached_property
    def _known(self) -> Mapping[str, bool]:
        return known_names(self.state)

    @cached_property
    def _told(self) -> Mapping[str, _Stead]:
        return _told(self.state, record=self._record)

    def only_consented(self, text: str) -> str:
        """Return a typed line of names, with the names of people without consent replaced (P47).

        An unlisted name is only shown once that was allowed. Otherwise as ``listed_as_wished``.
        """
        pieces = BETWEEN_NAMES.split(text) if text else []
        return "".join(piece if nth % 2 else self._shown(piece) for nth, piece in enumerate(pieces))

    def _shown(self, piece: str) -> str:
        if not is_unlisted(self.state, piece, self._known):
            return _without(piece, self._told)
        note = note_of(self.state, piece)
        if note is None or (self._record and not note.shown):
            return say("person.someone")
        return _without(piece, self._told) if note.shown else self.room[note.id]


def only_consented(state: State, text: str, *, record: bool = False) -> str:
    """Return a single line as ``Naming`` does."""
    return Naming(state, record=record).only_consented(text)


def listed_as_wished(state: State, text: str, *, record: bool = False) -> str:
    """Return a line with the names of listed people without consent replaced.

    Between commas a name matches in any case; within longer text, a name that is also a word ("will",
    "hope"), and a part of a name ("Young"), only with a capital. An ambiguous name follows the consent of
    the person with exactly that name; a first or last name that a person consented to is kept.
    """
    if not text or not (told := _told(state, record=record)):
        return text
    return "".join(_without(piece, told) for piece in BETWEEN_NAMES.split(text))


def contact_as_wished(state: State, text: str) -> str:
    """Return whom to ask, as in the recap: without a name that may not be shown, if other ways to reach them are left."""
    told = _told(state, record=True) if text else {}
    pieces = BETWEEN_NAMES.split(text)
    kept = [
        nth
        for nth, one in enumerate(pieces)
        if nth % 2 == 0 and not ((by := told.get(folded(one))) and by.words)
    ]
    # What is between two pieces goes with a name before it. A "+" may begin a telephone number.
    left = "".join(one for nth in kept for one in pieces[nth - (nth != kept[0]) : nth + 1])
    left = left.strip(" ,;/&")
    return listed_as_wished(state, left or text, record=True)


def _told(state: State, *, record: bool) -> Mapping[str, _Stead]:
    """Return the replacement of each full name and each part of one, by folded name."""
    known = [p for p in state.people.values() if p.name and p.name != STRUCK]
    stand_ins = record_names(state) if record else room_names(state)
    known.sort(key=is_named, reverse=True)
    told: dict[str, _Stead] = {}
    for person in known:
        name = folded(person.name)
        told.setdefault(name, _Stead(_stands_for(person, stand_ins), name in ALSO_WORDS))
    for person in known:
        for part in name_words(person.name):
            told.setdefault(folded(part), _Stead(_stands_for(person, stand_ins), capital=True))
    return told


@dataclass(frozen=True, slots=True)
class _Stead:
    """The replacement of a name; ``None`` to keep it."""

    words: str | None
    capital: bool
    """Whether it matches only with a capital, within longer text."""


def _stands_for(person: Person, stand_ins: Mapping[str, str]) -> str | None:
    return None if is_named(person) else stand_ins[person.id]


def _without(piece: str, told: Mapping[str, _Stead]) -> str:
    """Return one piece of a line of names with all replacements made."""
    if alone := told.get(folded(piece)):
        return piece if alone.words is None else alone.words
    kept, at = "", 0
    for start, end, name in occurrences(piece, told):
        stead = told[name]
        if stead.words is not None and (piece[start].isupper() or not stead.capital):
            kept += piece[at:start] + stead.words
            at = end
    return kept + piece[at:]


def is_named(person: Person) -> bool:
    """Return whether a person agreed to be named, and their name is not struck."""
    return person.consent.named is True and bool(person.name) and person.name != STRUCK


def author(state: State, idea: Idea) -> str:
    """Return an idea's author: only if they chose to show it and are named, otherwise empty (P55).

    An idea whose words were struck has no author.
    """
    person = state.people.get(idea.author) if idea.text != STRUCK else None
    return person.name if person and is_named(person) else ""
