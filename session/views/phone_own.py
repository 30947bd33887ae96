"""Content for a single phone: its person, hand and own talk time, and its themes of ideas."""

from __future__ import annotations

from collections.abc import Callable

from session.model.floor import Hand
from session.model.people import Person
from session.model.state import State
from session.rules.devices import device_of
from session.views.phone_parts import PhoneMe


def colours(state: State, seen: Callable[[str], str]) -> dict[str, str]:
    """Return the theme that a phone chose for each idea, by idea.

    ``seen`` returns the mark under which it colours an idea, which the server derives from the token.
    """
    return {
        idea.id: theme
        for idea in state.ideas.values()
        if idea.marks and (theme := idea.marks.get(seen(idea.id), ""))
    }


def me(state: State, mark: str, order: tuple[Hand, ...]) -> PhoneMe:
    """Return the content for the phone with this mark, without its ballots and colours.

    ``order`` is the current queue, which is the same for all phones.
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
    """Return a person's own talk time so far, in seconds, to be shown to them only."""
    if not state.meta.counting or person.consent.counted is not True:
        return None
    return state.floor.own_ms.get(person.id, 0) // 1000
