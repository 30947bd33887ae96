"""Putting finished exports where somebody wants them: whole or not at all, readable by their owner."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from session.wording.catalogue import say
from store.disk import REAL, Disk, temporary, write_all
from store.refusal import Refusal

_FULL = {errno.ENOSPC, errno.EDQUOT}
_NO_LEAVE = {errno.EACCES, errno.EPERM}
_IN_USE = {errno.EBUSY, errno.ETXTBSY}


class ExportRefused(Refusal):
    """An export that was not written. Its text is one plain sentence and what to do instead."""


class Held(ExportRefused):
    """A file that is there and can't be replaced now: open in a program, or locked by somebody."""


def place(files: dict[Path, bytes], disk: Disk = REAL) -> tuple[Path, ...]:
    """Write every file, 0600, or raise ExportRefused. No file is ever there by half.

    All are prepared and on the disk before the first takes its place, so that a set that does not
    fit leaves what was there as it was.
    """
    ready: dict[Path, Path] = {}
    try:
        for named, data in files.items():
            # A link (such as /dev/stdout) is written through, never replaced by a file.
            path = Path(os.path.realpath(named))
            _may_replace(path)
            new = temporary(path)
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
        # The files are in place; a folder that can't be synced (a network share) takes nothing back.
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
        # Putting a new file in its place would not ask; whoever locked it meant it.
        if not there.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
            raise Held(say("refused.export_read_only", name=path.name))
        if path.suffix == ".docx" and any(lock.exists() for lock in _locks(path)):
            raise Held(say("refused.export_in_use", name=path.name))


def _locks(path: Path) -> Iterator[Path]:
    """Yield the files by which Word and LibreOffice say that they have ``path`` open.

    Word puts two signs before the name, in the place of up to two of its letters. Where a file that
    is open can be replaced all the same, whoever writes in it would save the old one over the new.
    """
    for dropped in range(3):
        yield path.with_name(f"~${path.name[dropped:]}")
    yield path.with_name(f".~lock.{path.name}#")


@contextlib.contextmanager
def told(path: Path, *, replacing: bool = False) -> Iterator[None]:
    """Turn what the disk refuses about ``path`` into an ExportRefused."""
    try:
        yield
    except OSError as refused:
        kind = Held if _in_use(refused, replacing) else ExportRefused
        raise kind(_sentence(path, refused, replacing)) from refused


def _in_use(refused: OSError, replacing: bool) -> bool:
    # Where the new file could be made but not put in place, it is the old one that is held.
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
