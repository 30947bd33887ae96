"""Holds a session's exports while they are made: one program at a time, from reading what they are made from.

Theory of operation. A strike, and forgetting a person, regenerate every export that is in a record. An export whose
content was made before, and whose file was written after, would bring the words back. So content is only made while
the session's exports are held: `hand_out` can't be called without. Either the export reads what is clean already, or
it is in a record by the time the words are taken out of all exports.

Temporary files of a killed program are beside its exports, with people's words. Each has the mark of its export, which
the record has: with the exports held, those of earlier marks are stale, also while another session is exported to the same file.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from session.wording.catalogue import say
from store.disk import REAL, Disk, is_temporary, new_mark
from store.lock import Locked, locked
from store.paths import PRIVATE_FOLDER, Home
from store.refusal import Refusal

PATIENCE_S = 5.0
"""How long to wait for another program that writes exports of the same session, in seconds."""


class ExportsBusy(Refusal):
    """Another program is writing exports of the session; the text says what to do."""


def lock_of(home: Home, session_id: str) -> Path:
    return home.written(session_id) / "writing.lock"


@dataclass(frozen=True, slots=True)
class Writing:
    """A session's exports, held; mark: of the temporary files written meanwhile."""

    home: Home
    session: str
    disk: Disk
    mark: str


@contextlib.contextmanager
def writing(
    home: Home, session_id: str, disk: Disk = REAL, wait_s: float = PATIENCE_S
) -> Iterator[Writing]:
    """Hold a session's exports, and delete what a killed program left of them. Raises ExportsBusy.

    Where no lock can be written, as on a full disk, nothing is deleted, and the export is written all the same.
    """
    with contextlib.ExitStack() as held:
        try:
            lock = lock_of(home, session_id)
            # Only within the folder of a session that is there: a new one would look like a session.
            lock.parent.mkdir(PRIVATE_FOLDER, exist_ok=True)
            held.enter_context(locked(lock, wait_s))
            _delete(home, session_id, disk)
        except Locked as busy:
            raise ExportsBusy(say("refused.exports_busy")) from busy
        except OSError:
            pass
        yield Writing(home, session_id, disk, new_mark())


def noted(home: Home) -> tuple[str, ...]:
    """Return the sessions with an unfinished export in their own folder. Raises OSError."""
    return tuple(one for one in home.session_ids() if _has_any(home, one))


def finish(home: Home, session_id: str) -> tuple[str, ...]:
    """Delete what was left of a session's exports, unless some program is writing one."""
    with contextlib.suppress(ExportsBusy), writing(home, session_id, wait_s=0.0):
        pass
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
