"""The timestamps of exported files."""

from __future__ import annotations

from datetime import UTC, datetime

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
