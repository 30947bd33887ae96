"""Several people who come in at once."""

from __future__ import annotations

from collections.abc import Callable

from session.model.folding import folded
from session.model.people import AddPeople, AddPerson, Newcomer, PersonArrived
from session.model.state import Rejected, State
from session.model.text import NAME_LIMIT, clean


def arrived(one: AddPerson | Newcomer, name: str, key: str, *, late: bool) -> PersonArrived:
    """Return the event for somebody who is not on the list."""
    return PersonArrived(
        person=key, name=name, roles=one.roles, remote=one.remote, late=late, new=True
    )


def several(
    state: State, command: AddPeople, new_id: Callable[[], str]
) -> tuple[PersonArrived, ...] | Rejected:
    """Return the arrivals: who is on the list by name comes, the others are added, each name once."""
    known = {folded(person.name): person for person in state.people.values() if person.name}
    coming: list[PersonArrived] = []
    named: set[str] = set()
    for one in command.people:
        name = clean(one.name, NAME_LIMIT)
        key = folded(name)
        there = known.get(key)
        if (key and key in named) or (there and there.presence == "here"):
            continue
        named.add(key)
        if there:
            coming.append(PersonArrived(person=there.id, late=command.late))
        else:
            coming.append(arrived(one, name, new_id(), late=command.late))
    return tuple(coming) or Rejected("refused.all_here")
