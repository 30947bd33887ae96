"""How many issues the parking lot holds, in words (P28)."""

from __future__ import annotations

from session.model.state import State
from session.rules.parking import open_count
from session.wording.catalogue import say


def count_words(state: State) -> str:
    """Return the open count in words: "3 parked"."""
    return say("parking.parked", n=open_count(state))
