"""Records which files Fairsay wrote for each export, so that nothing else is ever deleted or changed.

The record is saved in the session's folder before the files are written, also for other folders. It
identifies each file by its path and the hash of its content: a file changed since belongs to its owner.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import msgspec

from session.model.recap import Recap
from session.wording.catalogue import say
from store.disk import REAL, Disk, leftovers, replace_whole
from store.exports.placing import ExportRefused, place
from store.exports.registry import EVERY, FORMATS, Format, Handout, export, nobody, places_of
from store.paths import Home, private_folder, resolved

SCHEMA = 1
_ALL = "all.json"
"""Exists once every export of this session has a record: earlier ones are recognised by their content."""

Made = Callable[[str, int], Handout]
"""Returns the content of an export in a format, as it is on disk now. Raises ExportRefused.


The number is the version of a session's recap; 0: the newest.
"""


class Record(msgspec.Struct, frozen=True):
    """One export: its format, the target file or folder, and the files that were written.

    files: by path, the SHA-256 of each content the file may have. Paths are relative to the data folder, or
    absolute.
    making: files that are being regenerated, and may not exist yet
    """

    format: str
    target: str
    version: int = 0
    files: dict[str, tuple[str, ...]] = {}
    making: tuple[str, ...] = ()
    schema: int = SCHEMA


def hand_out(
    home: Home,
    recap: Handout,
    format: str,
    target: Path,
    disk: Disk = REAL,
    beside: Callable[[Path, Path], None] = nobody,
) -> tuple[Path, ...]:
    """Write the recap in one format as `export` does, and record the files."""
    if not recap.session or not home.session_dir(recap.session).is_dir():
        # The session's folder is missing; creating it would look like a session.
        return export(recap, format, target, disk, beside)

    def before(files: dict[Path, bytes]) -> None:
        # A full disk must not prevent saving a recap to another one.
        with contextlib.suppress(OSError):
            if not (all_recorded(home, recap.session) or _unknown(home, recap.session)):
                _all_known(home, recap.session, disk)
            known = _record(home, recap.session, format, target)
            _keep(home, recap.session, _with(home, known, recap.version, files), disk)

    return export(recap, format, target, disk, beside, before)


def recognise(
    home: Home, session_id: str, recaps: Callable[[], Iterable[Recap]], disk: Disk = REAL
) -> None:
    """Record exports from before there were records. Raises OSError.

    A file is Fairsay's if it equals, byte by byte, an export of one of the recaps; otherwise it is its owner's.
    """
    if all_recorded(home, session_id):
        return
    exports = home.exports(session_id)
    unknown = _unknown(home, session_id)
    for recap in recaps() if unknown else ():
        for form in FORMATS.values():
            if there := _made_of(recap, form, exports, unknown):
                one = _record(home, session_id, form.name, exports)
                _keep(home, session_id, _with(home, one, one.version, there), disk)
                unknown -= {*there}
    _all_known(home, session_id, disk)


def _unknown(home: Home, session_id: str) -> set[Path]:
    """Return the files in a session's exports folder that are in no record."""
    known = {path for one in records(home, session_id) for path, _ in _paths(home, one)}
    return {path for path in resolved(home.exports(session_id)).iterdir() if path.is_file()} - known


def _all_known(home: Home, session_id: str, disk: Disk) -> None:
    replace_whole(private_folder(home.written(session_id)) / _ALL, b"{}", disk)


def _made_of(recap: Recap, form: Format, exports: Path, unknown: set[Path]) -> dict[Path, bytes]:
    """Return the files that equal, byte by byte, the export of a recap in one format."""
    suffix = ".csv" if form.suffix == ".zip" else form.suffix
    if all(path.suffix != suffix for path in unknown):
        return {}
    try:
        files = form.render(recap)
    except ExportRefused:
        return {}
    return {
        path: file.data
        for file in files
        for path in places_of(form, file, resolved(exports))
        if path in unknown and path.read_bytes() == file.data
    }


def all_recorded(home: Home, session_id: str) -> bool:
    """Return whether every export of a session has a record; False for an earlier version's session."""
    return not home.exports(session_id).is_dir() or (home.written(session_id) / _ALL).exists()


def ours(home: Home, session_id: str) -> tuple[Path, ...]:
    """Return the unchanged files Fairsay wrote, wherever they are."""
    return tuple(path for one in records(home, session_id) for path in _unchanged(home, one))


def changed(home: Home, session_id: str) -> tuple[Path, ...]:
    """Return the files Fairsay wrote that their owner has changed since."""
    return tuple(
        path
        for one in records(home, session_id)
        for path, hashes in _paths(home, one)
        if _hash(path) not in {*hashes, ""}
    )


def records(home: Home, session_id: str) -> tuple[Record, ...]:
    """Return the record of every export of a session, skipping unreadable ones."""
    folder = home.written(session_id)
    found: list[Record] = []
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        if path.name != _ALL:
            with contextlib.suppress(msgspec.DecodeError, OSError):
                found.append(msgspec.json.decode(path.read_bytes(), type=Record))
    return tuple(one for one in found if one.schema <= SCHEMA)


class Again(NamedTuple):
    """The result of regenerating exports, as sentences: failures, and folders that are not accessible."""

    left: tuple[str, ...]
    away: tuple[str, ...]


