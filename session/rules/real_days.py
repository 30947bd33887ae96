"""Resolves typed days relative to the day of the session."""

from __future__ import annotations

import re
from datetime import date, timedelta

from session.model.state import Instant, State
from session.plan.reading.dates import MARK, is_day, real_day, with_day
from session.wording.catalogue import Say

_NUMBERS = re.compile(r"[\d\s./:-]+")


def in_numbers(typed: str) -> bool:
    """Return whether typed text has only numbers, so that it is refused if it is not a date: "31.2."."""
    return _NUMBERS.fullmatch(typed) is not None


def with_real_day(state: State, typed: str, now: Instant, say: Say) -> str:
    """Return a typed day followed by the resolved date; unchanged if it is not a day."""
    due = due_day(state, typed, now)
    # An ISO date is resolved already, and formatted in words wherever it is shown.
    return typed if typed == due else with_day(typed, due, say)


def due_day(state: State, by: str, now: Instant) -> str:
    """Return the date that typed text means, as ISO; empty if it names none."""
    by = re.sub(rf"^{MARK}:?\s+", "", by, flags=re.IGNORECASE)
    today: date = (now.at + timedelta(seconds=state.meta.utc_offset_s)).date()
    found = real_day(by, today, month_first=state.meta.month_first) if is_day(by) else None
    return found.isoformat() if found else ""
