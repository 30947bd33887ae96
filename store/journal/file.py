"""One open journal: lines go in and are on the disk, or OSError is raised and they are not in."""

import contextlib
import errno
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from store.disk import REAL, Disk, replace_whole, sync_folder, temporary, write_all
from store.journal.format import Scan, scan
from store.journal.repair import (
    ForeignJournal,
    all_damage,
    copies,
    cut,
    rewrite_copy,
    rewritten,
)


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a journal went. `linked`: the old name leads there, so that it is found after a restart."""

    path: Path
    linked: bool


class JournalFile:
    """A journal that is written by nobody else. Not safe between threads.

    All that is on the disk is held in memory too (about 2 MB for 10,000 events): so the whole journal
    can go to another place when this one is full, broken or gone.
    """

    def __init__(
        self,
        path: Path,
        session_id: str,
        *,
        after_n: int = 0,
        disk: Disk = REAL,
        durable: bool = True,
    ) -> None:
        self.path = path
        self._session_id = session_id
        self._after_n = after_n
        self._disk = disk
        self._durable = durable
        self._image: bytearray | None = None
        self._tail: Scan | None = None
        self._fd: int | None = None
        self._old: Path | None = None
        """Where it was moved from, while nothing leads here from there."""

    def append(self, lines: bytes) -> None:
        """Add whole lines. After OSError the file holds what it held before; call again to retry.

        A file that somebody cut meanwhile is made whole first.
        """
        if not self._appended(lines) and not self._appended(lines):
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    def _appended(self, lines: bytes) -> bool:
        """Add whole lines; False where the file is no longer what is held, and has to be opened again."""
        fd = self._opened()
        image = self._held()
        try:
            write_all(self._disk, fd, lines)
        except OSError:
            self._cut_back(fd, len(image))
            raise
        try:
            self._sync(fd)
            if not self._disk.is_at(fd, self.path):
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
            if self._disk.size(fd) != len(image) + len(lines):
                self.close()
                return False
        except OSError:
            # After a refused sync the system may take the lost bytes for saved: only a new start helps.
            self.close()
            raise
        image += lines
        return True

    def rewrite(
        self,
        transform: Callable[[bytes], bytes],
        goes: Callable[[bytes], bool] = all_damage,
    ) -> None:
        """Replace every event by `transform(event)`, here and in the copies beside it, for good.

        After OSError nothing or a part has been replaced; call again to finish.
        """
        self._opened()
        data = rewritten(bytes(self._held()), self._session_id, transform, goes)
        self.close()
        replace_whole(self.path, data, self._disk)
        self._image = bytearray(data)
        for copy in copies(self.path):
            rewrite_copy(copy, self._session_id, transform, self._disk, goes)
        self._disk.sync_folder(self.path.parent)

    def move_to(self, folder: Path, more: bytes) -> Moved:
        """Write the whole journal and `more` lines into `folder` and go on there.

        Raises FileExistsError if there is one already, OSError if that place refuses too.
        """
        target = folder / self.path.name
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
        data = bytes(self._held()) + more
        replace_whole(target, data, self._disk)
        self.close()
        self._old = self._old or self.path
        self.path, self._image = target, bytearray(data)
        return Moved(target, self.leave_pointer())

    @property
    def owes_pointer(self) -> bool:
        """Whether the place it was moved from could not be made to lead here yet."""
        return self._old is not None

    def leave_pointer(self) -> bool:
        """Make the place it was moved from lead here; False where that can't be written."""
        if self._old and _leads_to(self._old, self.path):
            self._old = None
        return self._old is None

    def close(self) -> None:
        """Let go of the file; the next append opens it again."""
        if self._fd is not None:
            fd, self._fd = self._fd, None
            with contextlib.suppress(OSError):
                # What was acknowledged has been synced; the rest is still in memory.
                self._disk.close(fd)

    def open(self) -> None:
        """Open or create the file now, so that a place that refuses is told before the first event."""
        self._opened()

    def _held(self) -> bytearray:
        """All that is on the disk, read when first asked for. Changes nothing there."""
        if self._image is None:
            # A place chosen earlier is a link: replacing the link would bring the shorter journal back.
            self.path = self.path.resolve()
            try:
                data = self._disk.read(self.path)
            except FileNotFoundError:
                if self._after_n:
                    raise
                data = b""
            found = scan(data, self._session_id)
            if found.foreign or found.last_n != self._after_n:
                raise ForeignJournal(self.path)
            self._tail = found if found.torn else None
            self._image = bytearray(data[: found.good_end])
        return self._image

    def _opened(self) -> int:
        if self._fd is not None:
            return self._fd
        image = self._held()
        if self._tail is not None:
            cut(self.path, self._tail, self._disk)
            self._tail = None
        try:
            there = self._disk.read(self.path)
        except FileNotFoundError:
            replace_whole(self.path, bytes(image), self._disk)
        else:
            self._as_held(there, image)
        self._fd = self._disk.open(self.path, os.O_WRONLY | os.O_APPEND)
        return self._fd

    def _as_held(self, there: bytes, image: bytearray) -> None:
        if there[: len(image)] != image:
            aside = self.path.with_name(f"{self.path.name}.odd-{_stamp()}")
            replace_whole(self.path, bytes(image), self._disk, keep=aside)
        elif len(there) > len(image):
            # Lines that were never acknowledged: they are written again, from memory.
            fd = self._disk.open(self.path, os.O_WRONLY)
            try:
                self._disk.truncate(fd, len(image))
                self._sync(fd)
            finally:
                self._disk.close(fd)

    def _cut_back(self, fd: int, length: int) -> None:
        try:
            self._disk.truncate(fd, length)
        except OSError:
            self.close()

    def _sync(self, fd: int) -> None:
        if self._durable:
            self._disk.sync(fd)


def _stamp() -> str:
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")


def _leads_to(old: Path, target: Path) -> bool:
    """Make the old name a link to the new place, keeping the old journal beside it as a copy."""
    link = temporary(old)
    try:
        link.symlink_to(target.absolute())
        # The old name leads somewhere at every moment.
        if old.exists() and not old.is_symlink():
            os.link(old, old.with_name(f"{old.name}.moved-{_stamp()}"))
        link.replace(old)
        sync_folder(old.parent)
    except OSError:
        with contextlib.suppress(OSError):
            link.unlink(missing_ok=True)
        return False
    return True
