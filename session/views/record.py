"""The complete record as written, by agenda item, with the parking lot, words and ideas (P28, P32)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, get_args

from msgspec import Struct

from session.model.parking import OPEN
from session.model.record import Action, Decision
from session.model.state import State
from session.plan.reading.dates import with_day
from session.rules import glossary, themes
from session.rules.parking import open_count, status_words
from session.views.mentions import Mentions
from session.views.names import Naming, only_consented
from session.wording.catalogue import say

RecordArea = Literal["notes", "decisions", "reservations", "actions", "parking", "words", "ideas"]
RecordFilter = Literal["notes", "decisions", "actions", "parking", "words", "ideas"]
FILTERS: tuple[RecordFilter, ...] = get_args(RecordFilter)
"""The kinds of entries one may see alone. Reservations go with their decisions."""


class RecordLine(Struct, frozen=True):
    """One entry. ``kind`` is its name in words, or its status; ``also`` is shown below it.

    A reservation follows its decision and says so itself: its ``kind`` is empty.
    """

    area: RecordArea
    key: str
    kind: str
    text: str
    also: tuple[str, ...] = ()
    """Of an action, who (by consent) and by when; of a parked item, who asked and the promise."""
    open: bool = True
    """False for a parked item that is settled."""


class RecordPart(Struct, frozen=True):
    """The entries written during one agenda item, in order; or all that are parked, all words, all ideas."""

    title: str
    lines: tuple[RecordLine, ...] = ()


class RecordView(Struct, frozen=True):
    """The record, in the order of the agenda; then the parking lot, the glossary and the ideas."""

    parts: tuple[RecordPart, ...] = ()
    counts: dict[RecordFilter, int] = {}
    """Entries of each kind there are."""
    told: str = ""
    """What there is of the kind shown alone, such as "2 still open, 1 settled"."""


def record_view(state: State, only: RecordFilter | None = None) -> RecordView:
    """Return the record as the whole room may read it, first what was written before the start.

    only: the kind of entries wanted; all without it
    """
    makers: dict[RecordFilter, Callable[[State], tuple[RecordPart, ...]]] = {
        "parking": _parked,
        "words": _words,
        "ideas": _ideas,
    }
    parts = _written(state, only) if only not in makers else ()
    for kind, made in makers.items():
        if only in (None, kind):
            parts += made(state)
    counts: dict[RecordFilter, int] = {
        "notes": len(state.notes),
        "decisions": len(state.decisions),
        "actions": len(state.actions),
        "parking": len(state.parking),
        "words": len(glossary.standing(state)),
        "ideas": len(themes.standing(state)),
    }
    return RecordView(parts, counts, _told(state) if only == "parking" else "")


def _written(state: State, only: RecordFilter | None) -> tuple[RecordPart, ...]:
    # Searching for names is slow, and the same people take on several actions.
    naming = Naming(state)
    wished = {
        who: naming.only_consented(who) for who in {one.who for one in state.actions.values()}
    }
    mentions = Mentions(state)
    written: list[tuple[int, str, RecordLine]] = []
    if only in (None, "notes"):
        kind = say("notes.note")
        written += [
            (note.written_t, note.item, RecordLine("notes", key, kind, note.text))
            for key, note in state.notes.items()
        ]
    if only in (None, "decisions"):
        written += [
            (one.recorded_t, one.item, line)
            for one in state.decisions.values()
            for line in _decision(one)
        ]
    if only in (None, "actions"):
        written += [
            (
                one.recorded_t,
                one.item,
                _action(one, wished[one.who] or mentions.owner_missing(one.what)),
            )
            for one in state.actions.values()
        ]
    written.sort(key=lambda entry: entry[0])
    parts: dict[str, list[RecordLine]] = {key: [] for key in ("", *state.order)}
    for _, item, line in written:
        parts[item if item in parts else ""].append(line)
    return tuple(
        RecordPart(state.items[item].title if item else say("notes.no_item"), tuple(lines))
        for item, lines in parts.items()
        if lines
    )


def _part(title: str, lines: Iterable[RecordLine]) -> tuple[RecordPart, ...]:
    part = RecordPart(title, tuple(lines))
    return (part,) if part.lines else ()


def _parked(state: State) -> tuple[RecordPart, ...]:
    # Searching for names is slow, and the same people ask several times.
    naming = Naming(state)
    wished = {
        who: naming.only_consented(who) for who in {p.asked_by for p in state.parking.values()}
    }
    return _part(
        say("parking.title"),
        (
            RecordLine(
                "parking",
                one.id,
                status_words(one.status, say),
                one.text,
                tuple(_about(wished[one.asked_by], one.promise)),
                one.status in OPEN,
            )
            for one in state.parking.values()
        ),
    )


def _about(asked_by: str, promise: str) -> Iterator[str]:
    if asked_by:
        yield say("parking.asked", who=asked_by)
    if promise:
        yield f"> {promise}"


def _told(state: State) -> str:
    still = open_count(state)
    settled = len(state.parking) - still
    return say("parking.told", n=still, settled=settled) if state.parking else ""


def _words(state: State) -> tuple[RecordPart, ...]:
    return _part(
        say("record.words"),
        (
            RecordLine(
                "words", one.id, say("record.word"), one.text, (one.meaning or say("words.asked"),)
            )
            for one in glossary.standing(state)
        ),
    )


def _ideas(state: State) -> tuple[RecordPart, ...]:
    kind = say("record.idea")
    return _part(
        say("record.ideas"),
        (RecordLine("ideas", one.id, kind, one.text) for one in themes.standing(state)),
    )


def _decision(decision: Decision) -> Iterator[RecordLine]:
    yield RecordLine("decisions", decision.id, say("notes.decision"), decision.text)
    for one in decision.entries:
        yield RecordLine("reservations", one.id, "", say("notes.reservation", text=one.text))


def understood(state: State, who: str, by: str, due: str) -> str:
    """Return how a next step was parsed, so that it can be corrected at once; "" if there is nothing to show."""
    name = only_consented(state, who)
    if name and by:
        return say("action.who_by", who=name, by=with_day(by, due, say))
    if name:
        return say("action.who", who=name)
    return say("action.by", by=with_day(by, due, say)) if by else ""


def _action(action: Action, who: str) -> RecordLine:
    by = with_day(action.by, action.due, say) or say("recap.no_date")
    also = say("notes.who_by", who=who, by=by)
    return RecordLine("actions", action.id, say("notes.action"), action.what, (also,))
