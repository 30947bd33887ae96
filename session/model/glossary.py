"""Words somebody asked about, and what they mean here (P25): entries, commands, events."""

from __future__ import annotations

from msgspec import Struct

from session.model.message import Command, Fact


class Word(Struct, frozen=True):
    """A word or a short form. Nobody's name is kept with it: asking is safe."""

    id: str
    text: str
    meaning: str = ""
    """In plain words; empty while it waits to be explained."""
    since_t: int = 0
    """When it was asked about, or explained last."""
    carried: bool = False
    """Whether it was on the list already when the session was opened."""
    removed: bool = False


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


class WordsFact(Fact, frozen=True):
    """Words that need explaining."""


class WordFlagged(WordsFact, frozen=True):
    word: str
    text: str


class WordExplained(WordsFact, frozen=True):
    word: str
    text: str
    meaning: str


class WordRemoved(WordsFact, frozen=True):
    word: str


WordsEvent = WordFlagged | WordExplained | WordRemoved
