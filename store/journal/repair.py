"""An unfinished end of a journal is cut off before anything is added, and kept in a file beside it."""

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
"""What follows a journal's name in a torn end, an odd or moved journal, and one being written."""


class ForeignJournal(Exception):
    """A file that stands where the journal should be and is not this session's journal."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is not the journal it should be; it was left as it is.")
        self.path = path


def recover(path: Path, session_id: str, disk: Disk = REAL) -> Scan:
    """Read the journal at `path` and make it ready for more; a journal not yet there is an empty one.

    The scan that comes back still holds the tail that was cut, so that it can be told.
    Raises ForeignJournal and OSError; in both cases the file is as it was.
    """
    try:
        data = disk.read(path)
    except FileNotFoundError:
        # A link to a place that is not plugged in is a journal, only not here.
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
    """Keep `found.tail` in a file beside the journal, then cut it off; return where it is kept.

    A crash in between does no harm: the same tail gets the same file again.
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
    """The torn ends, backups and files left unfinished beside a journal, by the names Fairsay gives them."""
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
    """Delete a journal or ballot box with every copy beside it; nothing there is fine."""
    disk.unlink(path)
    for copy in copies(path):
        disk.unlink(copy)
    disk.sync_folder(path.parent)


def all_damage(_: bytes) -> bool:
    """A stretch that is no event may hold anything."""
    return True


def rewritten(
    data: bytes,
    session_id: str,
    transform: Callable[[bytes], bytes],
    goes: Callable[[bytes], bool] = all_damage,
) -> bytes:
    """`data` with every event passed through `transform`, which must keep its `n`.

    Damaged stretches of which `goes` says that they may hold what is to go are blanked; they go on
    being told as damage. An unfinished tail is dropped.
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
    """`data` with the events of some lines passed through `transform`; all else as it stands.

    lines: where those lines begin, in order. One that is damaged, or unfinished at the end, may hold
    what is to go: it is blanked or dropped, as in `rewritten`.
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
    """Pass a torn end or a backup through `transform`; what is no event is deleted if it `goes`.

    One that is gone by now is fine.
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
