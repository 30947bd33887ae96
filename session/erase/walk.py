"""The walk through any value of the session that a strike and forgetting share.

The caller decides what happens to a struct and to a text. A value with nothing to remove is returned as
the same object, so that an unaffected journal line keeps its bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from types import NoneType
from typing import Any, Literal, Protocol, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from session import envelope
from session.model.recap import RecapVoteGroup
from session.wording.lifecycle import WORDS

STRUCK = str(WORDS["struck"])

_STRUCTURE = frozenset(
    {
        "id",
        "session",
        "area",
        "key",
        "sum",
        "letter",
        "date",
        "due",
        "start",
        "starts_at",
        "opened_at",
        "time_zone",
    }
    | {"code", "link", "device", "mark", "marks"}
    | {"roles", "role", "group", "series", "next", "next_id", "item_id", "why_id"}
    | {"gets", "report", "about", "instead", "replaces_id", "on", "since", "at"}
    | {"reservation_ids", "missing_ids", "thanks_ids", "summary_ids", "correction_ids"}
    | {"next_on", "next_at", "next_until", "until"}
)
"""Fields the program itself reads, and names of role groups and series: never people's own words, however they
are spelled. Other ids are too random to be typed.
"""

_WORDLESS: frozenset[Any] = frozenset({int, float, bool, NoneType, datetime})


class Erasure(Protocol):
    """Removes something for good: one entry (a strike), or a name (forgetting)."""

    def value(self, value: Any) -> Any:
        """Return a value of the session (Struct, mapping, tuple …) without it; the same object if unaffected."""

    def payload(self, payload: bytes) -> bytes:
        """Return a journal payload without it; the same bytes if unaffected."""

    def text(self, text: str) -> str:
        """Return a text that has no ids, such as the log, without the words."""

    def may_be_in(self, data: bytes) -> bool:
        """Return whether bytes are worth decoding. False positives are harmless."""


class EntryErasure(Erasure, Protocol):
    """The erasure of an entry, whose words can be located again."""

    @property
    def area(self) -> str:
        """The entry's area; empty for a strike of version 1, which searches its words everywhere."""

    @property
    def key(self) -> str: ...

    @property
    def words(self) -> tuple[str, ...]: ...

    @property
    def session(self) -> str: ...

    @property
    def before(self) -> str: ...

    def in_damage(self, data: bytes) -> bool:
        """Return whether the entry, or a part of it, may be readable in bytes that are no longer an event."""

    def lines(self, data: bytes) -> tuple[bytes, ...]:
        """Return the lines of a journal that may contain the entry, in order."""

    def found(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return where the words are in a text: (start, end), in characters."""


def inside(value: Any, clean: Callable[[Any], Any]) -> Any:
    """Return a mapping, tuple or list with ``clean`` applied to its content; any other value unchanged."""
    if isinstance(value, dict):
        cleaned = {key: clean(inner) for key, inner in value.items()}
        same = all(a is b for a, b in zip(cleaned.values(), value.values(), strict=True))
        return value if same else cleaned
    if isinstance(value, (tuple, list)):
        items = [clean(inner) for inner in value]
        same = all(a is b for a, b in zip(items, value, strict=True))
        return value if same else type(value)(items)
    return value


def changed(value: Struct, fields: Mapping[str, Any]) -> Struct:
    """Return a struct with these fields; the same object if it already has these values."""
    changes = {
        name: new
        for name, new in fields.items()
        if new is not (old := getattr(value, name)) and new != old
    }
    return replace(value, **changes) if changes else value


def blank(value: Any) -> Any:
    """Return a value of the same shape with every text in it struck."""
    if isinstance(value, str):
        return STRUCK if value else value
    return inside(value, blank)


def relabelled(group: RecapVoteGroup, label: Callable[[str], str]) -> RecapVoteGroup:
    """Return a role group's choices under other labels: the labels of options are its keys."""
    counts: dict[str, int] = {}
    for old, n in group.counts.items():
        counts[label(old)] = counts.get(label(old), 0) + n
    return group if counts.keys() == group.counts.keys() else replace(group, counts=counts)


def cleaned_payload(
    payload: bytes, known: Callable[[Any], Any], raw: Callable[[Any], Any]
) -> bytes:
    """Return a journal payload with its fact cleaned; number, time and command are unchanged.

    known: cleans a fact; raw: cleans the plain JSON value of an unknown kind or version.
    """
    head = envelope.head(payload)
    fact = envelope.fact(head) or envelope.series_fact(head)
    told: Any = msgspec.json.decode(head.d) if fact is None else fact
    clean = raw(told) if fact is None else known(told)
    if clean is told:
        return payload
    return msgspec.json.encode(replace(head, d=msgspec.Raw(msgspec.json.encode(clean))))


@cache
def free_fields(kind: type[Struct]) -> tuple[str, ...]:
    """Return the fields of a kind that may hold people's own words."""
    hints = get_type_hints(kind)
    return tuple(
        name
        for name in kind.__struct_fields__
        if name not in _STRUCTURE and not _fixed_choice(hints[name]) and not _wordless(hints[name])
    )


def _fixed_choice(hint: Any) -> bool:
    return get_origin(hint) is Literal or any(
        get_origin(inner) is Literal for inner in get_args(hint)
    )


def _wordless(hint: Any) -> bool:
    """Return whether a type holds numbers, marks and times alone."""
    return _WORDLESS.issuperset(get_args(hint) or (hint,))
