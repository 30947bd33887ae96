"""The thread that saves the journal: writes all queued lines, syncs once, then acknowledges.

Theory of operation
-------------------
`append` frames the payloads, adds them to a queue under a lock and returns: the event loop never waits
for the disk. One daemon thread repeats two steps, `_take` and `_work`:

1. `_take` waits on the condition variable for work: queued lines, a rewrite, a move, or closing. It
   moves the whole queue into `_lines`, which only this thread uses.
2. `_work` appends all of `_lines` with one write and one fsync (group commit: while the disk is slow,
   batches get larger), then advances `durable_n` and calls `on_durable` in this thread.

So event `n` is acknowledged if and only if it is synced, and in order. `wait(n)` blocks a caller that
needs this, always off the event loop.

Errors. An OSError keeps `_lines` for the next try; `_take` then pauses for `retry_s` (longer after each
failure), and `on_trouble` reports each new reason once, and None when saving works again. Meanwhile
`append` continues to accept events, and the session goes on in memory. A failed fsync is never retried
on the same descriptor: the file is closed and verified when it is reopened (`store.journal.file`). Any
other exception is logged and handled like an OSError: if the thread ended, the session would look saved.

Rewrites (a strike, forgetting) run between batches, once all events queued before them are durable, and
so never race with an append. Their future resolves when no byte of the old text is left in the file or
its copies. A move (`move_to`) writes the whole journal from memory to another folder and is the way out
of a full or missing disk, so it does not wait for the retry. A link is left at the old path, retried
every `link_s` seconds until it succeeds.

`close` lets the thread save what is queued. After its timeout the thread gives up at the next retry, and
all open futures fail with NotSaved.

The same class saves ballot boxes, with another `LineFile` (`store.journal.line_file`).
"""

import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Literal, TypeVar

from store.disk import REAL, Disk
from store.journal.file import JournalFile, Moved
from store.journal.format import framed, seed_of
from store.journal.line_file import Goes, LineFile, Transform
from store.journal.repair import ForeignJournal, all_damage
from store.refusal import Refusal
from store.trouble import Reason, Trouble, trouble_of

_log = logging.getLogger(__name__)
T = TypeVar("T")


class NotSaved(Refusal):
    """The writer was closed before everything was on disk."""


def _nobody(_: object) -> None:
    return None


