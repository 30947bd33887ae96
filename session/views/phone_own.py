"""What belongs to one phone alone: who it is for, its hand, its own talk, where it sees each idea."""

from __future__ import annotations

from collections.abc import Callable

from session.model.floor import Hand
from session.model.people import Person
from session.model.state import State
from session.rules.devices import device_of
from session.views.phone_parts import PhoneMe


def colours(state: State, seen: Callable[[str], str]) -> dict[str, str]:
    """Return where a phone sees each idea it has coloured: theme by idea.

    ``seen`` gives the mark under which it colours an idea, as the server makes it from the token.
    """
    return {
        idea.id: theme
        for idea in state.ideas.values()
        if idea.marks and (theme := idea.marks.get(seen(idea.id), ""))
    }


def me(state: State, mark: str, order: tuple[Hand, ...]) -> PhoneMe:
    """Return what belongs to the phone with this mark, without its ballots and its colours.

    ``order`` is the queue as it stands, which is the same for all phones.
    """
    device = device_of(state, mark)
    person = state.people.get(device.person) if device else None
    if person is None:
        return PhoneMe()
    mine = [hand for hand in order if hand.person == person.id]
    places = [order.index(hand) + 1 for hand in mine if hand.reason == "turn"]
    return PhoneMe(
        person.name,
        person.roles,
        person.remote,
        person.consent,
        places[0] if places else 0,
        any(hand.reason == "unclear" for hand in mine),
        state.floor.given == person.id,
        own_talk_s(state, person),
    )


def own_talk_s(state: State, person: Person) -> int | None:
    """Return how long somebody has talked so far in turns that were given to them, for them alone."""
    if not state.meta.counting or person.consent.counted is not True:
        return None
    return state.floor.own_ms.get(person.id, 0) // 1000
