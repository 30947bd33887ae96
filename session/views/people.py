"""Who is here, for the whole room: counts by role group, and names by consent (P6, P47)."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from session.model.folding import folded
from session.model.people import Person
from session.model.state import State
from session.model.text import clean
from session.rules import devices
from session.rules.people import came, heads, present, said_yes
from session.views.names import is_named, room_names
from session.wording.catalogue import say

MOST_FOUND = 6
_ALL, _WORD, _BEGINS, _LETTER, _NOT = range(5)


class PersonLine(Struct, frozen=True):
    """One person. ``sign`` shows their status: here, left, or still expected."""

    person: str
    sign: str
    name: str
    """In full only with consent, or while the projector is off; otherwise an initial."""
    words: tuple[str, ...] = ()
    """Where they are: "remote", "by phone", "left".

    While the projector is off also role groups, "came late" and their consents.
    """
    here: bool = False


class PeopleView(Struct, frozen=True):
    """The list of people, and the counts above it."""

    lines: tuple[PersonLine, ...] = ()
    told: tuple[str, ...] = ()
    """Who is here, by role group compared with those hoped for, who is missing.

    While the projector is off also photographs.
    """


def people_view(state: State, *, private: bool = False) -> PeopleView:
    """Return who is here. ``private``: only after confirming that the projector is off."""
    with_phones = devices.with_phones(state)
    names = room_names(state)
    lines = tuple(
        _private_line(one, phone=one.id in with_phones)
        if private
        else _line(one, names[one.id], phone=one.id in with_phones)
        for one in state.people.values()
    )
    return PeopleView(lines, tuple(one for one in _told(state, private=private) if one))


def found_people(state: State, typed: str) -> tuple[PersonLine, ...]:
    """Return who may be meant by a typed name, best first; the first one is exact if ``is_meant``.

    A name that is not shown is found by its first letter, which is shown, or by a whole word of it: nobody learns
    more of it than was typed.
    """
    wanted = folded(typed)
    if not wanted:
        return ()
    ranks = [
        (rank, person) for person in state.people.values() if (rank := _rank(person, wanted)) < _NOT
    ]
    if not ranks:
        return ()
    with_phones, names = devices.with_phones(state), room_names(state)
    ranks.sort(key=lambda one: one[0])
    return tuple(
        _line(one, names[one.id], phone=one.id in with_phones) for _, one in ranks[:MOST_FOUND]
    )


def is_meant(state: State, person: str, typed: str) -> bool:
    """Return whether a typed name is a whole word of a person's name, or all of it."""
    return _rank(state.people[person], folded(typed)) <= _WORD


def _rank(person: Person, wanted: str) -> int:
    name = folded(person.name)
    if not name:
        return _NOT
    if name == wanted:
        return _ALL
    if wanted in name.split() or name.startswith(f"{wanted} "):
        return _WORD
    if is_named(person) and any(word.startswith(wanted) for word in (name, *name.split())):
        return _BEGINS
    return _LETTER if name[0] == wanted[0] and not is_named(person) else _NOT


def _told(state: State, *, private: bool) -> tuple[str, ...]:
    here = present(state)
    remote = sum(person.remote for person in here)
    left = sum(person.presence == "left" for person in came(state))
    expected = sum(person.presence == "expected" for person in state.people.values())
    where = (("people.in_room", len(here) - remote), ("people.remote", remote))
    counts = ", ".join(say(words, n=n) for words, n in where if n or private)
    if private:
        counts = say("people.counts", here=counts, left=left, expected=expected)
    missing = ", ".join(one.text for one in state.missing.values())
    return (
        counts,
        say("consent.photographed", n=said_yes(state, "photographed")) if private else "",
        _by_group(state, here, private=private),
        say("people.missing", who=missing) if missing else "",
    )


def _by_group(state: State, here: tuple[Person, ...], *, private: bool) -> str:
    """Return how many of each role group are here: "3 community member".

    private: also the missing ones, and the number hoped for. The public version never calls anybody too few.
    """
    counted, hoped = heads(here), state.meta.hoped_for
    told = []
    for name in dict.fromkeys((*state.meta.roles, *hoped)):
        n = counted.get(name, 0)
        if private and name in hoped:
            told.append(say("people.group_hoped", name=name, here=n, hoped=hoped[name]))
        elif private or n:
            told.append(say("people.group", name=name, here=n))
    return " · ".join(told)


def _line(person: Person, name: str, *, phone: bool) -> PersonLine:
    """Return a person for the room: without role group, lateness or consents next to the name."""
    left = person.presence == "left"
    words = (
        *((say("person.remote"),) if person.remote else ()),
        *((say("person.phone"),) if phone else ()),
        *((say("person.left"),) if left else ()),
    )
    here = person.presence == "here"
    return PersonLine(person.id, "✓" if here else "–" if left else " ", name, words, here)


def _private_line(person: Person, *, phone: bool) -> PersonLine:
    """Return a person with everything the facilitator may see."""
    line = _line(person, full_name(person), phone=phone)
    words = (
        *person.roles,
        *line.words,
        *((say("person.late"),) if person.late else ()),
        *((say("person.named"),) if person.consent.named else ()),
        *((say("consent.contact"),) if person.consent.contacted else ()),
    )
    return replace(line, words=words)


def full_name(person: Person) -> str:
    """Return the full name, for the facilitator only; "someone" for a person without one."""
    return person.name or say("person.someone")


def typed_person(person: Person, *, named: bool) -> str:
    """Return a person as an editable line: "Nadia, researcher, remote"; without the name if it must be hidden."""
    name = (person.name,) if named and person.name else ()
    remote = (say("person.remote"),) if person.remote else ()
    return ", ".join((*name, *person.roles, *remote))


def parse_person(text: str, roles: tuple[str, ...]) -> tuple[str, tuple[str, ...], bool]:
    """Split "Nadia, researcher, remote" into a name, role groups and whether remote.

    A role group may be given by its number. Other parts stay in the name.
    """
    name: list[str] = []
    found: list[str] = []
    remote = False
    known = {role.casefold(): role for role in roles}
    known |= {str(n): role for n, role in enumerate(roles, 1)}
    for part in (part.strip() for part in clean(text).split(",")):
        if part.casefold() in known:
            found.append(known[part.casefold()])
        elif part.casefold() in {say("person.remote"), say("person.online")}:
            remote = True
        elif part:
            name.append(part)
    return ", ".join(name), tuple(dict.fromkeys(found)), remote
