"""Folders of which nothing stays: those of rehearsals, demos and hall checks, also where the program was killed."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from store.lock import Locked, locked

_PREFIX = "fairsay-passing-"
_NAME = re.compile(re.escape(_PREFIX) + r"[a-z0-9_]{8}")
_LOCK = "in-use.lock"


@contextlib.contextmanager
def passing_folder(within: Path | None = None) -> Iterator[Path]:
    """Make a folder, and delete it at the end; those of programs that were killed are deleted first.

    within: the folder that it is made in; without one, where the system keeps temporary files. Raises ``OSError``.
    """
    around = within or Path(gettempdir())
    _clear(around)
    made = TemporaryDirectory(prefix=_PREFIX, dir=around, ignore_cleanup_errors=True)
    with made, locked(Path(made.name) / _LOCK):
        yield Path(made.name)


def _clear(around: Path) -> None:
    """Delete the folders of programs that ended: known by their whole name, their owner and their lock."""
    with contextlib.suppress(OSError), os.scandir(around) as entries:
        left = [Path(entry.path) for entry in entries if _is_left(entry)]
        for folder in left:
            with contextlib.suppress(OSError, Locked), locked(folder / _LOCK):
                shutil.rmtree(folder, ignore_errors=True)


def _is_left(entry: os.DirEntry[str]) -> bool:
    if not _NAME.fullmatch(entry.name) or not entry.is_dir(follow_symlinks=False):
        return False
    mine = not hasattr(os, "getuid") or entry.stat(follow_symlinks=False).st_uid == os.getuid()
    # Without its lock it was made just now.
    return mine and Path(entry.path, _LOCK).is_file()
