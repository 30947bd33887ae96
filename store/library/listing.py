"""Lists sessions and series: from the index, or from the journals where the index has no row."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from errno import EISDIR
from os import strerror
from pathlib import Path

import msgspec

from session import envelope
from session.model.lifecycle import SessionStarted
from session.model.recap import Recap
from store.disk import REAL, Disk, replace_whole
from store.journal.format import scan
from store.library.index import SCHEMA, SeriesRow, SessionIndex, SessionRow
from store.library.series import SCHEMA as SERIES_SCHEMA
from store.library.series import Series, series_id
from store.library.storage import (
    BusyStore,
    NewerStore,
    UnreadableStore,
    backup_of,
    is_as_saved,
    lock_of,
    read_tables,
)
from store.lock import Locked, locked
from store.owner import CARD, holder
from store.paths import Home


def sessions(home: Home) -> tuple[SessionRow, ...]:
    """Return every session, newest first. Regenerates the index if it is missing or fails its checksum.

    An index of a newer version is left unchanged and unused. Raises OSError if the data folder can't be read.
    """
    try:
        known = index(home)
    except NewerStore:
        known = _made_again(home)
    indexed = {row.id: row for row in known}
    for session_id in home.session_ids():
        if session_id not in indexed:
            indexed[session_id] = _row_of_folder(home, session_id)
    rows = (_live(home, row) for row in indexed.values())
    return tuple(sorted(rows, key=lambda row: (row.started, row.id), reverse=True))


def series(home: Home) -> tuple[SeriesRow, ...]:
    """Return every series that has at least one session, by name."""
    names = {row.series for row in sessions(home)}
    return tuple(SeriesRow(series_id(name), name) for name in sorted(names) if name)


def index(home: Home, *, keep: bool = True) -> tuple[SessionRow, ...]:
    """Return the rows of the index, from the stored recaps if it is missing or fails its checksum.

    keep: save a regenerated index, if possible. Raises NewerStore and OSError.
    """
    try:
        if home.library.exists() and is_as_saved(home.library.read_bytes()):
            with SessionIndex(home, writable=False) as library:
                return library.sessions()
    except NewerStore:
        raise
    except (UnreadableStore, msgspec.ValidationError, OSError):
        pass
    if keep and (home.series_ids() or home.library.exists()):
        with suppress(OSError, BusyStore):
            return rebuild(home)
    return _made_again(home)


def rebuild(home: Home, disk: Disk = REAL) -> tuple[SessionRow, ...]:
    """Regenerate the index from the stored recaps and the journals, keeping a copy of the old file.

    Raises NewerStore, BusyStore and OSError.
    """
    rows = _made_again(home)
    if home.library.is_dir():
        # The person who created it has to move it.
        raise IsADirectoryError(EISDIR, strerror(EISDIR), str(home.library))
    if home.library.exists():
        _ours(home)
        home.library.rename(_aside(home.library))
    with SessionIndex(home, disk=disk) as library:
        library.put_sessions(rows)
    return rows


def put_aside(home: Home, disk: Disk = REAL) -> tuple[tuple[Path, Path], ...]:
    """Move each series file that can't be read out of the way, so that its recaps are stored again.

    Its backup takes its place, if it is good: it may hold recaps whose journals are lost. Returns where each
    was and is. What was written by a newer Fairsay, can't be opened, or is a folder, stays.
    """
    moved: list[tuple[Path, Path]] = []
    for sid in home.series_ids():
        path = home.series_file(sid)
        # Seen twice: another program may have been about to replace it.
        with suppress(OSError, Locked):
            if not _is_readable(path, disk):
                with locked(lock_of(path)):
                    if not _is_readable(path, disk):
                        moved.append((path, _replaced_by_backup(path, disk)))
    return tuple(moved)


def _is_readable(path: Path, disk: Disk) -> bool:
    data = disk.read(path)
    try:
        # The checksum is far quicker than reading all of it.
        return is_as_saved(data) or bool(read_tables(data, path, SERIES_SCHEMA))
    except NewerStore:
        return True
    except UnreadableStore:
        return False


def _replaced_by_backup(path: Path, disk: Disk) -> Path:
    aside, backup = _aside(path), backup_of(path)
    with suppress(OSError):
        data = disk.read(backup)
        if is_as_saved(data):
            replace_whole(aside, disk.read(path), disk)
            replace_whole(path, data, disk)
            return aside
    path.rename(aside)
    return aside


def _ours(home: Home) -> None:
    """Check that the index is not from a newer version. Raises NewerStore."""
    with suppress(OSError):
        try:
            read_tables(home.library.read_bytes(), home.library, SCHEMA)
        except NewerStore:
            raise
        except UnreadableStore:
            return


class Shelf:
    """The recaps in the series' files, each file read once and no further than needed."""

    def __init__(self, home: Home) -> None:
        self._newest: dict[str, tuple[int, bool, int]] = {}
        self._unread: set[str] = set()
        for sid in home.series_ids():
            try:
                with Series(home, sid, writable=False) as series:
                    self._newest |= series.newest()
            except (UnreadableStore, OSError):
                self._unread.add(sid)

    def newest(self, session_id: str) -> tuple[int, bool]:
        """Return the newest stored version of a session's recap, 0 for none, and whether it was agreed."""
        return self._newest.get(session_id, (0, False, 0))[:2]

    def events(self, session_id: str) -> int:
        """Return how many events its journal held when that version was made; 0 if that is not known."""
        return self._newest.get(session_id, (0, False, 0))[2]

    def can_tell(self, series: str) -> bool:
        """Return whether a series' file was readable, or does not exist."""
        return series_id(series) not in self._unread

    def unlisted(self, home: Home, rows: Iterable[SessionRow]) -> frozenset[str]:
        """Return the sessions with a stored recap that an index, such as an older one, does not list."""
        return frozenset(self._newest) & frozenset(home.session_ids()) - {row.id for row in rows}


