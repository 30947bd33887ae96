"""The state as messages to phones: each key is encoded once, and each phone gets only what is new to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from msgspec import Struct

from session.model.state import Instant, State
from session.views.phone_build import CHUNK, PARTS, Part

_encode = msgspec.json.Encoder().encode
_TEXT, _CLOSE = 0x81, 0x88
ROUND = "round"
_SHIFT_S = 1.5
"""Tolerance in seconds within which two end times count as equal."""


class Frames:
    """The state's keys, each with the version at which it last changed.

    ``version`` is incremented whenever anything changed. A phone at version 7 is sent the keys that changed
    after it; a phone without a version is sent all.
    """

    def __init__(self, broken: Callable[[Exception], object] = lambda _: None) -> None:
        self._broken = broken
        self.version = 0
        self._values: dict[str, bytes] = {}
        self._since: dict[str, int] = {}
        self._compared: dict[str, Any] = {}
        self._state = State()
        self._made: dict[int, bytes] = {}

    def take(self, state: State, now: Instant) -> bool:
        """Recompute the keys that ``state`` changed; True if there is something new for phones."""
        new: dict[str, bytes] = {}
        for part in PARTS:
            same = all(getattr(state, area) is getattr(self._state, area) for area in part.areas)
            if same and part.key in self._since and not part.timed:
                continue
            try:
                new |= self._made_from(part, state, now)
            except Exception as fault:  # noqa: BLE001 - a failure in one key must not affect the others
                self._broken(fault)
        self._state = state
        if not new:
            return False
        self.version += 1
        self._made.clear()
        for key, value in new.items():
            self._values[key] = value
            self._since[key] = self.version
        return True

    def _made_from(self, part: Part, state: State, now: Instant) -> dict[str, bytes]:
        value = part.make(state, now)
        chunks = {part.key: value} if not part.chunked else _chunks(part.key, value)
        if part.chunked:
            # The list is shorter than before: the remaining chunks are empty now.
            extra = [key for key in self._since if key.startswith(f"{part.key}.")]
            chunks |= {key: () for key in extra if key not in chunks}
        changed: dict[str, bytes] = {}
        for key, inner in chunks.items():
            compared = _still(inner, now)
            if key in self._since and _same(self._compared.get(key), compared):
                if isinstance(compared, _Running):
                    self._run_down(key, _encode(inner))
                continue
            self._compared[key] = compared
            changed[key] = _encode(inner)
        return changed

    def _run_down(self, key: str, encoded: bytes) -> None:
        """Store the remaining seconds: not a change for phones that have them, but correct for new ones."""
        if encoded != self._values[key]:
            self._values[key] = encoded
            self._made.clear()

    def value(self, key: str) -> bytes:
        """Return the current value of a key, encoded."""
        return self._values[key]

    def since(self, version: int) -> tuple[bytes, bool]:
        """Return the content of the message for a phone at ``version``, without the braces.

        With version 0 it contains ``all``: keys missing from a full message have been deleted. The second value
        is whether it contains the vote, which is then the last key: a phone's own ballot is inserted there.
        """
        keys = [key for key, at in self._since.items() if at > version and key != ROUND]
        with_round = self._since.get(ROUND, 0) > version
        made = self._made.get(version)
        if made is None:
            # A separate counter: the journal's number would reveal events that phones are not shown.
            inner = [b'"n":%d' % self.version, *([] if version else [b'"all":true'])]
            inner += [b'"%s":%s' % (key.encode(), self._values[key]) for key in keys]
            if with_round:
                inner.append(b'"%s":%s' % (ROUND.encode(), self._values[ROUND]))
            made = self._made[version] = b",".join(inner)
        return made, with_round


def _chunks(key: str, entries: tuple[Any, ...]) -> dict[str, Any]:
    """Split a long list into chunks, so that a new entry only resends the last one."""
    parts = {key: entries[:CHUNK]}
    for place in range(CHUNK, len(entries), CHUNK):
        parts[f"{key}.{place // CHUNK}"] = entries[place : place + CHUNK]
    return parts


class _Running(Struct, frozen=True):
    """A countdown that runs as planned is unchanged: compared by its end time, and the rest."""

    ends_s: float
    rest: Any


def _still(value: Any, now: Instant) -> Any:
    """Return the value to compare."""
    left = getattr(value, "remaining_s", None)
    if left is None or not value.running:
        return value
    return _Running(now.at.timestamp() + left, msgspec.structs.replace(value, remaining_s=None))


def _same(before: Any, now: Any) -> bool:
    if isinstance(before, _Running) and isinstance(now, _Running):
        # The remaining seconds are rounded, so that the end may appear to shift by up to one.
        return before.rest == now.rest and abs(before.ends_s - now.ends_s) < _SHIFT_S
    return bool(before == now)


def message(inner: bytes, *, with_round: bool, dots: bytes | None, me: bytes | None) -> bytes:
    """Return one JSON message: the shared part with ``me``, and what of the vote is this phone's own (``dots``), put in."""
    if with_round and dots is not None and inner.endswith(b"}"):
        inner = b"%s,%s}" % (inner[:-1], dots)
    if me is not None:
        inner = b'%s,"me":%s' % (inner, me)
    return b"{%s}" % inner


def text_frame(payload: bytes) -> bytes:
    """Return a complete unmasked WebSocket text frame (RFC 6455, section 5.2)."""
    size = len(payload)
    if size < 126:
        return bytes((_TEXT, size)) + payload
    if size < 1 << 16:
        return bytes((_TEXT, 126)) + size.to_bytes(2, "big") + payload
    return bytes((_TEXT, 127)) + size.to_bytes(8, "big") + payload
