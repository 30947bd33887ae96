"""Who speaks and who waits to, for the whole room: names by consent, never who passed, and who is remote."""

from __future__ import annotations

from msgspec import Struct

from session.model.floor import Hand
from session.model.people import Person
from session.model.state import State
from session.rules import speaking_round
from session.rules.people import present
from session.rules.queue import queue_order, said_unclear
from session.views.format_floor import in_queue, speaking
from session.views.names import Naming, room_names
from session.wording.catalogue import say

Waiting = tuple[str, str]
"""An id, and how the room sees who it is."""


class SpeakView(Struct, frozen=True):
    """What is asked, who speaks now, and who waits."""

    question: str = ""
    """Of the open round, or else of the current item."""
    now: tuple[str, ...] = ()
    hands: tuple[Waiting, ...] = ()
    order: str = ""
    coming: tuple[Waiting, ...] = ()
    left: int = 0
    """How many are still to come in the round."""


def who_speaks(state: State) -> SpeakView:
    """Return who speaks and who waits, in order."""
    naming = Naming(state)
    hands = tuple((hand.id, _hand(naming, hand)) for hand in queue_order(state))
    order = say(f"queue.now.{state.floor.queue_order}") if hands else ""
    item = state.items.get(state.clock.current)
    asking = speaking_round.open_circle(state)
    if asking is None:
        question = (item.focus or item.title) if item else ""
        told = speaking(state)
        return SpeakView(question, (told,) if told else (), hands, order)
    kind = say(f"circle.kind.{asking.kind}")
    if asking.quiet:
        return SpeakView(asking.question, (kind, say("circle.quiet")), hands, order)
    names, speaker = room_names(state), speaking_round.speaker(state, asking)
    coming = speaking_round.coming(state, asking)
    if speaker:
        now = say("circle.now", who=_where(speaker, names[speaker.id]))
    else:
        now = say("circle.now_open" if coming or not present(state) else "circle.all_asked")
    return SpeakView(
        asking.question,
        (kind, say("circle.now_passing", now=now) if coming else now),
        hands,
        order,
        tuple((person.id, _where(person, names[person.id])) for person in coming),
        speaking_round.still_to_come(state, asking),
    )


def _hand(naming: Naming, hand: Hand) -> str:
    """Return a place in the queue; one who didn't follow is never recognised by where they are."""
    person = None if said_unclear(hand) else naming.state.people.get(hand.person)
    words = in_queue(naming, hand)
    return _where(person, words) if person else words


def _where(person: Person, name: str) -> str:
    return say("speak.remote", who=name) if person.remote else name
