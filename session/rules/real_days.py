"""Days that were typed, worked out from the day of the session."""

from __future__ import annotations

import re
from datetime import date, timedelta

from session.model.state import Instant, State
from session.plan.reading.dates import MARK, is_day, real_day, with_day


def with_real_day(state: State, typed: str, now: Instant) -> str:
    """Return a day as it was typed with the real one beside it; what is no day stays as it is."""
    due = due_day(state, typed, now)
    # An ISO date is a real one already, and told in words wherever it is shown.
    return typed if typed == due else with_day(typed, due)


def due_day(state: State, by: str, now: Instant) -> str:
    """Return the real day of what was typed, as ISO; empty where it names none."""
    by = re.sub(rf"^{MARK}:?\s+", "", by, flags=re.IGNORECASE)
    today: date = (now.at + timedelta(seconds=state.meta.utc_offset_s)).date()
    found = real_day(by, today) if is_day(by) else None
    return found.isoformat() if found else ""
