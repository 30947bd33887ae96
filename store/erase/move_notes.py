"""The note of a session that is being moved to another series, until that is finished."""

from __future__ import annotations

from pathlib import Path

import msgspec

from store.paths import Home


class Moving(msgspec.Struct, frozen=True):
    """A move that is not finished: the names of both series, and the checksums before and after."""

    old: str
    new: str
    sums: dict[str, str] = {}


def path_of(home: Home, session_id: str) -> Path:
    """Return where the note of a session is, if there is one."""
    return home.strikes(session_id) / "moving.note"


def noted(home: Home) -> tuple[str, ...]:
    """Return the sessions whose move is not finished."""
    return tuple(one for one in home.session_ids() if path_of(home, one).exists())
