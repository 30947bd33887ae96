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
from msgspec.structs import replace

from session.erase.name_words import ALSO_WORDS
from session.erase.redaction import STRUCK, Redaction, free_fields
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
from session.model.recap import Recap
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

_PLAIN = re.compile(r"[a-z0-9]+", re.ASCII)
_MARKS = "\u0300-\u036f"
"""Accents written as characters of their own: "Zoe" is no whole word in a "Zoë" spelled that way."""


@dataclass(frozen=True)
class Forgetting(Redaction):
    """Takes a name out of any value of a session, and all that the ``entries`` say about the person.

    words: the name, as ``forgetting`` makes it. entries: ids of the list of people that have this name.
    """

    entries: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        return self.words[0]

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
        """Plain small letters that every spelling of the name has in a row; empty when too few.

        Looking for them is much quicker than for the name itself, and most texts end there.
        """
        folded = {unicodedata.normalize(form, self.name).casefold() for form in ("NFC", "NFD")}
        # White space between the parts of a name is any; its longest part is not.
        runs = [set(_PLAIN.findall(max(name.split(), key=len))) for name in folded]
        run = max(sorted(set.intersection(*runs)), key=len, default="")
        return run if len(run) >= SHORTEST else ""

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

    def _may_be_in(self, text: str) -> bool:
        return not self.run or self.run in text.casefold()

    def _struct(self, value: Struct) -> Struct:
        value = self._prepared(value)
        fields = value.__struct_fields__
        about = fields[0] if fields else ""
        key = getattr(value, about) if about else ""
        if isinstance(value, (Needs, NeedsNoted)) and value.person in self.entries:
            # What they needed goes with them; whose it was keeps its id, as everywhere.
            return replace(value, text="") if value.text else value
        mine = isinstance(key, str) and key in self.entries
        changes = {}
        for field in free_fields(type(value)):
            if field in _PROGRAM:
                continue
            old = getattr(value, field)
            cleaned = _emptied(old) if mine and field != about else self._field(value, field, old)
            if cleaned is not old and cleaned != old:
                changes[field] = cleaned
        return replace(value, **changes) if changes else value

    def _names(self, who: str) -> bool:
        return self.is_name(who)

    def _field(self, value: Struct, field: str, old: Any) -> Any:
        if isinstance(old, str):
            if not self._may_be_in(old):
                return old
            who = field in _WHO or (field == "name" and isinstance(value, _PEOPLE))
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
    return Forgetting((name,))


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
