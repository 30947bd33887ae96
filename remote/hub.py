"""Sends the state to every phone: encoded once, at most five times a second, the latest for slow ones."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import secrets
from collections.abc import Callable
from typing import Protocol

import msgspec

from remote.frames import Frames, message, text_frame
from remote.phone import Phone
from remote.room import Room
from session.model.floor import Hand
from session.model.phones import Device
from session.model.state import State
from session.rules.devices import device_of
from session.rules.queue import queue_order
from session.rules.votes import open_pulse, open_round
from session.views.phone_own import colours, me

MOST_LINES = 8
"""Lines one phone may hold: a page open in some tabs, and some that are gone and not known to be."""
EVERY_S = 0.2
"""Seconds between two messages to the same phone, at least."""
TIMED_S = 1.0
"""Seconds after which what depends on the time alone is looked at again."""
SLICE = 12
"""Phones written to before everything else has its turn."""

BEAT_S = 1.0
"""Seconds between two answers to the same phone that it is connected, at least."""
_BEAT = text_frame(b"{}")

_encode = msgspec.json.Encoder().encode


def _nothing() -> None:
    return None


def same(left: tuple[object, ...], right: tuple[object, ...]) -> bool:
    """Return whether two tuples hold the very same objects."""
    return len(left) == len(right) and all(a is b for a, b in zip(left, right, strict=True))


class Line(Protocol):
    """Where a phone's messages go: a transport of asyncio."""

    def write(self, data: bytes) -> None: ...
    def get_write_buffer_size(self) -> int: ...
    def is_closing(self) -> bool: ...
    def close(self) -> None: ...
    def abort(self) -> None: ...


class Listener:
    """One phone on the line, and what it has."""

    def __init__(self, phone: Phone, line: Line) -> None:
        self.phone, self.line = phone, line
        self.version = 0
        self.beat_at = 0.0
        """When it was last told that it is connected, by the loop's clock."""
        self.me = b""
        self.dots = b""
        self.dirty = True
        """Whether what belongs to it alone is to be made again, because of what it did itself."""
        self.made_of: tuple[object, ...] = ()
        """What that was made of last."""
        self.colours: dict[str, str] | None = None
        """Theme by idea, where it sees them; ``None`` when that is to be looked up again."""


