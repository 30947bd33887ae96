"""The default question to the room, and its options."""

from __future__ import annotations

from session.model.state import State
from session.rules.themes import live, standing
from session.rules.votes import FEWEST_OPTIONS, MOST_OPTIONS
from session.wording.catalogue import say

DOTS = 3
"""Dots per person."""


def question(state: State) -> str:
    """Return the question of the current item, or its title."""
    item = state.items.get(state.clock.current)
    return (item.focus or item.title) if item else ""


def options(state: State) -> tuple[str, ...]:
    """Return the default options: the themes, else the ideas, else yes and no.

    They can always be voted on: neither too many nor two of the same words.
    """
    themes = tuple(f"{theme.letter} {theme.name}" for theme in live(state))
    if len(themes) >= FEWEST_OPTIONS:
        return themes
    # Two ideas that differ in capitals only are one option, as for a vote.
    ideas = tuple({idea.text.casefold(): idea.text for idea in standing(state)}.values())
    if FEWEST_OPTIONS <= len(ideas) <= MOST_OPTIONS:
        return ideas
    return tuple(say(f"asking.{answer}") for answer in ("yes", "no", "unsure"))
