"""Repairs a journal: an unfinished end is truncated before anything is appended, and kept in a separate file."""

import os
import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from zlib import crc32

from store.disk import REAL, Disk, in_progress, replace_whole
from store.journal.format import Scan, frame, number_of, scan, stretches

_STAMP = r"\d{8}T\d+Z"
_COPY = re.compile(rf"(\.(torn|odd|moved)-{_STAMP}(-[0-9a-f]{{8}})?)?(\.tmp-[0-9a-f]{{8}}-\d+)?")
"""Suffixes of a journal's name: a torn end, an odd or moved journal, and one that is being written."""


class ForeignJournal(Exception):
    """The file at the journal's path is not this session's journal."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is not the journal it should be; it was left as it is.")
        self.path = path


def recover(path: Path, session_id: str, disk: Disk = REAL) -> Scan:
    """Read the journal at `path` and prepare it for appending; a missing journal is an empty one.

    The returned scan still contains the truncated tail, so that it can be reported. Raises ForeignJournal
    and OSError; in both cases the file is unchanged.
    """
    try:
        data = disk.read(path)
    except FileNotFoundError:
        # A link to a disk that is not connected: the journal exists, but elsewhere.
        if path.is_symlink():
            raise
        return Scan()
    found = scan(data, session_id)
    if found.foreign:
        raise ForeignJournal(path)
    if found.torn:
        cut(path, found, disk)
    return found


def cut(path: Path, found: Scan, disk: Disk = REAL) -> Path:
    """Save `found.tail` to a file next to the journal, then truncate; return the path of that file.

    Safe to repeat after a crash: the same tail is saved under the same name.
    """
    stamp = datetime.fromtimestamp(path.stat().st_mtime, UTC).strftime("%Y%m%dT%H%M%SZ")
    aside = path.with_name(f"{path.name}.torn-{stamp}-{crc32(found.tail):08x}")
    replace_whole(aside, found.tail, disk)
    fd = disk.open(path, os.O_WRONLY)
    try:
        disk.truncate(fd, found.good_end)
        disk.sync(fd)
    finally:
        disk.close(fd)
    return aside


def copies(path: Path) -> tuple[Path, ...]:
    """Return the torn ends, backups and unfinished files next to a journal, by Fairsay's name patterns."""
    if not path.parent.is_dir():
        return ()
    return tuple(
        entry
        for entry in sorted(path.parent.iterdir())
        if entry.name.startswith(path.name)
        and entry.name != path.name
        and _COPY.fullmatch(entry.name.removeprefix(path.name))
        and not in_progress(entry)
    )


def discard(path: Path, disk: Disk = REAL) -> None:
    """Delete a journal or ballot box with every copy next to it. Missing files are ignored."""
    disk.unlink(path)
    for copy in copies(path):
        disk.unlink(copy)
    disk.sync_folder(path.parent)


def all_damage(_: bytes) -> bool:
    """Return True: any damaged stretch may contain what is searched for."""
    return True


def rewritten(
    data: bytes,
    session_id: str,
    transform: Callable[[bytes], bytes],
    goes: Callable[[bytes], bool] = all_damage,
) -> bytes:
    """Return `data` with every event passed through `transform`, which must keep its `n`.

    Damaged stretches for which `goes` is true are blanked; they are still reported as damage. An unfinished
    tail is dropped.
    """
    parts: list[bytes] = []
    good = 0
    for start, end, payload in stretches(data, session_id):
        if payload is None:
            damage = data[start:end]
            parts.append(b"#" * (end - start - 1) + b"\n" if goes(damage) else damage)
            continue
        parts.append(frame(session_id, _same_n(payload, transform(payload))))
        good = len(parts)
    return b"".join(parts[:good])


def rewritten_where(
    data: bytes,
    session_id: str,
    lines: Iterable[int],
    transform: Callable[[bytes], bytes],
) -> bytes:
    """Return `data` with the events of some lines passed through `transform`, and the rest unchanged.

    lines: offsets of these lines, in order. A damaged one is blanked, and an unfinished one at the end
    dropped, as in `rewritten`.
    """
    parts: list[bytes] = []
    last = 0
    for begin in lines:
        parts.append(data[last:begin])
        last = data.find(b"\n", begin) + 1
        if not last:
            return b"".join(parts)
        for start, end, payload in stretches(data[begin:last], session_id):
            if payload is None:
                parts.append(b"#" * (end - start - 1) + b"\n")
            else:
                parts.append(frame(session_id, _same_n(payload, transform(payload))))
    return b"".join([*parts, data[last:]])


def rewrite_copy(
    path: Path,
    session_id: str,
    transform: Callable[[bytes], bytes],
    disk: Disk = REAL,
    goes: Callable[[bytes], bool] = all_damage,
) -> None:
    """Pass a torn end or a backup through `transform`; damaged stretches for which `goes` is true are deleted.

    A missing file is ignored.
    """
    try:
        data = disk.read(path)
    except FileNotFoundError:
        return
    lines = [
        data[start:end]
        if payload is None
        else frame(session_id, _same_n(payload, transform(payload)))
        for start, end, payload in stretches(data, session_id)
        if payload is not None or not goes(data[start:end])
    ]
    cleaned = b"".join(lines)
    if not cleaned:
        disk.unlink(path)
    elif cleaned != data:
        replace_whole(path, cleaned, disk)


def _same_n(old: bytes, new: bytes) -> bytes:
    if new is not old and number_of(old) != number_of(new):
        raise ValueError("a rewritten event keeps its number")
    return new
