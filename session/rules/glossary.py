"""The glossary: anybody may ask what a word means, and the series keeps the list (P25)."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from session.model.carried import Carried
from session.model.glossary import (
    AnyWordsCommand,
    ExplainWord,
    FlagWord,
    RemoveWord,
    Word,
    WordExplained,
    WordFlagged,
    WordRemoved,
    WordsEvent,
)
from session.model.protocol import Event
from session.model.state import Instant, Rejected, State, put, replace
from session.model.text import NAME_LIMIT, clean, short
from session.rules.input import validated

MEANING_LIMIT = 280
_SAID = 100


def standing(state: State) -> tuple[Word, ...]:
    """Return the words of the glossary: unexplained ones as they were asked, then the others by letter."""
    known = [word for word in state.words.values() if not word.removed]
    asked = sorted((w for w in known if not w.meaning), key=lambda word: word.since_t)
    explained = sorted((w for w in known if w.meaning), key=lambda word: word.text.casefold())
    return (*asked, *explained)


def waiting(state: State) -> tuple[Word, ...]:
    """Return the words without a meaning yet, in the order they were asked about."""
    return tuple(word for word in standing(state) if not word.meaning)


def handed_on(carried: Carried) -> dict[str, Word]:
    """Return the glossary a session begins with."""
    return {word.id: Word(word.id, word.text, word.meaning, carried=True) for word in carried.words}


def parse_word(line: str) -> tuple[str, str]:
    """Split "ICB = integrated care board" into word and meaning; either may be empty."""
    text, _, meaning = clean(line, max(1, len(line))).partition("=")
    return text.strip(), meaning.strip()


def typed_word(line: str) -> ExplainWord | FlagWord | None:
    """Return what a typed line does: with a meaning it explains, without it asks; none without a word."""
    text, meaning = parse_word(line)
    if not text:
        return None
    return ExplainWord(text=text, meaning=meaning) if meaning else FlagWord(text=text)


def refused(state: State, text: str, meaning: str) -> Rejected | None:
    """Return why a word is refused, as a question (empty ``meaning``) or with its meaning."""
    whole = validated(text, NAME_LIMIT)
    if isinstance(whole, Rejected):
        return whole
    known = _known(state, whole)
    if not clean(meaning):
        if known and known.meaning:
            values = {"text": short(known.text), "meaning": short(known.meaning, _SAID)}
            return Rejected("refused.word_explained", {**values})
        return Rejected("refused.word_waits", {"text": short(known.text)}) if known else None
    told = validated(meaning, MEANING_LIMIT)
    if isinstance(told, Rejected):
        return told
    if known and (known.text, known.meaning) == (whole, told):
        return Rejected("refused.word_same")
    return None


def decide(
    state: State, command: AnyWordsCommand, now: Instant, new_id: Callable[[], str]
) -> tuple[Event, ...] | Rejected:
    """Return the events of a command about words, or why it is refused."""
    match command:
        case FlagWord(text=text):
            flagged = WordFlagged(word=new_id(), text=clean(text))
            return refused(state, text, "") or (flagged,)
        case ExplainWord(text=text, meaning=meaning):
            if not clean(meaning):
                return Rejected("refused.text_empty")
            why_not = refused(state, text, meaning)
            if why_not:
                return why_not
            known = _known(state, clean(text))
            key = known.id if known else new_id()
            return (WordExplained(word=key, text=clean(text), meaning=clean(meaning)),)
        case RemoveWord(word=key):
            word = state.words.get(key)
            if word is None or word.removed:
                return Rejected("refused.word_unknown")
            return (WordRemoved(word=key),)
        case _:
            assert_never(command)


def _known(state: State, text: str) -> Word | None:
    folded = text.casefold()
    return next((word for word in standing(state) if word.text.casefold() == folded), None)


def evolve(state: State, event: WordsEvent, t: int) -> State:
    """Return the state after an event about words."""
    match event:
        case WordFlagged(word=key, text=text):
            word = Word(key, text, since_t=t)
        case WordExplained(word=key, text=text, meaning=meaning):
            # A word explained today is not "from earlier", even if it was in the glossary before.
            word = Word(key, text, meaning, since_t=t)
        case WordRemoved(word=key):
            word = replace(state.words[key], removed=True)
        case _:
            assert_never(event)
    return replace(state, words=put(state.words, key, word))
