"""Pure edits of a plan in progress: each returns a new plan or a refusal.

The result of every edit can be saved and reloaded. Only the order of fixed starts may be wrong in
between, since items are moved one at a time; ``session.plan.outline`` reports it, and it prevents saving.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Literal, cast

from session.model.folding import folded
from session.model.plan import (
    CONTACT_LIMIT,
    ITEM_KINDS,
    KEPT_KINDS,
    MOST_ITEMS,
    MOST_MINUTES,
    PLACE_LIMIT,
    SUPPORT_LIMIT,
    ItemKind,
    Plan,
    PlanItem,
    Wifi,
)
from session.model.state import Rejected, replace
from session.model.text import LINE_LIMIT, clean
from session.model.time_of_day import hhmm
from session.plan.reading.dates import real_day
from session.plan.reading.times import clocks_in, length_in

_LIMITS = {
    "support": SUPPORT_LIMIT,
    "place": PLACE_LIMIT,
    "way_there": PLACE_LIMIT,
    "contact": CONTACT_LIMIT,
}
Edited = Plan | Rejected
Line = Literal[
    "title",
    "series",
    "purpose",
    "involvement",
    "stage",
    "support",
    "place",
    "way_there",
    "contact",
]
Lines = Literal["goals", "can_change", "cannot_change"]

_WEB = re.compile(r"https?://\w[\w.-]*(:\d{1,5})?([/?#]\S*)?", re.IGNORECASE)


# About the session


def set_line(plan: Plan, name: Line, text: str) -> Edited:
    """Set one of the plan's texts. Only the title must not be empty."""
    said = clean(text, LINE_LIMIT)
    if name == "title" and not said:
        return Rejected("refused.plan.title")
    limit = _LIMITS.get(name, LINE_LIMIT)
    if len(said) > limit:
        return Rejected("refused.plan.long", {"n": limit})
    return replace(plan, **{name: said})


def set_lines(plan: Plan, name: Lines, text: str) -> Edited:
    """Set one of the plan's lists from ``text``, one entry per line."""
    rows = split_lines(text)
    if len(rows) > MOST_ITEMS:
        return Rejected("refused.plan.many", {"n": MOST_ITEMS})
    return replace(plan, **{name: rows})


def split_lines(text: str) -> tuple[str, ...]:
    """Return the non-empty lines of ``text``, without list dashes."""
    rows = (
        re.sub(r"^[-*•–]\s+", "", row.strip()) for row in clean(text, 10**6, lines=True).split("\n")
    )
    return tuple(said for row in rows if (said := clean(row)))


def set_date(plan: Plan, text: str, today: date, *, month_first: bool = False) -> Edited:
    """Set the date, as people write dates; one without a year is the next after ``today``."""
    said = clean(text)
    day = (
        real_day(re.sub(r"(?<=\d) (?=\d)", "/", said), today, month_first=month_first)
        if said
        else None
    )
    if said and (day is None or not 1900 < day.year < 10_000):
        return Rejected("refused.plan.date")
    return replace(plan, date=day.isoformat() if day else "")


def set_start(plan: Plan, text: str) -> Edited:
    """Set the planned start; empty: when the agenda is started."""
    at = clock(text)
    return at if isinstance(at, Rejected) else replace(plan, start=at)


def clock(text: str) -> str | Rejected:
    """Return a typed time as ``HH:MM``; empty stays empty."""
    said = clean(text)
    if not said:
        return ""
    found = clocks_in(said)
    if found is None or found.start is None or found.end or found.start.at >= 24 * 60:
        return Rejected("refused.plan.clock")
    return hhmm(found.start.at)


def set_time_zone(plan: Plan, text: str, known: Sequence[str]) -> Edited:
    """Set the time zone, one of ``known``: by its name, or the end of it if only one ends so ("london")."""
    said = folded(clean(text)).replace(" ", "_")
    if not said:
        return replace(plan, time_zone="")
    exact = [one for one in known if folded(one) == said]
    found = exact or [one for one in known if folded(one).endswith(f"/{said}")]
    if len(found) != 1:
        return Rejected("refused.plan.time_zone")
    return replace(plan, time_zone=found[0])


def set_link(plan: Plan, text: str) -> Edited:
    """Set the address for joining remotely."""
    link = link_of(text)
    return link if isinstance(link, Rejected) else replace(plan, meeting_link=link)


def link_of(text: str) -> str | Rejected:
    """Return a typed address, with a scheme added if missing; empty stays empty."""
    said = clean(text)
    if said and "://" not in said:
        said = f"https://{said}"
    return Rejected("refused.plan.link") if said and not _WEB.fullmatch(said) else said


def set_wifi(plan: Plan, name: str, password: str | None = None) -> Edited:
    """Set the room's network; an empty name removes it. ``None`` keeps the password."""
    before = plan.wifi.password if plan.wifi else ""
    wifi = wifi_of(name, before if password is None else password)
    return wifi if isinstance(wifi, Rejected) else replace(plan, wifi=wifi)


