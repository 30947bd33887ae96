"""What must be said before something starts: an item's content note (P9)."""

from __future__ import annotations

from session.commands.agenda import AgendaCommand
from session.commands.every import AnyCommand
from session.decide import decide
from session.entries.agenda import Item
from session.events.agenda import ItemStarted
from session.state import Instant, Rejected, State


def to_warn_of(state: State, command: AnyCommand, now: Instant) -> Item | None:
    """Return the item with a content note that ``command`` would start for the first time, if any."""
    if not isinstance(command, AgendaCommand):
        return None
    decided = decide(state, command, now, lambda: "")
    if isinstance(decided, Rejected):
        return None
    started = (state.items.get(e.item) for e in decided if isinstance(e, ItemStarted))
    return next((i for i in started if i and i.content_note and i.first_t is None), None)
