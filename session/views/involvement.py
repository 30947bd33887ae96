"""How much say people have, and where the work is, in one plain sentence each (P2, P3).

The rungs are those of the ladder of co-production (Think Local Act Personal, 2021, after Arnstein 1969)
and the field's other names for them. They are looked for as whole words in what the plan says.
"""

from __future__ import annotations

import re

from session.wording.catalogue import CATALOGUE, say

_LADDER, _STAGE = "ladder.", "stage."


def rungs() -> tuple[str, ...]:
    """Return the words for a level of involvement that have a sentence, as a plan may write them."""
    return _known(_LADDER)


def stages() -> tuple[str, ...]:
    """Return the words for a stage of the work that have a sentence, as a plan may write them."""
    return _known(_STAGE)


def rung_words(involvement: str) -> str:
    """Return what a level of involvement means; empty when no known word stands in it."""
    return _sentence(_LADDER, involvement)


def stage_words(stage: str) -> str:
    """Return what a stage of the work means; empty when no known word stands in it."""
    return _sentence(_STAGE, stage)


def _known(area: str) -> tuple[str, ...]:
    return tuple(key.removeprefix(area) for key in CATALOGUE if key.startswith(area))


def _sentence(area: str, text: str) -> str:
    folded = text.casefold()
    # The longest first: "people deciding" is more than "deciding".
    for word in sorted(_known(area), key=len, reverse=True):
        if re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", folded):
            return say(f"ladder.{word}" if area == _LADDER else f"stage.{word}")
    return ""
