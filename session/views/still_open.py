"""What a recap says of things from before it, and what was reported on any since the session was opened."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from session.model.carried import Carried
from session.model.recap import Recap, RecapOpen, RecapOutcome, RecapToHandOut
from session.model.series import NOTHING_REPORTED, Report, SeriesState
from session.plan.reading.dates import with_day
from session.rules.opening_closing import FINAL
from session.rules.series import is_after, things
from session.wording.catalogue import say

_ANSWERED = frozenset({"cannot-change", "passed-on"})
"""What people read a reason or a name for, also if it is from this session itself."""


def with_left(
    recap: Recap, before: Carried, since: SeriesState = NOTHING_REPORTED
) -> RecapToHandOut:
    """Return a recap with what was open before it and is not settled by it or listed in it.

    since: what was reported between sessions after this one was opened
    """
    settled = {told.id for told in recap.outcomes if told.state in FINAL}
    settled |= {parked.id for parked in recap.parking}
    told = {one.id: one for one in recap.outcomes}
    open_then = (*_open(before), *_promised_since(recap, before, since))
    left = [_as_told(one, told.get(one.id)) for one in open_then if one.id not in settled]
    left += _of_its_own(recap, since)
    shown = (_as_told(one, _after(since.reports.get(one.id), told.get(one.id))) for one in left)
    fields = {name: getattr(recap, name) for name in Recap.__struct_fields__}
    return RecapToHandOut(**fields, left=tuple(one for one in shown if one.state != "done"))


def _open(before: Carried) -> Iterator[RecapOpen]:
    for p in before.promises:
        by = with_day(p.by, p.due, say)
        yield RecapOpen(p.text, p.who, by, p.state, p.why, p.id, p.to, "promise")
    for a in before.actions:
        by = with_day(a.by, a.due, say)
        yield RecapOpen(a.what, a.who, by, a.state, a.why, a.id, a.to, "action", a.named)
    for d in before.reopened:
        yield RecapOpen(d.text, "", "", d.state, d.why, d.id, d.to, "decision")
    for k in before.parked:
        yield RecapOpen(k.text, "", k.promise, k.state, k.why, k.id, k.to, "parked")


def _promised_since(recap: Recap, before: Carried, since: SeriesState) -> Iterator[RecapOpen]:
    known = {one.id for one in before.promises}
    for p in since.promises.values():
        if p.id not in known and recap.date and p.on >= recap.date:
            yield RecapOpen(p.text, p.who, with_day(p.by, p.due, say), id=p.id, kind="promise")


def _of_its_own(recap: Recap, since: SeriesState) -> Iterator[RecapOpen]:
    for one in things((recap,), since) if since.reports else ():
        if one.session == recap.session and one.report and one.state in _ANSWERED:
            by = with_day(one.by, one.due, say)
            yield RecapOpen(one.text, one.who, by, id=one.id, kind=one.kind, named=one.named)


def _after(report: Report | None, told: RecapOutcome | None) -> Report | None:
    """Return a report between the sessions, unless the session recorded one on the same thing after it."""
    is_later = report and told and told.told_at and is_after(told.told_at, report.at)
    return None if is_later else report


def _as_told(one: RecapOpen, told: RecapOutcome | Report | None) -> RecapOpen:
    return replace(one, state=told.state, why=told.why, to=told.to) if told else one
