"""The name check: lines of the record with names or words of people without their consent (P17, P47).

Private: for the facilitator to review before the recap is read back. The words of people who refused to
be quoted are withheld from exports until then, whether or not it is reviewed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from msgspec import Struct

from session.erase.areas import AREAS, texts_in
from session.erase.kinds import names_in
from session.erase.redaction import strike_of
from session.erase.walk import STRUCK
from session.model.folding import folded
from session.model.ideas import Idea
from session.model.people import Person
from session.model.state import State, replace
from session.rules.allowed import FRAME, allowed_in, frame_texts
from session.views.mentions import Mentions
from session.views.names import is_named
from session.views.next_session import day
from session.views.people import full_name
from session.wording.catalogue import say

_HELD_IN = {"reservations": "decisions", "options": "rounds"}
"""The state area of entries that have no area of their own."""


class CheckLine(Struct, frozen=True):
    """Private: one line to review, and the people to ask."""

    area: str
    key: str
    text: str
    said: str
    """The reason, with full names."""
    people: tuple[str, ...] = ()
    """Ids of the people without consent."""


class NameCheck(Struct, frozen=True):
    """Private: the lines to review, in the order of the recap."""

    lines: tuple[CheckLine, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """The names and quotes in one entry that lack consent."""

    named: dict[str, Person]
    quoted: dict[str, Person]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.named, *self.quoted)))


class _Look:
    """Checks the entries of one state."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.mentions = Mentions(state)
        self.owned = {
            folded(idea.text): author
            for idea in state.ideas.values()
            if (author := unquoted_author(state, idea)) and own_words(idea)
        }

    def into(self, area: str, key: str, texts: tuple[str, ...]) -> _Found:
        """Return an entry's names and quotes, minus those with consent."""
        allowed = allowed_in(self.state, area, key, texts)
        names = self._names_in(area, key)
        named: dict[str, Person] = {}
        quoted: dict[str, Person] = {}
        for text in _told(area, texts):
            if text in {"", STRUCK, *names}:
                continue
            for whose, quotes in self.mentions.of(text):
                if not any(map(is_named, whose)):
                    named |= {person.id: person for person in whose}
                if quotes and not any(person.consent.quoted for person in whose):
                    quoted |= {person.id: person for person in whose}
            if author := self.owned.get(folded(text)):
                quoted[author.id] = author
        return _Found(
            {key: one for key, one in named.items() if key not in allowed},
            {key: one for key, one in quoted.items() if key not in allowed},
        )

    def _names_in(self, area: str, key: str) -> tuple[str, ...]:
        """Return the texts of an entry that are names: the recap formats these by consent."""
        entries = getattr(self.state, area, ())
        return names_in(entries[key]) if isinstance(entries, dict) and key in entries else ()


def name_check(state: State) -> NameCheck:
    """Return the lines with names or words of people without their consent."""
    look = _Look(state)
    return NameCheck(
        tuple(
            CheckLine(
                area, key, " · ".join(filter(None, _told(area, texts))), _why(found), found.ids
            )
            for area, key, texts in _record(state)
            if (found := look.into(area, key, texts)).ids
        )
    )


def as_handed_out(state: State) -> State:
    """Return the state for exporting: without words of people who refused to be quoted, unless they agreed
    since.

    They are replaced like struck words: no export reveals who refused.
    """
    if not any(person.consent.quoted is False for person in state.people.values()):
        return state
    look = _Look(state)
    for area, key, texts in _record(state):
        said_no = (
            one.consent.quoted is False for one in look.into(area, key, texts).quoted.values()
        )
        if any(said_no) and (strike := strike_of(state, area, key)):
            field = _HELD_IN.get(area, area)
            state = replace(state, **{field: strike.value(getattr(state, field))})
    ideas = {key: _reworded(state, idea) for key, idea in state.ideas.items()}
    return replace(state, ideas=ideas)


def unquoted_author(state: State, idea: Idea) -> Person | None:
    """Return an idea's author, if they refused to be quoted."""
    author = state.people.get(idea.author)
    return author if author and author.consent.quoted is False else None


def own_words(idea: Idea) -> bool:
    """Return whether an idea still has its first wording."""
    return folded(idea.text) == folded(idea.first)


def _reworded(state: State, idea: Idea) -> Idea:
    """Return a reworded idea without its author and their wording."""
    author = unquoted_author(state, idea)
    if author is None or own_words(idea):
        return idea
    return replace(idea, first=idea.text, author="")


def _record(state: State) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield every entry that is in the recap, with all its texts."""
    for area in AREAS:
        for key, texts in texts_in(state, area).items():
            if not _left_out(state, area, key):
                yield area, key, texts
    for key, text in frame_texts(state).items():
        yield FRAME, key, (text,)


def _told(area: str, texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the texts of an entry that are in the recap."""
    return tuple(map(day, texts[: _TEXTS.get(area, len(texts))]))


_TEXTS = {"rounds": 1, "items": 2, "ideas": 1, "carried": 1}
"""Number of an entry's texts that are in the recap, if not all: options are entries of their own."""


def _left_out(state: State, area: str, key: str) -> bool:
    match area:
        case "ideas":
            return state.ideas[key].removed
        case "themes":
            return state.themes[key].removed
        case "words":
            return state.words[key].removed
        case "outcomes" | "corrections":
            return key not in getattr(state, area)
        case "carried":
            return key not in {told.about for told in state.outcomes.values()}
        case _:
            return False


def _why(found: _Found) -> str:
    told = []
    for key, people in (("named", found.named), ("quoted", found.quoted)):
        if people:
            told.append(say(f"check.{key}", who=", ".join(map(full_name, people.values()))))
    return " · ".join(told)
