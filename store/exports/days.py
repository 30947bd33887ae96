"""A day in words, as every recap tells it."""

from __future__ import annotations

from datetime import date

from session.wording.catalogue import say


def day(iso: str) -> str:
    """Return an ISO date in words, "Monday 23 November 2026"; anything else as it is."""
    try:
        held = date.fromisoformat(iso)
    except ValueError:
        return iso
    return say(
        "recap.date",
        weekday=say("recap.weekdays").split()[held.weekday()],
        day=held.day,
        month=say("recap.months").split()[held.month - 1],
        year=held.year,
    )
