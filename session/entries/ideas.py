"""Ideas, and the themes they are coloured into."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Channel = Literal["console", "online", "paper", "phone"]


class Idea(Struct, frozen=True):
    """A short text from anyone. ``first`` keeps the first wording through edits and merges (P54)."""

    id: str
    text: str
    first: str
    channel: Channel = "console"
    themes: tuple[str, ...] = ()
    """No theme: not sorted yet. One: settled. More: people see it differently (contested)."""
    merged_into: str = ""
    holds: tuple[str, ...] = ()
    """Ids of the ideas merged into this one. Both sides know, so that undo sees when either changed."""
    removed: bool = False
    added_t: int = 0
    author: str = ""
    """Whose it is, by the id of the person, only where they chose to show it."""
    marks: dict[str, str] = {}
    """Where people at their phones see it: a theme for each mark, which names nobody."""
    settled: bool = False
    """Whether the group has settled its theme in the room: then phones no longer colour it."""


class Theme(Struct, frozen=True):
    """One of up to eight themes; its letter stands for its colour and shape."""

    id: str
    letter: str
    name: str
    removed: bool = False
