"""Words somebody asked about, and what they mean here (P25): entries, commands, events."""

from __future__ import annotations

from msgspec import Struct

from session.model.message import Command, Fact


class Word(Struct, frozen=True):
    """A word or short form in the glossary. Who asked is not stored: asking is safe."""

    id: str
    text: str
    meaning: str = ""
    """Its meaning in plain words; empty until it is explained."""
    since_t: int = 0
    """When it was asked about, or last explained."""
    carried: bool = False
    """Whether it was in the glossary already when the session was opened."""
    removed: bool = False


class WordsCommand(Command, frozen=True):
    """About words that need explaining."""


class FlagWord(WordsCommand, frozen=True):
    """Somebody asks "What does that mean?"; who asked is not stored."""

    text: str


class ExplainWord(WordsCommand, frozen=True):
    """Set a word's meaning: for one that was asked about, a new one, or one explained before."""

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
