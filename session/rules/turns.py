"""One turn of the floor: which kinds are talk, how long it lasted, and a person's own talk time."""

from __future__ import annotations

from session.model.floor import Turn
from session.model.state import State, put, replace
from session.rules.devices import devices_of

TALK = frozenset({"group", "someone"})
"""Kinds of turn that count as talk; silence, group work and breaks don't."""


def turn_ms(turn: Turn, t: int) -> int:
    """Return the milliseconds a turn has lasted at ``t``, or did last, without clock gaps."""
    until = t if turn.until_t is None else turn.until_t
    return max(0, until - turn.since_t - turn.away_ms)


def own_ms(state: State, turn: Turn, t: int) -> dict[str, int]:
    """Return everyone's own talk time once ``turn`` has ended at ``t``.

    It grows only for people who consented to counting and have a phone to see it on (P17).
    """
    so_far = state.floor.own_ms
    person = state.people.get(turn.person)
    if turn.kind not in TALK or person is None or person.consent.counted is not True:
        return so_far
    if not devices_of(state, person.id):
        return so_far
    return put(so_far, person.id, so_far.get(person.id, 0) + turn_ms(turn, t))


def without_own(state: State, person: str) -> State:
    """Return the state without somebody's own talk time."""
    kept = {key: ms for key, ms in state.floor.own_ms.items() if key != person}
    if len(kept) == len(state.floor.own_ms):
        return state
    return replace(state, floor=replace(state.floor, own_ms=kept))