class JournalWriter:
    """Saves events in the order of `append`, in a thread of its own.

    on_durable(n): every event up to `n` is on disk
    on_trouble(trouble): the disk refuses, and why; None: it works again
    Both are called in the writer's thread and must not block it.
    policy: "no" omits the fsync (for measuring)
    after_n: number of the last event the journal already contains
    retry_s: seconds to wait after the first, second, … failure; the last one is repeated
    link_s: seconds between attempts to link the old path to the new one
    file: where the lines are written; by default a journal at `path`
    """

    def __init__(
        self,
        path: Path,
        session_id: str,
        *,
        after_n: int = 0,
        on_durable: Callable[[int], None] = _nobody,
        on_trouble: Callable[[Trouble | None], None] = _nobody,
        policy: Literal["always", "no"] = "always",
        disk: Disk = REAL,
        retry_s: Sequence[float] = (0.1, 0.25, 0.5, 1.0, 2.0),
        link_s: float = 2.0,
        file: LineFile | None = None,
    ) -> None:
        self._file: LineFile = file or JournalFile(
            path, session_id, after_n=after_n, disk=disk, durable=policy == "always"
        )
        self._seed = seed_of(session_id)
        self._on_durable = on_durable
        self._on_trouble = on_trouble
        self._retry_s = tuple(retry_s)
        self._link_s = link_s
        self._changed = threading.Condition()
        self._queue: list[bytes] = []
        self._queued_n = after_n
        self._durable_n = after_n
        self._rewrites: deque[tuple[int, Transform, Goes, Future[None]]] = deque()
        self._move: tuple[Path, Future[Moved]] | None = None
        self._trouble: Trouble | None = None
        self._refusals = 0
        self._closing = False
        self._given_up = False
        # Lines taken from the queue that are not on disk yet; used by the thread only.
        self._lines: list[bytes] = []
        self._lines_n = after_n
        self._fresh = True
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
        self._thread.start()

    @property
    def durable_n(self) -> int:
        return self._durable_n

    @property
    def trouble(self) -> Trouble | None:
        return self._trouble

    @property
    def path(self) -> Path:
        return self._file.path

    @property
    def owes_pointer(self) -> bool:
        """Whether the journal was moved, and the link at the old path could not be made yet."""
        return self._file.owes_pointer

    def append(self, payloads: Sequence[bytes], n: int) -> None:
        """Queue events, the last of which is number `n`. Never waits for the disk."""
        lines = [framed(self._seed, payload) for payload in payloads]
        with self._changed:
            if self._closing:
                raise NotSaved("the journal is closed")
            if self._queued_n + len(lines) != n:
                raise ValueError(f"event {n} does not follow event {self._queued_n}")
            self._queue += lines
            self._queued_n = n
            self._changed.notify_all()

    def rewrite(self, transform: Transform, goes: Goes = all_damage) -> "Future[None]":
        """Pass every event queued so far through `transform`, in the file and in all copies next to it.

        Damaged stretches there for which `goes` is true are blanked.

        The future resolves once no byte of the old text is left in any of them. While the disk refuses it
        stays pending; it fails with the exception of `transform`, or NotSaved.
        """
        done: Future[None] = Future()
        with self._changed:
            if self._closing:
                raise NotSaved("the journal is closed")
            self._rewrites.append((self._queued_n, transform, goes, done))
            self._changed.notify_all()
        return done

    def move_to(self, folder: Path) -> "Future[Moved]":
        """Write the whole journal into `folder`, including all unsaved lines, and continue there."""
        done: Future[Moved] = Future()
        with self._changed:
            if self._closing or self._move is not None:
                raise NotSaved("the journal is closed or already on its way")
            self._move = (folder, done)
            self._changed.notify_all()
        return done

    def wait(self, n: int, timeout: float | None = None) -> bool:
        """Wait until event `n` is on disk; False if it is not within `timeout` seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: self._durable_n >= n, timeout)

    def close(self, timeout: float = 5.0) -> bool:
        """Save what is queued and stop. False if not everything was on disk in time."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join(timeout)
        if self._thread.is_alive():
            with self._changed:
                self._given_up = True
                self._changed.notify_all()
        return not self._thread.is_alive() and self._durable_n == self._queued_n

    def _run(self) -> None:
        while self._take():
            before = self._durable_n
            try:
                self._work()
            except OSError as refused:
                self._refused(trouble_of(refused, self._file.path))
            except ForeignJournal as foreign:
                self._refused(Trouble(Reason.OTHER, foreign.path, str(foreign)))
            except Exception as fault:  # noqa: BLE001 - if the thread died, the session would look saved
                _log.exception("saving the journal failed")
                self._refused(Trouble(Reason.OTHER, self._file.path, repr(fault)))
            else:
                self._works()
            if self._durable_n > before:
                self._tell(self._on_durable, self._durable_n)
        self._file.leave_pointer()
        self._file.close()
        for *_, done in self._rewrites:
            done.set_exception(NotSaved("the journal was closed first"))
        if self._move is not None:
            self._move[1].set_exception(NotSaved("the journal was closed first"))

    def _take(self) -> bool:
        """Wait for work and take it from the queue; False when the thread may end."""
        with self._changed:
            if self._refusals:
                pause = self._retry_s[min(self._refusals, len(self._retry_s)) - 1]
                self._changed.wait_for(lambda: self._given_up or self._move is not None, pause)
            else:
                until = self._link_s if self._file.owes_pointer else None
                self._changed.wait_for(
                    lambda: (
                        self._queue or self._rewrites or self._move or self._closing or self._fresh
                    ),
                    until,
                )
            if self._given_up:
                return False
            self._lines += self._queue
            self._lines_n = self._queued_n
            self._queue.clear()
            busy = self._lines or self._rewrites or self._move or self._fresh
            return bool(busy) or not self._closing

    def _work(self) -> None:
        if self._move is not None:
            self._go_elsewhere(*self._move)
        if self._fresh:
            self._file.open()
            self._fresh = False
        if self._lines:
            self._file.append(b"".join(self._lines))
            self._saved()
        while self._rewrites and self._rewrites[0][0] <= self._durable_n:
            _, transform, goes, done = self._rewrites[0]
            try:
                self._file.rewrite(transform, goes)
            except OSError:
                raise
            except Exception as fault:  # noqa: BLE001 - an exception of the caller's function goes to the caller's future
                done.set_exception(fault)
            else:
                done.set_result(None)
            with self._changed:
                self._rewrites.popleft()

        if self._file.owes_pointer and self._file.leave_pointer():
            self._tell(self._on_durable, self._durable_n)

    def _go_elsewhere(self, folder: Path, done: "Future[Moved]") -> None:
        with self._changed:
            self._move = None
        try:
            moved = self._file.move_to(folder, b"".join(self._lines))
        except OSError as refused:
            done.set_exception(refused)
            return
        self._fresh = False
        self._saved()
        done.set_result(moved)

    def _saved(self) -> None:
        self._lines = []
        with self._changed:
            self._durable_n = self._lines_n
            self._changed.notify_all()

    def _refused(self, trouble: Trouble) -> None:
        self._refusals += 1
        if trouble != self._trouble:
            self._trouble = trouble
            self._tell(self._on_trouble, trouble)

    def _works(self) -> None:
        self._refusals = 0
        if self._trouble is not None:
            self._trouble = None
            self._tell(self._on_trouble, None)

    def _tell(self, follower: Callable[[T], None], value: T) -> None:
        try:
            follower(value)
        except Exception:  # noqa: BLE001 - a failing follower must not stop the saving
            _log.exception("a follower of the journal failed")