def wifi_of(name: str, password: str) -> Wifi | Rejected | None:
    """Return a typed network; ``None`` without a name."""
    called, secret = clean(name), clean(password)
    for said, most in ((called, 32), (secret, 63)):
        if len(said) > most:
            return Rejected("refused.plan.long", {"n": most})
    return Wifi(called, secret) if called else None


# The agenda


def add_items(plan: Plan, items: tuple[PlanItem, ...], at: int) -> Edited:
    """Add several items, the first at index ``at``."""
    if len(plan.agenda) + len(items) > MOST_ITEMS:
        return Rejected("refused.plan.many", {"n": MOST_ITEMS})
    at = max(0, min(at, len(plan.agenda)))
    return replace(plan, agenda=(*plan.agenda[:at], *items, *plan.agenda[at:]))


def remove_item(plan: Plan, at: int) -> Edited:
    if len(plan.agenda) == 1:
        return Rejected("refused.plan.last")
    return replace(plan, agenda=(*plan.agenda[:at], *plan.agenda[at + 1 :]))


def move_item(plan: Plan, at: int, by: int) -> Edited:
    """Move an item by ``by`` places, within the list."""
    to = max(0, min(at + by, len(plan.agenda) - 1))
    rest = (*plan.agenda[:at], *plan.agenda[at + 1 :])
    return replace(plan, agenda=(*rest[:to], plan.agenda[at], *rest[to:]))


def retitle(plan: Plan, at: int, text: str) -> Edited:
    said = clean(text)
    if not said:
        return Rejected("refused.plan.item")
    return _change(plan, at, lambda one: replace(one, title=said))


def set_focus(plan: Plan, at: int, text: str) -> Edited:
    said = clean(text)
    return _change(plan, at, lambda one: replace(one, focus=said))


def set_note(plan: Plan, at: int, text: str) -> Edited:
    said = clean(text)
    return _change(plan, at, lambda one: replace(one, content_note=said))


def set_notes(plan: Plan, at: int, text: str) -> Edited:
    """Set the facilitator's own notes, one per line."""
    said = clean(text, LINE_LIMIT, lines=True)
    return _change(plan, at, lambda one: replace(one, notes=said))


def set_minutes(plan: Plan, at: int, text: str) -> Edited:
    """Set an item's minutes; empty: as long as it needs (P58)."""
    said = clean(text)
    if not said:
        return _change(plan, at, lambda one: replace(one, minutes=None))
    found = length_in(said)
    if found is None or found.minutes is None or not 1 <= found.minutes <= MOST_MINUTES:
        return _minutes_refused()
    return _change(plan, at, lambda one: replace(one, minutes=found.minutes))


def add_minutes(plan: Plan, at: int, by: int) -> Edited:
    """Add ``by`` minutes to an item; one without a length gets its first."""
    minutes = (plan.agenda[at].minutes or 0) + by
    if not 1 <= minutes <= MOST_MINUTES:
        return _minutes_refused()
    return _change(plan, at, lambda one: replace(one, minutes=minutes))


def _minutes_refused() -> Rejected:
    return Rejected("refused.plan.minutes", {"n": MOST_MINUTES})


def set_kind(plan: Plan, at: int, kind: str) -> Edited:
    """Set an item's kind; a break or check-out keeps its minutes from then on."""
    if kind not in ITEM_KINDS:
        return Rejected("refused.plan.kind")
    known = cast("ItemKind", kind)
    if kind in KEPT_KINDS:
        return _change(
            plan, at, lambda one: replace(one, kind=known, protected=True, may_shrink=False)
        )
    return _change(plan, at, lambda one: replace(one, kind=known))


def set_starts_at(plan: Plan, at: int, text: str) -> Edited:
    """Fix an item's start; empty: it follows the one before."""
    when = clock(text)
    if isinstance(when, Rejected):
        return when
    return _change(plan, at, lambda one: replace(one, starts_at=when))


def protect(plan: Plan, at: int) -> Edited:
    """Toggle whether an item is protected when time runs short."""
    now = plan.agenda[at].protected
    return _change(plan, at, lambda one: replace(one, protected=not now, may_shrink=now))


def let_shrink(plan: Plan, at: int) -> Edited:
    """Toggle whether an item may be shortened when time runs short."""
    now = plan.agenda[at].may_shrink
    return _change(
        plan, at, lambda one: replace(one, may_shrink=not now, protected=one.protected and now)
    )


def _change(plan: Plan, at: int, how: Callable[[PlanItem], PlanItem]) -> Plan:
    agenda = list(plan.agenda)
    agenda[at] = how(agenda[at])
    return replace(plan, agenda=tuple(agenda))
