"""Notes about unfinished strikes: one file for each, next to the journal, until it is finished.

A note identifies the struck entry, and the files of other programs that contain its words. The words
themselves are only in the journal, which is therefore cleaned after everything that has to be searched
for them. Each note is a separate file, so that two processes can add one for the same session.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import msgspec

from store.disk import REAL, Disk, leftovers, replace_whole
from store.library.storage import NewerStore, UnreadableStore
from store.paths import Home, private_folder

SCHEMA = 1


class Note(msgspec.Struct, frozen=True):
    """One unfinished strike in a session.

    area: empty for a strike of version 1, which removed the words from every text
    session: the one the entry was written in; before: an earlier id of the entry
    by: the session it was struck in, if that is another one. Otherwise the note only counts once the
    journal has the strike, which can be undone for a few seconds before it is written.
    theirs: files that Fairsay did not write and that contain the words; relative to the data folder, or
    absolute
    away: sentences already reported: everything is done except exports in folders that are not accessible
    sums: checksums of agreed recaps in the journal, mapped to those after the strike
    """

    area: str
    key: str
    session: str = ""
    before: str = ""
    by: str = ""
    theirs: tuple[str, ...] = ()
    away: tuple[str, ...] = ()
    sums: dict[str, str] = {}
    schema: int = SCHEMA


def leave(home: Home, session_id: str, note: Note, disk: Disk = REAL) -> None:
    """Save a note; an existing one of the same strike is replaced. Raises OSError."""
    private_folder(home.strikes(session_id))
    replace_whole(_path(home, session_id, note), msgspec.json.encode(note), disk)


def noted_sums(home: Home, session_id: str, note: Note) -> dict[str, str]:
    """Return the checksums noted by an earlier try. Raises UnreadableStore, NewerStore and OSError."""
    path = _path(home, session_id, note)
    return _read(path).sums if path.exists() else {}


def remove(home: Home, session_id: str, note: Note, disk: Disk = REAL) -> None:
    """Remove a note: its strike is finished, or was undone."""
    path = _path(home, session_id, note)
    if not path.parent.is_dir():
        return
    for old in (*leftovers(path), path):
        disk.unlink(old)
    disk.sync_folder(path.parent)


def notes(home: Home, session_id: str) -> tuple[Note, ...]:
    """Return the strikes noted for a session. Raises UnreadableStore, NewerStore and OSError."""
    return tuple(map(_read, _files(home, session_id)))


def there(home: Home, session_id: str, note: Note) -> bool:
    """Return whether the same strike is noted for a session."""
    return _path(home, session_id, note).exists()


def noted(home: Home) -> tuple[str, ...]:
    """Return the ids of the sessions with a note."""
    return tuple(one for one in home.session_ids() if _files(home, one))


def _path(home: Home, session_id: str, note: Note) -> Path:
    # An id made by a phone or another program may not be a valid file name.
    name = sha256(f"{note.area}/{note.key}".encode()).hexdigest()[:16]
    return home.strikes(session_id) / f"{name}.json"


def _files(home: Home, session_id: str) -> list[Path]:
    folder = home.strikes(session_id)
    return sorted(folder.glob("*.json")) if folder.is_dir() else []


def _read(path: Path) -> Note:
    try:
        note = msgspec.json.decode(path.read_bytes(), type=Note)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnreadableStore(path, "can't be read") from error
    if note.schema > SCHEMA:
        raise NewerStore(path)
    return note
