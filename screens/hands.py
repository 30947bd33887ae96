"""Parses whose hand is up."""

from __future__ import annotations

from session.model.floor import RaiseHand
from session.model.folding import folded
from session.model.state import State
from session.model.text import clean


def hand_of(state: State, text: str) -> RaiseHand:
    """Return the raised hand of a typed line: somebody known, a role group by name or number, or a new name."""
    said = clean(text).removeprefix("@")
    roles = state.meta.roles
    if said.isascii() and said.isdigit() and 1 <= int(said) <= len(roles):
        return RaiseHand(group=roles[int(said) - 1])
    for person in state.people.values():
        if person.name and folded(person.name) == folded(said):
            return RaiseHand(person=person.id)
    for role in roles:
        if role.casefold() == said.casefold():
            return RaiseHand(group=role)
    return RaiseHand(name=said)
