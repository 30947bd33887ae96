"""Adds the checksum of an agreed recap to the event that makes it final."""

from __future__ import annotations

from msgspec.structs import replace

from session.model.lifecycle import RecapAgreed, SessionEnded
from session.model.protocol import Event
from session.model.recap import sum_of
from session.model.state import State


def with_sum(events: tuple[Event, ...], after: State) -> tuple[Event, ...]:
    """Return the events with the checksum of the recap of ``after``, their resulting state, if they agree it."""
    *before, last = events
    closing = after.closing
    if not isinstance(last, (RecapAgreed, SessionEnded)) or None in {
        closing.ended_t,
        closing.agreed_t,
    }:
        return events
    # Most runs of the program never agree a recap, and the import takes time.
    from session.views.recap import recap

    return (*before, replace(last, sum=sum_of(recap(after))))
