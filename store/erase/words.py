"""Removes words from the files that belong to more than one session, and finds the files that contain them."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from session.erase.walk import Erasure
from store.disk import REAL, Disk, leftovers, replace_whole, write_all
from store.library.index import SessionIndex
from store.library.series import Series
from store.library.storage import UnreadableStore, backup_of, lock_of
from store.library.stored_recap import NOTHING_READY, Cleaned
from store.paths import Home

_ODD = re.compile(r"\.odd-\d{8}T\d+Z")
_SHORT = {"\b": "b", "\f": "f", "\n": "n", "\r": "r", "\t": "t", '"': '"', "\\": "\\", "/": "/"}
_ENTITIES = {
    "&": ("amp", "#38"),
    "<": ("lt", "#60"),
    ">": ("gt", "#62"),
    '"': ("quot", "#34"),
    "'": ("#39", "#x27"),
}


def clean_series(
    home: Home,
    sid: str,
    erasure: Erasure,
    unreadable: list[UnreadableStore],
    disk: Disk = REAL,
    ready: Mapping[str, Cleaned] = NOTHING_READY,
) -> None:
    """Remove the words from the recaps of a series and from the copies of its file.

    ``ready``: the result of `Series.without`, if it was computed before.
    A file that can't be read is left and added to ``unreadable``. Raises BusyStore, OSError.
    """
    path = home.series_file(sid)
    if not _may_be_beside(path, erasure, disk):
        return
    with Series(home, sid, disk=disk) as series:
        try:
            series.redact(erasure, ready)
        except (UnreadableStore, msgspec.ValidationError) as error:
            unreadable.append(_told(path, error))
            _clean_backup(home, sid, erasure, disk)
        else:
            as_backup(path, disk)
        clear_beside(path, disk)


def clean_index(
    home: Home, erasure: Erasure, unreadable: list[UnreadableStore], disk: Disk = REAL
) -> None:
    """Remove the words from the index, as `clean_series` does for a series."""
    if not _may_be_beside(home.library, erasure, disk):
        return
    with SessionIndex(home, disk=disk) as library:
        try:
            library.redact(erasure)
        except (UnreadableStore, msgspec.ValidationError) as error:
            unreadable.append(_told(home.library, error))
            disk.unlink(backup_of(home.library))
        else:
            as_backup(home.library, disk)
        clear_beside(home.library, disk)


def holds(home: Home, needle: str) -> list[Path]:
    """Return the files under the data folder that contain `needle`, as text or escaped as JSON or HTML.

    Compressed files (Word, PDF) are not opened.
    """
    wanted = re.compile(b"".join(map(_spellings, needle)))
    return [path for path in files_in(home.root) if wanted.search(path.read_bytes())]


def files_in(folder: Path) -> Iterator[Path]:
    """Yield every file under a folder, by name."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path


def _spellings(char: str) -> bytes:
    units = char.encode("utf-16-be", "surrogatepass")
    escaped = b"".join(
        rb"(?i:\\+u%02x%02x)" % (units[i], units[i + 1]) for i in range(0, len(units), 2)
    )
    ways = [re.escape(char.encode("utf-8", "surrogatepass")), escaped]
    if char in _SHORT:
        ways.append(rb"\\+" + re.escape(_SHORT[char].encode()))
    ways += [f"&{name};".encode() for name in _ENTITIES.get(char, ())]
    return b"(?:" + b"|".join(ways) + b")"


def _told(path: Path, error: Exception) -> UnreadableStore:
    if isinstance(error, UnreadableStore):
        return error
    return UnreadableStore(path, "can't be read")


def as_backup(path: Path, disk: Disk) -> None:
    """Replace a store's backup, which has the content from before the cleaning, by the store itself."""
    if backup_of(path).exists():
        replace_whole(backup_of(path), disk.read(path), disk)


def _clean_backup(home: Home, sid: str, erasure: Erasure, disk: Disk) -> None:
    """Clean and keep the backup of an unreadable series: it may be the only remaining copy."""
    path = backup_of(home.series_file(sid))
    if not path.exists():
        return
    try:
        with Series(home, sid, path=path, disk=disk) as backup:
            backup.redact(erasure)
    except (UnreadableStore, msgspec.ValidationError):
        disk.unlink(path)
    for beside in (backup_of(path), lock_of(path)):
        disk.unlink(beside)


def beside(path: Path) -> tuple[Path, ...]:
    """Return a store's file with all its existing copies."""
    if not path.parent.is_dir():
        return ()
    prefix = f"{path.name}."
    return tuple(
        one
        for one in sorted(path.parent.iterdir())
        if (one == path or one.name.startswith(prefix)) and one.is_file()
    )


def _may_be_beside(path: Path, erasure: Erasure, disk: Disk) -> bool:
    """Return whether a store or a copy of it is worth reading: most of them never contained it."""
    return any(erasure.may_be_in(disk.read(one)) for one in beside(path) if one != lock_of(path))


def clear_beside(path: Path, disk: Disk = REAL) -> None:
    """Delete what a crash or an earlier index left next to a store, and nobody needs."""
    near = [one for one in path.parent.iterdir() if one.name.startswith(path.name)]
    odd = [one for one in near if _ODD.fullmatch(one.name.removeprefix(path.name))]
    for old in (*leftovers(path, backup_of(path)), *odd):
        disk.unlink(old)


def clean_log(path: Path, erasure: Erasure, disk: Disk = REAL) -> None:
    """Remove the words from the log. Raises OSError."""
    if not path.exists():
        return
    text = path.read_text("utf-8", "replace")
    clean = erasure.text(text)
    if clean != text:
        # Written in place: the logging process keeps the same file open.
        data = clean.encode("utf-8")
        fd = disk.open(path, os.O_WRONLY)
        try:
            write_all(disk, fd, data)
            disk.truncate(fd, len(data))
            disk.sync(fd)
        finally:
            disk.close(fd)
