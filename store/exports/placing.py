"""Writes finished exports to their destination: atomically, and readable by their owner only."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from session.wording.catalogue import say
from store.disk import REAL, Disk, new_mark, temporary, write_all
from store.refusal import Refusal

_FULL = {errno.ENOSPC, errno.EDQUOT}
_NO_LEAVE = {errno.EACCES, errno.EPERM}
_IN_USE = {errno.EBUSY, errno.ETXTBSY}


class ExportRefused(Refusal):
    """An export was not written. The text is one plain sentence and what to do instead."""


class Held(ExportRefused):
    """A file exists and can't be replaced now: it is open in another program, or locked."""


def place(files: dict[Path, bytes], disk: Disk = REAL, mark: str = "") -> tuple[Path, ...]:
    """Write every file, mode 0600, or raise ExportRefused. No file is ever partially written.

    mark: of the temporary files, so that those of a killed program are known by its record.

    All of them are written to temporary files and synced before the first is renamed, so that a set that does
    not fit leaves the old files unchanged.
    """
    ready: dict[Path, Path] = {}
    mark = mark or new_mark()
    try:
        for named, data in files.items():
            # A link (such as /dev/stdout) is written through, never replaced by a file.
            path = Path(os.path.realpath(named))
            _may_replace(path)
            new = temporary(path, mark)
            ready[path] = new
            with told(path):
                _prepare(new, data, disk)
        for path, new in ready.items():
            with told(path, replacing=True):
                disk.replace(new, path)
    finally:
        for new in ready.values():
            with contextlib.suppress(OSError):
                disk.unlink(new)
    for folder in {path.parent for path in ready}:
        # The files are written; a folder that can't be synced (a network share) does not undo that.
        with contextlib.suppress(OSError):
            disk.sync_folder(folder)
    return tuple(files)


def _prepare(new: Path, data: bytes, disk: Disk) -> None:
    disk.unlink(new)
    fd = disk.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    try:
        write_all(disk, fd, data)
        disk.sync(fd)
    finally:
        disk.close(fd)


def _may_replace(path: Path) -> None:
    with told(path):
        if not path.parent.is_dir():
            raise ExportRefused(say("refused.export_no_folder", folder=str(path.parent)))
        try:
            there = path.stat()
        except FileNotFoundError:
            return
        if not stat.S_ISREG(there.st_mode):
            raise ExportRefused(say("refused.export_not_a_file", name=path.name))
        # A rename would ignore the lock, but the owner locked the file on purpose.
        if not there.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
            raise Held(say("refused.export_read_only", name=path.name))
        if path.suffix == ".docx" and any(lock.exists() for lock in _locks(path)):
            raise Held(say("refused.export_in_use", name=path.name))


def _locks(path: Path) -> Iterator[Path]:
    """Yield the lock files of Word and LibreOffice for ``path``.

    Word prefixes the name with two characters, replacing up to two of its letters. Even where an open file can
    be replaced, the person editing it would later save the old version over the new one.
    """
    for dropped in range(3):
        yield path.with_name(f"~${path.name[dropped:]}")
    yield path.with_name(f".~lock.{path.name}#")


@contextlib.contextmanager
def told(path: Path, *, replacing: bool = False) -> Iterator[None]:
    """Turn an OSError about ``path`` into an ExportRefused."""
    try:
        yield
    except OSError as refused:
        kind = Held if _in_use(refused, replacing) else ExportRefused
        raise kind(_sentence(path, refused, replacing)) from refused


def _in_use(refused: OSError, replacing: bool) -> bool:
    # If the new file could be created but not renamed, it is the old one that is locked.
    return refused.errno in _IN_USE or (refused.errno in _NO_LEAVE and replacing)


def _sentence(path: Path, refused: OSError, replacing: bool) -> str:
    folder, name = str(path.parent), path.name
    code = refused.errno
    if code in _FULL:
        return say("refused.export_full", folder=folder)
    if _in_use(refused, replacing):
        return say("refused.export_in_use", name=name)
    if code in _NO_LEAVE:
        return say("refused.export_no_leave", folder=folder)
    if code == errno.EROFS:
        return say("refused.export_read_only", name=folder)
    if code == errno.ENAMETOOLONG:
        return say("refused.export_name", name=f"{name[:40]}…")
    return say("refused.export_failed", name=name, why=(refused.strerror or "unknown").lower())
