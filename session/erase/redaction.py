"""Strike words from the record for good (P46): which words, and every value without them.

The same walk cleans a journal payload, the live state and what undo remembers, so that a struck
journal folds to the struck state. Choices from fixed lists (an item's kind, say) are never words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from session import envelope
from session.model.carried import CarriedAction, CarriedDecision, CarriedParked
from session.model.lifecycle import Closing
from session.model.recap import RecapAction, RecapDecision, RecapIdea, RecapParked, RecapVoteGroup
from session.model.state import State
from session.wording.lifecycle import WORDS

STRUCK = str(WORDS["struck"])

WORDS_IN: dict[str, tuple[str, ...]] = {
    "people": ("name",),
    "items": ("title", "focus", "content_note"),
    "queue": ("name",),
    "parking": ("text", "asked_by", "promise"),
    "ideas": ("text", "first"),
    "themes": ("name",),
    "rounds": ("question", "options"),
    "notes": ("text",),
    "decisions": ("text", "reservations"),
    "actions": ("what", "who", "by"),
    "lines": ("text",),
    "words": ("text", "meaning"),
    "outcomes": ("why",),
    "missing": ("text",),
    "reflections": ("worked", "change"),
    "thanks": ("text",),
    "corrections": ("text",),
    "circles": ("question",),
    "needs": ("text",),
    "offers": ("text",),
    "concerns": ("text",),
    "carried": ("text", "what", "why", "promise"),
    "closing": ("next_session",),
}
"""For each area, the fields that hold somebody's words."""

_WORD_FIELDS = frozenset(field for fields in WORDS_IN.values() for field in fields)

_STRUCTURE = frozenset(
    {"id", "session", "area", "key", "letter", "date", "start", "starts_at", "opened_at"}
    | {"code", "link", "device", "mark", "marks"}
    | {"roles", "role", "group", "series", "next", "next_id", "on"}
)
"""Fields the program itself reads, and names of groups and of the series: never somebody's words,
whatever they spell. Other ids are too random to be typed."""

_WHOLE_ONLY = 3
"""Words this short are struck only where they stand alone: they occur inside others by chance."""


_ID_IN: dict[type[Struct], str] = {
    Closing: "next_id",
    RecapAction: "id",
    RecapDecision: "id",
    RecapParked: "id",
}
"""Where the id of what an entry is about is not its first field."""


def held_in(state: State, area: str) -> Mapping[str, Struct]:
    """Return the entries of an area that can be struck, by id."""
    if area == "carried":
        left = state.carried
        carried: tuple[CarriedAction | CarriedParked | CarriedDecision, ...] = (
            *left.actions,
            *left.parked,
            *left.decisions,
        )
        return {one.id: one for one in carried}
    if area == "closing":
        return {state.closing.next_id: state.closing} if state.closing.next_id else {}
    found: Mapping[str, Struct] = getattr(state, area) if area in WORDS_IN else {}
    return found


def words_of(state: State, area: str, key: str) -> tuple[str, ...] | None:
    """Return the words of one entry, longest first; ``()`` when struck, ``None`` when unknown."""
    entry = held_in(state, area).get(key)
    if entry is None:
        return None
    fields = [field for field in WORDS_IN[area] if hasattr(entry, field)]
    found = {word for field in fields for word in _strings(getattr(entry, field))}
    return tuple(sorted(found - {"", STRUCK}, key=lambda word: (-len(word), word)))


