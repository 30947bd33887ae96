"""The session itself: what it is, how it ended, and where its clock was not seen."""

from __future__ import annotations

from datetime import UTC, datetime

from msgspec import Struct

from session.plan import Wifi


class Meta(Struct, frozen=True):
    """What the session is: fixed by the plan when it was opened."""

    id: str = ""
    title: str = ""
    series: str = ""
    opened_at: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    utc_offset_s: int = 0
    """Local time less UTC, in seconds, where and when the session was opened."""
    date: str = ""
    start: str = ""
    """Planned local start, ``HH:MM``; empty when the agenda starts when it starts."""
    meeting_link: str = ""
    wifi: Wifi | None = None
    involvement: str = ""
    stage: str = ""
    purpose: str = ""
    goals: tuple[str, ...] = ()
    can_change: tuple[str, ...] = ()
    cannot_change: tuple[str, ...] = ()
    hoped_for: dict[str, int] = {}
    roles: tuple[str, ...] = ()
    support: str = ""
    counting: bool = False
    """Whether turns are counted by role group. Off until the group agrees (P23)."""
    counting_t: int = 0
    """When that was last switched: no turn is back-dated to before the group agreed."""


class Closing(Struct, frozen=True):
    """How the session ended. The recap is a draft until read back and agreed."""

    ended_t: int | None = None
    agreed_t: int | None = None
    not_coproduced: str = ""
    next_session: str = ""
    """When the next session is: an ISO date or plain words (P37)."""
    next_id: str = ""
    """Its id as an entry, by which it is struck; empty before it was set."""
    version: int = 1
    """Version of the recap; each correction of an agreed one makes the next."""


class Gap(Struct, frozen=True):
    """The clock could not be seen for a while: a crash or sleep. Or the wall clock was set."""

    until_t: int
    length_ms: int
    counted: bool = True
    """Whether the agenda counts it; turns never do."""
    wall_ms: int = 0
    """How far the wall clock was set beside session time."""
    paused: bool = False
    """Whether the agenda was paused then, and so counted nothing anyway."""
    taken_ms: int = 0
    """How much of it was taken out of the item under way, since it is not counted."""
