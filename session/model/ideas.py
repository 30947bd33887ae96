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
    """None: unsorted. One: sorted. More: people see it differently (contested)."""
    merged_into: str = ""
    holds: tuple[str, ...] = ()
    """Ids of the ideas merged into this one. Stored on both sides, so that undo sees when either changed."""
    removed: bool = False
    added_t: int = 0
    author: str = ""
    """Id of the author, only if they chose to show it."""
    marks: dict[str, str] = {}
    """Themes chosen on phones, by a mark that identifies nobody."""
    settled: bool = False
    """Whether the group has settled its theme in the room; then phones can no longer colour it."""
    offer: str = ""
    """The id it was offered under, in a journal from before admitted ideas kept that id."""


class Theme(Struct, frozen=True):
    """One of up to eight themes; its letter represents its colour and shape."""

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
    """Id of the author, only if they chose to show it."""


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
    """Set an idea's theme (empty: no theme). With ``also`` there are several: contested."""

    idea: str
    theme: str = ""
    also: bool = False


class MarkIdea(IdeasCommand, frozen=True):
    """Somebody sorts an idea on their phone (empty: no theme); ``mark`` identifies nobody."""

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


class EarlierIdea(Struct, frozen=True):
    """An idea of an earlier session of the series, under its id there."""

    id: str
    text: str
    first: str = ""
    """Its first wording, when that differs."""
    channel: Channel = "console"
    themes: tuple[str, ...] = ()
    merged: tuple[EarlierIdea, ...] = ()


class BringIn(IdeasCommand, frozen=True):
    """Take up ideas of an earlier session with their themes; both keep their ids."""

    themes: tuple[Theme, ...] = ()
    ideas: tuple[EarlierIdea, ...] = ()


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
    | BringIn
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
    """``idea`` is a separate idea again."""

    idea: str


class IdeaRemoved(IdeasFact, frozen=True):
    idea: str


class IdeaColoured(IdeasFact, frozen=True):
    """``themes`` from now on: empty, one (settled) or several (contested)."""

    idea: str
    themes: tuple[str, ...] = ()


class IdeaMarked(IdeasFact, frozen=True):
    """Somebody sorted it on their phone into ``theme``, or into no theme. ``mark`` identifies nobody."""

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
    """A theme was removed; its ideas are unsorted again."""

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
