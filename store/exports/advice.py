"""What is advice for the facilitator in a recap: kept there, since the group agreed it, and in no export."""

from __future__ import annotations

from msgspec.structs import replace

from session.model.recap import Recap, RecapRound
from session.wording.catalogue import say

ADVICE = {"rounds.gradient_heard": "recap.vote_differ"}
"""The key of each remark that advises, with the one that says the same to readers."""


def without_advice(recap: Recap) -> Recap:
    """Return a recap with the remarks on its votes as readers need them."""
    told = {say(key): say(instead) for key, instead in ADVICE.items()}

    def read(held: RecapRound) -> RecapRound:
        return replace(held, said=tuple(told.get(one, one) for one in held.said))

    return replace(recap, rounds=tuple(map(read, recap.rounds)))
