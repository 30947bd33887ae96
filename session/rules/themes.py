"""Themes as the room sees them: letters, shapes, live counts, and which idea is next (P26)."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from session.model.ideas import Idea, Theme
from session.model.state import State
from session.wording.catalogue import Say, say

LETTERS = "ABCDEFGH"
SHAPES = {"A": "●", "B": "■", "C": "▲", "D": "◆", "E": "★", "F": "✚", "G": "⬟", "H": "○"}
"""A shape for each letter, so that colour is never the only distinction."""


class ThemeLine(Struct, frozen=True):
    """One theme and how many ideas are settled in it."""

    theme: str
    letter: str
    shape: str
    name: str
    count: int = 0


def standing(state: State) -> tuple[Idea, ...]:
    """Return the ideas neither removed nor merged into another, in the order they were added."""
    return tuple([i for i in state.ideas.values() if not i.removed and not i.merged_into])


def live(state: State) -> tuple[Theme, ...]:
    """Return the themes in letter order."""
    kept = [theme for theme in state.themes.values() if not theme.removed]
    return tuple(sorted(kept, key=lambda theme: theme.letter))


def free_letter(state: State) -> str:
    """Return the lowest letter without a theme; empty when all eight are used."""
    taken = {theme.letter for theme in live(state)}
    return next((letter for letter in LETTERS if letter not in taken), "")


def colours(state: State, idea: Idea) -> tuple[str, ...]:
    """Return the ids of the themes an idea is coloured with, in letter order.

    A theme can be removed after an idea was given it (an undo removes the theme, not the colour), so only
    existing themes count.
    """
    given = idea.themes
    if len(given) > 1:
        return tuple(theme.id for theme in live(state) if theme.id in given)
    if given and ((theme := state.themes.get(given[0])) is None or theme.removed):
        return ()
    return given


def letters(state: State, idea: Idea) -> str:
    """Return the letters of an idea's themes: "" unsorted, "A" settled, "AC" contested."""
    return "".join([state.themes[key].letter for key in colours(state, idea)])


def lines(state: State) -> tuple[ThemeLine, ...]:
    """Return the themes in letter order, each with its count of settled ideas."""
    found = [colours(state, idea) for idea in standing(state)]
    counts = Counter(keys[0] for keys in found if len(keys) == 1)
    return tuple(
        ThemeLine(theme.id, theme.letter, SHAPES[theme.letter], theme.name, counts[theme.id])
        for theme in live(state)
    )


def settled(state: State, theme: str) -> tuple[Idea, ...]:
    """Return the current ideas coloured with this theme and no other."""
    return tuple(i for i in standing(state) if colours(state, i) == (theme,))


def unthemed(state: State) -> tuple[Idea, ...]:
    """Return the current ideas that are not sorted yet; they stay visible (P54)."""
    return tuple(idea for idea in standing(state) if not colours(state, idea))


def contested(state: State) -> tuple[Idea, ...]:
    """Return the current ideas that people colour differently."""
    return tuple(idea for idea in standing(state) if len(colours(state, idea)) > 1)


def next_unsorted(state: State, after: str | None = None) -> Idea | None:
    """Return the first unsorted idea that came after idea ``after``.

    After the last one it starts again from the first; ``None`` once everything is sorted.
    """
    waiting = unthemed(state)
    if not waiting:
        return None
    places = {key: place for place, key in enumerate(state.ideas)}
    start = places.get(after, -1) if after else -1
    return next((idea for idea in waiting if places[idea.id] > start), waiting[0])


def count_words(n: int) -> str:
    """Return a count of ideas with its unit: "14 ideas"."""
    return say("ideas.count", n=n)


def where(state: State, idea: Idea, say: Say) -> str:
    """Return in words where an idea is sorted: its theme, seen differently, or not sorted."""
    found = [state.themes[key] for key in colours(state, idea)]
    match found:
        case []:
            return say("ideas.in_none")
        case [theme]:
            return say("ideas.in_theme", letter=theme.letter, name=theme.name)
        case _:
            return say("ideas.in_several", letters=", ".join(theme.letter for theme in found))


def summary(state: State) -> str:
    """Return in words how far sorting is: "41 ideas, 3 not sorted, 1 seen differently"."""
    found = [len(colours(state, idea)) for idea in standing(state)]
    parts = [count_words(len(found))]
    if waiting := found.count(0):
        parts.append(say("ideas.not_sorted", n=waiting))
    if differing := len(found) - waiting - found.count(1):
        parts.append(say("ideas.contested", n=differing))
    return ", ".join(parts)
