"""The ballot boxes of a session on disk: one file next to the journal for each open vote.

A box is a single line in the journal's format, and is replaced as a whole: the file is one complete
version at any moment. It is in the journal's folder, also after that was moved. It survives a crash,
and is deleted with every copy once its vote's close or cancellation is on disk.
"""

import contextlib
import errno
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal
from zlib import crc32

from store.disk import REAL, Disk, leftovers, replace_whole, write_all
from store.journal.file import Moved
from store.journal.format import LINE_START, frame, stretches
from store.journal.repair import discard
from store.journal.writer import JournalWriter
from store.paths import Home, private_folder, resolved
from store.trouble import Trouble

_N = re.compile(rb'"n":(\d+),"salt"')
_BOX = re.compile(r"box-([A-Za-z0-9_-]+)\.jsonl(?:\..+)?")
Amiss = Literal["missing", "empty", "damaged", "foreign", "unreadable", "older"]


class BoxNotWhole(Exception):
    """A box that fails its integrity check. Its remaining ballots are never counted."""

    def __init__(self, path: Path, amiss: Amiss) -> None:
        super().__init__(f"{path}: {amiss}")
        self.path, self.amiss = path, amiss


class _BoxFile:
    """The file of a box for ``JournalWriter``: it only ever holds the latest version."""

    owes_pointer = False
    """No link is left where a box was: it is looked up in the journal's folder."""

    def __init__(self, path: Path, line: bytes, beyond: Path, disk: Disk) -> None:
        self.path = path
        self._line, self._disk = line, disk
        self._beyond = beyond

    def open(self) -> None:
        """Do nothing: the file is created with the first version."""

    def append(self, lines: bytes) -> None:
        line = _last(lines)
        replace_whole(self.path, line, self._disk)
        self._line = line
        self._count(line)

    def rewrite(self, transform: object, goes: object) -> None:
        raise NotImplementedError

    def move_to(self, folder: Path, more: bytes) -> Moved:
        target = folder / self.path.name
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
        line = _last(more) if more else self._line
        replace_whole(target, line, self._disk)
        old, self.path, self._line = self.path, target, line
        self._count(line)
        with contextlib.suppress(OSError):
            # Two versions on disk could be compared, which would reveal the ballot added or removed between
            # them.
            discard_box(old, self._disk)
        return Moved(target, linked=False)

    def leave_pointer(self) -> bool:
        return True

    def _count(self, line: bytes) -> None:
        for count in (counter(self.path), self._beyond):
            _count(count, _version(line), self._disk)

    def close(self) -> None:
        """Do nothing: the file is open only while it is replaced."""


def _is_ours(data: bytes) -> bool:
    head = data[: len(LINE_START)]
    return head == LINE_START[: len(head)]


def _last(lines: bytes) -> bytes:
    return lines[lines.rfind(b"\n", 0, -1) + 1 :]


def boxes(home: Home, session_id: str) -> tuple[str, ...]:
    """Return the ids of rounds that have a box, or any copy of one."""
    folders = (folder for folder in _folders(home, session_id) if folder.is_dir())
    found = (_BOX.fullmatch(entry.name) for folder in folders for entry in sorted(folder.iterdir()))
    return tuple(dict.fromkeys(match[1] for match in found if match))


def box_path(home: Home, session_id: str, round: str) -> Path:
    """Return where the box of a round is, or would be: in the session's folder, or the journal's.

    The newer one, where a disk that refused has kept another version.
    """
    places = _places(home, session_id, round)
    seal = _seal(session_id, round)
    there = [path for path in places if path.exists() or path.is_symlink()]
    if len(there) > 1:
        return max(there, key=lambda path: _newest(path, seal))
    return there[0] if there else places[-1]


def read_box(home: Home, session_id: str, round: str, disk: Disk = REAL) -> bytes:
    """Return the content of a box. Raises BoxNotWhole, also for a missing one. Changes nothing."""
    path = box_path(home, session_id, round)
    try:
        data = disk.read(path)
    except FileNotFoundError:
        raise BoxNotWhole(path, "missing") from None
    except OSError as refused:
        raise BoxNotWhole(path, "unreadable") from refused
    if found := _whole(data, _seal(session_id, round)):
        counts = (counter(path), home.box_count(session_id, round))
        if _version(found) < max(_counted(count, disk) for count in counts):
            raise BoxNotWhole(path, "older")
        return found
    if not data.strip(b"\0"):
        raise BoxNotWhole(path, "empty")
    raise BoxNotWhole(path, "damaged" if _is_ours(data) else "foreign")


def sweep(home: Home, session_id: str, disk: Disk = REAL) -> None:
    """Delete all but the newest version of each box: compared with it they reveal a ballot.

    A crash, or a disk that refused, left them. Only with the session's lock held. Raises OSError.
    """
    for key in boxes(home, session_id):
        chosen, seal = box_path(home, session_id, key), _seal(session_id, key)
        for path in _places(home, session_id, key):
            for left in leftovers(path) if path.parent.is_dir() else ():
                disk.unlink(left)
            if path != chosen and _newest(path, seal):
                discard_box(path, disk)


