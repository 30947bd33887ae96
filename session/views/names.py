"""Names as people wish: what stands where somebody is named who did not agree to it (P47)."""

from __future__ import annotations

import re

from session.erase.walk import STRUCK
from session.model.ideas import Idea
from session.model.people import Person
from session.model.state import State
from session.wording.catalogue import say

_NOT_NAMES = frozenset({"the", "a", "an", "dr", "mr", "mrs", "ms", "miss", "mx", "prof"})
"""First words of a name that name nobody."""
_BETWEEN_NAMES = re.compile(r"(\s*(?:[,;/+&]|\band\b|\bwith\b)\s*)", re.IGNORECASE)


_INITIAL_OF = 3


def as_wished(state: State, text: str) -> str:
    """Return a line of names without those of people who did not agree to be named (P47).

    Alone between commas a name counts however it is written; inside a longer line only as it is on
    the list, since "will" is also a word. What could mean either of two people follows the one who
    goes by exactly that name; a first or last name that somebody agreed to stays.
    """
    told: dict[str, str | None] = {}
    """What stands for each name; ``None`` for one that may stay."""
    known = [p for p in state.people.values() if p.name and p.name != STRUCK] if text else []
    known.sort(key=is_named, reverse=True)
    for person in known:
        told[person.name] = None if is_named(person) else _stand_in(person)
    for person in known:
        for word in _names_of(person):
            told.setdefault(word, None if is_named(person) else _stand_in(person))
    if not told:
        return text
    names = "|".join(re.escape(name) for name in sorted(told, key=len, reverse=True))
    inside = re.compile(rf"(?<!\w)(?:{names})(?!\w)")
    alone = {name.casefold(): told[name] for name in reversed(told)}

    def piece(words: str) -> str:
        if words.casefold() in alone:
            return alone[words.casefold()] or words
        return inside.sub(lambda found: told[found[0]] or found[0], words)

    return "".join(map(piece, _BETWEEN_NAMES.split(text)))


def _names_of(person: Person) -> tuple[str, ...]:
    """Return the words of a name that can stand for it alone: the first, and all with a capital."""
    first, *more = person.name.split()
    words = (first, *(word for word in more if word[0].isupper()))
    return tuple(word for word in words if word.casefold() not in _NOT_NAMES)


def _stand_in(person: Person) -> str:
    return say("person.unnamed", role=person.roles[0]) if person.roles else say("person.someone")


def is_named(person: Person) -> bool:
    """Tell whether somebody agreed to be named, by a name that still stands."""
    return person.consent.named is True and bool(person.name) and person.name != STRUCK


def author(state: State, idea: Idea) -> str:
    """Return who an idea is from: only where they chose to show it and are named, otherwise empty (P55).

    An idea whose words were struck is nobody's any more.
    """
    person = state.people.get(idea.author) if idea.text != STRUCK else None
    return person.name if person and is_named(person) else ""


def shown_to_all(person: Person) -> str:
    """Return who somebody is on the shared screen: their name if they agreed, otherwise their group."""
    if is_named(person):
        return person.name
    return person.roles[0] if person.roles else say("board.someone")


def told_apart(person: Person) -> str:
    """Return the same with a first letter, where people are told apart in a list of all of them."""
    shown, letter = shown_to_all(person), initial(person)
    return say("circle.unnamed", initial=letter, group=shown) if letter else shown


def initial(person: Person) -> str:
    """Return the first letter of a name that may not be shown; empty where none may stand.

    A name of one or two letters is not shortened: that would be nearly all of it.
    """
    hidden = is_named(person) or len(person.name) < _INITIAL_OF or person.name == STRUCK
    return "" if hidden else person.name[0]
