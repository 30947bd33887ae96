"""The few file operations used for everything durable, each replaceable so that tests can inject faults."""

import contextlib
import errno
import itertools
import os
import re
import secrets
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

PRIVATE_FILE = 0o600

# Windows would otherwise convert line ends, and child processes would inherit the journal's descriptor.
_EVERY_OPEN = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_BUSY_TRIES = 20
_PIECE = 1 << 18
_TEMPORARY = ".tmp-"
_TEMPORARY_END = re.compile(r"\.tmp-[0-9a-f]{8}-\d+")
# Random, not the process id: the next process may get the id of a killed one.
_RUN = secrets.token_hex(4)
_count = itertools.count()


def _open(path: Path, flags: int) -> int:
    return os.open(path, flags | _EVERY_OPEN, PRIVATE_FILE)


def _sync(fd: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        # On macOS fsync stops at the drive's own cache.
        fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
    elif hasattr(os, "fdatasync"):
        os.fdatasync(fd)
    else:
        os.fsync(fd)


def _replace(source: Path, target: Path) -> None:
    for left in range(_BUSY_TRIES, -1, -1):
        try:
            source.replace(target)
        except PermissionError:
            # On Windows a virus scanner may lock a new file for a moment; elsewhere the error is final.
            if sys.platform != "win32" or not left:
                raise
        else:
            return


def sync_folder(folder: Path) -> None:
    """Sync a folder, so that new names in it survive a power failure."""
    if sys.platform == "win32":
        return
    fd = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def _symlink(link: Path, target: Path) -> None:
    link.symlink_to(target)


def _is_at(fd: int, path: Path) -> bool:
    try:
        there = path.stat()
    except FileNotFoundError:
        return False
    here = os.fstat(fd)
    return (here.st_ino, here.st_dev) == (there.st_ino, there.st_dev)


def _size(fd: int) -> int:
    return os.fstat(fd).st_size


def _unlink(path: Path) -> None:
    path.unlink(missing_ok=True)


def _holds(path: Path, data: bytes | bytearray) -> bool:
    # In chunks: allocating memory for a copy of a long file takes longer than copying.
    with path.open("rb", buffering=0) as file:
        for start in range(0, len(data) + 1, _PIECE):
            if file.read(_PIECE) != data[start : start + _PIECE]:
                return False
    return True


@dataclass(frozen=True, slots=True)
class Disk:
    """File operations. Each raises OSError; `write` may write less than it was given.

    `unlink` ignores a missing file.
    """

    open: Callable[[Path, int], int] = _open
    read: Callable[[Path], bytes] = Path.read_bytes
    write: Callable[[int, bytes | memoryview], int] = os.write
    sync: Callable[[int], None] = _sync
    truncate: Callable[[int, int], None] = os.ftruncate
    close: Callable[[int], None] = os.close
    replace: Callable[[Path, Path], None] = _replace
    unlink: Callable[[Path], None] = _unlink
    sync_folder: Callable[[Path], None] = sync_folder
    holds: Callable[[Path, bytes | bytearray], bool] = _holds
    is_at: Callable[[int, Path], bool] = _is_at
    size: Callable[[int], int] = _size
    symlink: Callable[[Path, Path], None] = _symlink


REAL = Disk()


def write_all(disk: Disk, fd: int, data: bytes | bytearray) -> None:
    """Write all of `data`, in as many calls as needed; a call that writes nothing means that the disk is full."""
    rest = memoryview(data)
    while rest:
        written = disk.write(fd, rest)
        if written <= 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        rest = rest[written:]


def new_mark() -> str:
    """Return a mark by which temporary files are known as those of one export."""
    return secrets.token_hex(4)


def temporary(path: Path, mark: str = _RUN) -> Path:
    """Return a unique temporary path for the next content of `path`. mark: eight hexadecimal digits, random."""
    return path.with_name(f"{path.name}{_TEMPORARY}{mark}-{next(_count)}")


def is_temporary(name: str) -> bool:
    """Return whether a file has the name of a temporary file, of whatever path."""
    found = _TEMPORARY_END.search(name)
    return found is not None and found.end() == len(name)


def in_progress(path: Path) -> bool:
    """Return whether this is a temporary file of this process; another thread may be using it."""
    return f"{_TEMPORARY}{_RUN}-" in path.name


def is_marked(path: Path, marks: Iterable[str]) -> bool:
    """Return whether a temporary file was written with one of the marks."""
    return any(f"{_TEMPORARY}{mark}-" in path.name for mark in marks)


def leftovers(*paths: Path) -> tuple[Path, ...]:
    """Return the temporary files of `paths`, all in one folder. With their lock held they are stale.

    Matched by the complete pattern of their names, so never a file of another program.
    """
    names = tuple(path.name for path in paths)
    prefixes = tuple(f"{name}{_TEMPORARY}" for name in names)
    # A folder of 200 series has 600 names, and this runs at every save: no Path for each of them.
    with os.scandir(paths[0].parent) as entries:
        return tuple(
            Path(entry.path)
            for entry in entries
            if entry.name.startswith(prefixes)
            and any(_TEMPORARY_END.fullmatch(entry.name.removeprefix(name)) for name in names)
        )


def replace_whole(
    path: Path, data: bytes | bytearray, disk: Disk = REAL, keep: Path | None = None
) -> None:
    """Replace the content of `path` atomically: it is on disk afterwards, and the old one until then.

    `keep` is a path for the old content (a hard link to the old file, so it costs nothing). Raises OSError;
    then `path` has the complete old or the complete new content.
    """
    new = temporary(path)
    fd = disk.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    try:
        try:
            write_all(disk, fd, data)
            disk.sync(fd)
        finally:
            disk.close(fd)
        if keep is not None and path.exists():
            _keep_old(path, keep, disk)
        disk.replace(new, path)
    except BaseException:
        with contextlib.suppress(OSError):
            disk.unlink(new)
        raise
    disk.sync_folder(path.parent)


def _keep_old(path: Path, keep: Path, disk: Disk) -> None:
    second = temporary(keep)
    try:
        os.link(path, second)
    except OSError as refused:
        # Some memory sticks don't support hard links: a copy does the same, only slower.
        if refused.errno not in {errno.EPERM, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS}:
            raise
        replace_whole(keep, disk.read(path), disk)
        return
    try:
        disk.replace(second, keep)
    finally:
        # Also left over when both names already are the same file: then a rename does nothing.
        disk.unlink(second)
