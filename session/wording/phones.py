"""What is said about phones: on the laptop, and as an answer to a phone."""

WORDS: dict[str, str | tuple[str, str]] = {
    "final.door": "Joining is opened and closed on the Join screen.",
    "final.phone": "What came from a phone stays. You can remove an idea or strike words.",
    "did.LookFirstSet": "ideas looked at first or not",
    "did.ColouringSet": "colouring by phone",
    "did.IdeaMarked": "how somebody sees an idea",
    "did.IdeaOffered": "idea “{text}”",
    "did.OfferSettled": "an idea that waited",
    "did.ConcernSeen": "a word in private read",
    "refused.door_open": "Joining by phone is open already.",
    "refused.door_closed": "Joining is closed. Ask the facilitator to open it.",
    "refused.door_same": "That is so already. Nothing was changed.",
    "refused.device_unknown": "This phone has not joined, or has left. Scan the code to join.",
    "refused.device_here": "This phone has joined already.",
    "refused.offer_twice": "The same idea waits already. Add what is different about yours.",
    "refused.no_offer": "No idea waits to be looked at.",
    "refused.no_concern": "Nothing waits to be read.",
    "refused.colouring_closed": "Colouring by phone is closed. Call your letter in the room.",
    "refused.idea_settled": "The group has settled “{text}”. Say so if you see it differently.",
    "refused.idea_marked": "You have that one in this theme already.",
}
