"""The plan a facilitator brings: what the session is for, its agenda, and who is expected."""

from __future__ import annotations

from typing import Literal, get_args

from msgspec import Struct

ItemKind = Literal[
    "check-in",
    "recap",
    "agreement",
    "discussion",
    "ideas",
    "themes",
    "vote",
    "decision",
    "small-groups",
    "break",
    "check-out",
    "other",
]

ITEM_KINDS: tuple[str, ...] = get_args(ItemKind)
KEPT_KINDS = frozenset({"break", "check-out"})
"""Kinds that keep their minutes when time runs short, unless the plan says otherwise."""
MOST_MINUTES = 600
"""Maximum of one item, in a plan and during a session."""
TITLE_LIMIT, FOCUS_LIMIT = 120, 280
"""Of an item's title and focus typed during a session; those of a plan may be as long as any text (``LINE_LIMIT``)."""
QUESTION_LIMIT = FOCUS_LIMIT
"""Of a vote and of a round of speaking: the focus of an item is the one that is filled in."""
MOST_ITEMS = 200
MOST_PEOPLE = 1000
MOST_ROLES = 8
"""The keys 1 to 8 start a turn by role group."""
SUPPORT_LIMIT = 200
"""In characters, as the following."""
PLACE_LIMIT = 200
CONTACT_LIMIT = 100
"""It is never cut on the one side of a recap."""

DEFAULT_ROLES = ("community member", "service provider", "researcher", "facilitator")


class Wifi(Struct, frozen=True, forbid_unknown_fields=True):
    """The network of the hall, for its QR code."""

    name: str
    password: str = ""


class PlanItem(Struct, frozen=True):
    """One agenda item. ``minutes`` is ``None`` for an item without a set length (P58)."""

    title: str
    minutes: int | None = None
    kind: ItemKind = "other"
    focus: str = ""
    content_note: str = ""
    starts_at: str = ""
    """Fixed start as local ``HH:MM``; empty when the item follows the one before."""
    protected: bool = False
    may_shrink: bool = True
    notes: str = ""
    """For the facilitator only: steps, who, how, materials. Never on the shared screen or a phone."""


class PlanPerson(Struct, frozen=True):
    """Somebody expected: the name they want used, their role groups (none, one or several)."""

    name: str
    role: tuple[str, ...] = ()
    remote: bool = False
    needs: str = ""
    """What they need to take part. Private: opening a session moves it to the access needs."""


class Plan(Struct, frozen=True):
    """A whole session plan. Only ``title`` and one agenda item are required."""

    title: str
    agenda: tuple[PlanItem, ...]
    series: str = ""
    date: str = ""
    """ISO date, ``2026-11-23``; empty for today."""
    start: str = ""
    """Planned local start, ``HH:MM``; empty when the agenda is started by hand."""
    meeting_link: str = ""
    wifi: Wifi | None = None
    involvement: str = ""
    stage: str = ""
    purpose: str = ""
    goals: tuple[str, ...] = ()
    can_change: tuple[str, ...] = ()
    cannot_change: tuple[str, ...] = ()
    hoped_for: dict[str, int] = {}
    roles: tuple[str, ...] = DEFAULT_ROLES
    people: tuple[PlanPerson, ...] = ()
    support: str = ""
    """Who can support people during hard topics: a person or a place (P9)."""
    place: str = ""
    way_there: str = ""
    time_zone: str = ""
    """IANA name, ``Europe/London``; empty for that of the computer."""
    contact: str = ""
    """Whom to ask afterwards, and how to reach them; given to everyone with the recap."""
