"""Where a session's journal is, once it was moved: a link at its old path or, while that can't be made, a note.

The note is in the user's state folder, since the data folder refuses. `store.journal.elsewhere` reads it.
"""

from __future__ import annotations

import contextlib
import os
from datetime import UTC, datetime
from pathlib import Path
from zlib import crc32

import msgspec

from store.disk import REAL, Disk, replace_whole, temporary
from store.paths import private_folder


class _Note(msgspec.Struct, frozen=True):
    path: str
    sum: int
    schema: int = 1
    older: bool = False


class Place(msgspec.Struct, frozen=True):
    """What a note says.

    path: the journal it names; None if the note is damaged
    older: that one was not here, and the session went on with an older one in the data folder
    """

    path: Path | None = None
    older: bool = False


def leave(note: Path, journal: Path, disk: Disk = REAL, *, older: bool = False) -> bool:
    """Note where a journal is; False if that can't be written either."""
    try:
        private_folder(note.parent)
        path = str(journal.absolute())
        data = msgspec.json.encode(_Note(path, crc32(path.encode()), older=older))
        replace_whole(note, data, disk)
    except OSError:
        return False
    return True


def clear(note: Path, disk: Disk = REAL) -> None:
    """Remove a note, if there is one and it can be removed: one that is out of date is harmless."""
    with contextlib.suppress(OSError):
        disk.unlink(note)


def noted(note: Path) -> Place | None:
    """Return what a note says; None without a note."""
    try:
        told = msgspec.json.decode(note.read_bytes(), type=_Note)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return Place()
    if told.sum != crc32(told.path.encode()):
        return Place()
    return Place(Path(told.path), told.older)


def link(old: Path, target: Path, disk: Disk = REAL) -> bool:
    """Replace a path by a link to the new one, keeping the old journal next to it as a copy; False if refused."""
    new = temporary(old)
    try:
        disk.symlink(new, target.absolute())
        # At every moment the old name exists.
        if old.exists() and not old.is_symlink():
            os.link(old, old.with_name(f"{old.name}.moved-{stamp()}"))
        disk.replace(new, old)
        disk.sync_folder(old.parent)
    except OSError:
        with contextlib.suppress(OSError):
            disk.unlink(new)
        return False
    return True


def stamp() -> str:
    """Return the present moment, for the name of a copy."""
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
