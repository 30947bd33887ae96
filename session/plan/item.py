"""One agenda item of a plan as a form: everything as it is typed, set together or refused together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, get_args

from msgspec import Struct

from session.model.plan import Plan, PlanItem
from session.model.state import Rejected
from session.plan import edits
from session.plan.edits import Edited

Room = Literal["shrinks", "stays", "kept"]
"""What becomes of the minutes when time runs short."""
ROOMS: tuple[Room, ...] = get_args(Room)


class ItemFields(Struct, frozen=True):
    """The fields as typed."""

    title: str
    minutes: str
    focus: str
    kind: str
    starts_at: str
    room: Room
    note: str
    notes: str


def fields_of(one: PlanItem) -> ItemFields:
    """Return the form of an item."""
    return ItemFields(
        title=one.title,
        minutes="" if one.minutes is None else str(one.minutes),
        focus=one.focus,
        kind=one.kind,
        starts_at=one.starts_at,
        room="kept" if one.protected else "shrinks" if one.may_shrink else "stays",
        note=one.content_note,
        notes=one.notes,
    )


def set_item(plan: Plan, at: int, typed: ItemFields) -> Edited:
    """Set all fields of an item. A change of its kind decides for its minutes, unless they were decided for too."""
    was = fields_of(plan.agenda[at])
    kind_now = typed.kind != was.kind
    room_now = typed.room != was.room
    kept, shrinks = typed.room == "kept", typed.room == "shrinks"
    steps: tuple[Callable[[Plan], Edited], ...] = (
        lambda now: edits.retitle(now, at, typed.title),
        lambda now: edits.set_minutes(now, at, typed.minutes),
        lambda now: edits.set_focus(now, at, typed.focus),
        lambda now: edits.set_kind(now, at, typed.kind) if kind_now else now,
        lambda now: edits.set_starts_at(now, at, typed.starts_at),
        lambda now: edits.set_note(now, at, typed.note),
        lambda now: edits.set_notes(now, at, typed.notes),
        lambda now: (
            edits.protect(now, at) if room_now and now.agenda[at].protected != kept else now
        ),
        lambda now: (
            edits.let_shrink(now, at) if room_now and now.agenda[at].may_shrink != shrinks else now
        ),
    )
    for step in steps:
        edited = step(plan)
        if isinstance(edited, Rejected):
            return edited
        plan = edited
    return plan
