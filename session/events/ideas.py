"""Facts about ideas and themes."""

from __future__ import annotations

from session.entries.ideas import Channel
from session.events.fact import Fact


class IdeasFact(Fact, frozen=True):
    """Ideas and the themes they are coloured into."""


class IdeaAdded(IdeasFact, frozen=True):
    idea: str
    text: str
    channel: Channel = "console"
    author: str = ""


class IdeaEdited(IdeasFact, frozen=True):
    idea: str
    text: str


class IdeaMerged(IdeasFact, frozen=True):
    """``idea`` is now part of ``into``, which keeps its own words."""

    idea: str
    into: str


class IdeaSplit(IdeasFact, frozen=True):
    """``idea`` stands for itself again."""

    idea: str


class IdeaRemoved(IdeasFact, frozen=True):
    idea: str


class IdeaColoured(IdeasFact, frozen=True):
    """``themes`` as they are from now on: none, one (settled) or several (contested)."""

    idea: str
    themes: tuple[str, ...] = ()


class IdeaMarked(IdeasFact, frozen=True):
    """Somebody at their phone sees it in ``theme`` now, or in none. ``mark`` names nobody."""

    idea: str
    mark: str
    theme: str = ""


class ThemeAdded(IdeasFact, frozen=True):
    theme: str
    letter: str
    name: str


class ThemeChanged(IdeasFact, frozen=True):
    theme: str
    name: str


class ThemeRemoved(IdeasFact, frozen=True):
    """A theme went; its ideas have no theme again."""

    theme: str


IdeasEvent = (
    IdeaAdded
    | IdeaEdited
    | IdeaMerged
    | IdeaSplit
    | IdeaRemoved
    | IdeaColoured
    | IdeaMarked
    | ThemeAdded
    | ThemeChanged
    | ThemeRemoved
)
