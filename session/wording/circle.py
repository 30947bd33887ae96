"""What is said in and about rounds of speaking."""

WORDS: dict[str, str | tuple[str, str]] = {
    "circle.ask.check-in": "How are you arriving today?",
    "circle.ask.introductions": "Who are you, and what brings you here?",
    "circle.ask.strengths": "What do you bring: what have you lived, learned, or are good at?",
    "circle.ask.check-out": "What do you take with you from today?",
    "refused.no_circle": "No round of speaking is open. Open one first.",
    "refused.circle_open": "The round “{question}” is still open. End it first.",
    "refused.circle_question": "Say what everyone is asked. Then the round can start.",
    "refused.circle_started": "The talking has begun already.",
    "refused.circle_quiet": "The quiet minute goes on. Start the talking first.",
    "refused.circle_not_waiting": "They are not still to come. Choose somebody from the list.",
    "refused.circle_nobody": "Nobody has the word now. Choose somebody, or go on to the next.",
    "refused.circle_nobody_left": "Nobody is left to ask. End the round when you are ready.",
    "refused.circle_later": "They were come back to already. They may speak, or pass.",
    "did.CircleOpened": "round of speaking “{text}”",
    "did.CircleStarted": "start of the talking",
    "did.CircleStepped": "a step of the round",
    "did.CircleClosed": "end of the round of speaking",
}
