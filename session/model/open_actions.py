"""Next steps that are still open, with everybody's full name: for the facilitator alone, and no part of a recap."""

from __future__ import annotations

from msgspec import Struct

PRIVATE_ACTIONS = "private-actions"
"""The name of the export."""


class OpenAction(Struct, frozen=True):
    """A next step that is not done yet."""

    what: str
    who: str = ""
    """Who takes it on, in full whether they agreed to be named or not."""
    by: str = ""
    state: str = ""
    """What was told about it last, in words; empty when nothing was."""


class OpenActions(Struct, frozen=True):
    """The open actions of a session, and those that earlier sessions left. Private."""

    session: str
    title: str
    date: str = ""
    """Local ISO date of the session."""
    stamp: str = ""
    """Aware UTC ISO time of the last thing that is recorded."""
    version: int = 1
    ours: tuple[OpenAction, ...] = ()
    left: tuple[OpenAction, ...] = ()
    """Those of earlier sessions."""
