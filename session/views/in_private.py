"""Who reads private messages, and whom to turn to in danger: shown before and after sending one."""

from __future__ import annotations

from session.model.state import State
from session.rules.people import present
from session.rules.talk_shares import APART
from session.views.names import is_named, listed_as_wished
from session.wording.catalogue import say


def readers(state: State) -> str:
    """Return the readers by name: the facilitators who are here and agreed to be named; else a description."""
    here = [person for person in present(state) if APART in person.roles]
    names = [person.name for person in here if is_named(person)]
    if not names:
        return say("private.facilitator")
    others = () if len(names) == len(here) else (say("private.facilitators"),)
    return ", ".join((*names, *others))


def support(state: State) -> str:
    """Return whom to turn to in danger: this session's support, else plain words."""
    return listed_as_wished(state, state.meta.support) or say("private.danger")


def answer(state: State, key: str) -> str:
    """Return the response to a phone; after a private message it names the readers."""
    return say(key, names=readers(state), support=support(state))
