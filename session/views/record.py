"""The complete record as written, by agenda item, for the whole room (P32)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from session.model.record import Action, Decision
from session.model.state import State
from session.plan.reading.dates import with_day
from session.views.mentions import Mentions
from session.views.names import as_wished
from session.wording.catalogue import say

RecordArea = Literal["notes", "decisions", "reservations", "actions"]


class RecordLine(Struct, frozen=True):
    """A note, decision, reservation or action. ``kind`` is its name in words; ``also`` is shown below it.

    A reservation follows its decision and says so itself: its ``kind`` is empty.
    """

    area: RecordArea
    key: str
    kind: str
    text: str
    also: tuple[str, ...] = ()
    """Of an action, who (by consent) and by when."""


class RecordPart(Struct, frozen=True):
    """The entries written during one agenda item, in order."""

    title: str
    lines: tuple[RecordLine, ...] = ()


class RecordView(Struct, frozen=True):
    """The record, in the order of the agenda."""

    parts: tuple[RecordPart, ...] = ()
    told: str = ""
    """"3 notes, 1 decision, 2 actions"."""


def record_view(state: State) -> RecordView:
    """Return the record as the whole room may read it, first what was written before the start."""
    # Searching for names is slow, and the same people take on several actions.
    wished = {who: as_wished(state, who) for who in {one.who for one in state.actions.values()}}
    mentions = Mentions(state)
    written: list[tuple[int, str, RecordLine]] = [
        *(
            (note.written_t, note.item, RecordLine("notes", key, say("notes.note"), note.text))
            for key, note in state.notes.items()
        ),
        *(
            (one.recorded_t, one.item, line)
            for one in state.decisions.values()
            for line in _decision(one)
        ),
        *(
            (
                one.recorded_t,
                one.item,
                _action(one, wished[one.who] or mentions.owner_missing(one.what)),
            )
            for key, one in state.actions.items()
        ),
    ]
    written.sort(key=lambda entry: entry[0])
    parts: dict[str, list[RecordLine]] = {key: [] for key in ("", *state.order)}
    for _, item, line in written:
        parts[item if item in parts else ""].append(line)
    return RecordView(
        tuple(
            RecordPart(state.items[item].title if item else say("notes.no_item"), tuple(lines))
            for item, lines in parts.items()
            if lines
        ),
        say(
            "notes.told",
            notes=say("notes.notes", n=len(state.notes)),
            decisions=say("notes.decisions", n=len(state.decisions)),
            actions=say("notes.actions", n=len(state.actions)),
        ),
    )


def _decision(decision: Decision) -> Iterator[RecordLine]:
    yield RecordLine("decisions", decision.id, say("notes.decision"), decision.text)
    for one in decision.entries:
        yield RecordLine("reservations", one.id, "", say("notes.reservation", text=one.text))


def understood(state: State, who: str, by: str, due: str) -> str:
    """Return how a next step was parsed, so that it can be corrected at once; "" if there is nothing to show."""
    name = as_wished(state, who)
    if name and by:
        return say("action.who_by", who=name, by=with_day(by, due))
    if name:
        return say("action.who", who=name)
    return say("action.by", by=with_day(by, due)) if by else ""


def _action(action: Action, who: str) -> RecordLine:
    by = with_day(action.by, action.due) or say("recap.no_date")
    also = say("notes.who_by", who=who, by=by)
    return RecordLine("actions", action.id, say("notes.action"), action.what, (also,))
