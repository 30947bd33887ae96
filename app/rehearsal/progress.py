"""How far a rehearsal has come, so that it can be continued: a number, and nothing of any session."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import msgspec

from store.disk import REAL, Disk, replace_whole
from store.paths import Home, private_folder


class _Kept(msgspec.Struct):
    done: int = 0


class Progress:
    """The number of lessons that were done, as kept in ``home``; reads the disk when it is made."""

    def __init__(
        self,
        home: Home,
        disk: Disk = REAL,
        apart: Callable[[Callable[[], None]], object] = lambda call: call(),
    ) -> None:
        self._home, self._disk = home, disk
        self.apart = apart
        """Runs a call that waits for the disk; within the app: off its event loop."""
        self.done = 0
        with contextlib.suppress(OSError, msgspec.DecodeError):
            self.done = max(0, msgspec.json.decode(home.rehearsal.read_bytes(), type=_Kept).done)

    def keep(self, done: int) -> None:
        """Keep the number; 0 deletes it. If the disk refuses, the next rehearsal begins earlier."""
        self.done = done
        self.apart(lambda: self._write(done))

    def _write(self, done: int) -> None:
        with contextlib.suppress(OSError):
            if done:
                private_folder(self._home.root)
                replace_whole(self._home.rehearsal, msgspec.json.encode(_Kept(done)), self._disk)
            else:
                self._disk.unlink(self._home.rehearsal)
