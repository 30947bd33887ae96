"""The plan screen's data from the data folder: plain values, so that it never accesses the store."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from msgspec import Struct
from msgspec.structs import replace

from session.model.plan import Plan
from session.plan.understood import PeopleFound, Understood


class Source(Struct, frozen=True):
    """A source for a new plan: a file's path or a session's id, and its label."""

    id: str
    words: str
    plan: Plan | None = None
    """What it would bring, where that was read: of a template."""


class PlanShelf(Struct, frozen=True):
    """All sources for a new plan, and the faults of unreadable templates."""

    templates: tuple[Source, ...] = ()
    sessions: tuple[Source, ...] = ()
    plans: tuple[Source, ...] = ()
    faults: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    draft: bool = False
    month_first: bool = False
    """Whether a day such as 12/11 is read as 11 December."""
    zones: tuple[str, ...] = ()
    """Names of the time zones that are known."""


def for_sessions(shelf: PlanShelf, shown: AbstractSet[str]) -> PlanShelf:
    """Return the sources while Home only shows the sessions ``shown``: without other groups' titles."""
    ours = tuple(one for one in shelf.sessions if one.id in shown)
    return replace(shelf, sessions=ours)


class PlanRead(Struct, frozen=True):
    """A plan to edit; without one, ``faults`` has the reasons, one per line."""

    plan: Plan | None = None
    path: str = ""
    """The file it is saved in again; empty for a new file."""
    saved: Plan | None = None
    named: frozenset[str] = frozenset()
    """People on its list who agreed, in an earlier session, to be named."""
    faults: tuple[str, ...] = ()
    understood: Understood | None = None
    """The result of parsing an external file or rows; to be reviewed before the plan is used."""
    people: PeopleFound | None = None
    """People from a list that was read, and what was omitted from it."""


class PlanSaved(Struct, frozen=True):
    """Where a plan was saved; ``taken`` if another file exists there and nothing was written."""

    path: str
    taken: bool = False
