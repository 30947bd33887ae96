"""The default question to the room, and its options."""

from __future__ import annotations

from session.model.state import State
from session.rules.themes import live, standing
from session.wording.catalogue import say

DOTS = 3
"""Dots per person."""
_MOST = 12


def question(state: State) -> str:
    """Return the question of the current item, or its title."""
    item = state.items.get(state.clock.current)
    return (item.focus or item.title) if item else ""


def options(state: State) -> tuple[str, ...]:
    """Return the default options: the themes, else the ideas, else yes and no."""
    themes = tuple(f"{theme.letter} {theme.name}" for theme in live(state))
    if len(themes) >= 2:
        return themes
    ideas = tuple(idea.text for idea in standing(state))
    if 2 <= len(ideas) <= _MOST:
        return ideas
    return tuple(say(f"asking.{answer}") for answer in ("yes", "no", "unsure"))
