"""Names as people wish: what stands where somebody is named who did not agree to it (P47).

In the room that is an initial, the same everywhere ("D.", "D. 2"), so that people can be called without a
name on the wall. In the recap, which is read by others and for long, it is no initial but a role group, and
only where that could be several people.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from session.erase.name_words import ALSO_WORDS
from session.erase.walk import STRUCK
from session.model.folding import folded, occurrences
from session.model.ideas import Idea
from session.model.people import Person
from session.model.state import State
from session.wording.catalogue import say

_NOT_NAMES = frozenset({"the", "a", "an", "dr", "mr", "mrs", "ms", "miss", "mx", "prof"})
"""First words of a name that name nobody."""
_BETWEEN_NAMES = re.compile(r"(\s*(?:[,;/+&]|\band\b|\bwith\b)\s*)", re.IGNORECASE)
_SEVERAL = 2
"""A role group stands for somebody only where so many of it go without a name."""


def room_names(state: State) -> Mapping[str, str]:
    """Return what the room sees of each person, by id: the name of who agreed, else an initial.

    Who has an initial that others have had before gets a number; who has none is "someone".
    """
    seen: Counter[str] = Counter()
    names: dict[str, str] = {}
    for key, person in state.people.items():
        letter = "" if is_named(person) else _initial(person.name)
        if letter:
            seen[letter] += 1
            nth = seen[letter]
            names[key] = f"{letter}. {nth}" if nth > 1 else f"{letter}."
        else:
            names[key] = person.name if is_named(person) else say("person.someone")
    return names


def record_names(state: State) -> Mapping[str, str]:
    """Return what the recap says for each person, by id: the name of who agreed, else one of several.

    A role group of which one person alone came without a name would name them; then it is "someone".
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


def as_wished(state: State, text: str, *, record: bool = False) -> str:
    """Return a line of names without those of people who did not agree to be named (P47).

    record: as the recap says it, instead of the room. Alone between commas a name counts however it is
    written; inside a longer line one that is also a word ("will", "hope"), and a part of a name ("Young"),
    only with a capital. What could mean either of two people follows the one who goes by exactly that
    name; a first or last name that somebody agreed to stays.
    """
    known = [p for p in state.people.values() if p.name and p.name != STRUCK] if text else []
    if not known:
        return text
    stand_ins = record_names(state) if record else room_names(state)
    known.sort(key=is_named, reverse=True)
    told: dict[str, _Stead] = {}
    for person in known:
        name = folded(person.name)
        told.setdefault(name, _Stead(_stands_for(person, stand_ins), name in ALSO_WORDS))
    for person in known:
        for part in names_of(person):
            told.setdefault(folded(part), _Stead(_stands_for(person, stand_ins), capital=True))
    return "".join(_without(piece, told) for piece in _BETWEEN_NAMES.split(text))


def pieces(text: str) -> tuple[str, ...]:
    """Return the names that a line of names holds: "Ana and Ben" are two."""
    return tuple(filter(None, (piece.strip() for piece in _BETWEEN_NAMES.split(text)[::2])))


@dataclass(frozen=True, slots=True)
class _Stead:
    """What stands for a name; ``None`` for one that may stay."""

    words: str | None
    capital: bool
    """Whether it is a name only with a capital, inside a longer line."""


def _stands_for(person: Person, stand_ins: Mapping[str, str]) -> str | None:
    return None if is_named(person) else stand_ins[person.id]


def _without(piece: str, told: Mapping[str, _Stead]) -> str:
    """Return one piece of a line of names with what stands for each."""
    if alone := told.get(folded(piece)):
        return piece if alone.words is None else alone.words
    kept, at = "", 0
    for start, end, name in occurrences(piece, told):
        stead = told[name]
        if stead.words is not None and (piece[start].isupper() or not stead.capital):
            kept += piece[at:start] + stead.words
            at = end
    return kept + piece[at:]


def names_of(person: Person) -> tuple[str, ...]:
    """Return the words of a name that can stand for it alone: the first, and all with a capital."""
    first, *more = person.name.split()
    words = (first, *(word for word in more if word[0].isupper()))
    return tuple(word for word in words if folded(word).rstrip(".") not in _NOT_NAMES)


def is_named(person: Person) -> bool:
    """Tell whether somebody agreed to be named, by a name that still stands."""
    return person.consent.named is True and bool(person.name) and person.name != STRUCK


def author(state: State, idea: Idea) -> str:
    """Return who an idea is from: only where they chose to show it and are named, otherwise empty (P55).

    An idea whose words were struck is nobody's any more.
    """
    person = state.people.get(idea.author) if idea.text != STRUCK else None
    return person.name if person and is_named(person) else ""


def _initial(name: str) -> str:
    """Return the first letter of a name; empty where none may stand.

    A name of one letter is not shortened, and a sign that is no letter stands for nobody.
    """
    words = [word for word in name.split() if folded(word).rstrip(".") not in _NOT_NAMES]
    first = words[0] if words else ""
    if name == STRUCK or len(name) < 2 or not first[:1].isalpha():
        return ""
    return first[0].upper()
