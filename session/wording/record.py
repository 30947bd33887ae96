"""What is said about notes, decisions, actions and the parking lot, and about anything typed."""

WORDS: dict[str, str | tuple[str, str]] = {
    "refused.text_empty": "Nothing was typed. Type a few words, then save.",
    "refused.text_too_long": "That is {n} characters long. The most is {limit}; please shorten it.",
    "refused.decision_unknown": "That decision is not on the record. Choose one that is.",
    "refused.no_decision": "No decision is on the record yet. Record one first.",
    "refused.action_unknown": "That action is not on the record. Choose one that is.",
    "refused.action_same": "That is how the action reads already. Nothing was changed.",
    "refused.parked_unknown": "That is not in the parking lot. Choose something that is.",
    "refused.parked_twice": "“{text}” is in the parking lot already.",
    "refused.parked_move": "“{text}” is {now}. From there it can't become {wanted}.",
    "refused.parked_same": "“{text}” is {now} already. Nothing was changed.",
    "refused.nothing_parked": "Nothing is left in the parking lot. There is nothing to carry over.",
    "parking.parked": "{n} parked",
    "parking.is.parked": "parked",
    "parking.is.picked-up": "picked up",
    "parking.is.resolved": "resolved",
    "parking.is.carried-over": "carried over",
    "parking.is.action": "an action",
}
