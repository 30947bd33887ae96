"""Formats days in words for recaps, and the timestamps of their files."""

from __future__ import annotations

from datetime import UTC, date, datetime

from session.plan.reading.dates import day_words

_OLDEST = datetime(1980, 1, 1, tzinfo=UTC)
"""The first day a zip can store; for a session that has not ended."""


def moment(stamp: str) -> datetime:
    """Return an ISO timestamp in UTC, in whole seconds."""
    try:
        at = datetime.fromisoformat(stamp)
        at = at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return _OLDEST
    return max(_OLDEST, at.replace(microsecond=0))


def day(iso: str) -> str:
    """Return an ISO date in words, "Monday 23 November 2026"; anything else unchanged."""
    try:
        return day_words(date.fromisoformat(iso))
    except ValueError:
        return iso
