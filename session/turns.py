"""One turn of the floor: what kinds are talk, and how long it lasted."""

from __future__ import annotations

from session.entries.floor import Turn

TALK = frozenset({"group", "someone"})
"""Kinds of turn that are talk; silence, group work and breaks are not."""


def turn_ms(turn: Turn, t: int) -> int:
    """Return how long a turn has lasted at ``t``, or did last, without clock gaps."""
    until = t if turn.until_t is None else turn.until_t
    return max(0, until - turn.since_t - turn.away_ms)
