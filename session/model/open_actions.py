"""Open next steps with full names: for the facilitator only, and not part of a recap."""

from __future__ import annotations

from msgspec import Struct

PRIVATE_ACTIONS = "private-actions"
"""The name of the export."""


class OpenAction(Struct, frozen=True):
    """A next step that is not done yet."""

    what: str
    who: str = ""
    """Who takes it on, in full, whether or not they agreed to be named."""
    by: str = ""
    state: str = ""
    """The last reported state, in words; empty when nothing was reported."""
    named: bool = False
    """Whether ``what`` names somebody of the list."""


class OpenActions(Struct, frozen=True):
    """The open actions of a session, and those left from earlier sessions. Private."""

    session: str
    title: str
    date: str = ""
    """Local ISO date of the session."""
    stamp: str = ""
    """Time of the last recorded event, aware UTC, ISO 8601."""
    version: int = 1
    ours: tuple[OpenAction, ...] = ()
    left: tuple[OpenAction, ...] = ()
    """Those left from earlier sessions."""
