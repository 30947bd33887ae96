"""Who is here, for the whole room: counts by role group, and names only as each wishes (P6, P47)."""

from __future__ import annotations

from msgspec import Struct

from session.model.people import Person
from session.model.state import State
from session.model.text import clean
from session.rules import devices
from session.rules.people import came, heads, no_photo, present
from session.views.names import initial, is_named
from session.wording.catalogue import say


class PersonLine(Struct, frozen=True):
    """One person. ``sign`` tells at a glance: here, left, or still expected."""

    person: str
    sign: str
    name: str
    """In full only when agreed, or while the projector is off; otherwise a first letter."""
    words: tuple[str, ...] = ()
    """Role groups, and where they are: "remote", "by phone", "came late", "left"."""
    here: bool = False


class PeopleView(Struct, frozen=True):
    """The list of people, and the counts above it."""

    lines: tuple[PersonLine, ...] = ()
    told: tuple[str, ...] = ()
    """Who is here, by role group beside those hoped for, who is missing, photographs."""


def people_view(state: State, *, private: bool = False) -> PeopleView:
    """Return who is here. ``private``: only once the projector is said to be off."""
    with_phones = devices.with_phones(state)
    lines = tuple(
        _line(one, private=private, phone=one.id in with_phones) for one in state.people.values()
    )
    return PeopleView(lines, tuple(one for one in _told(state) if one))


def _told(state: State) -> tuple[str, ...]:
    here = present(state)
    remote = sum(person.remote for person in here)
    late = sum(person.late for person in here)
    left = sum(person.presence == "left" for person in came(state))
    expected = sum(person.presence == "expected" for person in state.people.values())
    counts = say(
        "people.counts",
        room=len(here) - remote,
        remote=remote,
        late=late,
        left=left,
        expected=expected,
    )
    missing = ", ".join(one.text for one in state.missing.values())
    unphotographed = no_photo(state)
    return (
        counts,
        _by_group(state, here),
        say("people.missing", who=missing) if missing else "",
        say("consent.no_photo", n=unphotographed) if unphotographed else "",
    )


def _by_group(state: State, here: tuple[Person, ...]) -> str:
    """Return each role group's number beside the number hoped for: "3 of 5 community member"."""
    counted, hoped = heads(here), state.meta.hoped_for
    told = []
    for name in dict.fromkeys((*state.meta.roles, *hoped)):
        n = counted.get(name, 0)
        if name in hoped:
            told.append(say("people.group_hoped", name=name, here=n, hoped=hoped[name]))
        else:
            told.append(say("people.group", name=name, here=n))
    return " · ".join(told)


def _line(person: Person, *, private: bool, phone: bool) -> PersonLine:
    here = person.presence == "here"
    words = list(person.roles)
    if person.remote:
        words.append(say("person.remote"))
    if phone:
        words.append(say("person.phone"))
    if person.late:
        words.append(say("person.late"))
    if person.presence == "left":
        words.append(say("person.left"))
    if person.consent.named:
        words.append(say("person.named"))
    if private and person.consent.contacted:
        words.append(say("consent.contact"))
    sign = "✓" if here else "–" if person.presence == "left" else " "
    return PersonLine(person.id, sign, shown_name(person, private=private), tuple(words), here)


def shown_name(person: Person, *, private: bool) -> str:
    """Return the name as it may be shown: in full only when private or agreed."""
    if person.name and (private or is_named(person)):
        return person.name
    letter = initial(person)
    return f"{letter}." if letter else say("person.someone")


def parse_person(text: str, roles: tuple[str, ...]) -> tuple[str, tuple[str, ...], bool]:
    """Split "Nadia, researcher, remote" into a name, role groups and whether remote.

    A role group may be given by its number. A part that is neither stays in the name.
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
