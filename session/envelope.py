"""How an event is encoded in the journal, and how it is decoded in two stages.

First the envelope, with the fact kept raw; then the fact, by kind and version. A kind this version
does not know stays raw, so that nothing a newer version wrote is lost or misread.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, get_args

import msgspec
from msgspec import Raw, Struct

from session.model.message import Fact
from session.model.protocol import Event
from session.model.series import SeriesEvent
from session.model.state import Instant

KINDS: dict[tuple[str, int], type[Event]] = {
    (kind.on_disk or kind.__name__, kind.version): kind for kind in get_args(Event)
}
OLD_KINDS = frozenset(key for key, kind in KINDS.items() if kind.on_disk)
"""Versions that are still read but no longer written."""
SERIES_KINDS: dict[tuple[str, int], type[SeriesEvent]] = {
    (kind.__name__, kind.version): kind for kind in get_args(SeriesEvent)
}
"""The same of the journal of a series; a session's journal has none of them."""


class Head(Struct, frozen=True):
    """The envelope of one event, as read: ``d`` not yet decoded."""

    n: int
    """Place in the journal, contiguous from 1."""
    t: int
    """Session milliseconds, never decreasing."""
    at: str
    """Aware UTC wall time, ISO 8601."""
    run: str
    """Id of the run of the program that wrote it."""
    cmd: str
    """Id of the command behind it; events of one command share it."""
    k: str
    v: int
    d: Raw


class _Line(Struct, frozen=True):
    n: int
    t: int
    at: str
    run: str
    cmd: str
    k: str
    v: int
    d: Fact


_encoder = msgspec.json.Encoder()
_heads = msgspec.json.Decoder(Head)


class Unreadable(ValueError):
    """A payload passed its checksum but is not an event this version can read."""


def encode(n: int, now: Instant, run: str, cmd: str, event: Event | SeriesEvent) -> bytes:
    """Return the payload of event number ``n``."""
    at = now.at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    kind = type(event)
    name = kind.on_disk or kind.__name__
    return _encoder.encode(_Line(n, now.t, at, run, cmd, name, kind.version, event))


def head(payload: bytes) -> Head:
    """Read the envelope of one payload. Raises ``Unreadable``."""
    try:
        return _heads.decode(payload)
    except msgspec.DecodeError as error:
        raise Unreadable(str(error)) from error


def fact(read: Head) -> Event | None:
    """Decode the fact in an envelope; ``None`` for a kind or version that is not known here.

    Raises ``Unreadable`` when the fields of a known kind don't match.
    """
    event: Event | None = _decoded(read, KINDS.get((read.k, read.v)))
    return event


def series_fact(read: Head) -> SeriesEvent | None:
    """Decode the fact of a series' journal, as ``fact`` does one of a session's."""
    event: SeriesEvent | None = _decoded(read, SERIES_KINDS.get((read.k, read.v)))
    return event


def _decoded(read: Head, kind: type[Struct] | None) -> Any:
    if kind is None:
        return None
    try:
        return _decoder(kind).decode(read.d)
    except msgspec.DecodeError as error:
        raise Unreadable(f"event {read.n} ({read.k}): {error}") from error


class _Kind(Struct, frozen=True):
    k: str
    v: int
    d: Raw


_kinds = msgspec.json.Decoder(list[_Kind])


def by_kind(payloads: Sequence[bytes]) -> Iterator[Sequence[Event] | None]:
    """Yield the facts of many payloads, those of one kind together; ``None`` for what is unknown or can't be read.

    Those of a kind are decoded at once: of a long journal this takes a third of the time.
    """
    raws: dict[tuple[str, int], list[Raw]] = {}
    try:
        for one in _kinds.decode(b"[%b]" % b",".join(payloads)):
            raws.setdefault((one.k, one.v), []).append(one.d)
        for key, of_kind in raws.items():
            if key in KINDS:
                yield _of_kind(KINDS[key]).decode(b"[%b]" % b",".join(of_kind))
            else:
                yield None
    except msgspec.DecodeError:
        for payload in payloads:
            yield _alone(payload)


def _alone(payload: bytes) -> Sequence[Event] | None:
    try:
        event = fact(head(payload))
    except Unreadable:
        return None
    return None if event is None else (event,)


@cache
def _of_kind(kind: type[Event]) -> msgspec.json.Decoder[list[Event]]:
    return msgspec.json.Decoder(list[kind])  # type: ignore[valid-type]  # a kind of event, chosen at run time


@cache
def _decoder(kind: type[Struct]) -> msgspec.json.Decoder[Any]:
    # Made when the kind is first read: making all of them takes 10 ms of every start.
    return msgspec.json.Decoder(kind)


def encode_all(
    first_n: int, now: Instant, run: str, cmd: str, events: Iterable[Event | SeriesEvent]
) -> tuple[bytes, ...]:
    """Return the payloads of the events of one command, numbered from ``first_n``."""
    return tuple(encode(first_n + i, now, run, cmd, event) for i, event in enumerate(events))
