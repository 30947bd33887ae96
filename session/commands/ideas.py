"""Commands about ideas and themes."""

from __future__ import annotations

from session.commands.command import Command
from session.entries.ideas import Channel


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
