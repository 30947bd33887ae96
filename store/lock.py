"""A lock held by one process at a time, and released when that process ends.

It is a separate file, because the file it protects is replaced at every save.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from store.disk import PRIVATE_FILE


class Locked(Exception):
    """Another process holds the lock."""


@contextlib.contextmanager
def locked(path: Path, timeout_s: float = 0.0) -> Iterator[None]:
    """Hold the lock at `path`. Raises Locked when it can't be acquired within `timeout_s` seconds."""
    # Imported here: it takes longer to load than the rest of the store together (38 ms).
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
