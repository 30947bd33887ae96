"""Who reads what somebody types in private, and whom to turn to in danger: told before it is typed, and after."""

from __future__ import annotations

from session.model.state import State
from session.rules.people import present
from session.rules.talk_shares import APART
from session.views.names import is_named, listed_as_wished
from session.wording.catalogue import say


def readers(state: State) -> str:
    """Return who reads it by name: the facilitators who are here and agreed to be named; without a name in words."""
    here = [person for person in present(state) if APART in person.roles]
    names = [person.name for person in here if is_named(person)]
    if not names:
        return say("private.facilitator")
    others = () if len(names) == len(here) else (say("private.facilitators"),)
    return ", ".join((*names, *others))


def support(state: State) -> str:
    """Return whom to turn to in danger: who supports people in this session, else in plain words."""
    return listed_as_wished(state, state.meta.support) or say("private.danger")


def answer(state: State, key: str) -> str:
    """Return the sentence a phone is answered with; one on what was sent in private names who reads it."""
    return say(key, names=readers(state), support=support(state))
