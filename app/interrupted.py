"""What a crash can leave unfinished in a session: how to find such sessions, and how to finish it.

Every start looks for them and few have one: what finishes it is imported only then.
"""

from __future__ import annotations

from collections.abc import Callable

from session.wording.catalogue import say
from store.erase import forgetting, move_notes, notes
from store.exports import writing
from store.paths import Home


def _strikes(home: Home, session: str) -> tuple[str, ...]:
    from app.strikes import unfinished_strikes

    return unfinished_strikes(home, session)


def _forgetting(home: Home, session: str) -> tuple[str, ...]:
    forgetting.finish(home, session)
    return (say("forget.interrupted"),)


def _move(home: Home, session: str) -> tuple[str, ...]:
    from store.erase.moving import finish

    return finish(home, session)


Finish = Callable[[Home, str], tuple[str, ...]]
"""Finishes what was interrupted in a session that only the caller has open; returns sentences about it."""
INTERRUPTED: tuple[tuple[Callable[[Home], tuple[str, ...]], Finish], ...] = (
    (notes.noted, _strikes),
    (forgetting.noted, _forgetting),
    (move_notes.noted, _move),
    (writing.noted, writing.finish),
)
"""What returns the sessions, and what finishes it in one of them; in this order."""
