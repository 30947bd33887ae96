"""A strike of version 1, which searched its words in every text; a journal may contain an unfinished one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from msgspec import Struct

from session.erase.areas import NAMES
from session.erase.redaction import words_of
from session.erase.walk import (
    STRUCK,
    blank,
    changed,
    cleaned_payload,
    free_fields,
    inside,
    relabelled,
)
from session.erase.word_search import WordSearch
from session.model.floor import Hand
from session.model.lifecycle import Closing
from session.model.people import Person
from session.model.recap import RecapAction, RecapDecision, RecapIdea, RecapParked, RecapVoteGroup
from session.model.state import State

_ID_IN: dict[type[Struct], str] = {
    Closing: "next_id",
    RecapAction: "id",
    RecapDecision: "id",
    RecapParked: "id",
}
"""The id field of structs in which it is not the first."""

_WORD_FIELDS = frozenset(
    {"name", "title", "focus", "content_note", "notes", "text", "asked_by", "promise", "first"}
    | {"question", "options", "reservations", "what", "who", "by", "meaning", "why"}
    | {"worked", "change", "next_session", "next_place", "next_way", "next_join"}
    | {"place", "way_there", "join"}
)


@dataclass(frozen=True)
class WordStrike:
    """Removes ``words`` from any value of the session, and every wording that entry ``key`` ever had."""

    area: ClassVar[str] = ""
    session: ClassVar[str] = ""
    before: ClassVar[str] = ""

    words: tuple[str, ...]
    key: str = ""

    @cached_property
    def _search(self) -> WordSearch:
        return WordSearch(self.words)

    def text(self, text: str) -> str:
        return self._search.text(text)

    def found(self, text: str) -> tuple[tuple[int, int], ...]:
        return self._search.found(text)

    def may_be_in(self, data: bytes) -> bool:
        """Return whether there is any data: the words may be within any other text, in any case."""
        return bool(data)

    def in_damage(self, data: bytes) -> bool:
        return bool(data)

    def lines(self, data: bytes) -> tuple[bytes, ...]:
        return tuple(data.split(b"\n"))

    def payload(self, payload: bytes) -> bytes:
        return cleaned_payload(payload, self.value, self.value)

    def value(self, value: Any) -> Any:
        if isinstance(value, str):
            clean = self.text(value)
            return value if clean == value else clean
        return self._struct(value) if isinstance(value, Struct) else inside(value, self.value)

    def _struct(self, value: Struct) -> Struct:
        if isinstance(value, RecapVoteGroup):
            value = relabelled(value, self.text)
        if isinstance(value, RecapIdea) and STRUCK in {self.text(value.by), self.text(value.text)}:
            # As in a recap made after the strike: struck words have no name and no author.
            value = changed(value, {"by": ""})
        mine = self.key != "" and self._about(value) == self.key
        return changed(
            value,
            {
                name: blank(old) if mine and name in _WORD_FIELDS else self.value(old)
                for name in free_fields(type(value))
                for old in (getattr(value, name),)
            },
        )

    def _about(self, value: Struct) -> Any:
        first = value.__struct_fields__[0] if value.__struct_fields__ else ""
        field = _ID_IN.get(type(value), first)
        return getattr(value, field) if field else ""


def word_strike(state: State, area: str, key: str) -> WordStrike | None:
    """Return the strike that an event of version 1 means; ``None`` once it is finished."""
    words = list(words_of(state, area, key) or ())
    if area in NAMES:
        named: Mapping[str, Person | Hand] = getattr(state, area)
        words += [named[key].name] if key in named else []
    if area == "decisions" and key in state.decisions:
        words += state.decisions[key].reservations
    left = {*words} - {"", STRUCK}
    return (
        WordStrike(tuple(sorted(left, key=lambda word: (-len(word), word))), key) if left else None
    )
