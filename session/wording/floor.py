"""Wording for turns and the speaking queue."""

WORDS: dict[str, str | tuple[str, str]] = {
    "refused.not_counting": "Turns are not counted. Ask the group first, then switch it on.",
    "refused.group_unknown": "There is no such role group here. Choose one of: {groups}.",
    "refused.no_turn": "Nobody's turn is being counted now.",
    "refused.turn_back": "That is before the turn began. Choose a shorter time.",
    "refused.hand_nobody": "Say who wants to speak: a name or a role group.",
    "refused.hand_twice": "They are in the queue already, and keep their place.",
    "refused.online_twice": "It is shown already that online can't follow.",
    "refused.unclear_twice": "It is shown already that somebody did not follow.",
    "refused.queue_same": "That is how the queue goes already. Nothing was changed.",
    "queue.now.arrival": "Waiting to speak: hands up first go first",
    "queue.now.heard-least": "Waiting to speak: those heard least go first",
    "queue.heard_least": "From now on those heard least go first.",
    "queue.say_again": "Somebody would like the last part again, in other words.",
    "queue.arrival": "From now on whoever put a hand up first goes first.",
    "refused.queue_empty": "Nobody is waiting to speak.",
    "refused.hand_unknown": "That hand is not in the queue any more.",
}
