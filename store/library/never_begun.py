"""Sessions of which nothing was ever saved: the process was killed, or the disk refused, at the very start."""

import time
from contextlib import suppress
from pathlib import Path

from store.disk import REAL, Disk, leftovers
from store.library.counts import counted
from store.owner import CARD, LOCK, AlreadyOpen, held
from store.paths import Home

_SETTLED_S = 60.0
"""Minimum age of such a folder, in seconds: another process may be about to begin in it."""


def never_begun(home: Home, session_id: str) -> bool:
    """Return whether a session's folder only has the files from before the first event."""
    folder, journal = home.session_dir(session_id), home.journal(session_id)
    try:
        there = {entry.name for entry in folder.iterdir()}
        of_a_start = {LOCK, CARD, journal.name, *(one.name for one in _temporary(home, session_id))}
        if not there <= of_a_start or journal.is_symlink():
            return False
        return not (journal.exists() and journal.stat().st_size) and not counted(home, session_id)
    except OSError:
        return False


def put_away(home: Home, session_id: str, disk: Disk = REAL) -> bool:
    """Delete the folder of a session that was never begun; False for others, or if in use. Raises OSError."""
    folder = home.session_dir(session_id)
    try:
        with held(folder):
            if not never_begun(home, session_id):
                return False
            for path in (*_temporary(home, session_id), home.journal(session_id), folder / CARD):
                disk.unlink(path)
    except AlreadyOpen:
        return False
    # Some systems can't delete a locked file.
    disk.unlink(folder / LOCK)
    folder.rmdir()
    disk.sync_folder(folder.parent)
    return True


def put_all_away(home: Home) -> tuple[str, ...]:
    """Delete every such folder that is old enough; return their session ids. Raises OSError."""
    gone: list[str] = []
    for session_id in home.session_ids():
        if never_begun(home, session_id) and _is_settled(home.session_dir(session_id)):
            with suppress(OSError):
                gone += [session_id] * put_away(home, session_id)
    return tuple(gone)


def _temporary(home: Home, session_id: str) -> tuple[Path, ...]:
    journal = home.journal(session_id)
    return leftovers(journal, journal.with_name(CARD))


def _is_settled(folder: Path) -> bool:
    return abs(time.time() - folder.stat().st_mtime) > _SETTLED_S
