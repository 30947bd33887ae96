"""The next session of an open session as calendar entries for the room's picture."""

from __future__ import annotations

from session.model.state import State


def next_entries(state: State) -> tuple[str, ...]:
    """Return the entries for a QR code, fullest first; none without a day."""
    if not state.closing.next_on:
        return ()
    # Loads the time zones, which the first paint does not need.
    from store.exports.calendar import short_entries

    return short_entries(state)
