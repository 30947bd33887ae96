"""A lock that belongs to one program at a time and is free again when that program is gone.

It stands in a file of its own, because the file it protects is replaced by another at every save.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from store.disk import PRIVATE_FILE


class Locked(Exception):
    """Somebody else has it."""


@contextlib.contextmanager
def locked(path: Path, timeout_s: float = 0.0) -> Iterator[None]:
    """Hold the lock at `path`. Raises Locked when it is not free within `timeout_s` seconds."""
    # Imported here: it costs more than everything else in the store together (38 ms).
    from filelock import FileLock, Timeout

    lock = FileLock(path, timeout=timeout_s, mode=PRIVATE_FILE, thread_local=False)
    try:
        lock.acquire(poll_interval=0.01)
    except Timeout as held:
        raise Locked(str(path)) from held
    try:
        yield
    finally:
        lock.release()
