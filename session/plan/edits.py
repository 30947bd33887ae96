"""A plan that is being made: pure edits, each a new plan or the reason why not, and the way back (P11).

What these edits leave can be saved and read again as it is. Only the order of fixed starts may be wrong
for a while, since items are moved one at a time; ``session.plan.outline`` tells it, and saving waits for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Literal, cast

from msgspec import Struct

from session.model.plan import ITEM_KINDS, ItemKind, Plan, PlanItem, Wifi
from session.model.state import Rejected, replace
from session.model.text import LINE_LIMIT, clean
from session.plan.reading.dates import real_day
from session.plan.reading.times import clocks_in, hhmm, length_in

MOST_MINUTES = 480
MOST_ITEMS = 200
MOST_ROLES = 8
SUPPORT_LIMIT = 200
_STEPS = 200
"""Edits that can be taken back."""

Edited = Plan | Rejected
Line = Literal["title", "series", "purpose", "involvement", "stage", "support"]
Lines = Literal["goals", "can_change", "cannot_change"]

_WEB = re.compile(r"https?://\w[\w.-]*(:\d{1,5})?([/?#]\S*)?", re.IGNORECASE)
KEPT_KINDS = {"break", "check-out"}
"""Kinds that keep their minutes when time runs short, unless the plan says otherwise."""


class Saved(Struct, frozen=True):
    """A plan, and the file it is saved in; ``path`` is empty for one that never was."""

    plan: Plan
    path: str = ""


class Draft(Struct, frozen=True):
    """What is being made, what it was before each edit, and what is on the disk."""

    plan: Plan
    path: str = ""
    saved: Plan | None = None
    past: tuple[Saved, ...] = ()
    ahead: tuple[Saved, ...] = ()

    @property
    def unsaved(self) -> bool:
        return self.plan != self.saved

    def then(self, plan: Plan) -> Draft:
        """Return the draft after one edit; an edit that changes nothing is none."""
        if plan == self.plan:
            return self
        past = (*self.past, Saved(self.plan, self.path))[-_STEPS:]
        return replace(self, plan=plan, past=past, ahead=())

    def begun_from(self, plan: Plan, path: str = "") -> Draft:
        """Return the draft with another plan in its place; what was there can be taken back."""
        past = (*self.past, Saved(self.plan, self.path))[-_STEPS:]
        return Draft(plan, path, plan if path else None, past)

    def back(self) -> Draft | None:
        """Return the draft before the last edit; ``None`` when there was none."""
        if not self.past:
            return None
        was = self.past[-1]
        ahead = (*self.ahead, Saved(self.plan, self.path))
        return replace(self, plan=was.plan, path=was.path, past=self.past[:-1], ahead=ahead)

    def forth(self) -> Draft | None:
        """Return the draft with the edit taken back last done again; ``None`` when there is none."""
        if not self.ahead:
            return None
        comes = self.ahead[-1]
        past = (*self.past, Saved(self.plan, self.path))
        return replace(self, plan=comes.plan, path=comes.path, past=past, ahead=self.ahead[:-1])

    def kept_in(self, path: str, plan: Plan) -> Draft:
        """Return the draft once ``plan`` stands in the file ``path``."""
        return replace(self, path=path, saved=plan)


# About the session


def set_line(plan: Plan, name: Line, text: str) -> Edited:
    """Set one of the plan's texts. Only the title must have something in it."""
    said = clean(text, LINE_LIMIT)
    if name == "title" and not said:
        return Rejected("refused.plan.title")
    if name == "support" and len(said) > SUPPORT_LIMIT:
        return Rejected("refused.plan.long", {"n": SUPPORT_LIMIT})
    return replace(plan, **{name: said})


def set_lines(plan: Plan, name: Lines, text: str) -> Edited:
    """Set one of the plan's lists from ``text``, one entry a line."""
    rows = split_lines(text)
    if len(rows) > MOST_ITEMS:
        return Rejected("refused.plan.many", {"n": MOST_ITEMS})
    return replace(plan, **{name: rows})


def split_lines(text: str) -> tuple[str, ...]:
    """Return the lines of ``text`` that have something in them, without the dash of a list."""
    rows = (
        re.sub(r"^[-*•–]\s+", "", row.strip()) for row in clean(text, 10**6, lines=True).split("\n")
    )
    return tuple(said for row in rows if (said := clean(row)))


def set_date(plan: Plan, text: str, today: date, *, month_first: bool = False) -> Edited:
    """Set the day, as people write days; one without a year is the next there is, seen from ``today``."""
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
    """Set the planned start; empty for the moment the agenda is started."""
    at = clock(text)
    return at if isinstance(at, Rejected) else replace(plan, start=at)


def clock(text: str) -> str | Rejected:
    """Return what somebody typed as ``HH:MM``; empty stays empty."""
    said = clean(text)
    if not said:
        return ""
    found = clocks_in(said)
    if found is None or found.start is None or found.end or found.start.at >= 24 * 60:
        return Rejected("refused.plan.clock")
    return hhmm(found.start.at)


