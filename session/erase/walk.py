"""Walking through any value of the session to take something out of it: what a strike and forgetting share.

Who walks says what becomes of a struct and of a text. What holds nothing that is to go comes back as
the very same object, so that a journal line without it keeps its bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
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
    }
    | {"code", "link", "device", "mark", "marks"}
    | {"roles", "role", "group", "series", "next", "next_id", "on", "item_id", "why_id"}
    | {"reservation_ids", "missing_ids", "thanks_ids", "correction_ids"}
)
"""Fields the program itself reads, and names of groups and of the series: never somebody's words,
whatever they spell. Other ids are too random to be typed."""


class Erasure(Protocol):
    """Takes something out for good: one entry (a strike), or a name (forgetting)."""

    def value(self, value: Any) -> Any:
        """Return a value of the session (Struct, mapping, tuple …) without it, the same one if it has none."""

    def payload(self, payload: bytes) -> bytes:
        """Return a journal payload without it, the very same bytes if it has none."""

    def text(self, text: str) -> str:
        """Return a text that has no ids, such as the log, without the words."""

    def may_be_in(self, data: bytes) -> bool:
        """Tell whether bytes are worth decoding. True too often does no harm."""


class EntryErasure(Erasure, Protocol):
    """An erasure of an entry; its words can be found again by where they stand."""

    @property
    def area(self) -> str:
        """Where the entry stands; empty for a strike that searches its words everywhere."""

    @property
    def key(self) -> str: ...

    @property
    def words(self) -> tuple[str, ...]: ...

    @property
    def session(self) -> str: ...

    @property
    def before(self) -> str: ...

    def in_damage(self, data: bytes) -> bool:
        """Tell whether the entry, or what is left of it, may be read in bytes that are no event any more."""

    def lines(self, data: bytes) -> tuple[bytes, ...]:
        """Return the lines of a journal that may hold the entry, in order."""

    def found(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return where the words stand in a text: from and to, in characters."""


def inside(value: Any, clean: Callable[[Any], Any]) -> Any:
    """Return a mapping, tuple or list with ``clean`` done to all it holds; any other value as it is."""
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
    """Return a struct with these fields, the same one when they are what it holds already."""
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
    """Return what a group chose under other labels: there the words of an option are a key."""
    counts: dict[str, int] = {}
    for old, n in group.counts.items():
        counts[label(old)] = counts.get(label(old), 0) + n
    return group if counts.keys() == group.counts.keys() else replace(group, counts=counts)


def cleaned_payload(
    payload: bytes, known: Callable[[Any], Any], raw: Callable[[Any], Any]
) -> bytes:
    """Return a journal payload with the fact in it cleaned: same place, time and command.

    known: cleans a fact; raw: cleans what a newer version wrote, as plain JSON values.
    """
    head = envelope.head(payload)
    fact = envelope.fact(head)
    told: Any = msgspec.json.decode(head.d) if fact is None else fact
    clean = raw(told) if fact is None else known(told)
    if clean is told:
        return payload
    return msgspec.json.encode(replace(head, d=msgspec.Raw(msgspec.json.encode(clean))))


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
