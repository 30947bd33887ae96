"""Deletes the temporary files of killed exports: they are beside the exports in the records, with people's words.

The process that writes an export of a session holds a lock. With it held, such files are stale.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

from store.disk import REAL, Disk, is_temporary
from store.lock import Locked, locked
from store.paths import Home, private_folder

PATIENCE_S = 5.0
"""How long to wait for another program that writes exports of the same session, in seconds."""
_LOCK = "writing.lock"


@contextlib.contextmanager
def writing(
    home: Home, session_id: str, disk: Disk = REAL, wait_s: float = PATIENCE_S
) -> Iterator[None]:
    """Hold a session's exports, and delete what a killed program left of them.

    Without the lock, as on a full disk, nothing is deleted, and the export is written all the same.
    """
    with contextlib.ExitStack() as held:
        with contextlib.suppress(Locked, OSError):
            lock = private_folder(home.written(session_id)) / _LOCK
            held.enter_context(locked(lock, wait_s))
            _delete(home, session_id, disk)
        yield


def noted(home: Home) -> tuple[str, ...]:
    """Return the sessions with an unfinished export in their own folder. Raises OSError."""
    return tuple(one for one in home.session_ids() if _has_any(home, one))


def finish(home: Home, session_id: str) -> tuple[str, ...]:
    """Delete what was left of a session's exports, unless some program is writing one."""
    with writing(home, session_id, wait_s=0.0):
        return ()


def _has_any(home: Home, session_id: str) -> bool:
    with contextlib.suppress(FileNotFoundError), os.scandir(home.exports(session_id)) as entries:
        return any(is_temporary(entry.name) for entry in entries)
    return False


def _delete(home: Home, session_id: str, disk: Disk) -> None:
    # Here, since every start looks for such files and few find one.
    from store.exports.records import records, unfinished

    for one in records(home, session_id):
        for path in unfinished(home, one):
            disk.unlink(path)
