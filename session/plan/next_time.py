"""What the plan of the next session takes over from what was agreed at the end of the last one."""

from __future__ import annotations

from datetime import date

from session.model.lifecycle import Closing
from session.model.plan import Plan
from session.model.state import Rejected, replace
from session.plan.edits import link_of


def for_next_time(plan: Plan, agreed: Closing, today: date) -> Plan:
    """Return the plan with the day, start, place, way there and link of the next session.

    What was not agreed stays as it was; a day that is over is left out.
    """
    told = {
        name: text
        for name, text in (
            ("start", agreed.next_at),
            ("place", agreed.next_place),
            ("way_there", agreed.next_way),
            ("meeting_link", _link(agreed.next_join)),
        )
        if text
    }
    if "place" in told and told["place"] != plan.place:
        # The way to another place would be wrong.
        told.setdefault("way_there", "")
    return replace(plan, date=_coming(agreed.next_on, today), **told)


def _coming(day: str, today: date) -> str:
    try:
        return day if date.fromisoformat(day) >= today else ""
    except ValueError:
        return ""


def _link(typed: str) -> str:
    """Return an address; empty for plain words such as "by telephone"."""
    link = link_of(typed) if "://" in typed else ""
    return "" if isinstance(link, Rejected) else link
