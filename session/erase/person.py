"""Forget a person in values of the session (P46): removes the name everywhere; counts stay correct.

Their entry on the list of people is kept, without a name and with every consent "not asked": they did
attend. Ids are kept too, so that a cleaned journal replays as before.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
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
from session.model.floor import Hand, HandRaised
from session.model.folding import folded, occurrences, spelled_otherwise
from session.model.history import Restored
from session.model.lifecycle import SessionStarted
from session.model.people import (
    Allowed,
    Consent,
    NameNoted,
    Needs,
    NeedsNoted,
    PeopleFact,
    Person,
    PersonArrived,
    PersonChanged,
    UnlistedName,
    WordsAllowed,
    mark_of,
)
from session.model.plan import PlanPerson
from session.model.protocol import Event
from session.model.recap import Recap, RecapIdea, RecapVoteGroup
from session.model.text import NAME_LIMIT, clean

_LONG = 2000
SHORTEST = 2
"""Letters a name must have: a single letter is ambiguous."""

_PEOPLE = (Person, PlanPerson, PeopleFact, Hand, HandRaised)
_WHO = frozenset({"who", "asked_by", "owner"})
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
"""Fields whose values come from the program's own lists: never a name, however they are spelled."""


@dataclass(frozen=True)
class Forgetting:
    """Removes a name from any value of a session, and everything the ``entries`` say about the person.

    name: as ``forgetting`` returns it
    entries: ids on the list of people that have this name
    also: other names of the same person, removed as well
    keep: longer strings that contain one of these and mean somebody else
    """

    name: str
    entries: frozenset[str] = frozenset()
    also: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    marks: frozenset[str] = frozenset()
    """Of texts with the name that people said yes to: they would confirm a guess of it."""

    @property
    def also_a_word(self) -> bool:
        """Whether the name is also a word, so that it is kept in texts where it is in lower case."""
        return not self._names.isdisjoint(ALSO_WORDS)

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(map(folded, (self.name, *self.also)))

    @cached_property
    def _kept(self) -> frozenset[str]:
        return frozenset(map(folded, self.keep)) - self._names

    @cached_property
    def _runs(self) -> tuple[str, ...]:
        """Runs of letters, one of which is in every folded spelling of a name; empty if they would be too
        short.

        Searching for these is much faster than folding, and rules out most texts.
        """
        runs = {max(re.findall(r"\w+", name), key=len, default="") for name in self._names}
        return tuple(sorted(runs)) if all(len(run) >= SHORTEST for run in runs) else ()

    def as_in_file_names(self) -> Forgetting | None:
        """Return the same for file names made from a title, which consist of its letters and digits only."""

        def letters(name: str) -> str:
            return clean("".join(c if c.isalnum() else " " for c in name))

        names = [name for one in (self.name, *self.also) if len(name := letters(one)) >= SHORTEST]
        if not names:
            return None
        return Forgetting(names[0], also=tuple(names[1:]), keep=tuple(map(letters, self.keep)))

    def is_name(self, text: str) -> bool:
        """Return whether a text is exactly one of the names, however it is spelled."""
        return not self._is_far(text) and folded(text) in self._names

    def holds(self, text: str) -> bool:
        """Return whether the name occurs in a text as a whole word."""
        return any(map(self._in_short, self._around(text)))

    def _in_short(self, text: str) -> bool:
        return any(self._spans(text))

    def _around(self, text: str) -> Iterator[str]:
        """Yield the pieces of a long text that may contain the name; folding all of it would be slow."""
        needles = self.needles(text.encode("utf-8", "replace")) if len(text) > _LONG else None
        if needles is None:
            yield text
            return
        low = text.lower()
        if len(low) != len(text):
            # A capital whose lower case has two characters would shift all later offsets.
            yield text
            return
        for needle in needles:
            word = needle.decode("utf-8", "replace").lower()
            at = low.find(word)
            while at != -1:
                yield text[max(0, at - 2 * NAME_LIMIT) : at + len(word) + 2 * NAME_LIMIT]
                at = low.find(word, at + len(word))

    def text(self, text: str) -> str:
        """Return ``text`` without the name."""
        if self._is_far(text):
            return text
        kept, at = "", 0
        for start, end in self._spans(text):
            kept += text[at:start] + STRUCK
            at = end
        return kept + text[at:] if at else text

    def _is_far(self, text: str) -> bool:
        """Return True if a quick search rules the name out, which it does for most texts; a recap has thousands."""
        if not text.isascii() or not self._runs:
            return False
        low = text.lower()
        for run in self._runs:  # noqa: SIM110 - a generator is slower than the search itself
            if run in low:
                return False
        return True

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        if self._is_far(text):
            return
        for start, end, name in occurrences(text, (*self._names, *self._kept)):
            if name in self._names and (name not in ALSO_WORDS or text[start].isupper()):
                yield start, end

    def needles(self, data: bytes) -> Iterator[bytes] | None:
        """Return byte strings in lower-case ASCII, one of which is in each spelling that ``data`` may contain.

        None: any line may contain the name.
        """
        if not self._runs:
            return None
        plain = (run.encode() for run in self._runs if run.isascii())
        otherwise = (word.lower() for run in self._runs for word in spelled_otherwise(run, data))
        return chain(plain, otherwise)

    def may_be_in(self, data: bytes) -> bool:
        """Return whether bytes may contain the name or an id in ``entries``. False positives are harmless."""
        needles = self.needles(data)
        low = data.lower()
        spelled = needles is None or any(one in low for one in needles) or b"\\u" in data
        return spelled or any(key.encode() in data for key in self.entries)

    def payload(self, payload: bytes) -> bytes:
        """Return a journal payload without the name; the same bytes if it does not contain it."""
        return cleaned_payload(payload, self.value, self.value)

    def value(self, value: Any) -> Any:
        """Return a value of the session without the name; the same object if it does not contain it."""
        if isinstance(value, str):
            clean = self.text(value)
            return value if clean == value else clean
        return self._struct(value) if isinstance(value, Struct) else inside(value, self.value)

    def _struct(self, value: Struct) -> Struct:
        if isinstance(value, (Needs, NeedsNoted)) and value.person in self.entries:
            # Their access needs are removed as well; the id they refer to is kept, as everywhere.
            return changed(value, {"text": ""})
        if isinstance(value, PlanPerson) and self.is_name(value.name):
            return changed(value, {"name": "", "needs": ""})
        if isinstance(value, UnlistedName | NameNoted):
            note = value.id if isinstance(value, UnlistedName) else value.unlisted
            mine = value.mark in {mark_of(note, name) for name in self._names}
            return changed(value, {"mark": "", "letter": ""}) if mine else value
        if isinstance(value, Allowed | WordsAllowed) and value.mark in self.marks:
            return changed(value, {"mark": ""})
        if isinstance(value, RecapVoteGroup):
            value = relabelled(value, self.text)
        if isinstance(value, RecapIdea) and self.text(value.text) == STRUCK:
            # As in a recap made after the strike: struck words have no author.
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
            who = field in _WHO or (field == "name" and isinstance(value, _PEOPLE))
            who = who or (field == "by" and isinstance(value, RecapIdea))
            return "" if who and self.is_name(old) else self.text(old)
        if field == "names" and isinstance(value, Recap):
            old = tuple(name for name in value.names if not self.is_name(name))
        return self.value(old)


def forgetting(name: str) -> Forgetting:
    """Return the ``Forgetting`` for ``name``. Raises ValueError for a name that can't be searched for.

    That is a single letter, or a word of the placeholder that replaces struck text.
    """
    name = unicodedata.normalize("NFC", clean(name))
    if len(name) < SHORTEST or name.casefold() in STRUCK:
        raise ValueError(name)
    return Forgetting(name)


def namings(event: Event) -> Iterator[tuple[str, str]]:
    """Yield (id, name) for every person on the list whom an event names."""
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


def _emptied(value: Any) -> Any:
    """Return a forgotten person's field emptied: no text, no consent; marks are kept."""
    if isinstance(value, str):
        return ""
    if isinstance(value, Consent):
        return Consent()
    if isinstance(value, tuple) and all(isinstance(one, str) for one in value):
        return ()
    return value
