"""The time zones that this computer knows, by their IANA names."""

from __future__ import annotations

from zoneinfo import ZoneInfo, available_timezones


def zones() -> tuple[str, ...]:
    """Return all names, sorted."""
    return tuple(sorted(available_timezones()))


def is_zone(name: str) -> bool:
    """Return whether it is a known name, exactly as written."""
    try:
        ZoneInfo(name)
    # Unknown; a folder of the database, or too long for the disk; leading out of it.
    except (KeyError, OSError, ValueError):
        return False
    return True
