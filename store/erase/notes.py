"""Strikes that are not finished: a note for each beside the journal, until all of it is done.

A note says which entry is struck, and which files of somebody else hold its words. The words themselves
stand in the journal alone, which is cleaned after everything that has to be searched for them. Each note
is a file of its own, so that two programs can leave one for the same session at once.
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
    """One strike to be finished in a session.

    area: empty for a strike of version 1, which took the words out of every text
    session: the one it was written in; before: an id it had earlier
    by: the session it was struck in, if that is another one. Otherwise it holds only once the journal
    has it: a strike can be taken back for a few seconds before it is written.
    theirs: files that Fairsay did not write and that hold the words, under the data folder or whole
    away: sentences that were told: all is done but the exports in folders that are not here
    sums: those of agreed recaps, as the journal has them, to those of what is left
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
    """Note a strike; the same one again replaces it. Raises OSError."""
    private_folder(home.strikes(session_id))
    replace_whole(_path(home, session_id, note), msgspec.json.encode(note), disk)


def noted_sums(home: Home, session_id: str, note: Note) -> dict[str, str]:
    """Return the sums that an earlier try of a strike noted. Raises UnreadableStore, NewerStore and OSError."""
    path = _path(home, session_id, note)
    return _read(path).sums if path.exists() else {}


def remove(home: Home, session_id: str, note: Note, disk: Disk = REAL) -> None:
    """Remove a note: its strike is finished, or was taken back."""
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
    """Return the sessions with a note."""
    return tuple(one for one in home.session_ids() if _files(home, one))


def _path(home: Home, session_id: str, note: Note) -> Path:
    # An id that a phone or another program made may be no name of a file.
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
