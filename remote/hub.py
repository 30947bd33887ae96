"""Sends the state to all phones: encoded once, at most five times a second, only the latest to slow ones.

Theory of operation
-------------------
One hub serves one session, on the event loop. Each open WebSocket of a phone is a `Listener`; a phone
may have several (tabs, and connections that are dead but not detected yet), at most ``MOST_LINES``.

The state is split into keys. `Frames` keeps the encoded value of each key and the version at which it
last changed; a listener has the version it was last sent. A message is therefore the keys that changed
since, encoded once for all phones at the same version. A new listener is at version 0 and gets all keys.

The task `_run` is woken by the room whenever more is on disk (`Room.follow`), and every ``TIMED_S``
seconds for values that depend on time. It runs at most once per ``EVERY_S`` seconds:

1. `refresh` reads the durable state; phones never see anything that could still be lost.
2. For each listener, `_tell` compares the inputs of the phone's own part (`_made_of`: its person, the
   queue, votes, talk time) by identity. If any changed, the listener is dirty and its ``me`` and ballot
   are recomputed. Commands of the phone itself make it dirty at once (`touch`).
3. `_send` writes one frame with the new keys, plus ``me`` and the ballot if they changed.

After every ``SLICE`` listeners the task yields to the event loop, so that the keyboard stays responsive.

Backpressure. A listener whose transport still buffers an earlier frame is skipped, and keeps its version
and dirty flag; the next run offers it the latest state. So each phone buffers one frame at most.

Disconnection. A phone that left or was removed has no device in the state: its connection is closed, or
aborted if the client does not read. A failure for one listener is logged and does not stop the others.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import secrets
from collections.abc import Callable
from typing import Protocol

import msgspec

from remote.frames import Frames, message, text_frame
from remote.own_part import ballot_part, own_part
from remote.phone import Phone
from remote.room import Room
from session.model.floor import Hand
from session.model.phones import Device
from session.model.state import State
from session.rules.devices import device_of
from session.rules.queue import queue_order
from session.views.phone_own import colours

MOST_LINES = 8
"""Connections per phone: a page open in several tabs, and dead ones not detected yet."""
EVERY_S = 0.2
"""Minimum interval between two messages to the same phone, in seconds."""
TIMED_S = 1.0
"""Interval at which time-dependent values are recomputed, in seconds."""
SLICE = 12
"""Listeners served before the task yields to the event loop."""

BEAT_S = 1.0
"""Minimum interval between two heartbeat replies to the same phone, in seconds."""
_BEAT = text_frame(b"{}")

_encode = msgspec.json.Encoder().encode


def _nothing() -> None:
    return None


def same(left: tuple[object, ...], right: tuple[object, ...]) -> bool:
    """Return whether two tuples contain identical objects."""
    return len(left) == len(right) and all(a is b for a, b in zip(left, right, strict=True))


class Line(Protocol):
    """The transport of a phone's connection."""

    def write(self, data: bytes) -> None: ...
    def get_write_buffer_size(self) -> int: ...
    def is_closing(self) -> bool: ...
    def close(self) -> None: ...
    def abort(self) -> None: ...


class Listener:
    """One connection of a phone, and what it was last sent."""

    def __init__(self, phone: Phone, line: Line) -> None:
        self.phone, self.line = phone, line
        self.version = 0
        self.beat_at = 0.0
        """Time of the last heartbeat reply, on the loop's clock."""
        self.me = b""
        self.dots = b""
        self.dirty = True
        """Whether the phone's own part must be recomputed."""
        self.made_of: tuple[object, ...] = ()
        """The inputs of the last computation."""
        self.colours: dict[str, str] | None = None
        """Its themes by idea; ``None`` when they must be looked up again."""


