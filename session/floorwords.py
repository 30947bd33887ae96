"""Who speaks and who waits to, in words that the whole room may read."""

from __future__ import annotations

from session.as_wished import as_wished
from session.entries.floor import Hand
from session.state import State
from session.wording.catalogue import say


def in_queue(state: State, hand: Hand) -> str:
    """Return a place in the queue in words: a name only of somebody who agreed to be named."""
    person = state.people.get(hand.person)
    if person is not None and not (person.consent.named and person.name):
        who = person.roles[0] if person.roles else say("board.someone")
    elif person is not None:
        who = person.name
    else:
        fallback = "board.online" if hand.reason == "online" else "board.someone"
        who = as_wished(state, hand.name) or hand.group or say(fallback)
    match hand.reason:
        case "unclear":
            return say("board.hand_unclear", who=who)
        case "online":
            return say("board.hand_online", who=who)
        case "turn":
            return who


def speaking(state: State) -> str:
    """Return whose turn it is by role group, never for how long; empty when turns are not counted."""
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
