"""Put the events of a session into another series: the walk that a strike uses, which changes a name here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from msgspec import Struct

from session.erase.walk import changed, cleaned_payload, inside
from session.model.carried import Carried
from session.model.lifecycle import Meta
from session.model.plan import Plan

_OPEN = ("decisions", "actions", "parked", "promises", "reopened", "suggestions")
"""What of an earlier session is shown at the opening of the next: it is the other group's."""


def in_series(payload: bytes, name: str, used: Callable[[str], bool]) -> bytes:
    """Return a journal payload as if the session had been opened in the series called ``name``.

    Of what the earlier series handed on only that remains whose id was ``used`` in the session, and the agreement
    and the words, with which it worked.
    """
    unchanged: Callable[[Any], Any] = lambda raw: raw  # noqa: E731
    return cleaned_payload(payload, partial(_renamed, name=name, used=used), unchanged)


def _renamed(value: Any, name: str, used: Callable[[str], bool]) -> Any:
    if isinstance(value, Plan | Meta):
        return changed(value, {"series": name})
    if isinstance(value, Carried):
        return _without_open(value, used)
    walk = partial(_renamed, name=name, used=used)
    if isinstance(value, Struct):
        return changed(
            value, {field: walk(getattr(value, field)) for field in value.__struct_fields__}
        )
    return value if isinstance(value, str) else inside(value, walk)


def _without_open(carried: Carried, used: Callable[[str], bool]) -> Struct:
    def left(field: str) -> tuple[Any, ...]:
        return tuple(one for one in getattr(carried, field) if used(one.id))

    words = {field: getattr(carried, field) for field in ("lines", "lines_version", "words")}
    return changed(Carried(), {**words, **{field: left(field) for field in _OPEN}})
