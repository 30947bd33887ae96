"""Ideas, and the themes they are coloured into: entries, commands, events."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from session.model.message import Command, Fact

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
    offer: str = ""
    """The id it was offered by, in a journal from before an idea that was let in kept that id."""


class Theme(Struct, frozen=True):
    """One of up to eight themes; its letter stands for its colour and shape."""

    id: str
    letter: str
    name: str
    removed: bool = False


class IdeasCommand(Command, frozen=True):
    """About ideas and themes."""


class AddIdea(IdeasCommand, frozen=True):
    text: str
    channel: Channel = "console"
    author: str = ""
    """Whose it is, by the id of the person, only where they chose to show it."""


class EditIdea(IdeasCommand, frozen=True):
    idea: str
    text: str


class MergeIdea(IdeasCommand, frozen=True):
    idea: str
    into: str


class SplitIdea(IdeasCommand, frozen=True):
    idea: str


class RemoveIdea(IdeasCommand, frozen=True):
    idea: str


class ColourIdea(IdeasCommand, frozen=True):
    """Colour an idea into a theme (empty: none). With ``also`` the colours differ: contested."""

    idea: str
    theme: str = ""
    also: bool = False


class MarkIdea(IdeasCommand, frozen=True):
    """Somebody at their phone sees an idea in a theme (empty: in none); ``mark`` names nobody."""

    idea: str
    mark: str
    theme: str = ""


class AddTheme(IdeasCommand, frozen=True):
    name: str


class RenameTheme(IdeasCommand, frozen=True):
    theme: str
    name: str


class RemoveTheme(IdeasCommand, frozen=True):
    theme: str


AnyIdeasCommand = (
    AddIdea
    | EditIdea
    | MergeIdea
    | SplitIdea
    | RemoveIdea
    | ColourIdea
    | MarkIdea
    | AddTheme
    | RenameTheme
    | RemoveTheme
)


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