def _strings(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _strings(inner)


@dataclass(frozen=True)
class Redaction:
    """Takes ``words`` out of any value of the session, and every wording entry ``key`` ever had."""

    words: tuple[str, ...]
    key: str = ""

    @cached_property
    def _inside(self) -> re.Pattern[str]:
        longer = [re.escape(word) for word in self.words if len(word) > _WHOLE_ONLY]
        pattern = "|".join(rf"(?<!\w){word}(?!\w)" for word in longer)
        return re.compile(pattern or r"(?!)", re.IGNORECASE)

    @cached_property
    def _alone(self) -> frozenset[str]:
        return frozenset(word.casefold() for word in self.words)

    def text(self, text: str) -> str:
        """Return ``text`` without the words."""
        return STRUCK if text.casefold() in self._alone else self._inside.sub(STRUCK, text)

    def found(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return where the words stand in ``text``: from and to, in characters."""
        if text.casefold() in self._alone:
            return ((0, len(text)),)
        return tuple(match.span() for match in self._inside.finditer(text))

    def value(self, value: Any) -> Any:
        """Return a value of the session (Struct, mapping, tuple, text, …) without the words.

        What holds none of them comes back as the very same object.
        """
        if isinstance(value, str):
            clean = self.text(value)
            return value if clean == value else clean
        if isinstance(value, Struct):
            return self._struct(value)
        if isinstance(value, dict):
            cleaned = {key: self.value(inner) for key, inner in value.items()}
            same = all(a is b for a, b in zip(cleaned.values(), value.values(), strict=True))
            return value if same else cleaned
        if isinstance(value, (tuple, list)):
            items = [self.value(inner) for inner in value]
            same = all(a is b for a, b in zip(items, value, strict=True))
            return value if same else type(value)(items)
        return value

    def _struct(self, value: Struct) -> Struct:
        value = self._prepared(value)
        mine = self.key != "" and self._about(value) == self.key
        changes = {}
        for field in free_fields(type(value)):
            old = getattr(value, field)
            clean = _blank(old) if mine and field in _WORD_FIELDS else self.value(old)
            if clean is not old and clean != old:
                changes[field] = clean
        return replace(value, **changes) if changes else value

    def _prepared(self, value: Struct) -> Struct:
        """Clean what the walk through the fields leaves: words that are a key, and who an idea is from."""
        if isinstance(value, RecapVoteGroup):
            return self._labels(value)
        if isinstance(value, RecapIdea) and value.by:
            # As in a recap made afterwards: without a name, and with nobody beside struck words.
            gone = self._names(value.by) or self.text(value.text) == STRUCK
            return replace(value, by="") if gone else value
        return value

    def _names(self, who: str) -> bool:
        """Tell whether somebody's name is to go as a whole."""
        return self.text(who) == STRUCK

    def _about(self, value: Struct) -> Any:
        """Return the id of what a fact or an entry is about: most often its first field."""
        first = value.__struct_fields__[0] if value.__struct_fields__ else ""
        field = _ID_IN.get(type(value), first)
        return getattr(value, field) if field else ""

    def _labels(self, group: RecapVoteGroup) -> RecapVoteGroup:
        """Clean what a group's counts stand under: there an option's words are a key."""
        if all(self.text(label) == label for label in group.counts):
            return group
        counts: dict[str, int] = {}
        for label, n in group.counts.items():
            counts[self.text(label)] = counts.get(self.text(label), 0) + n
        return replace(group, counts=counts)

    def payload(self, payload: bytes) -> bytes:
        """Return a journal payload without the words: same place, time and command."""
        head = envelope.head(payload)
        told: Any = envelope.fact(head) or msgspec.json.decode(head.d)
        clean = self.value(told)
        if clean is told:
            return payload
        return msgspec.json.encode(replace(head, d=msgspec.Raw(msgspec.json.encode(clean))))


def _blank(value: Any) -> Any:
    """Return a value of the same shape with every text in it struck."""
    if isinstance(value, str):
        return STRUCK if value else value
    if isinstance(value, dict):
        return {key: _blank(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return tuple(_blank(inner) for inner in value)
    return value


@cache
def free_fields(kind: type[Struct]) -> tuple[str, ...]:
    """Return the fields of a kind that may hold somebody's words."""
    hints = get_type_hints(kind)
    return tuple(
        name
        for name in kind.__struct_fields__
        if name not in _STRUCTURE and not _fixed_choice(hints[name])
    )


def _fixed_choice(hint: Any) -> bool:
    return get_origin(hint) is Literal or any(
        get_origin(inner) is Literal for inner in get_args(hint)
    )
