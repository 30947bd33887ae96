"""Writes exports so that they are in a record, and regenerates them once words must go: see `records`."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import msgspec

from session.model.catch_up import CatchUp
from session.model.recap import Recap
from session.views.side import OneSide
from session.wording.catalogue import say
from store.disk import REAL, Disk, leftovers, replace_whole
from store.exports.catch_up import drawn
from store.exports.placing import ExportRefused, place
from store.exports.records import (
    ALL,
    Record,
    away,
    drop_paths,
    drop_record,
    every,
    keep_record,
    only_files,
    paths_of,
    place_in,
    record_of,
    records,
    unchanged,
    unfinished,
    whole_path,
    with_files,
)
from store.exports.registry import EVERY, FORMATS, Format, Handout, export, nobody, places_of
from store.exports.writing import Writing, writing
from store.paths import Home, private_folder, resolved
from store.refusal import Refusal

CATCH_UP = "catch-up"
"""The format of a page for who missed something, in records; the ending of its file says the rest."""

Exported = Handout | OneSide

Made = Callable[[str, int, CatchUp | None], Exported | None]
"""Returns the content of an export in a format, as it is on disk now; nothing if all it was made from is deleted.

The number is the version of a session's recap; 0: the newest. Raises ExportRefused.
"""


def hand_out(
    held: Writing,
    recap: Handout,
    format: str,
    target: Path,
    beside: Callable[[Path, Path], None] = nobody,
) -> tuple[Path, ...]:
    """Write the recap in one format as `export` does, and record the files.

    The recap was made since the session's exports are held.
    """
    home, session_id, disk = held.home, held.session, held.disk

    def before(files: dict[Path, bytes]) -> None:
        if not home.session_dir(session_id).is_dir():
            # The session's folder is missing; creating it would look like a session.
            return
        # A full disk must not prevent saving a recap to another one.
        with contextlib.suppress(OSError):
            if not (all_recorded(home, session_id) or _unknown(home, session_id)):
                _all_known(home, session_id, disk)
            known = record_of(home, session_id, format, target)
            now = with_files(home, known, recap.version, files, held.mark)
            keep_record(home, session_id, now, disk)

    return export(recap, format, target, disk, beside, before, held.mark)


def hand_out_side(held: Writing, made: Callable[[], OneSide], about: CatchUp, target: Path) -> Path:
    """Write the page for who missed something, and record it with the series' newest session."""
    home, session_id, disk = held.home, held.session, held.disk
    known = record_of(home, session_id, CATCH_UP, target)
    known = msgspec.structs.replace(known, about=about)
    with contextlib.suppress(OSError):
        # Before it is made, so that a strike in its other sessions waits for it.
        keep_record(home, session_id, known, disk)
    files = {target: drawn(made(), target.suffix, large=about.large)}
    with contextlib.suppress(OSError):
        keep_record(home, session_id, with_files(home, known, 0, files, held.mark), disk)
    (written,) = place(files, disk, held.mark)
    with contextlib.suppress(OSError):
        for one in about.of:
            # One file has one record, whichever session was the newest when it was written before. Not earlier:
            # where this fails, the file from before is still there, with the words of that session.
            if one != session_id:
                drop_paths(home, one, place_in(home, target).__eq__, disk)
    return written


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
                one = record_of(home, session_id, form.name, exports)
                keep_record(home, session_id, with_files(home, one, one.version, there), disk)
                unknown -= {*there}
    _all_known(home, session_id, disk)


def _unknown(home: Home, session_id: str) -> set[Path]:
    """Return the files in a session's exports folder that are in no record."""
    known = {path for one in records(home, session_id) for path, _ in paths_of(home, one)}
    return {path for path in resolved(home.exports(session_id)).iterdir() if path.is_file()} - known


def _all_known(home: Home, session_id: str, disk: Disk) -> None:
    replace_whole(private_folder(home.written(session_id)) / ALL, b"{}", disk)


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
    return not home.exports(session_id).is_dir() or (home.written(session_id) / ALL).exists()


class Again(NamedTuple):
    """The result of regenerating exports, as sentences: failures, and folders that are not accessible."""

    left: tuple[str, ...]
    away: tuple[str, ...]


def make_again(
    home: Home,
    session_id: str,
    made: Made,
    disk: Disk = REAL,
    wanted: Callable[[Record], bool] = every,
    but: tuple[Record, ...] = (),
) -> Again:
    """Regenerate each wanted export from the data now on disk; a file changed by its owner is left.

    An export in a folder that is not accessible (a stick, a share) keeps its record, and is regenerated the
    next time. but: the records of exports that are clean. Repeating it finishes it.
    """
    left: list[str] = []
    folder = home.written(session_id)
    if not folder.is_dir():
        return Again((), ())
    with writing(home, session_id, disk) as held:
        names = [folder / path.name.partition(".tmp-")[0] for path in folder.iterdir()]
        for left_over in leftovers(*names) if names else ():
            disk.unlink(left_over)
        for one in filter(wanted, records(home, session_id)):
            if one in but:
                continue
            try:
                _make_again(held, one, made)
            except Refusal as refused:
                left.append(str(refused))
            except OSError as refused:
                path = str(refused.filename or whole_path(home, one.target))
                left.append(say("cli.disk", path=path, why=refused.strerror or "?"))
    return Again(tuple(left), away(home, session_id, wanted))


def take_away(held: Writing) -> tuple[str, ...]:
    """Delete the files Fairsay wrote; returns a sentence for each folder that is missing. Raises OSError."""
    home, session_id, disk = held.home, held.session, held.disk
    for one in records(home, session_id):
        for path in (*unchanged(home, one), *unfinished(home, one)):
            disk.unlink(path)
    return away(home, session_id)


def _make_again(held: Writing, one: Record, made: Made) -> None:
    home, session_id, disk = held.home, held.session, held.disk
    for path in unfinished(home, one):
        disk.unlink(path)
    old = unchanged(home, one)
    if not old:
        known = [path for path, _ in paths_of(home, one)]
        if all(path.parent.is_dir() and not path.exists() for path in known):
            # Its owner has deleted it.
            drop_record(home, session_id, one, disk)
        return
    target = whole_path(home, one.target)
    try:
        files = _files(one, made(one.format, one.version, one.about), target)
    except ExportRefused as refused:
        raise ExportRefused(
            f"{refused} {say('forget.no_exports', session=session_id)}"
        ) from refused
    gone = {path for path, _ in paths_of(home, one)} - {
        whole_path(home, path) for path in one.making
    }
    fresh = {
        path: data
        for path, data in files.items()
        if path in old or not (path.exists() or path in gone)
    }
    making = tuple(place_in(home, path) for path in fresh)
    both = with_files(home, one, one.version, fresh, held.mark)
    keep_record(home, session_id, msgspec.structs.replace(both, making=making), disk)
    place(fresh, disk, held.mark)
    for path in old:
        if path not in fresh:
            disk.unlink(path)
    keep_record(home, session_id, only_files(home, one, fresh), disk)


def _files(one: Record, told: Exported | None, target: Path) -> dict[Path, bytes]:
    """Return the files of an export, by path; none if all it was made from is deleted."""
    if told is None:
        return {}
    if isinstance(told, OneSide):
        return {target: drawn(told, target.suffix, large=one.about is not None and one.about.large)}
    return EVERY[one.format].files(told, target)
