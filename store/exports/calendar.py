"""The next session, and apart from it the dated actions, for a calendar (RFC 5545).

An entry keeps its UID, and a later file has a higher SEQUENCE: what was imported before is replaced, not doubled.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from session.erase.walk import STRUCK
from session.model.recap import Recap
from session.model.text import bare
from session.views.one_side import owner_of
from session.wording.catalogue import say
from store.exports.days import moment
from store.zones import is_zone

if TYPE_CHECKING:
    from icalendar import Event

_PRODUCT = "-//Fairsay//Fairsay//EN"
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


def next_session(recap: Recap) -> bytes:
    """Return a tidied recap's next session as a calendar; nothing if its day is not known."""
    from icalendar import Event

    start = _start(recap)
    if start is None or STRUCK in {recap.next_session, recap.next_place}:
        return b""
    about = (
        say("next.way", text=recap.next_way) if recap.next_way else "",
        say("next.join", text=recap.next_join) if recap.next_join else "",
        say("side.ask_contact", contact=recap.whom_to_ask) if recap.whom_to_ask else "",
    )
    event = Event.new(
        uid=f"next-{recap.session}@fairsay",
        stamp=moment(recap.stamp),
        sequence=_sequence(recap),
        summary=recap.series or recap.title or say("recap.untitled"),
        start=start,
        end=_end(recap, start),
        location=recap.next_place or None,
        description="\n".join(filter(None, about)) or None,
    )
    return _calendar([event])


def actions(recap: Recap) -> bytes:
    """Return a tidied recap's actions that have a day, each as a whole day; nothing without any."""
    from icalendar import TRANSP, Event

    owner = owner_of(recap)
    events = [
        Event.new(
            uid=f"{action.id or f'action-{nth}'}@{recap.session}.fairsay",
            stamp=moment(recap.stamp),
            sequence=_sequence(recap),
            summary=bare(action.what),
            start=due,
            end=due + timedelta(days=1),
            description=bare(say("calendar.action", who=owner(action), title=recap.title)),
            # It takes nobody's day.
            transparency=TRANSP.TRANSPARENT,
        )
        for nth, action in enumerate(recap.actions)
        if action.what != STRUCK and (due := _day(action.due))
    ]
    return _calendar(events) if events else b""


def _calendar(events: Sequence[Event]) -> bytes:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    for event in events:
        calendar.add_component(event)
    made: bytes = calendar.to_ical()
    return made


def _sequence(recap: Recap) -> int:
    """Return a number that grows with what a recap is made from: minutes to its last event, and its version."""
    return max(0, int((moment(recap.stamp) - _EPOCH).total_seconds()) // 60) + recap.version - 1


def _start(recap: Recap) -> date | None:
    day = _day(recap.next_on)
    return _at(day, recap.next_at, recap.time_zone) if day and recap.next_at else day


def _end(recap: Recap, start: date) -> date | None:
    """Return when it ends: after midnight if that is earlier in the day; a whole day if no time is known."""
    day = _day(recap.next_on)
    if day is None or not isinstance(start, datetime):
        return start + timedelta(days=1)
    if not recap.next_until:
        return None
    over = recap.next_until <= recap.next_at
    return _at(day + timedelta(days=over), recap.next_until, recap.time_zone)


def _at(day: date, clock: str, zone: str) -> date:
    """Return a moment: in UTC, so that everybody sees their own time; in that of the reader if the zone is not known."""
    try:
        local = datetime.fromisoformat(f"{day.isoformat()}T{clock}")
    except ValueError:
        return day
    return local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) if is_zone(zone) else local


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None
