"""How much say people have, and the stage of the work, in one plain sentence each (P2, P3).

The rungs are those of the ladder of co-production (Think Local Act Personal, 2021, after Arnstein 1969)
and the field's other names for them. They are matched as whole words in the plan's text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from session.wording.catalogue import say

RUNGS = (
    "informing",
    "educating",
    "consulting",
    "consultation",
    "engagement",
    "involving",
    "collaborating",
    "co-design",
    "deciding together",
    "co-production",
    "people deciding",
)
"""Levels of involvement as a plan may write them, least first. Each has a sentence in the catalogue."""
STAGES = ("priorities", "design", "decisions", "delivery", "analysis", "sharing", "evaluation")
"""Stages of the work as a plan may write them. Each has a sentence in the catalogue."""


def rung_words(involvement: str) -> str:
    """Return the meaning of a level of involvement; empty if the text has no known word."""
    word = _found(RUNGS, involvement)
    return say(f"ladder.{word}") if word else ""


def stage_words(stage: str) -> str:
    """Return the meaning of a stage of the work; empty if the text has no known word."""
    word = _found(STAGES, stage)
    return say(f"stage.{word}") if word else ""


def _found(known: Sequence[str], text: str) -> str:
    folded = text.casefold()
    # The longest first: "people deciding" is more than "deciding".
    for word in sorted(known, key=len, reverse=True):
        if re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", folded):
            return word
    return ""