def set_link(plan: Plan, text: str) -> Edited:
    """Set where people join from afar."""
    link = link_of(text)
    return link if isinstance(link, Rejected) else replace(plan, meeting_link=link)


def link_of(text: str) -> str | Rejected:
    """Return the address that was typed; one without its beginning is given it, and nothing is none."""
    said = clean(text)
    if said and "://" not in said:
        said = f"https://{said}"
    return Rejected("refused.plan.link") if said and not _WEB.fullmatch(said) else said


def set_wifi(plan: Plan, name: str, password: str | None = None) -> Edited:
    """Set the room's network; no name is no network. ``None`` leaves the password as it is."""
    before = plan.wifi.password if plan.wifi else ""
    wifi = wifi_of(name, before if password is None else password)
    return wifi if isinstance(wifi, Rejected) else replace(plan, wifi=wifi)


def wifi_of(name: str, password: str) -> Wifi | Rejected | None:
    """Return a network as it was typed; ``None`` without a name."""
    called, secret = clean(name), clean(password)
    for said, most in ((called, 32), (secret, 63)):
        if len(said) > most:
            return Rejected("refused.plan.long", {"n": most})
    return Wifi(called, secret) if called else None


# The agenda


def add_items(plan: Plan, items: tuple[PlanItem, ...], at: int) -> Edited:
    """Add several items, the first at place ``at``."""
    if len(plan.agenda) + len(items) > MOST_ITEMS:
        return Rejected("refused.plan.many", {"n": MOST_ITEMS})
    at = max(0, min(at, len(plan.agenda)))
    return replace(plan, agenda=(*plan.agenda[:at], *items, *plan.agenda[at:]))


def remove_item(plan: Plan, at: int) -> Edited:
    if len(plan.agenda) == 1:
        return Rejected("refused.plan.last")
    return replace(plan, agenda=(*plan.agenda[:at], *plan.agenda[at + 1 :]))


def move_item(plan: Plan, at: int, by: int) -> Edited:
    """Move an item ``by`` places; the first and the last stay where they are."""
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
    """Set the facilitator's own notes, a line each."""
    said = clean(text, LINE_LIMIT, lines=True)
    return _change(plan, at, lambda one: replace(one, notes=said))


def set_minutes(plan: Plan, at: int, text: str) -> Edited:
    """Set how long an item takes; empty for as long as it needs (P58)."""
    said = clean(text)
    if not said:
        return _change(plan, at, lambda one: replace(one, minutes=None))
    found = length_in(said)
    if found is None or found.minutes is None or not 1 <= found.minutes <= MOST_MINUTES:
        return _minutes_refused()
    return _change(plan, at, lambda one: replace(one, minutes=found.minutes))


def add_minutes(plan: Plan, at: int, by: int) -> Edited:
    """Give an item ``by`` minutes more; one without a length gets its first."""
    minutes = (plan.agenda[at].minutes or 0) + by
    if not 1 <= minutes <= MOST_MINUTES:
        return _minutes_refused()
    return _change(plan, at, lambda one: replace(one, minutes=minutes))


def _minutes_refused() -> Rejected:
    return Rejected("refused.plan.minutes", {"n": MOST_MINUTES})


def set_kind(plan: Plan, at: int, kind: str) -> Edited:
    """Set what sort of item it is; a break or check-out keeps its minutes from then on."""
    if kind not in ITEM_KINDS:
        return Rejected("refused.plan.kind")
    known = cast("ItemKind", kind)
    if kind in KEPT_KINDS:
        return _change(
            plan, at, lambda one: replace(one, kind=known, protected=True, may_shrink=False)
        )
    return _change(plan, at, lambda one: replace(one, kind=known))


def set_starts_at(plan: Plan, at: int, text: str) -> Edited:
    """Fix an item's start; empty lets it follow the one before."""
    when = clock(text)
    if isinstance(when, Rejected):
        return when
    return _change(plan, at, lambda one: replace(one, starts_at=when))


def protect(plan: Plan, at: int) -> Edited:
    """Protect an item when time runs short, or no longer."""
    now = plan.agenda[at].protected
    return _change(plan, at, lambda one: replace(one, protected=not now, may_shrink=now))


def let_shrink(plan: Plan, at: int) -> Edited:
    """Let an item be made shorter when time runs short, or no longer."""
    now = plan.agenda[at].may_shrink
    return _change(
        plan, at, lambda one: replace(one, may_shrink=not now, protected=one.protected and now)
    )


def _change(plan: Plan, at: int, how: Callable[[PlanItem], PlanItem]) -> Plan:
    agenda = list(plan.agenda)
    agenda[at] = how(agenda[at])
    return replace(plan, agenda=tuple(agenda))
