"""A disk that refuses when told to. Everything it does not refuse is really done."""

import dataclasses
import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from store.disk import REAL, Disk

OPERATIONS = ("open", "read", "write", "sync", "truncate", "replace", "unlink", "sync_folder")
ERRORS = (errno.ENOSPC, errno.EIO, errno.EROFS)


class FailingDisk:
    """Counts calls. `fail(operation, nth, error, times)` makes calls nth … nth+times-1 from now refuse."""

    def __init__(self) -> None:
        self.calls: dict[str, int] = dict.fromkeys(OPERATIONS, 0)
        self.refused = 0
        self._plans: dict[str, tuple[int, int, int]] = {}
        self._short = 0
        self._synced: dict[int, int] = {}
        self._sizes: dict[int, int] = {}
        wrapped = {name: self._wrap(name, getattr(REAL, name)) for name in OPERATIONS}
        self.disk: Disk = dataclasses.replace(REAL, **wrapped)

    def fail(self, operation: str, nth: int, error: int, times: int = 1) -> None:
        first = self.calls[operation] + nth
        self._plans[operation] = (first, first + times, error)

    def fail_all(self, error: int) -> None:
        for operation in OPERATIONS:
            if operation != "read":
                self.fail(operation, 1, error, times=1 << 30)

    def write_short(self, times: int) -> None:
        self._short = times

    def heal(self) -> None:
        self._plans.clear()

    def _wrap(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any) -> Any:
            self.calls[name] += 1
            first, end, error = self._plans.get(name, (0, 0, 0))
            if first <= self.calls[name] < end:
                self.refused += 1
                if name == "sync":
                    _lose_last_bytes(args[0])
                if name == "write" and error == errno.ENOSPC:
                    # A disk that fills up takes what still fits.
                    real(args[0], args[1][: len(args[1]) // 2])
                raise OSError(error, os.strerror(error))
            if name == "write" and self._short and len(args[1]) > 1:
                self._short -= 1
                return real(args[0], args[1][: len(args[1]) // 2])
            return real(*args)

        return call


def _lose_last_bytes(fd: int) -> None:
    """After a refused sync the system may have thrown away what was to be written."""
    path = Path(f"/proc/self/fd/{fd}")
    if path.exists():
        size = os.fstat(fd).st_size
        with path.open("r+b") as same:
            same.seek(max(size - 7, 0))
            same.write(b"\0" * min(size, 7))


def no_wait() -> tuple[float, ...]:
    return (0.001,)
