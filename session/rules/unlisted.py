"""Typed names that are not on the list of people: private until showing them is allowed (P47).

Names are typed in a few fields only (``NAMES_IN``). A name there that is not on the list is noted
with the command that brought it, so that the question is asked once per session. The note holds a
hash, not the name: strike and forget have no second place to clean.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from session.erase.kinds import names_in
from session.erase.name_words import ALSO_WORDS
from session.erase.walk import STRUCK
from session.model.folding import folded, occurrences
from session.model.people import NameNoted, Person, UnlistedName, mark_of
from session.model.protocol import Event
from session.model.state import State, replace

BETWEEN_NAMES = re.compile(r"(\s*(?:[,;/+&]|\band\b|\bwith\b)\s*)", re.IGNORECASE)
_NOT_NAMES = frozenset({"the", "a", "an", "dr", "mr", "mrs", "ms", "miss", "mx", "prof"})
"""First words of a phrase that is not a name."""
_DESCRIBES = frozenset(
    """
    the a an our all both each every everyone everybody some somebody someone whoever anyone anybody
    nobody we us you they two three four five several most many
    """.split()  # noqa: SIM905 - a list of words reads best without quotes
)
"""First words, in lower case, of a description of people that is not a name."""
_GROUPS = frozenset(
    """
    people team teams group groups council committee board staff members volunteers residents
    neighbours carers parents researchers facilitators service services
    """.split()  # noqa: SIM905 - a list of words reads best without quotes
)
"""Last words that name several people together."""


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name that can be used alone: the first, and all with a capital."""
    first, *more = name.split() or [""]
    words = (first, *(word for word in more if word[0].isupper()))
    return tuple(word for word in words if not _names_nobody(word))


def initial(name: str) -> str:
    """Return the first letter of a name; empty if none may be shown.

    A name of one letter is not shortened, and a character that is not a letter identifies nobody.
    """
    first = next((word for word in name.split() if not _names_nobody(word)), "")
    if name == STRUCK or len(name) < 2 or not first[:1].isalpha():
        return ""
    return first[0].upper()


def note_of(state: State, name: str) -> UnlistedName | None:
    """Return the note of a name that is not on the list, if there is one."""
    return next((one for one in state.unlisted.values() if one.mark == mark_of(one.id, name)), None)


def known_names(state: State) -> Mapping[str, bool]:
    """Return all folded names that may mean somebody on the list: full names, and parts of them.

    The value: whether, within a longer line, it is a name only with a capital.
    """
    names = [one.name for one in state.people.values() if one.name and one.name != STRUCK]
    known = {folded(name): folded(name) in ALSO_WORDS for name in names}
    for name in names:
        for word in name_words(name):
            known.setdefault(folded(word), True)
    return known


def is_unlisted(state: State, piece: str, known: Mapping[str, bool]) -> bool:
    """Return whether one piece of a line of names may name somebody who is not on the list.

    known: as ``known_names`` returns it. Role groups and descriptions of several people are not names.
    """
    plain = folded(piece)
    if plain in known or piece == STRUCK or all(map(_names_nobody, piece.split())):
        return False
    rest, at, found = "", 0, False
    for start, end, name in occurrences(piece, known):
        if piece[start].isupper() or not known[name]:
            rest, at, found = rest + piece[at:start], end, True
    if found:
        return _may_name(rest + piece[at:])
    return not _describes(state, plain, piece)


def unlisted(state: State, line: str) -> tuple[str, ...]:
    """Return the names in a typed line that are not on the list of people."""
    known = known_names(state)
    pieces = BETWEEN_NAMES.split(line)[::2]
    return tuple(piece for piece in pieces if is_unlisted(state, piece, known))


def noted(
    state: State, events: tuple[Event, ...], new_id: Callable[[], str]
) -> tuple[NameNoted, ...]:
    """Return a note for each name in ``events`` that is not on the list and was not typed before."""
    new: dict[str, str] = {}
    for event in events:
        for typed in names_in(event):
            for name in unlisted(state, typed):
                if note_of(state, name) is None:
                    new.setdefault(folded(name), name)
    notes = ((new_id(), name) for name in new.values())
    return tuple(
        NameNoted(unlisted=key, mark=mark_of(key, name), letter=initial(name))
        for key, name in notes
    )


def joined(state: State, person: Person) -> State:
    """Return the state without the note of somebody who is now on the list."""
    note = note_of(state, person.name) if state.unlisted and person.name else None
    if note is None:
        return state
    left = {key: one for key, one in state.unlisted.items() if key != note.id}
    return replace(state, unlisted=left)


def _describes(state: State, plain: str, piece: str) -> bool:
    words = plain.split()
    roles = {folded(role) for role in state.meta.roles}
    bare = " ".join(words[1:] if words[0] in {"a", "an", "the", "all"} else words)
    if {plain, bare, bare.removesuffix("s")} & roles or words[-1] in _GROUPS:
        return True
    return words[0] in _DESCRIBES and not _may_name(" ".join(piece.split()[1:]))


def _names_nobody(word: str) -> bool:
    return folded(word).rstrip(".") in {*_NOT_NAMES, ""}


def _may_name(words: str) -> bool:
    """Return whether one of the words begins like a name: with a letter that is not lower-case."""
    return any(
        first.isalpha() and not first.islower()
        for word in re.findall(r"\w+", words)
        if folded(word) not in _NOT_NAMES
        for first in word[0]
    )
