"""How far the whole work of a series has come, and how long is left (P63)."""

from __future__ import annotations

from session.wording.catalogue import say


def whole_work(goals: int, reached: int, past: int, planned: int) -> str:
    """Return how many goals are reached and how many sessions are left; empty if nobody reported either.

    past: sessions so far; planned: how many there will be, 0 if nobody said
    """
    return " ".join(
        (
            *((say("series.goals", n=goals, reached=reached),) if reached else ()),
            *((say("series.left", n=max(0, planned - past)),) if planned else ()),
        )
    )