def boxes_in(session_id: str, folder: Path, disk: Disk = REAL) -> dict[Path, tuple[str, bytes]]:
    """Return the whole boxes of a session in another folder, each with its round and content. Raises OSError."""
    found: dict[Path, tuple[str, bytes]] = {}
    for path in sorted(folder.iterdir()):
        match = _BOX.fullmatch(path.name)
        if match and (inside := _whole(disk.read(path), _seal(session_id, match[1]))):
            found[path] = match[1], inside
    return found


def bring_back(home: Home, session_id: str, folder: Path, disk: Disk = REAL) -> None:
    """Move the boxes of a session from another folder into its own. Raises OSError."""
    for path, (key, inside) in boxes_in(session_id, folder, disk).items():
        box = home.box(session_id, key)
        replace_whole(box, frame(_seal(session_id, key), inside), disk)
        _count(counter(box), _version(inside), disk)
        discard_box(path, disk)


def box_writer(
    home: Home,
    session_id: str,
    round: str,
    *,
    after_n: int,
    stored: bytes = b"",
    on_durable: Callable[[int], None],
    on_trouble: Callable[[Trouble | None], None],
    folder: Path | None = None,
    disk: Disk = REAL,
) -> JournalWriter:
    """Return the writer of a box; `after_n` is the number of its version on disk, whose content is `stored`.

    `folder` is where to create a new box; the default is where it was.
    """
    name = home.box(session_id, round).name
    path = folder / name if folder else box_path(home, session_id, round)
    seal = _seal(session_id, round)
    return JournalWriter(
        path,
        seal,
        after_n=after_n,
        on_durable=on_durable,
        on_trouble=on_trouble,
        disk=disk,
        file=_BoxFile(
            path,
            frame(seal, stored) if stored else b"",
            home.box_count(session_id, round),
            disk,
        ),
    )


def throw_away(
    home: Home, session_id: str, round: str, last: Path | None = None, disk: Disk = REAL
) -> None:
    """Delete a box with every copy of it, also where it was moved to. Idempotent.

    `last` is where it was written last, if known: nothing links there once the first folder is deleted. Raises
    OSError; the next call then deletes the rest.
    """
    with contextlib.suppress(OSError):
        # First: without its box a count would stay for good.
        disk.unlink(home.box_count(session_id, round))
    paths = _places(home, session_id, round)
    paths = [*(resolved(path) for path in paths), *paths, *([last] if last else [])]
    for path in dict.fromkeys(paths):
        if path.parent.is_dir():
            discard_box(path, disk)


def counter(box: Path) -> Path:
    """Where the version of a box is counted: an older copy put in its place is known by it.

    It is counted in the user's state folder, too (`Home.box_count`): what is put back here is not put back there.
    """
    return box.with_name(f"{box.name}.count")


def _count(count: Path, version: int, disk: Disk) -> None:
    """Count a version that is on disk. Not synced, so that no ballot waits longer: a count may be too low.

    Written in place: the next sync would wait for a file that was emptied before.
    """
    with contextlib.suppress(OSError):
        if not count.parent.is_dir():
            private_folder(count.parent)
        fd = disk.open(count, os.O_WRONLY | os.O_CREAT)
        try:
            write_all(disk, fd, _summed(version))
        finally:
            disk.close(fd)


def _counted(count: Path, disk: Disk) -> int:
    """Return the last version that was counted; 0 where none was, or where the count is damaged."""
    with contextlib.suppress(OSError, ValueError):
        held = disk.read(count)
        version = int(held.partition(b" ")[0])
        return version if held == _summed(version) else 0
    return 0


def _summed(version: int) -> bytes:
    """Return a count and its checksum, as long for every count."""
    return b"%019d %08x" % (version, crc32(b"%d" % version))


def _newest(path: Path, seal: str) -> int:
    """Return the version of a box, 0 for one that is not whole."""
    with contextlib.suppress(OSError):
        return _version(_whole(path.read_bytes(), seal) or b"")
    return 0


def _whole(data: bytes, seal: str) -> bytes | None:
    found = tuple(stretches(data, seal))
    return found[0][2] if len(found) == 1 else None


def _version(data: bytes) -> int:
    found = _N.search(data)
    return int(found[1]) if found else 0


def discard_box(box: Path, disk: Disk = REAL) -> None:
    """Delete a box with its copies and its count."""
    discard(box, disk)
    disk.unlink(counter(box))


def _folders(home: Home, session_id: str) -> tuple[Path, ...]:
    """Return the session's own folder, and the one its journal was moved to, if it was."""
    own, chosen = home.session_dir(session_id), resolved(home.journal(session_id)).parent
    return (own,) if chosen == resolved(own) else (own, chosen)


def _places(home: Home, session_id: str, round: str) -> list[Path]:
    name = home.box(session_id, round).name
    return [folder / name for folder in _folders(home, session_id)]


def _seal(session_id: str, round: str) -> str:
    # A line of one box must fail the checksum of another box, and of the journal.
    return f"{session_id}/{round}"
