"""Records which files Fairsay wrote for each export, so that nothing else is ever deleted or changed.

The record is saved in the session's folder before the files are written, also for other folders. It
identifies each file by its path and the hash of its content: a file changed since belongs to its owner.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import msgspec

from session.model.catch_up import CatchUp
from session.wording.catalogue import say
from store.disk import REAL, Disk, is_marked, leftovers, replace_whole
from store.paths import Home, private_folder, resolved

SCHEMA = 1
ALL = "all.json"
"""Exists once every export of this session has a record: earlier ones are recognised by their content."""


class Record(msgspec.Struct, frozen=True):
    """One export: its format, the target file or folder, and the files that were written.

    files: by path, the SHA-256 of each content the file may have. Paths are relative to the data folder, or
    absolute.
    making: files that are being regenerated, and may not exist yet
    marks: of the temporary files that a killed program may have left
    about: what a page for who missed something is made from
    """

    format: str
    target: str
    version: int = 0
    files: dict[str, tuple[str, ...]] = {}
    making: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    about: CatchUp | None = None
    schema: int = SCHEMA


def records(home: Home, session_id: str) -> tuple[Record, ...]:
    """Return the record of every export of a session, skipping unreadable ones."""
    folder = home.written(session_id)
    found: list[Record] = []
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        if path.name != ALL:
            with contextlib.suppress(msgspec.DecodeError, OSError):
                found.append(msgspec.json.decode(path.read_bytes(), type=Record))
    return tuple(one for one in found if one.schema <= SCHEMA)


def ours(home: Home, session_id: str) -> tuple[Path, ...]:
    """Return the unchanged files Fairsay wrote, wherever they are."""
    return tuple(path for one in records(home, session_id) for path in unchanged(home, one))


def changed(home: Home, session_id: str) -> tuple[Path, ...]:
    """Return the files Fairsay wrote that their owner has changed since."""
    return tuple(
        path
        for one in records(home, session_id)
        for path, hashes in paths_of(home, one)
        if _hash(path) not in {*hashes, ""}
    )


def every(_: Record) -> bool:
    return True


def away(home: Home, session_id: str, wanted: Callable[[Record], bool] = every) -> tuple[str, ...]:
    """Return a sentence for each folder with a wanted export that is not accessible."""
    found = filter(wanted, records(home, session_id))
    gone = dict.fromkeys(folder for one in found for folder in away_of(home, one))
    return tuple(say("export.away", folder=str(folder)) for folder in gone)


def away_of(home: Home, one: Record) -> tuple[Path, ...]:
    """Return the folders of an export that are not accessible."""
    folders = dict.fromkeys(path.parent for path, _ in paths_of(home, one))
    return tuple(folder for folder in folders if not folder.is_dir())


def drop_paths(
    home: Home, session_id: str, wanted: Callable[[str], bool], disk: Disk = REAL
) -> None:
    """Remove files from the records: they belong to their owner from now on. Raises OSError."""
    for one in records(home, session_id):
        kept = {path: hashes for path, hashes in one.files.items() if not wanted(path)}
        if not kept:
            drop_record(home, session_id, one, disk)
        elif len(kept) < len(one.files):
            keep_record(home, session_id, msgspec.structs.replace(one, files=kept), disk)


def with_files(
    home: Home, one: Record, version: int, files: dict[Path, bytes], mark: str = ""
) -> Record:
    """Return a record that includes the files that are about to be written, and the mark of their temporary files."""
    known = {place_in(home, path): (now,) for path in unchanged(home, one) if (now := _hash(path))}
    fresh = {place_in(home, path): sha256(data).hexdigest() for path, data in files.items()}
    both = {
        path: tuple(
            dict.fromkeys((*known.get(path, ()), *((fresh[path],) if path in fresh else ())))
        )
        for path in {**known, **fresh}
    }
    # Those of earlier marks are deleted by now, unless the disk refused, or their folder is not accessible.
    old = one.marks if away_of(home, one) or any(unfinished(home, one)) else ()
    marks = tuple(dict.fromkeys((*old, *((mark,) if mark else ()))))
    return msgspec.structs.replace(one, version=version, files=both, marks=marks)


def only_files(home: Home, one: Record, files: dict[Path, bytes]) -> Record:
    told = {place_in(home, path): (sha256(data).hexdigest(),) for path, data in files.items()}
    return msgspec.structs.replace(one, files=told, making=(), marks=())


def record_of(home: Home, session_id: str, format: str, target: Path) -> Record:
    """Return the record of an export; an empty one if it was never made."""
    wanted = Record(format, place_in(home, target))
    path = _path(home, session_id, wanted)
    try:
        return msgspec.json.decode(path.read_bytes(), type=Record)
    except (OSError, msgspec.DecodeError):
        return wanted


def keep_record(home: Home, session_id: str, one: Record, disk: Disk) -> None:
    private_folder(home.written(session_id))
    replace_whole(_path(home, session_id, one), msgspec.json.encode(one), disk)


def drop_record(home: Home, session_id: str, one: Record, disk: Disk) -> None:
    disk.unlink(_path(home, session_id, one))


def _path(home: Home, session_id: str, one: Record) -> Path:
    name = sha256(f"{one.format}:{one.target}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return home.written(session_id) / f"{name}.json"


def place_in(home: Home, path: Path) -> str:
    """Return a path as recorded: relative to the data folder, so that this can be moved, or absolute."""
    there = resolved(path.expanduser())
    root = resolved(home.root)
    return there.relative_to(root).as_posix() if there.is_relative_to(root) else str(there)


def whole_path(home: Home, path: str) -> Path:
    return resolved(home.root) / path


def paths_of(home: Home, one: Record) -> Iterator[tuple[Path, tuple[str, ...]]]:
    for path, hashes in one.files.items():
        yield whole_path(home, path), hashes


def unchanged(home: Home, one: Record) -> tuple[Path, ...]:
    return tuple(path for path, hashes in paths_of(home, one) if _hash(path) in hashes)


def unfinished(home: Home, one: Record) -> Iterator[Path]:
    """Yield the temporary files of a killed process for these files.

    Known by their marks: another session may be exported to the same file now.
    """
    for path, _ in paths_of(home, one):
        if one.marks and path.parent.is_dir():
            yield from (left for left in leftovers(path) if is_marked(left, one.marks))


def _hash(path: Path) -> str:
    """Return the hash of a file's content; empty if it does not exist."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