class Hub:
    """All connected phones. Lives on the event loop."""

    def __init__(self, room: Room, broken: Callable[[Exception], object] = lambda _: None) -> None:
        self._room, self._broken = room, broken
        self.frames = Frames(broken)
        self.listeners: set[Listener] = set()
        self._by_mark: dict[str, dict[Listener, None]] = {}
        """A phone's connections, oldest first."""
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._unfollow: Callable[[], None] = _nothing
        self._state: State | None = None
        self._order: tuple[Hand, ...] = ()
        self._run_id = secrets.token_hex(4)
        self.sent = 0
        """Bytes written so far."""

    def start(self) -> None:
        """Start sending. Requires a running event loop."""
        self.refresh()
        self._unfollow = self._room.follow(self._wake.set)
        self._task = asyncio.create_task(self._run(), name="phones")

    async def stop(self) -> None:
        """Stop sending."""
        self._unfollow()
        self._unfollow = _nothing
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    def refresh(self) -> bool:
        """Read the durable state; True if there is something new."""
        room, state = self._room, self._room.state
        if state is not self._state:
            self._state, order = state, queue_order(state)
            # An equal order keeps its identity, so that it does not count as changed for any phone.
            self._order = self._order if order == self._order else order
        return self.frames.take(state, room.now())

    def add(self, phone: Phone, line: Line) -> Listener:
        """Add a connection and send it everything."""
        its = self._by_mark.setdefault(phone.mark, {})
        if len(its) >= MOST_LINES:
            oldest = next(iter(its))
            self.remove(oldest)
            oldest.line.abort()
        listener = Listener(phone, line)
        self.listeners.add(listener)
        self._by_mark.setdefault(phone.mark, {})[listener] = None
        self.refresh()
        self._send(listener)
        return listener

    def remove(self, listener: Listener) -> None:
        """Remove a connection."""
        self.listeners.discard(listener)
        its = self._by_mark.get(listener.phone.mark, {})
        its.pop(listener, None)
        if not its:
            self._by_mark.pop(listener.phone.mark, None)

    def beat(self, listener: Listener) -> None:
        """Reply to a heartbeat; one that comes too soon gets no reply."""
        now = asyncio.get_running_loop().time()
        line = listener.line
        if now - listener.beat_at < BEAT_S or line.is_closing() or line.get_write_buffer_size() > 0:
            return
        listener.beat_at = now
        line.write(_BEAT)

    def touch(self, phone: Phone) -> None:
        """Note that a phone sent a command: its own part is resent."""
        for listener in self._by_mark.get(phone.mark, ()):
            listener.dirty, listener.colours = True, None
        self._wake.set()

    def whole(self, phone: Phone) -> tuple[bytes, str]:
        """Return the complete state as one message, as a new connection gets it, and an ETag for it."""
        self.refresh()
        inner, with_round = self.frames.since(0)
        state = self._room.state
        dots, own = (
            ballot_part(self._room, phone, state),
            own_part(self._room, phone, self._order, colours(state, phone.colours_as)),
        )
        body = message(inner, with_round=with_round, dots=dots or None, me=own)
        made = hashlib.sha256(own + dots).hexdigest()[:12]
        return body, f'"{self._run_id}-{self.frames.version}-{made}"'

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(TIMED_S):
                    await self._wake.wait()
            self._wake.clear()
            begun = loop.time()
            try:
                await self._round()
            except Exception as fault:  # noqa: BLE001 - the last resort: the next run may succeed
                self._broken(fault)
            # Measured from the start of the run: many phones don't lengthen the interval.
            await asyncio.sleep(max(EVERY_S / 10, begun + EVERY_S - loop.time()))

    async def _round(self) -> None:
        """Send every phone what is new to it, in slices."""
        self.refresh()
        state = self._room.state
        for place, listener in enumerate(tuple(self.listeners)):
            if place % SLICE == SLICE - 1:
                await asyncio.sleep(0)
            try:
                self._tell(listener, state)
            except Exception as fault:  # noqa: BLE001 - one phone's failure must not stop the others
                self._broken(fault)

    def _tell(self, listener: Listener, state: State) -> None:
        device = device_of(state, listener.phone.mark)
        if device is None:
            # It left or was removed, and is sent nothing more.
            self.remove(listener)
            # The client is not reading, so a graceful close would hang; abort instead.
            deaf = listener.line.get_write_buffer_size() > 0
            (listener.line.abort if deaf else listener.line.close)()
            return
        made_of = self._made_of(state, device)
        # Stays dirty until it was sent, however slow the phone is.
        listener.dirty = listener.dirty or not same(made_of, listener.made_of)
        listener.made_of = made_of
        if listener.dirty or listener.version != self.frames.version:
            self._send(listener)

    def _made_of(self, state: State, device: Device) -> tuple[object, ...]:
        """Return the inputs that can change a phone's own part without a command from it."""
        person = state.people.get(device.person)
        floor = state.floor
        return person, self._order, state.rounds, floor.own_ms, floor.given, state.meta.counting

    def _send(self, listener: Listener) -> None:
        line = listener.line
        # A slow phone still has a message in its buffer: it gets the latest state later.
        if line.is_closing() or line.get_write_buffer_size() > 0:
            return
        state = self._room.state
        inner, with_round = self.frames.since(listener.version)
        mine: bytes | None = None
        dots: bytes | None = None
        if listener.dirty:
            if listener.colours is None:
                listener.colours = colours(state, listener.phone.colours_as)
            made = own_part(self._room, listener.phone, self._order, listener.colours)
            if made != listener.me:
                listener.me = mine = made
            now = ballot_part(self._room, listener.phone, state)
            if now != listener.dots and not with_round:
                # Its own ballot is part of the vote's key, which is then sent again.
                inner, with_round = self._with_round(inner)
            listener.dots = now
            listener.dirty = False
        if with_round:
            dots = listener.dots or None
        if mine is None and listener.version == self.frames.version and not with_round:
            return
        listener.version = self.frames.version
        frame = text_frame(message(inner, with_round=with_round, dots=dots, me=mine))
        self.sent += len(frame)
        line.write(frame)

    def _with_round(self, inner: bytes) -> tuple[bytes, bool]:
        return b'%s,"round":%s' % (inner, self.frames.value("round")), True
