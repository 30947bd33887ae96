"""Turns entries into items: clock times become minutes, gaps become fixed starts."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from session.model.plan import KEPT_KINDS, MOST_MINUTES, PlanItem
from session.model.text import LINE_LIMIT, clean
from session.model.time_of_day import hhmm
from session.plan.reading.document import NOTES_LIMIT
from session.plan.reading.entries import Entry, kind_of
from session.plan.reading.times import forward
from session.plan.reading.words import is_one
from session.plan.understood import LeftOut
from session.wording.catalogue import say

_DAY = 24 * 60


class Timed(Struct, frozen=True):
    """The items, the start of the first ("" if unknown), and the times that were dropped."""

    items: tuple[PlanItem, ...] = ()
    start: str = ""
    left_out: tuple[LeftOut, ...] = ()


class _Span(Struct, frozen=True):
    """When an entry begins and ends, in minutes of the day, if given."""

    start: int | None = None
    end: int | None = None


def timeline(entries: Sequence[Entry], *, fixed: bool = False) -> Timed:
    """Return the items. ``fixed``: each keeps its own start, as appointments do."""
    spans = _spans(entries)
    if len(entries) > 1 and _only_ends(entries[-1], spans[-1]):
        entries = entries[:-1]
    starts = [span.start for span in spans]
    first = next((at for at in starts if at is not None), None)
    # Times that count from 0:00 are relative to the beginning.
    offsets = first == 0
    items: list[PlanItem] = []
    left: list[LeftOut] = []
    reached: int | None = None
    """When the previous item ends; ``None`` if that is open."""
    latest = -1
    """The last fixed start: they must be ascending."""
    for n, one in enumerate(entries):
        start = starts[n]
        length, why = _length(one, spans[n], starts[n + 1] if n + 1 < len(starts) else None)
        gap = start is not None and reached is not None and start > reached
        held = start is not None and not offsets and (fixed or gap) and latest <= start < _DAY
        if start is not None and reached is not None and start < reached and not offsets:
            why.append(say("plan.left.overlap", at=hhmm(start)))
        if held and start is not None:
            latest = start
        items.append(_item(one, length, hhmm(start) if held and start is not None else ""))
        left += [LeftOut(one.n, one.title[:80], said) for said in why]
        begun = start if start is not None else reached
        reached = None if length is None or begun is None else max(begun, reached or 0) + length
        if length is None and start is not None:
            # The next item follows an item that took as long as it needed.
            reached = next((at for at in starts[n + 1 :] if at is not None), None)
    known = first is not None and not offsets and bool(starts) and starts[0] is not None
    return Timed(tuple(items), hhmm(first) if known and first is not None else "", tuple(left))


def _spans(entries: Sequence[Entry]) -> list[_Span]:
    """Return when each entry begins and ends, read forward through the day."""
    spans: list[_Span] = []
    before: int | None = None
    for one in entries:
        start = forward(one.when.start, before) if one.when.start else None
        end = forward(one.when.end, start) if one.when.end and start is not None else None
        if start is not None and end is not None and end < start:
            end += _DAY
        spans.append(_Span(start, end))
        before = start if start is not None else before
    return spans


def _only_ends(one: Entry, span: _Span) -> bool:
    """Return whether a last entry only gives the end of the session."""
    timed = span.start is not None and span.end is None and one.when.minutes is None
    return timed and is_one("end", one.title)


def _length(one: Entry, span: _Span, following: int | None) -> tuple[int | None, list[str]]:
    """Return an entry's length, and the faults in its times."""
    until = span.end if span.end is not None else following
    between = until - span.start if until is not None and span.start is not None else None
    length, why = one.when.minutes, []
    if length is None:
        # A next start before this one belongs to another day or list: the length is unknown.
        length = between if between is not None and between > 0 else None
    elif span.end is not None and between != length:
        why.append(say("plan.left.two_lengths", n=length))
    if length is not None and not 1 <= length <= MOST_MINUTES:
        why.append(say("plan.left.minutes", n=length, most=MOST_MINUTES))
        length = None
    return length, why


def _item(one: Entry, minutes: int | None, at: str) -> PlanItem:
    title = clean(one.title, LINE_LIMIT)
    kind = one.kind or kind_of(title)
    kept = kind in KEPT_KINDS
    notes = [*one.notes, *([one.when.typed] if one.when.typed else [])]
    return PlanItem(
        title=title,
        minutes=minutes,
        kind=kind,
        focus=clean(one.focus),
        content_note=clean(one.content_note),
        starts_at=at,
        protected=kept,
        may_shrink=not kept,
        notes=clean("\n".join(notes), NOTES_LIMIT, lines=True),
    )