def row_of(session_id: str, payloads: Sequence[bytes]) -> SessionRow:
    """Return the row of a session from its journal: `draft` once it has ended, `agreed` once agreed."""
    title = named = started = ""
    if payloads:
        first = envelope.fact(envelope.head(payloads[0]))
        if isinstance(first, SessionStarted):
            title, named, started = first.plan.title, first.plan.series, first.opened_at
    kinds = _last_words(payloads)
    return SessionRow(
        id=session_id,
        title=title,
        series=named,
        started=started,
        events=len(payloads),
        state="unfinished"
        if "SessionEnded" not in kinds
        else "agreed"
        if [kind for kind in kinds if kind != "SessionEnded"][-1:] == ["RecapAgreed"]
        else "draft",
    )


def version_of(payloads: Sequence[bytes]) -> int:
    """Return the version of the recap according to the journal."""
    version, agreed = 1, False
    for kind in _last_words(payloads):
        if kind == "RecapCorrected" and agreed:
            version += 1
        agreed = kind == "RecapAgreed" or (agreed and kind == "SessionEnded")
    return version


def _last_words(payloads: Sequence[bytes]) -> list[str]:
    """Return the kinds of the events that end, agree or correct, in order."""
    # Searches for the name first: decoding every envelope of a long session would take 20 ms.
    found = [
        envelope.head(p)
        for p in payloads
        if b"SessionEnded" in p or b"RecapAgreed" in p or b"RecapCorrected" in p
    ]
    return [one.k for one in found if one.k in {"SessionEnded", "RecapAgreed", "RecapCorrected"}]


def _made_again(home: Home) -> tuple[SessionRow, ...]:
    return tuple(
        _row_of_recap(home, recap) for sid in home.series_ids() for recap in _stored(home, sid)
    )


def _row_of_folder(home: Home, session_id: str) -> SessionRow:
    try:
        row = row_of(session_id, scan(home.journal(session_id), session_id).payloads)
    except (OSError, envelope.Unreadable):
        return SessionRow(session_id, title="")
    # Without a stored recap there is something left to do, whatever the journal's state.
    return msgspec.structs.replace(row, state="unfinished")


def _payloads(home: Home, session_id: str) -> Sequence[bytes]:
    try:
        return scan(home.journal(session_id), session_id).payloads
    except (OSError, envelope.Unreadable):
        return ()


def _row_of_recap(home: Home, recap: Recap) -> SessionRow:
    known = _row_of_folder(home, recap.session)
    if known.title and recap.version < version_of(_payloads(home, recap.session)):
        # A later version is in the journal: not counted, so that it gets stored.
        known = msgspec.structs.replace(known, events=0)
    return SessionRow(
        id=recap.session,
        title=recap.title,
        series=recap.series,
        started=known.started or recap.stamp,
        events=known.events,
        state="agreed" if recap.agreed else "draft",
        version=recap.version,
    )


def _stored(home: Home, sid: str) -> tuple[Recap, ...]:
    try:
        with Series(home, sid, writable=False) as one:
            # A copy of another series' file has nothing that the original does not have.
            found = (kept.recap for kept in one.recaps() if kept.recap)
            return tuple(recap for recap in found if series_id(recap.series) == sid)
    except (UnreadableStore, OSError):
        # “fairsay verify” reports it; the other series must be listed all the same.
        return ()


def _live(home: Home, row: SessionRow) -> SessionRow:
    folder = home.session_dir(row.id)
    # The card exists while a process has the session open: checking the lock itself is slow.
    if (folder / CARD).exists() and holder(folder) is not None:
        return msgspec.structs.replace(row, state="live")
    return row


def _aside(path: Path) -> Path:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    return path.with_name(f"{path.name}.odd-{stamp}")
