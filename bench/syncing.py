"""What the disk alone would make somebody wait, tried again and again beside what is measured."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Self

_EVERY_S = 0.02
_LINE = b"x" * 200


class Syncing:
    """Writes a line and syncs it every 20 ms, in a thread of its own, until the end of the ``with`` block.

    ``waits`` are seconds from when each was due, so that a disk that stands still for long counts for
    all who would have waited for it, as it does for phones.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.waits: list[float] = []

    def _run(self) -> None:
        fd = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            due = perf_counter()
            while not self._over.wait(max(0.0, due - perf_counter())):
                os.write(fd, _LINE)
                os.fdatasync(fd)
                self.waits.append(perf_counter() - due)
                due += _EVERY_S
        finally:
            os.close(fd)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join()
