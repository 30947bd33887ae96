"""The next session, and apart from it the dated actions, for a calendar (RFC 5545).

An entry keeps its UID, and a later file has a higher SEQUENCE: what was imported before is replaced, not doubled.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from session.erase.walk import STRUCK
from session.model.recap import Recap
from session.model.state import State
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

    when = _when(recap)
    start = when.start
    if start is None or not has_next(recap):
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
        end=when.end,
        location=recap.next_place or None,
        description="\n".join(filter(None, about)) or None,
    )
    return _calendar([event])


def has_next(recap: Recap) -> bool:
    """Return whether a tidied recap has a next session for a calendar."""
    return _when(recap).start is not None and STRUCK not in {recap.next_session, recap.next_place}


def _when(recap: Recap) -> When:
    return When(recap.next_on, recap.next_at, recap.next_until, recap.time_zone)


def short_entries(state: State) -> tuple[str, ...]:
    """Return the next session of an open session as entries for a QR code, fullest first; none without a day.

    Bare ones, without the calendar around them: phones read them as they are, and each letter makes a code denser.
    """
    meta, closing = state.meta, state.closing
    when = When(closing.next_on, closing.next_at, closing.next_until, meta.time_zone)
    start, end = when.start, when.end
    place = closing.next_place
    if start is None or STRUCK in {closing.next_session, place}:
        return ()
    title = bare(meta.series or meta.title or say("recap.untitled"))
    least = (("SUMMARY", _escaped(title)), ("DTSTART", _stamp(start)))
    until = (("DTEND", _stamp(end)),) if end and isinstance(start, datetime) else ()
    where = (("LOCATION", _escaped(bare(place))),) if place else ()
    return tuple(
        dict.fromkeys(
            "\r\n".join(("BEGIN:VEVENT", *(f"{name}:{value}" for name, value in one), "END:VEVENT"))
            for one in ((*least, *until, *where), (*least, *where), (*least, *until), least)
        )
    )


def _escaped(text: str) -> str:
    """Return a text as a value: nobody's words are a line of their own (RFC 5545, 3.3.11)."""
    kept = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return " ".join(kept.split())


def _stamp(at: date) -> str:
    utc = isinstance(at, datetime) and at.tzinfo is not None
    return re.sub(r"[-:]|\+.*", "", at.isoformat()) + "Z" * utc


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


class When(NamedTuple):
    """When the next session is: an ISO date, its times as ``HH:MM``, and a time zone; each may be empty."""

    on: str
    at: str
    until: str
    zone: str

    @property
    def start(self) -> date | None:
        """A moment; a whole day if no time is known, and nothing without a day."""
        day = _day(self.on)
        return _at(day, self.at, self.zone) if day and self.at else day

    @property
    def end(self) -> date | None:
        """After midnight if that is earlier in the day; the next day if the start is a whole one."""
        day, start = _day(self.on), self.start
        if day is None or not isinstance(start, datetime):
            return start and start + timedelta(days=1)
        if not self.until:
            return None
        return _at(day + timedelta(days=self.until <= self.at), self.until, self.zone)


def _at(day: date, clock: str, zone: str) -> date:
    """Return a moment: in UTC, so that everybody sees their own time; in that of the reader if the zone is not known."""
    try:
        local = datetime.fromisoformat(f"{day.isoformat()}T{clock}")
    except ValueError:
        return day
    return local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) if is_zone(zone) else local


def _day(iso: str) -> date | None:
    """Return a day; nothing if the text is not an ISO date, or at the end of the calendar, where no day follows."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return None
    return day if MINYEAR < day.year < MAXYEAR else None
