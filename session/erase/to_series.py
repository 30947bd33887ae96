"""Put the events of a session into another series: the walk that a strike uses, which changes a name here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from msgspec import Struct

from session.erase.walk import changed, cleaned_payload, inside
from session.model.lifecycle import Meta
from session.model.plan import Plan


def in_series(payload: bytes, name: str) -> bytes:
    """Return a journal payload as if the session had been opened in the series called ``name``."""
    unchanged: Callable[[Any], Any] = lambda raw: raw  # noqa: E731
    return cleaned_payload(payload, partial(_renamed, name=name), unchanged)


def _renamed(value: Any, name: str) -> Any:
    if isinstance(value, Plan | Meta):
        return changed(value, {"series": name})
    walk = partial(_renamed, name=name)
    if isinstance(value, Struct):
        return changed(
            value, {field: walk(getattr(value, field)) for field in value.__struct_fields__}
        )
    return value if isinstance(value, str) else inside(value, walk)
