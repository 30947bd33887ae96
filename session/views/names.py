"""Names as people wish: what stands where somebody is named who did not agree to it (P47).

In the room that is an initial, the same everywhere ("D.", "D. 2"), so that people can be called without a
name on the wall. In the recap, which is read by others and for long, it is no initial but a role group, and
only where that could be several people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from session.erase.name_words import ALSO_WORDS
from session.erase.walk import STRUCK
from session.model.carried import CarriedAction
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
"""A role group stands for somebody only where so many of it go without a name."""


def room_names(state: State) -> Mapping[str, str]:
    """Return what the room sees of each person, by id: the name of who agreed, else an initial.

    Who has an initial that others have had before gets a number; who has none is "someone". Names that
    are not on the list have theirs as well, by the id of their note.
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
    """Yield people and names that are not on the list, so that who comes later changes no number."""
    waiting = list(state.unlisted.values())
    for nth, person in enumerate(state.people.values()):
        while waiting and waiting[0].after <= nth:
            yield waiting.pop(0)
        yield person
    yield from waiting


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
    """Return a typed line of names without those of people who did not agree to be named (P47).

    record: as the recap says it, instead of the room. A name that is not on the list stands only once it
    was said that it may. For the rest see ``listed_as_wished``.
    """
    if not text:
        return text
    known, told, hidden = known_names(state), _told(state, record=record), room_names(state)

    def shown(piece: str) -> str:
        if not is_unlisted(state, piece, known):
            return _without(piece, told)
        note = note_of(state, piece)
        if note is None or (record and not note.shown):
            return say("person.someone")
        return _without(piece, told) if note.shown else hidden[note.id]

    pieces = BETWEEN_NAMES.split(text)
    return "".join(piece if nth % 2 else shown(piece) for nth, piece in enumerate(pieces))


def listed_as_wished(state: State, text: str, *, record: bool = False) -> str:
    """Return a line without the names of those on the list who did not agree to be named.

    Alone between commas a name counts however it is written; inside a longer line one that is also a
    word ("will", "hope"), and a part of a name ("Young"), only with a capital. What could mean either of
    two people follows the one who goes by exactly that name; a first or last name that somebody agreed
    to stays.
    """
    if not text or not (told := _told(state, record=record)):
        return text
    return "".join(_without(piece, told) for piece in BETWEEN_NAMES.split(text))


def owner_as_wished(state: State, action: CarriedAction) -> str:
    """Return who takes on what an earlier session left, as the room may read it.

    Who is on the list today is shown as they wish now, anybody else as the last recap told them.
    """
    told, typed = BETWEEN_NAMES.split(action.who), BETWEEN_NAMES.split(action.owner)
    if not action.owner or len(told) != len(typed):
        return listed_as_wished(state, action.who)
    known = known_names(state)
    return "".join(
        listed_as_wished(state, then if is_unlisted(state, name, known) else name)
        for then, name in zip(told, typed, strict=True)
    )


def _told(state: State, *, record: bool) -> Mapping[str, _Stead]:
    """Return, by folded name, what stands for each whole name and each part of one."""
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


def is_named(person: Person) -> bool:
    """Return whether somebody agreed to be named, by a name that still stands."""
    return person.consent.named is True and bool(person.name) and person.name != STRUCK


def author(state: State, idea: Idea) -> str:
    """Return who an idea is from: only where they chose to show it and are named, otherwise empty (P55).

    An idea whose words were struck is nobody's any more.
    """
    person = state.people.get(idea.author) if idea.text != STRUCK else None
    return person.name if person and is_named(person) else ""
