"""The plan screen's view: expected starts, the finish, and what prevents saving."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from session.model.plan import Plan
from session.model.text import short
from session.model.time_of_day import hhmm, minute_of_day
from session.wording.catalogue import say

LONGEST_SITTING = 75
"""Minutes after which people need a break (P22)."""

_DAY = 24 * 60
Mark = Literal["", "fixed", "late"]


class OutlineLine(Struct, frozen=True):
    """One item: its start as ``HH:MM`` (``+0:25`` after the beginning if no start is known)."""

    at: str
    minutes: int | None
    title: str
    kind: str
    mark: Mark = ""
    protected: bool = False
    about: bool = False
    """Whether an item without a set length precedes it, so that its start is an estimate."""


class Outline(Struct, frozen=True):
    """The lines of the agenda, its finish, and hints, one sentence each."""

    lines: tuple[OutlineLine, ...]
    finish: str
    """A sentence: "Done at 12:00, after 2 h"."""
    warnings: tuple[str, ...] = ()
    refused: str = ""
    """Why the plan can't be saved; empty if it can."""


def outline(plan: Plan) -> Outline:
    """Compute all times, in minutes from the start of the day."""
    known = bool(plan.start)
    now = (minute_of_day(plan.start) or 0) if known else 0
    begun, planned, open_ended = now, 0, False
    lines: list[OutlineLine] = []
    warnings: list[str] = []
    for one in plan.agenda:
        mark: Mark = ""
        if one.starts_at:
            fixed, mark = minute_of_day(one.starts_at) or 0, "fixed"
            if not known:
                # The session begins early enough for the items before the first fixed start.
                begun, known, now = fixed - now, True, fixed
            elif now > fixed:
                mark = "late"
                warnings.append(_late(one.title, one.starts_at, now, fixed, about=open_ended))
            else:
                now, open_ended = fixed, False
        at = hhmm(now) if known else _elapsed(now)
        lines.append(
            OutlineLine(at, one.minutes, one.title, one.kind, mark, one.protected, open_ended)
        )
        open_ended |= one.minutes is None
        planned += one.minutes or 0
        now += one.minutes or 0
    warnings += _sitting(plan)
    if known and (now >= _DAY or begun < 0):
        warnings.append(say("plan.warn.midnight"))
    return Outline(
        tuple(lines),
        _finish(now, now - begun, planned, known=known, open_ended=open_ended),
        tuple(warnings),
        _order_refused(plan),
    )


def _order_refused(plan: Plan) -> str:
    """Return the plan reader's error about fixed starts, which must be ascending."""
    latest = plan.start
    for one in plan.agenda:
        if one.starts_at and latest and one.starts_at < latest:
            return say(
                "plan.warn.order", title=short(one.title, 30), at=one.starts_at, latest=latest
            )
        latest = one.starts_at or latest
    return ""


def _late(title: str, at: str, now: int, fixed: int, *, about: bool) -> str:
    key = "plan.warn.late_about" if about else "plan.warn.late"
    return say(key, title=short(title, 30), at=at, ends=hhmm(now), n=now - fixed)


def _sitting(plan: Plan) -> list[str]:
    """Return a sentence about the first long stretch without a break."""
    since = 0
    for one in plan.agenda:
        since = 0 if one.kind == "break" else since + (one.minutes or 0)
        if since > LONGEST_SITTING:
            return [say("plan.warn.sitting", title=short(one.title, 30), n=LONGEST_SITTING)]
    return []


def _finish(now: int, lasts: int, planned: int, *, known: bool, open_ended: bool) -> str:
    if open_ended:
        return (
            say("plan.finish.open")
            if not planned
            else say("plan.finish.least", length=span(planned))
        )
    if not known:
        return say("plan.finish.length", length=span(lasts))
    return say("plan.finish.at", at=hhmm(now), length=span(lasts))


def span(minutes: int) -> str:
    """Format a length: "1 h 20 min"."""
    hours, rest = divmod(max(0, minutes), 60)
    parts = [f"{hours} h"] if hours else []
    if rest or not hours:
        parts.append(f"{rest} min")
    return " ".join(parts)


def _elapsed(minutes: int) -> str:
    return f"+{minutes // 60}:{minutes % 60:02}"
