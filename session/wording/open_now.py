"""Wording for what is still open."""

WORDS: dict[str, str | tuple[str, str]] = {
    "open.is.vote": "A vote is still open",
    "open.is.pulse": "A pulse is still open",
    "open.is.circle": "A round of speaking is still open",
    "open.is.turn": "A turn is still going on",
    "open.now.vote": "A vote is open",
    "open.now.pulse": "A pulse is open",
    "open.name.vote": "a vote",
    "open.name.pulse": "a pulse",
    "open.name.circle": "a round of speaking",
    "open.name.turn": "a turn",
    "open.label.vote": "Vote open",
    "open.label.pulse": "Pulse open",
    "open.label.circle": "Round open",
    "open.label.turn": "Turn over",
    "open.by_key": "{words}: {key}.",
    "open.by_board": "{words}: {key} on the board.",
    "open.elsewhere": "On the board: {what}",
    "open.end": "Still open: {names}. End the session all the same?",
    "open.turn_long": "Is this turn still going on? {key} ends it.",
}
