"""What the plan screen is handed by the data folder: plain values, so that it never meets the store."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from msgspec import Struct
from msgspec.structs import replace

from session.model.plan import Plan
from session.plan.understood import PeopleFound, Understood


class Source(Struct, frozen=True):
    """Something a plan can begin from: a file's path or a session's id, and its words."""

    id: str
    words: str


class PlanShelf(Struct, frozen=True):
    """All that a plan can begin from, and what is wrong with the templates that can't be read."""

    templates: tuple[Source, ...] = ()
    sessions: tuple[Source, ...] = ()
    plans: tuple[Source, ...] = ()
    faults: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    draft: bool = False
    month_first: bool = False
    """Whether a day such as 12/11 is read as 11 December."""


def for_sessions(shelf: PlanShelf, shown: AbstractSet[str]) -> PlanShelf:
    """Return what a plan can begin from while Home shows the sessions ``shown`` alone: no other group's title."""
    ours = tuple(one for one in shelf.sessions if one.id in shown)
    return replace(shelf, sessions=ours)


class PlanRead(Struct, frozen=True):
    """A plan to go on with; without one, ``faults`` says why, a line each."""

    plan: Plan | None = None
    path: str = ""
    """The file it is saved in again; empty when it gets one of its own."""
    saved: Plan | None = None
    named: frozenset[str] = frozenset()
    """Those on its list who agreed, in an earlier session, to be named."""
    faults: tuple[str, ...] = ()
    understood: Understood | None = None
    """What a file from elsewhere, or rows, were understood as; looked at before the plan is taken."""
    people: PeopleFound | None = None
    """Who is on a list that was read, and what was left out of it."""


class PlanSaved(Struct, frozen=True):
    """Where a plan was saved; ``taken`` when another file stands there and nothing was written."""

    path: str
    taken: bool = False
