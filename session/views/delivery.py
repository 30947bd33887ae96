"""Private: how each person gets what is handed out, and who has got it. The program sends nothing."""

from __future__ import annotations

from collections import Counter

from session.model.people import WAYS, Person
from session.model.state import State
from session.wording.catalogue import say


def delivery_words(person: Person) -> str:
    """Return how one person gets it, and whether they have; empty if that is not known."""
    if person.gets is None:
        return ""
    way = say(f"delivery.{person.gets}")
    return f"✓ {way}" if person.got else way


def left_to_hand_out(state: State) -> str:
    """Return how many are still to get it, by each way, in one sentence; empty if there is nobody."""
    left = Counter(one.gets for one in state.people.values() if one.gets and not one.got)
    ways = ", ".join(
        say("delivery.way", n=left[way], way=say(f"delivery.{way}")) for way in WAYS if left[way]
    )
    return say("delivery.left", ways=ways) if ways else ""
