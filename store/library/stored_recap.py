"""A recap as the file of its series stores it: its fields with a checksum, and what an erasure makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import Any

import msgspec
from msgspec.structs import replace

from session.erase.walk import Erasure
from session.model.recap import Recap, sum_of_fields

_SUM, EVENTS = "sum", "events"
_BESIDE = (_SUM, EVENTS)
"""What is stored beside the fields of a recap."""


class Kept(msgspec.Struct, frozen=True):
    """One stored version of a recap.

    recap: ``None`` if it can't be decoded
    sum: its checksum when saved; empty for one from before checksums were stored
    whole: whether it matches that checksum
    """

    session: str
    version: int
    recap: Recap | None
    sum: str
    whole: bool
    events: int = 0


class Cleaned(msgspec.Struct, frozen=True):
    """The fields of a stored recap, before and after an erasure: the same object if unaffected."""

    was: dict[str, Any]
    fields: dict[str, Any]

    @property
    def sums(self) -> dict[str, str]:
        """The old checksum mapped to the new one, of an intact recap that had one."""
        old, new = str(self.was.get(_SUM, "")), str(self.fields.get(_SUM, ""))
        return {old: new} if old and old != new else {}


NOTHING_READY: Mapping[str, Cleaned] = MappingProxyType({})


def cleaned_fields(
    fields: dict[str, Any], erasure: Erasure, ready: Mapping[str, Cleaned]
) -> Cleaned | None:
    """Return a stored recap with an erasure applied, ``None`` for one that can't be decoded."""
    done = ready.get(recap_key(str(fields.get("session")), fields.get("version", 0)))
    if done and done.was == fields:
        # Otherwise another process has saved it in the meantime.
        return done
    recap = read_recap(fields)
    if recap is None:
        return None
    cleaned = _without(recap, erasure)
    if cleaned is recap:
        return Cleaned(fields, fields)
    # A recap from before checksums were stored gets none.
    beside = {name: fields[name] for name in _BESIDE if name in fields}
    if fields.get(_SUM) == _sum(fields):
        return Cleaned(fields, {**beside, **fields_of(cleaned)})
    return Cleaned(fields, {**msgspec.to_builtins(cleaned), **beside})


def _without(recap: Recap, erasure: Erasure) -> Recap:
    cleaned: Recap = erasure.value(recap)
    # The series' name determines this file: without it the recap would not be found.
    return cleaned if cleaned is recap else replace(cleaned, series=recap.series)


def fields_of(recap: Recap) -> dict[str, Any]:
    """Return the stored form of a recap: its fields, and its checksum."""
    fields = msgspec.to_builtins(recap)
    return {**fields, _SUM: sum_of_fields(fields)}


def read_recap(fields: dict[str, Any]) -> Recap | None:
    """Return a stored recap; ``None`` if it can't be decoded."""
    with suppress(msgspec.ValidationError):
        return msgspec.convert(fields, Recap)
    return None


def _sum(fields: dict[str, Any]) -> str:
    return sum_of_fields({name: value for name, value in fields.items() if name not in _BESIDE})


def kept_of(key: str, fields: dict[str, Any]) -> Kept:
    session, version = of_key(key)
    told = str(fields.get(_SUM, ""))
    recap = read_recap(fields)
    if recap is None:
        return Kept(session, version, None, told, whole=False)
    events = fields.get(EVENTS)
    # The key identifies the recap, and is not covered by the checksum.
    is_it = (recap.session, recap.version) == (session, version)
    whole = is_it and (_SUM not in fields or told == _sum(fields))
    return Kept(session, version, recap, told, whole, events if isinstance(events, int) else 0)


def of_key(key: str) -> tuple[str, int]:
    session, _, number = key.rpartition("/")
    return session, int(number) if number.isdecimal() else 0


def recap_key(session_id: str, version: int) -> str:
    return f"{session_id}/{version}"
