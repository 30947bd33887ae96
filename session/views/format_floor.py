"""Who speaks and who waits to, in words for the whole room."""

from __future__ import annotations

from session.model.floor import Hand
from session.model.state import State
from session.rules.queue import queue_order, said_unclear
from session.views.names import Naming
from session.wording.catalogue import say


def waiting(state: State) -> tuple[str, ...]:
    """Return all places in the queue in words, in the order in which they get the floor."""
    naming = Naming(state)
    return tuple(in_queue(naming, hand) for hand in queue_order(state))


def in_queue(naming: Naming, hand: Hand) -> str:
    """Return a place in the queue in words: the name by consent, and never the reason."""
    if said_unclear(hand):
        return say("board.someone")
    if hand.person in naming.state.people:
        return naming.room[hand.person]
    fallback = "board.online" if hand.reason == "online" else "board.someone"
    return naming.only_consented(hand.name) or hand.group or say(fallback)


def called(hand: Hand) -> str:
    """Return the announcement when a place in the queue gets the floor; usually empty.

    A person who reported by phone that they didn't follow is not named, and need not repeat it.
    """
    return say("queue.say_again") if said_unclear(hand) else ""


def speaking(state: State) -> str:
    """Return whose turn it is as a role group, never for how long; empty when turns are not counted."""
    if not state.meta.counting:
        return ""
    turn = state.floor.current
    if turn is None:
        return say("board.nobody_speaking")
    match turn.kind:
        case "group":
            return say("board.speaking", who=turn.group)
        case "someone":
            return say("board.speaking", who=say("board.someone"))
        case "silence":
            return say("board.silence")
        case "group-work":
            return say("board.group_work")
        case "break":
            return say("board.on_break")
