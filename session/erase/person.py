"""Take a person out of the record for good (P46): the name goes everywhere, the counts stay true.

Their entry on the list of people stays, without a name and with every consent "not asked": they still
came. Ids stay too, so that a cleaned journal folds as before.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from msgspec import Struct

from session.erase.name_words import ALSO_WORDS
from session.erase.walk import (
    STRUCK,
    changed,
    cleaned_payload,
    free_fields,
    inside,
    relabelled,
)
from session.erase.word_search import plain_run
from session.model.floor import Hand, HandRaised
from session.model.lifecycle import Restored, SessionStarted
from session.model.people import (
    Consent,
    Needs,
    NeedsNoted,
    PeopleFact,
    Person,
    PersonArrived,
    PersonChanged,
)
from session.model.plan import PlanPerson
from session.model.protocol import Event
from session.model.recap import Recap, RecapIdea, RecapVoteGroup
from session.model.text import clean

SHORTEST = 2
"""Letters a name must have: a single letter stands for too many other things."""

_PEOPLE = (Person, PlanPerson, PeopleFact, Hand, HandRaised)
_WHO = frozenset({"who", "asked_by"})
_PROGRAM = frozenset(
    {
        "kind",
        "channel",
        "method",
        "status",
        "state",
        "involvement",
        "stage",
        "letters",
        "shape",
        "units",
    }
)
"""Fields the program fills from lists of its own: they name nobody, whatever they spell."""

_MARKS = "\u0300-\u036f"
"""Accents written as characters of their own: "Zoe" is no whole word in a "Zoë" spelled that way."""


@dataclass(frozen=True)
class Forgetting:
    """Takes a name out of any value of a session, and all that the ``entries`` say about the person.

    name: as ``forgetting`` makes it. entries: ids of the list of people that have this name.
    """

    name: str
    entries: frozenset[str] = frozenset()

    @property
    def also_a_word(self) -> bool:
        """Whether the name in small letters stays inside texts, since it may be a word there."""
        return self.name.casefold() in ALSO_WORDS

    @cached_property
    def _inside(self) -> re.Pattern[str]:
        if self.also_a_word:
            return _pattern([self.name.capitalize(), self.name.upper()], re.NOFLAG)
        return _pattern([self.name], re.IGNORECASE)

    @cached_property
    def run(self) -> str:
        return plain_run(self.name)

    @cached_property
    def _folded(self) -> str:
        return _folded(self.name)

    def is_name(self, text: str) -> bool:
        """Tell whether a text is this name and nothing else, however its letters are written."""
        return self._may_be_in(text) and _folded(text) == self._folded

    def holds(self, text: str) -> bool:
        """Tell whether the name stands in a text as a whole word."""
        return self._inside.search(text) is not None

    def text(self, text: str) -> str:
        """Return ``text`` without the name."""
        return self._inside.sub(STRUCK, text) if self._may_be_in(text) else text

    def may_be_in(self, data: bytes) -> bool:
        """Tell whether bytes may hold the name or are about an entry of it. True too often does no harm."""
        spelled = not self.run or self.run.encode() in data.lower() or b"\\u" in data
        return spelled or any(key.encode() in data for key in self.entries)

    def payload(self, payload: bytes) -> bytes:
        """Return a journal payload without the name, the very same bytes when it does not hold it."""
        return cleaned_payload(payload, self.value, self.value)

    def value(self, value: Any) -> Any:
        """Return a value of the session without the name, the very same object when it does not hold it."""
        if isinstance(value, str):
            clean = self.text(value)
            return value if clean == value else clean
        return self._struct(value) if isinstance(value, Struct) else inside(value, self.value)

    def _may_be_in(self, text: str) -> bool:
        return not self.run or self.run in text.casefold()

    def _struct(self, value: Struct) -> Struct:
        if isinstance(value, (Needs, NeedsNoted)) and value.person in self.entries:
            # What they needed goes with them; whose it was keeps its id, as everywhere.
            return changed(value, {"text": ""})
        if isinstance(value, RecapVoteGroup):
            value = relabelled(value, self.text)
        if isinstance(value, RecapIdea) and self.text(value.text) == STRUCK:
            # As in a recap made afterwards: with nobody beside struck words.
            value = changed(value, {"by": ""})
        fields = value.__struct_fields__
        about = fields[0] if fields else ""
        key = getattr(value, about) if about else ""
        mine = isinstance(key, str) and key in self.entries
        return changed(
            value,
            {
                name: _emptied(old) if mine and name != about else self._field(value, name, old)
                for name in free_fields(type(value))
                if name not in _PROGRAM
                for old in (getattr(value, name),)
            },
        )

    def _field(self, value: Struct, field: str, old: Any) -> Any:
        if isinstance(old, str):
            if not self._may_be_in(old):
                return old
            who = field in _WHO or (field == "name" and isinstance(value, _PEOPLE))
            who = who or (field == "by" and isinstance(value, RecapIdea))
            return "" if who and self.is_name(old) else self.text(old)
        if field == "names" and isinstance(value, Recap):
            old = tuple(name for name in value.names if not self.is_name(name))
        return self.value(old)


def forgetting(name: str) -> Forgetting:
    """Return what takes ``name`` out. Raises ValueError for what can't be looked for.

    That is a single letter, or a word of the line which stands where something was struck.
    """
    name = unicodedata.normalize("NFC", clean(name))
    if len(name) < SHORTEST or name.casefold() in STRUCK:
        raise ValueError(name)
    return Forgetting(name)


def same_name(one: str, other: str) -> bool:
    return _folded(one) == _folded(other)


def namings(event: Event) -> Iterator[tuple[str, str]]:
    """Yield (id, name) for every entry of the list of people that an event gives a name."""
    match event:
        case SessionStarted():
            names = (person.name for person in event.plan.people)
            yield from zip(event.person_ids, names, strict=False)
        case PersonArrived() if event.new or event.name:
            yield event.person, event.name
        case PersonChanged():
            yield event.person, event.name
        case Restored():
            yield from ((key, person.name) for key, person in event.people.items() if person)
        case _:
            return


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _pattern(names: list[str], flags: re.RegexFlag) -> re.Pattern[str]:
    spelled = {unicodedata.normalize(form, name) for name in names for form in ("NFC", "NFD")}
    words = "|".join(r"\s+".join(map(re.escape, name.split())) for name in sorted(spelled))
    return re.compile(rf"(?<!\w)(?:{words})(?![\w{_MARKS}])", flags)


def _emptied(value: Any) -> Any:
    """Return what is left of a field about somebody forgotten: no text, no consent; marks stay."""
    if isinstance(value, str):
        return ""
    if isinstance(value, Consent):
        return Consent()
    if isinstance(value, tuple) and all(isinstance(one, str) for one in value):
        return ()
    return value
