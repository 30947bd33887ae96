"""The ballot boxes of a session on disk: one file beside the journal for each open vote.

A box is one line in the journal's format that holds all of it, and is replaced as a whole: at any moment the
file is one version, whole. It is where the journal is, also after that was moved. It stays through a crash,
and goes with every copy of it once its vote is closed or called off on disk.
"""

import contextlib
import errno
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from store.disk import REAL, Disk, leftovers, replace_whole
from store.journal.file import Moved
from store.journal.format import LINE_START, frame, stretches
from store.journal.repair import discard
from store.journal.writer import JournalWriter
from store.paths import Home
from store.trouble import Trouble

_BOX = re.compile(r"box-([A-Za-z0-9_-]+)\.jsonl(?:\..+)?")
Amiss = Literal["missing", "empty", "damaged", "foreign", "unreadable"]


class BoxNotWhole(Exception):
    """A box that is not as it was saved. What is left of it is never counted."""

    def __init__(self, path: Path, amiss: Amiss) -> None:
        super().__init__(f"{path}: {amiss}")
        self.path, self.amiss = path, amiss


class _BoxFile:
    """Where `JournalWriter` saves a box: of all versions it is given, the last is what the file holds."""

    owes_pointer = False
    """Nothing leads from the old place to a box: it is looked for where the journal is."""

    def __init__(self, path: Path, line: bytes, disk: Disk) -> None:
        self.path = path
        self._line, self._disk = line, disk

    def open(self) -> None:
        """Nothing: it is made with its first version."""

    def append(self, lines: bytes) -> None:
        line = _last(lines)
        replace_whole(self.path, line, self._disk)
        self._line = line

    def rewrite(self, transform: object, goes: object) -> None:
        raise NotImplementedError

    def move_to(self, folder: Path, more: bytes) -> Moved:
        target = folder / self.path.name
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
        line = _last(more) if more else self._line
        replace_whole(target, line, self._disk)
        old, self.path, self._line = self.path, target, line
        with contextlib.suppress(OSError):
            # Two versions side by side would tell what came in or was taken out between them.
            discard(old, self._disk)
        return Moved(target, linked=False)

    def leave_pointer(self) -> bool:
        return True

    def close(self) -> None:
        """Nothing: it is open only while it is replaced."""


def _is_ours(data: bytes) -> bool:
    head = data[: len(LINE_START)]
    return head == LINE_START[: len(head)]


def _last(lines: bytes) -> bytes:
    return lines[lines.rfind(b"\n", 0, -1) + 1 :]


def boxes(home: Home, session_id: str) -> tuple[str, ...]:
    """The rounds of which a box, or any copy of one, is there."""
    folders = (folder for folder in _folders(home, session_id) if folder.is_dir())
    found = (_BOX.fullmatch(entry.name) for folder in folders for entry in sorted(folder.iterdir()))
    return tuple(dict.fromkeys(match[1] for match in found if match))


def box_path(home: Home, session_id: str, round: str) -> Path:
    """Where the box of a round is, or is to be: in the session's folder, or where its journal went."""
    name = home.box(session_id, round).name
    places = [folder / name for folder in _folders(home, session_id)]
    there = (path for path in places if path.exists() or path.is_symlink())
    return next(there, places[-1])


def read_box(home: Home, session_id: str, round: str, disk: Disk = REAL) -> bytes:
    """What a box holds. Raises BoxNotWhole, also for one that is not there. Changes nothing."""
    path = box_path(home, session_id, round)
    try:
        data = disk.read(path)
    except FileNotFoundError:
        raise BoxNotWhole(path, "missing") from None
    except OSError as refused:
        raise BoxNotWhole(path, "unreadable") from refused
    found = tuple(stretches(data, _seal(session_id, round)))
    if len(found) == 1 and found[0][2] is not None:
        return found[0][2]
    if not data.strip(b"\0"):
        raise BoxNotWhole(path, "empty")
    raise BoxNotWhole(path, "damaged" if _is_ours(data) else "foreign")


def sweep(home: Home, session_id: str, disk: Disk = REAL) -> None:
    """Delete versions of boxes that a crash left unfinished: beside the box they would tell what changed.

    Only with the session's lock held. Raises OSError.
    """
    for key in boxes(home, session_id):
        name = home.box(session_id, key).name
        for folder in _folders(home, session_id):
            for left in leftovers(folder / name) if folder.is_dir() else ():
                disk.unlink(left)


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
    """Return what saves a box; `after_n` is the number of its version on disk, which `stored` is.

    `folder` is where a new box is to be; without one the box is where it was.
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
        file=_BoxFile(path, frame(seal, stored) if stored else b"", disk),
    )


def throw_away(
    home: Home, session_id: str, round: str, last: Path | None = None, disk: Disk = REAL
) -> None:
    """Delete a box with every copy of it, also where it was moved to. Done again, nothing happens.

    `last` is where it was written last, when that is known: nothing leads there once the first place
    is gone. Raises OSError; what is left then goes at the next try.
    """
    name = home.box(session_id, round).name
    paths = [folder / name for folder in _folders(home, session_id)]
    paths = [*(path.resolve() for path in paths), *paths, *([last] if last else [])]
    for path in dict.fromkeys(paths):
        if path.parent.is_dir():
            discard(path, disk)


def _folders(home: Home, session_id: str) -> tuple[Path, ...]:
    """The session's own folder, and the one its journal was moved to, if it was."""
    own, chosen = home.session_dir(session_id), home.journal(session_id).resolve().parent
    return (own,) if chosen == own.resolve() else (own, chosen)


def _seal(session_id: str, round: str) -> str:
    # Lines of one box never pass for those of another, nor for the journal's.
    return f"{session_id}/{round}"
