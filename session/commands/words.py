"""Commands about words that need explaining."""

from __future__ import annotations

from session.commands.command import Command


class WordsCommand(Command, frozen=True):
    """About words that need explaining."""


class FlagWord(WordsCommand, frozen=True):
    """Somebody asks "What does that mean?"; who, is not kept."""

    text: str


class ExplainWord(WordsCommand, frozen=True):
    """Say what a word means: one that waits, a new one, or one explained before."""

    text: str
    meaning: str


class RemoveWord(WordsCommand, frozen=True):
    word: str


AnyWordsCommand = FlagWord | ExplainWord | RemoveWord
