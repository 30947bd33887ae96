"""One open journal file: after `append` the lines are on disk; after OSError they are not in the file."""

import contextlib
import errno
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from store.disk import REAL, Disk, replace_whole, write_all
from store.journal import places
from store.journal.format import Scan, scan
from store.journal.places import stamp
from store.journal.repair import (
    ForeignJournal,
    all_damage,
    copies,
    cut,
    rewrite_copy,
    rewritten,
)
from store.paths import resolved


@dataclass(frozen=True, slots=True)
class Moved:
    """The new location of a journal.

    linked: the old name is a link to it, so that a restart finds it
    noted: it is not, but a note says where it is
    """

    path: Path
    linked: bool
    noted: bool = False


class JournalFile:
    """The file of a journal, for one writer only. Not thread-safe.

    Everything on disk is also held in memory (about 2 MB for 10,000 events), so that the whole journal can
    be written to another place when this one is full, broken or missing.
    """

    def __init__(
        self,
        path: Path,
        session_id: str,
        *,
        after_n: int = 0,
        disk: Disk = REAL,
        durable: bool = True,
        note: Callable[[], Path] | None = None,
    ) -> None:
        self.path = path
        self._note = note
        self._session_id = session_id
        self._after_n = after_n
        self._disk = disk
        self._durable = durable
        self._image: bytearray | None = None
        self._tail: Scan | None = None
        self._fd: int | None = None
        self._old: Path | None = None
        """The path it was moved from, until that is a link to this one."""
        self.noted = False
        """Whether a note says where it is, because that link could not be made yet."""

    def append(self, lines: bytes) -> None:
        """Append whole lines. After OSError the file has its earlier content; call again to retry.

        A file that another program truncated is restored first.
        """
        if not self._appended(lines) and not self._appended(lines):
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    def _appended(self, lines: bytes) -> bool:
        """Append whole lines; False if the file differs from memory and must be reopened."""
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
            # After a failed fsync the kernel may report the lost pages as clean: only reopening is safe.
            self.close()
            raise
        image += lines
        return True

    def rewrite(
        self,
        transform: Callable[[bytes], bytes],
        goes: Callable[[bytes], bool] = all_damage,
    ) -> None:
        """Replace every event by `transform(event)`, here and in the copies next to it, for good.

        goes: whether a damaged stretch is to be blanked. After OSError none or some were replaced; call
        again to finish.
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
        """Write the whole journal and `more` lines into `folder` and continue there.

        Raises FileExistsError if there is one already, and OSError if that disk refuses too.
        """
        target = folder / self.path.name
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
        data = bytes(self._held()) + more
        replace_whole(target, data, self._disk)
        self.close()
        self._old = self._old or self.path
        self.path, self._image = target, bytearray(data)
        if self.leave_pointer():
            return Moved(target, linked=True)
        self.noted = self._note is not None and places.leave(self._note(), target, self._disk)
        return Moved(target, linked=False, noted=self.noted)

    @property
    def owes_pointer(self) -> bool:
        """Whether the link at the place it was moved from could not be made yet."""
        return self._old is not None

    def leave_pointer(self) -> bool:
        """Make the place it was moved from a link to this one; False if that can't be written."""
        if self._old and places.link(self._old, self.path, self._disk):
            self._old = None
            if self._note and self.noted:
                places.clear(self._note(), self._disk)
                self.noted = False
        return self._old is None

    def close(self) -> None:
        """Close the file; the next append reopens it."""
        if self._fd is not None:
            fd, self._fd = self._fd, None
            with contextlib.suppress(OSError):
                # Acknowledged lines have been synced; the rest is still in memory.
                self._disk.close(fd)

    def open(self) -> None:
        """Open or create the file now, so that a disk error is reported before the first event."""
        self._opened()

    def _held(self) -> bytearray:
        """Return everything that is on disk, read at the first call. Changes nothing there."""
        if self._image is None:
            # A moved journal is a link: replacing the link itself would restore the shorter, old journal.
            self.path = resolved(self.path)
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
            aside = self.path.with_name(f"{self.path.name}.odd-{stamp()}")
            replace_whole(self.path, bytes(image), self._disk, keep=aside)
        elif len(there) > len(image):
            # Lines that were never acknowledged: they are rewritten from memory.
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
