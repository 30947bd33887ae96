"""Content notes: what must be said before an item starts (P9)."""

from __future__ import annotations

from session.decide import decide
from session.model.agenda import AgendaCommand, Item, ItemStarted
from session.model.protocol import AnyCommand
from session.model.state import Instant, Rejected, State


def to_warn_of(state: State, command: AnyCommand, now: Instant) -> Item | None:
    """Return the item with a content note that ``command`` would start for the first time, if any."""
    if not isinstance(command, AgendaCommand):
        return None
    decided = decide(state, command, now, lambda: "")
    if isinstance(decided, Rejected):
        return None
    started = (state.items.get(e.item) for e in decided if isinstance(e, ItemStarted))
    return next((i for i in started if i and i.content_note and i.first_t is None), None)
