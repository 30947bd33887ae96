"""The order of the speaking queue: by arrival or, if the group chose so, least heard first (P24).

How much a role group was heard is its talk time divided by its number of people present. This gives the
same order as comparing its share of talk with its share of the room. Where turns are not counted, or
too little was said yet, it is the number of times a hand of that group got the floor, per person.
"""

from __future__ import annotations

from session.model.floor import Hand
from session.model.state import State
from session.rules import people, talk_shares


def queue_order(state: State) -> tuple[Hand, ...]:
    """Return the queue in order: people who can't follow first, then by the group's choice.

    A hand restored by undo is last in the mapping, but keeps its place in the queue.
    """
    hands = sorted(state.queue.values(), key=lambda h: (h.reason == "turn", h.raised_t))
    if state.floor.queue_order == "arrival":
        return tuple(hands)
    scores = {hand.id: _heard(state, hand) for hand in hands if hand.reason == "turn"}
    # Nobody is put back for being in no role group: they rank with those heard least. So do people who
    # can't follow, and they are first among equals.
    least = min((score for score in scores.values() if score is not None), default=0.0)

    def place(hand: Hand) -> float:
        score = scores.get(hand.id)
        return least if score is None else score

    return tuple(sorted(hands, key=place))


def said_unclear(hand: Hand) -> bool:
    """Return whether somebody reported for themselves that they didn't follow, which is anonymous (P25)."""
    return hand.reason == "unclear" and bool(hand.person)


def groups_of(state: State, hand: Hand) -> tuple[str, ...]:
    """Return the role groups a hand is raised for; a person may be in several, or in none."""
    person = state.people.get(hand.person)
    return (hand.group,) if hand.group else person.roles if person else ()


def _heard(state: State, hand: Hand) -> float | None:
    """Return how much the group of a hand was heard; of several groups, the one heard least."""
    groups = groups_of(state, hand)
    if not groups:
        return None
    heard, heads = _by_group(state), people.heads(people.present(state))
    return min(heard.get(group, 0.0) / max(1, heads.get(group, 0)) for group in groups)


def _by_group(state: State) -> dict[str, float]:
    turn = state.floor.current
    # Up to the start of the current turn, so that the order is stable while somebody talks.
    talk = talk_shares.whole(state, turn.since_t if turn else 0)
    if not state.meta.counting or talk.talk_s < talk_shares.SILENT_S:
        return {group: float(n) for group, n in state.floor.called.items()}
    return {share.group: share.seconds for share in talk.groups} | {talk_shares.APART: talk.apart_s}