def make_again(home: Home, session_id: str, made: Made, disk: Disk = REAL) -> Again:
    """Regenerate each export from the data now on disk; a file changed by its owner is left.

    An export in a folder that is not accessible (a stick, a share) keeps its record, and is regenerated the
    next time. Repeating it finishes it.
    """
    left: list[str] = []
    folder = home.written(session_id)
    if folder.is_dir():
        names = [folder / path.name.partition(".tmp-")[0] for path in folder.iterdir()]
        for left_over in leftovers(*names) if names else ():
            disk.unlink(left_over)
    for one in records(home, session_id):
        try:
            _make_again(home, session_id, one, made, disk)
        except ExportRefused as refused:
            left.append(str(refused))
        except OSError as refused:
            path = str(refused.filename or _whole(home, one.target))
            left.append(say("cli.disk", path=path, why=refused.strerror or "?"))
    return Again(tuple(left), away(home, session_id))


def away(home: Home, session_id: str) -> tuple[str, ...]:
    """Return a sentence for each folder with an export that is not accessible."""
    folders = (path.parent for one in records(home, session_id) for path, _ in _paths(home, one))
    gone = dict.fromkeys(folder for folder in folders if not folder.is_dir())
    return tuple(say("export.away", folder=str(folder)) for folder in gone)


def drop_paths(
    home: Home, session_id: str, wanted: Callable[[str], bool], disk: Disk = REAL
) -> None:
    """Remove files from the records: they belong to their owner from now on. Raises OSError."""
    for one in records(home, session_id):
        kept = {path: hashes for path, hashes in one.files.items() if not wanted(path)}
        if not kept:
            disk.unlink(_path(home, session_id, one))
        elif len(kept) < len(one.files):
            _keep(home, session_id, msgspec.structs.replace(one, files=kept), disk)


def take_away(home: Home, session_id: str, disk: Disk = REAL) -> tuple[str, ...]:
    """Delete the files Fairsay wrote; returns a sentence for each folder that is missing. Raises OSError."""
    for one in records(home, session_id):
        for path in (*_unchanged(home, one), *_unfinished(home, one)):
            disk.unlink(path)
    return away(home, session_id)


def _make_again(home: Home, session_id: str, one: Record, made: Made, disk: Disk) -> None:
    for path in _unfinished(home, one):
        disk.unlink(path)
    old = _unchanged(home, one)
    if not old:
        known = [path for path, _ in _paths(home, one)]
        if all(path.parent.is_dir() and not path.exists() for path in known):
            # Its owner has deleted it.
            disk.unlink(_path(home, session_id, one))
        return
    target = _whole(home, one.target)
    try:
        files = EVERY[one.format].files(made(one.format, one.version), target)
    except ExportRefused as refused:
        raise ExportRefused(
            f"{refused} {say('forget.no_exports', session=session_id)}"
        ) from refused
    gone = {path for path, _ in _paths(home, one)} - {_whole(home, path) for path in one.making}
    fresh = {
        path: data
        for path, data in files.items()
        if path in old or not (path.exists() or path in gone)
    }
    making = tuple(_place(home, path) for path in fresh)
    both = msgspec.structs.replace(_with(home, one, one.version, fresh), making=making)
    _keep(home, session_id, both, disk)
    place(fresh, disk)
    for path in old:
        if path not in fresh:
            disk.unlink(path)
    _keep(home, session_id, _only(home, one, fresh), disk)


def _with(home: Home, one: Record, version: int, files: dict[Path, bytes]) -> Record:
    """Return a record that includes the files that are about to be written."""
    known = {_place(home, path): (now,) for path in _unchanged(home, one) if (now := _hash(path))}
    fresh = {_place(home, path): sha256(data).hexdigest() for path, data in files.items()}
    both = {
        path: tuple(
            dict.fromkeys((*known.get(path, ()), *((fresh[path],) if path in fresh else ())))
        )
        for path in {**known, **fresh}
    }
    return msgspec.structs.replace(one, version=version, files=both)


def _only(home: Home, one: Record, files: dict[Path, bytes]) -> Record:
    told = {_place(home, path): (sha256(data).hexdigest(),) for path, data in files.items()}
    return msgspec.structs.replace(one, files=told, making=())


def _record(home: Home, session_id: str, format: str, target: Path) -> Record:
    """Return the record of an export; an empty one if it was never made."""
    wanted = Record(format, _place(home, target))
    path = _path(home, session_id, wanted)
    try:
        return msgspec.json.decode(path.read_bytes(), type=Record)
    except (OSError, msgspec.DecodeError):
        return wanted


def _keep(home: Home, session_id: str, one: Record, disk: Disk) -> None:
    private_folder(home.written(session_id))
    replace_whole(_path(home, session_id, one), msgspec.json.encode(one), disk)


def _path(home: Home, session_id: str, one: Record) -> Path:
    name = sha256(f"{one.format}:{one.target}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return home.written(session_id) / f"{name}.json"


def _place(home: Home, path: Path) -> str:
    """Return a path as recorded: relative to the data folder, so that this can be moved, or absolute."""
    there = resolved(path.expanduser())
    root = resolved(home.root)
    return there.relative_to(root).as_posix() if there.is_relative_to(root) else str(there)


def _whole(home: Home, path: str) -> Path:
    return resolved(home.root) / path


def _paths(home: Home, one: Record) -> Iterator[tuple[Path, tuple[str, ...]]]:
    for path, hashes in one.files.items():
        yield _whole(home, path), hashes


def _unchanged(home: Home, one: Record) -> tuple[Path, ...]:
    return tuple(path for path, hashes in _paths(home, one) if _hash(path) in hashes)


def _unfinished(home: Home, one: Record) -> Iterator[Path]:
    """Yield the temporary files of a killed process for these files."""
    for path, _ in _paths(home, one):
        if path.parent.is_dir():
            yield from leftovers(path)


def _hash(path: Path) -> str:
    """Return the hash of a file's content; empty if it does not exist."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
