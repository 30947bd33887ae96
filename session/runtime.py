"""Runs the session: the one place where commands become events, one after the other.

Theory of operation
-------------------
Keys, phones and scripts all call ``Runtime.handle(command, cmd)``. It is synchronous and never blocks:

1. A command whose id (``cmd``) was handled before returns the earlier result: retries are safe. A
   session with events of a newer version is read-only and refuses everything.
2. ``decide(live, command, now, new_id, say)`` returns events, or ``Rejected``. Undo and redo are decided
   here instead: ``Memory`` knows which slices of the state each command changed, and ``compensate``
   makes the ``Restored`` event that puts them back.
3. The events are folded into ``live`` by ``evolve``, encoded, and passed to ``append``, which queues
   them for the journal. The new state is queued with its number ``n``.
4. When the disk has synced event ``n``, the writer's callback reaches ``confirm(n)`` on the caller's
   thread, and ``durable`` becomes the state of that event.

So there are two states. ``live`` is for the views of the person at the keyboard, who must see a key's
effect at once; ``durable`` is for everything that leaves the laptop (recaps, exports, phones). They
differ by the events that are queued but not yet synced.

A strike can be pending: ``begin_strike`` only adds a filter, through which ``live`` and ``durable`` are
read without the entry, while commands are still decided on the unfiltered state. Undo removes the
filter, without an event. ``carry_out`` writes the strike; it runs first when a command refers to the
entry or would copy its words, and otherwise when the caller's timer says so (``app.strikes``). Once the
strike is written, its words are removed from the states, the queue and the undo memory.

``session.replay`` rebuilds all of this from a journal, including the undo memory of the latest commands.

Nothing here is thread-safe: all calls come from one thread. The journal's writer has its own.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar, assert_never

from msgspec import Struct

from session.decide import decide
from session.envelope import encode_all
from session.erase.walk import STRUCK, EntryErasure
from session.evolve import evolve
from session.model.history import Redo, Undo
from session.model.lifecycle import EndSession, Strike, TextStruck
from session.model.protocol import AnyCommand, Event
from session.model.state import Instant, Rejected, State
from session.model.text import short
from session.pending_strike import PendingStrike
from session.replay import EMPTY, Replayed, erasure_of
from session.undo import PHONE, Deed, Memory, compensate
from session.views.recap_sum import with_sum
from session.wording.catalogue import Say, say

T = TypeVar("T")


class Append(Protocol):
    """Queues payloads for the journal, the last of them numbered ``n``. Never blocks."""

    def __call__(self, payloads: Sequence[bytes], n: int) -> None: ...


class Done(Struct, frozen=True):
    """The result of a command: its events, and the journal number of the last one."""

    cmd: str
    n: int
    events: tuple[Event, ...]
    what: str = ""
    """For undo and redo: a description of what was undone or redone."""
    strike: EntryErasure | None = None
    """For a strike: what removes the entry from the journal and everything else on disk."""
    put_back: Strike | None = None
    """The pending strike that an undo cancelled: its entry is visible again, and no event was needed."""


class Runtime:
    """One session. Commands are handled serially; see the module's theory of operation."""

    def __init__(
        self,
        *,
        append: Append,
        now: Callable[[], Instant],
        new_id: Callable[[], str],
        run: str,
        start: Replayed | None = None,
        say: Say = say,
    ) -> None:
        start = start or Replayed(EMPTY, 0, 0, "", Memory())
        self._append, self._now, self._new_id, self._run = append, now, new_id, run
        self._say = say
        self._memory, self._t, self._done = start.memory, start.t, dict(start.done)
        self._waiting: deque[tuple[int, State]] = deque()
        self._followers: list[Callable[[Done], None]] = []
        self._live = start.state
        self._durable = start.state
        self._pending: PendingStrike | None = None
        self.n = start.n
        self.durable_n = start.n
        self.read_only = start.unknown > 0

    @property
    def live(self) -> State:
        """The state with all events so far, for the views at the keyboard."""
        return self._pending.shown(self._live) if self._pending else self._live

    @property
    def durable(self) -> State:
        """The state that is on disk, for everything that leaves the laptop."""
        return self._pending.shown(self._durable) if self._pending else self._durable

    @property
    def pending(self) -> Strike | None:
        """The strike that undo can still cancel."""
        return self._pending.strike if self._pending else None

    def shown(self, value: T) -> T:
        """Return any value of the session, such as a stored recap, without the entry of a pending strike."""
        if self._pending is None:
            return value
        view: T = self._pending.redaction.value(value)
        return view

    def now(self) -> Instant:
        """Return the current time; session time never goes back."""
        read = self._now()
        return read if read.t >= self._t else Instant(self._t, read.at)

    def done_n(self, cmd: str) -> int:
        """Return the number of the last event of a handled command; 0 for a new one."""
        return self._done.get(cmd, 0)

    def handle(self, command: AnyCommand, cmd: str = "") -> Done | Rejected:
        """Carry out a command, or refuse it. Repeating the same ``cmd`` changes nothing."""
        if self.read_only:
            return Rejected("refused.read_only")
        if cmd and cmd in self._done:
            return Done(cmd, self._done[cmd], ())
        if self._pending and self._pending.goes_first(command):
            if refused := self._refused_without(command):
                return refused
            self.carry_out()
        if isinstance(command, Undo) and self._takes_back(command, cmd):
            put_back, self._pending = self.pending, None
            return Done(cmd or self._new_id(), self.n, (), put_back=put_back)
        now = self.now()
        what, decided = self._decided(command, now)
        if self._pending and not isinstance(decided, Rejected) and self._pending.copied(decided):
            self.carry_out()
            what, decided = self._decided(command, now)
        if isinstance(decided, Rejected):
            return self._hidden(decided)
        return self._commit(decided, now, cmd or self._new_id(), what)

    def refused(self, command: AnyCommand) -> Rejected | None:
        """Return why a command would be refused now. It changes nothing."""
        if self.read_only:
            return Rejected("refused.read_only")
        _, decided = self._decided(command, self.now())
        return self._hidden(decided) if isinstance(decided, Rejected) else None

    def _refused_without(self, command: AnyCommand) -> Rejected | None:
        """Return why a command about the struck entry is refused; if so, its strike can still be cancelled."""
        if isinstance(command, (Undo, Redo, EndSession, Strike)):
            return None
        decided = decide(self.live, command, self.now(), self._new_id, self._say)
        return decided if isinstance(decided, Rejected) else None

    def begin_strike(self, strike: Strike) -> Rejected | None:
        """Hide an entry from every view until ``carry_out`` writes its strike, or an undo cancels it.

        An earlier pending strike is carried out first.
        """
        if self.read_only:
            return Rejected("refused.read_only")
        self.carry_out()
        decided = decide(self._live, strike, self.now(), self._new_id, self._say)
        if isinstance(decided, Rejected):
            return decided
        event = next(event for event in decided if isinstance(event, TextStruck))
        if redaction := erasure_of(self._live, event):
            self._pending = PendingStrike(strike, redaction, self._next_undo())
        return None

    def carry_out(self) -> Done | Rejected | None:
        """Write the pending strike; ``None`` if there is none."""
        if self._pending is None:
            return None
        strike, self._pending = self._pending.strike, None
        return self.handle(strike)

    def _takes_back(self, undo: Undo, cmd: str) -> bool:
        """Return whether an undo means the pending strike: no command came from the keyboard since."""
        if self._pending is None or undo.target or cmd.startswith(PHONE):
            return False
        return self._next_undo() == self._pending.after

    def _next_undo(self) -> str:
        deed = self._memory.undoable()
        return deed.reason if isinstance(deed, Rejected) else deed.cmd

    def _hidden(self, refused: Rejected) -> Rejected:
        if self._pending is None:
            return refused
        struck = {cut for word in self._pending.redaction.words for cut in (word, short(word))}
        told = {name: STRUCK if one in struck else one for name, one in refused.values.items()}
        return Rejected(refused.reason, told)

    def _decided(
        self, command: AnyCommand, now: Instant
    ) -> tuple[str, tuple[Event, ...] | Rejected]:
        if isinstance(command, (Undo, Redo)):
            deed = self._deed(command)
            if isinstance(deed, Rejected):
                return "", deed
            what = self._say(deed.kind) if deed.kind else ""
            event = compensate(self._live, deed, what, again=isinstance(command, Redo))
            return what, event if isinstance(event, Rejected) else (event,)
        return "", decide(self._live, command, now, self._new_id, self._say)

    def _deed(self, command: Undo | Redo) -> Deed | Rejected:
        if self._live.closing.ended_t is not None:
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
        before = state = self._live
        for event in events:
            state = evolve(state, event, now.t)
        events = with_sum(events, state)
        payloads = encode_all(self.n + 1, now, self._run, cmd, events)
        self.n += len(events)
        self._t, self._live = now.t, state
        self._done[cmd] = self.n
        self._memory.note(cmd, before, state, events)
        self._waiting.append((self.n, state))
        self._append(payloads, self.n)
        strike = next((one for event in events if (one := erasure_of(state, event))), None)
        if strike:
            self.redact(strike)
        done = Done(cmd, self.n, events, what, strike)
        self._tell(done)
        return done

    def redact(self, redaction: EntryErasure) -> None:
        """Remove struck words from all states held in memory."""
        self._live = redaction.value(self._live)
        self._durable = redaction.value(self._durable)
        self._waiting = deque((n, redaction.value(state)) for n, state in self._waiting)
        self._memory.redact(redaction)

    def confirm(self, n: int) -> None:
        """Events up to ``n`` are on disk: advance the durable state to that event."""
        while self._waiting and self._waiting[0][0] <= n:
            self.durable_n, self._durable = self._waiting.popleft()

    def follow(self, follower: Callable[[Done], None]) -> Callable[[], None]:
        """Call ``follower`` after every command; returns a function that unsubscribes it."""
        self._followers.append(follower)
        return lambda: self._followers.remove(follower)

    def _tell(self, done: Done) -> None:
        for follower in tuple(self._followers):
            follower(done)
