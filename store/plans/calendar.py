"""Reads calendars (.ics): each day with its appointments, in their own time zone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from session.plan.reading.document import Grid, Row, in_one_line
from session.wording.catalogue import say
from store.plans.forms import refused

if TYPE_CHECKING:
    from icalendar import Component

_HEAD = ("Start", "End", "Title", "Notes")
_MOST_EVENTS = 2000


class Day(Struct, frozen=True):
    """One day of a calendar: its date, and its appointments as the rows of a table."""

    date: str
    grid: Grid


def days(text: str, file: str) -> tuple[str, tuple[Day, ...], int]:
    """Return the calendar's name, its days, and the number of all-day and repeating appointments.

    Raises PlanFaults.
    """
    from icalendar import Calendar

    try:
        calendar = Calendar.from_ical(text)
        events = calendar.walk("VEVENT")[:_MOST_EVENTS]
        found, passed = _appointments(events)
    # The library's exceptions for a damaged calendar.
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError) as error:
        raise refused(file, "broken") from error
    name = in_one_line(str(calendar.get("X-WR-CALNAME", "") or calendar.get("NAME", "")))
    made = []
    for date in sorted({start.date() for start, _, _ in found}):
        of_day = sorted(
            (one for one in found if one[0].date() == date), key=lambda one: one[0].time()
        )
        rows = [Row(0, _HEAD), *(Row(n, _cells(one)) for n, one in enumerate(of_day, start=1))]
        made.append(Day(date.isoformat(), Grid(tuple(rows), date.isoformat())))
    return name, tuple(made), passed


_Appointment = tuple[dt.datetime, dt.datetime | None, "tuple[str, str]"]


def _appointments(events: Sequence[Component]) -> tuple[list[_Appointment], int]:
    found: list[_Appointment] = []
    passed = 0
    for event in events:
        start = event.decoded("DTSTART", None)
        if not isinstance(start, dt.datetime):
            passed += 1
            continue
        end = event.decoded("DTEND", None)
        lasts = event.decoded("DURATION", None)
        if not isinstance(end, dt.datetime):
            end = start + lasts if isinstance(lasts, dt.timedelta) else None
        title = in_one_line(str(event.get("SUMMARY", "")))
        notes = str(event.get("DESCRIPTION", "") or "")
        if event.get("RRULE") is not None:
            notes = f"{say('plan.read.repeats')}\n{notes}"
        found.append((_local(start), _local(end) if end else None, (title, notes)))
    return found, passed


def _local(moment: dt.datetime) -> dt.datetime:
    """Return a time as local wall time: in its own time zone; UTC is converted to this machine's."""
    return moment.astimezone() if moment.tzname() == "UTC" else moment


def _cells(one: _Appointment) -> tuple[str, ...]:
    start, end, (title, notes) = one
    return f"{start:%H:%M}", f"{end:%H:%M}" if end else "", title, notes
