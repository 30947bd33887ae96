"""Forget a session: deletes what was reported on it in its series, its recaps, its row in the index, then its
folder with journal, boxes and exports.

The folder is deleted last. Until then the session can be found by its id, so that repeating the command
finishes what a crash interrupted.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import msgspec

from session.erase.receipt import Receipt
from session.wording.catalogue import say
from store.disk import REAL, Disk
from store.erase.catch_ups import catch_ups_again
from store.erase.person import InUse
from store.erase.reported import forget_reports, on_session
from store.erase.search import exports_of
from store.erase.theirs import of_fairsay
from store.erase.words import as_backup, beside, clear_beside, files_in
from store.exports.writing import lock_of, writing
from store.exports.written import recognise, take_away
from store.journal.boxes import boxes, throw_away
from store.journal.elsewhere import take_away as take_away_elsewhere
from store.journal.repair import discard
from store.library.index import SessionIndex
from store.library.recaps import every_recap
from store.library.series import Series
from store.library.storage import NewerStore, UnreadableStore, backup_of
from store.owner import LOCK, AlreadyOpen, held
from store.paths import Home, resolved


def find_session(home: Home, session_id: str) -> Receipt:
    """Return what `forget_session` would delete.

    Raises UnreadableStore for an unreadable series that may contain its recaps, NewerStore and OSError.
    """
    recaps = 0
    for sid in _series_with(home, session_id):
        try:
            with Series(home, sid, writable=False) as series:
                recaps += len(series.versions(session_id))
        except msgspec.ValidationError as error:
            raise UnreadableStore(home.series_file(sid), "can't be read") from error
    on_session(home, session_id, _series_with(home, session_id))
    _index_is_ours(home)
    exports = len(exports_of(home, session_id))
    return Receipt(person=False, sessions=1, recaps=recaps, exports=exports)


def forget_session(home: Home, session_id: str, *, disk: Disk = REAL) -> Receipt:
    """Delete a session and everything made from it. Entries that later sessions carried over are kept.

    Raises InUse while a process has it open, and what `find_session` raises; then nothing was changed.
    """
    folder = home.session_dir(session_id)
    if not folder.is_dir():
        told = find_session(home, session_id)
        left = (*_from_library(home, session_id, disk), *_from_pages(home, session_id, disk))
        return msgspec.structs.replace(told, troubles=left)
    try:
        with held(folder):
            told = find_session(home, session_id)
            away = [say("forget.away", session=session_id)] * _is_away(home.journal(session_id))
            away += take_away_elsewhere(home, session_id, disk)
            # While the stores still know the names under which its exports were written.
            recognise(home, session_id, partial(every_recap, home, session_id), disk)
            away += _from_library(home, session_id, disk)
            away += _from_pages(home, session_id, disk)
            with writing(home, session_id, disk) as exports:
                away = [*take_away(exports), *away]
                _empty(home, session_id, disk)
            # What another program exported as long as the journal was there, with the session.
            troubles = dict.fromkeys((*away, *_from_pages(home, session_id, disk)))
    except AlreadyOpen as taken:
        raise InUse(session_id, taken) from taken
    # Some systems can't delete a locked file.
    for lock in (lock_of(home, session_id), folder / LOCK):
        disk.unlink(lock)
    _remove_empty(folder)
    disk.sync_folder(folder.parent)
    theirs = tuple(path.relative_to(home.root).as_posix() for path in _files(folder))
    return msgspec.structs.replace(told, troubles=tuple(troubles), theirs=theirs)


def _from_pages(home: Home, session_id: str, disk: Disk) -> tuple[str, ...]:
    """Remove a session from the pages for who missed something; return what failed."""
    pages = catch_ups_again(home, disk, of=session_id, but=session_id, without=session_id)
    return (*pages.left, *pages.away)


def _from_library(home: Home, session_id: str, disk: Disk) -> tuple[str, ...]:
    among = _series_with(home, session_id)
    # While the recaps still say what the reports are on.
    troubles = forget_reports(home, session_id, on_session(home, session_id, among), disk)
    for sid in among:
        path = home.series_file(sid)
        with Series(home, sid, disk=disk) as series:
            series.forget_recaps(session_id)
            as_backup(path, disk)
            clear_beside(path, disk)
    if not home.library.exists():
        return troubles
    with SessionIndex(home, disk=disk) as library:
        try:
            library.remove_session(session_id)
        except (UnreadableStore, msgspec.ValidationError):
            # It can be regenerated at any time, from the remaining files.
            for path in (home.library, backup_of(home.library)):
                disk.unlink(path)
        else:
            as_backup(home.library, disk)
        clear_beside(home.library, disk)
    return troubles


def _empty(home: Home, session_id: str, disk: Disk) -> None:
    """Delete Fairsay's files in a session's folder except the locks; the journal, which defines it, last."""
    folder, journal = home.session_dir(session_id), home.journal(session_id)
    # Nothing is exported as long as there is a journal from which it could be.
    exports = lock_of(home, session_id)
    for vote in boxes(home, session_id):
        throw_away(home, session_id, vote, disk=disk)
    for path in of_fairsay(home, session_id):
        if path not in {journal, folder / LOCK, exports}:
            disk.unlink(path)
    there = resolved(journal)
    if there != journal.absolute() and there.parent.is_dir():
        # It was moved to another disk; the name here is a link.
        discard(there, disk)
    discard(journal, disk)


def _remove_empty(folder: Path) -> None:
    """Remove a folder and its subfolders, except those with other programs' files."""
    inner = sorted((one for one in folder.rglob("*") if one.is_dir()), reverse=True)
    for one in (*inner, folder):
        if not any(one.iterdir()):
            one.rmdir()


def _files(folder: Path) -> tuple[Path, ...]:
    return tuple(files_in(folder)) if folder.is_dir() else ()


def _series_with(home: Home, session_id: str) -> tuple[str, ...]:
    """Return the series whose file, or a copy of it, contains the session's id."""
    wanted = session_id.encode()
    return tuple(
        sid
        for sid in home.series_ids()
        if any(wanted in path.read_bytes() for path in beside(home.series_file(sid)))
    )


def _index_is_ours(home: Home) -> None:
    if not home.library.exists():
        return
    try:
        with SessionIndex(home, writable=False) as library:
            library.sessions()
    except NewerStore:
        raise
    except (UnreadableStore, msgspec.ValidationError):
        return


def _is_away(journal: Path) -> bool:
    return journal.is_symlink() and not journal.exists()