class Hub:
    """All phones on the line. Lives on the event loop."""

    def __init__(self, room: Room, broken: Callable[[Exception], object] = lambda _: None) -> None:
        self._room, self._broken = room, broken
        self.frames = Frames(broken)
        self.listeners: set[Listener] = set()
        self._by_mark: dict[str, dict[Listener, None]] = {}
        """A phone's lines, oldest first."""
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._unfollow: Callable[[], None] = _nothing
        self._state: State | None = None
        self._order: tuple[Hand, ...] = ()
        self._run_id = secrets.token_hex(4)
        self.sent = 0
        """Bytes written so far."""

    def start(self) -> None:
        """Begin to send. Only while the event loop runs."""
        self.refresh()
        self._unfollow = self._room.follow(self._wake.set)
        self._task = asyncio.create_task(self._run(), name="phones")

    async def stop(self) -> None:
        """Send nothing more."""
        self._unfollow()
        self._unfollow = _nothing
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    def refresh(self) -> bool:
        """Take up what is on disk now; True when there is something new."""
        room, state = self._room, self._room.state
        if state is not self._state:
            self._state, order = state, queue_order(state)
            # The same order stays the same object, so that no phone takes it for a new one.
            self._order = self._order if order == self._order else order
        return self.frames.take(state, room.now())

    def add(self, phone: Phone, line: Line) -> Listener:
        """Put a phone on the line and send it everything."""
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
        """Take a phone off the line."""
        self.listeners.discard(listener)
        its = self._by_mark.get(listener.phone.mark, {})
        its.pop(listener, None)
        if not its:
            self._by_mark.pop(listener.phone.mark, None)

    def beat(self, listener: Listener) -> None:
        """Answer a phone that asks whether it is still connected; too often it is not."""
        now = asyncio.get_running_loop().time()
        line = listener.line
        if now - listener.beat_at < BEAT_S or line.is_closing() or line.get_write_buffer_size() > 0:
            return
        listener.beat_at = now
        line.write(_BEAT)

    def touch(self, phone: Phone) -> None:
        """Note that a phone did something itself: what is its own is sent again."""
        for listener in self._by_mark.get(phone.mark, ()):
            listener.dirty, listener.colours = True, None
        self._wake.set()

    def whole(self, phone: Phone) -> tuple[bytes, str]:
        """Return everything as one message, as the first on the line is, and a tag that changes with it."""
        self.refresh()
        inner, with_round = self.frames.since(0)
        state = self._room.state
        dots, own = (
            self._dots(phone, state),
            self._me(phone, state, colours(state, phone.colours_as)),
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
            except Exception as fault:  # noqa: BLE001 - the last resort: the next round may do better
                self._broken(fault)
            # Counted from where the round began: many phones make it no longer.
            await asyncio.sleep(max(EVERY_S / 10, begun + EVERY_S - loop.time()))

    async def _round(self) -> None:
        """Send every phone what is new to it, a slice at a time."""
        self.refresh()
        state = self._room.state
        for place, listener in enumerate(tuple(self.listeners)):
            if place % SLICE == SLICE - 1:
                await asyncio.sleep(0)
            try:
                self._tell(listener, state)
            except Exception as fault:  # noqa: BLE001 - one phone must not end the line of all
                self._broken(fault)

    def _tell(self, listener: Listener, state: State) -> None:
        device = device_of(state, listener.phone.mark)
        if device is None:
            # It left or was asked to leave: it is shown nothing more.
            self.remove(listener)
            # What is still on the way to whoever reads nothing would never be taken.
            deaf = listener.line.get_write_buffer_size() > 0
            (listener.line.abort if deaf else listener.line.close)()
            return
        made_of = self._made_of(state, device)
        # Once dirty it stays so until it was sent, however slow the phone is.
        listener.dirty = listener.dirty or not same(made_of, listener.made_of)
        listener.made_of = made_of
        if listener.dirty or listener.version != self.frames.version:
            self._send(listener)

    def _made_of(self, state: State, device: Device) -> tuple[object, ...]:
        """Return what can change a phone's own part without that phone doing anything."""
        person = state.people.get(device.person)
        floor = state.floor
        return person, self._order, state.rounds, floor.own_ms, floor.given, state.meta.counting

    def _send(self, listener: Listener) -> None:
        line = listener.line
        # A slow phone has its last message still on the way: it gets the latest one later.
        if line.is_closing() or line.get_write_buffer_size() > 0:
            return
        state = self._room.state
        inner, with_round = self.frames.since(listener.version)
        mine: bytes | None = None
        dots: bytes | None = None
        if listener.dirty:
            if listener.colours is None:
                listener.colours = colours(state, listener.phone.colours_as)
            made = self._me(listener.phone, state, listener.colours)
            if made != listener.me:
                listener.me = mine = made
            now = self._dots(listener.phone, state)
            if now != listener.dots and not with_round:
                # Its own ballot is part of the vote, which is then sent once more.
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

    def _me(self, phone: Phone, state: State, coloured: dict[str, str]) -> bytes:
        own = me(state, phone.mark, self._order)
        vote, pulse = open_round(state), open_pulse(state)
        return _encode(
            msgspec.structs.replace(
                own,
                colours=coloured,
                voted=vote.id if vote and self._room.mine(vote.id, phone.token) is not None else "",
                pulse=pulse.id
                if pulse and self._room.mine(pulse.id, phone.token) is not None
                else "",
            )
        )

    def _dots(self, phone: Phone, state: State) -> bytes:
        vote = open_round(state)
        mine = self._room.mine(vote.id, phone.token) if vote else None
        return b"" if mine is None else _encode(mine)
