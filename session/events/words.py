"""Facts about words that need explaining."""

from __future__ import annotations

from session.events.fact import Fact


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
