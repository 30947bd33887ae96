"""Runs the session: the one place where commands become events, one after the other.

Keys, phones and scripts all come through ``handle``. It never waits: the encoded events are handed
to ``append`` (which queues them for the disk) and ``confirm`` tells later what is durable.
``live`` is for the keyboard's own views; everything that leaves the laptop shows ``durable``.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import Protocol, assert_never

from msgspec import Struct

from session.decide import decide
from session.envelope import encode_all, fact, head
from session.erase.redaction import strike_of
from session.erase.walk import EntryErasure
from session.erase.word_strike import word_strike
from session.evolve import evolve
from session.model.history import Redo, Undo
from session.model.lifecycle import TextStruck, WordsStruck
from session.model.protocol import AnyCommand, Event
from session.model.state import Instant, Rejected, State
from session.undo import MEMORY, Deed, Memory, compensate


class Append(Protocol):
    """Queues payloads for the journal, the last of them numbered ``n``. Never blocks."""

    def __call__(self, payloads: Sequence[bytes], n: int) -> None: ...


class Done(Struct, frozen=True):
    """A command was carried out: its events, and the journal place of the last one."""

    cmd: str
    n: int
    events: tuple[Event, ...]
    what: str = ""
    """For undo and redo: what was undone or done again, in words."""
    strike: EntryErasure | None = None
    """For a strike: what the journal and everything else on disk must now lose."""


class Replayed(Struct, frozen=True):
    """What a journal holds: the state, where it ends, and what can still be undone."""

    state: State
    n: int
    t: int
    at: str
    """Wall time of the last event, ISO 8601 UTC; empty for an empty journal."""
    memory: Memory
    unknown: int = 0
    """How many events a newer version wrote. Above 0 the session is read-only."""
    done: dict[str, int] = {}
    """Command ids to the place of their last event."""
    misfits: int = 0
    """How many events could not be folded, since damage took what they follow from."""
    strikes: tuple[EntryErasure, ...] = ()
    """Strikes that a crash left half done: the words are still in the journal."""


EMPTY = State()


def replay(payloads: Sequence[bytes]) -> Replayed:
    """Fold a journal. Raises ``Unreadable`` for a payload that is not an event of this program.

    Where damage took an event, those that build on it are passed over and counted, so that the
    rest of the session is still there.
    """
    state, unknown, misfits, t, n, at = EMPTY, 0, 0, 0, 0, ""
    memory = Memory()
    done: dict[str, int] = {}
    strikes: tuple[EntryErasure, ...] = ()
    remembered = len(payloads) - 2 * MEMORY
    before, cmd, events = state, "", list[Event]()
    for place, payload in enumerate(payloads):
        read = head(payload)
        event = fact(read)
        if read.cmd != cmd:
            if events and place > remembered:
                memory.note(cmd, before, state, tuple(events))
            before, cmd, events = state, read.cmd, []
        n, t, at = read.n, read.t, read.at
        done[cmd] = n
        if event is None:
            unknown += 1
            continue
        try:
            state = evolve(state, event, t)
        except (KeyError, ValueError, IndexError):
            misfits += 1
            continue
        if strike := _strike(state, event):
            strikes += (strike,)
        events.append(event)
    if events:
        memory.note(cmd, before, state, tuple(events))
    for strike in strikes:
        state = strike.value(state)
        memory.redact(strike)
    return Replayed(state, n, t, at, memory, unknown, done, misfits, strikes)


class Runtime:
    """One session, serial: at most one command is being decided at any time."""

    def __init__(
        self,
        *,
        append: Append,
        now: Callable[[], Instant],
        new_id: Callable[[], str],
        run: str,
        start: Replayed | None = None,
    ) -> None:
        start = start or Replayed(EMPTY, 0, 0, "", Memory())
        self._append, self._now, self._new_id, self._run = append, now, new_id, run
        self._memory, self._t, self._done = start.memory, start.t, dict(start.done)
        self._waiting: deque[tuple[int, State]] = deque()
        self._followers: list[Callable[[Done], None]] = []
        self.live = start.state
        self.durable = start.state
        self.n = start.n
        self.durable_n = start.n
        self.read_only = start.unknown > 0

    def now(self) -> Instant:
        """Return the time now; session time never goes back."""
        read = self._now()
        return read if read.t >= self._t else Instant(self._t, read.at)

    def done_n(self, cmd: str) -> int:
        """Return the place of the last event of a command that was carried out; 0 for a new one."""
        return self._done.get(cmd, 0)

    def handle(self, command: AnyCommand, cmd: str = "") -> Done | Rejected:
        """Carry out a command, or refuse it. The same ``cmd`` a second time changes nothing."""
        if self.read_only:
            return Rejected("refused.read_only")
        if cmd and cmd in self._done:
            return Done(cmd, self._done[cmd], ())
        now = self.now()
        what, decided = self._decided(command, now)
        if isinstance(decided, Rejected):
            return decided
        return self._commit(decided, now, cmd or self._new_id(), what)

    def _decided(
        self, command: AnyCommand, now: Instant
    ) -> tuple[str, tuple[Event, ...] | Rejected]:
        if isinstance(command, (Undo, Redo)):
            deed = self._deed(command)
            if isinstance(deed, Rejected):
                return "", deed
            event = compensate(self.live, deed, again=isinstance(command, Redo))
            return deed.what, event if isinstance(event, Rejected) else (event,)
        return "", decide(self.live, command, now, self._new_id)

    def _deed(self, command: Undo | Redo) -> Deed | Rejected:
        if self.live.closing.ended_t is not None:
            return Rejected("refused.ended")
        match command:
            case Undo(target=""):
                return self._memory.undoable()
            case Undo(target=target):
                return self._memory.find(target)
            case Redo():
                return self._memory.redoable()
            case _:
                assert_never(command)

    def _commit(self, events: tuple[Event, ...], now: Instant, cmd: str, what: str) -> Done:
        before = state = self.live
        for event in events:
            state = evolve(state, event, now.t)
        payloads = encode_all(self.n + 1, now, self._run, cmd, events)
        self.n += len(events)
        self._t, self.live = now.t, state
        self._done[cmd] = self.n
        self._memory.note(cmd, before, state, events)
        self._waiting.append((self.n, state))
        self._append(payloads, self.n)
        strike = next((one for event in events if (one := _strike(state, event))), None)
        if strike:
            self.redact(strike)
        done = Done(cmd, self.n, events, what, strike)
        self._tell(done)
        return done

    def redact(self, redaction: EntryErasure) -> None:
        """Take struck words out of everything held in memory."""
        self.live = redaction.value(self.live)
        self.durable = redaction.value(self.durable)
        self._waiting = deque((n, redaction.value(state)) for n, state in self._waiting)
        self._memory.redact(redaction)

    def confirm(self, n: int) -> None:
        """Everything up to event ``n`` is on disk: the durable state moves up to it."""
        while self._waiting and self._waiting[0][0] <= n:
            self.durable_n, self.durable = self._waiting.popleft()

    def undo_label(self) -> str:
        """Return what the next undo would take back, in words; empty when there is nothing."""
        deed = self._memory.undoable()
        return "" if isinstance(deed, Rejected) else deed.what

    def follow(self, follower: Callable[[Done], None]) -> Callable[[], None]:
        """Call ``follower`` after every command; returns how to stop."""
        self._followers.append(follower)
        return lambda: self._followers.remove(follower)

    def _tell(self, done: Done) -> None:
        for follower in tuple(self._followers):
            follower(done)


def _strike(state: State, event: Event) -> EntryErasure | None:
    match event:
        case TextStruck(area=area, key=key):
            return strike_of(state, area, key)
        case WordsStruck(area=area, key=key):
            return word_strike(state, area, key)
        case _:
            return None
