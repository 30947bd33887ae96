"""A disk that can lose its power: what was not synced is gone, new names that were not synced too."""

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

from store.disk import REAL, Disk
from tests.store.failing import OPERATIONS


class PowerGone(BaseException):
    """Nothing after this moment happens, no clean-up either."""


class PowerDisk:
    """`disk` works `operations` calls long, then raises PowerGone; `cut` leaves what was on the platter.

    Files that were there from the start count as safe; backups (second names) are not followed.
    """

    def __init__(self, operations: int = 1 << 30) -> None:
        self._left = operations
        self._names: dict[Path, int] = {}
        self._safe_names: dict[Path, dict[Path, int]] = {}
        self._safe_bytes: dict[int, bytes] = {}
        self._files: dict[int, int] = {}
        self.disk: Disk = dataclasses.replace(
            REAL, **{name: self._counted(name, getattr(REAL, name)) for name in OPERATIONS}
        )

    def cut(self) -> None:
        """Put every folder that was written to into the state a restart would find."""
        for folder, names in self._safe_names.items():
            for path in [path for path in self._names if path.parent == folder]:
                path.unlink(missing_ok=True)
            for path, file in names.items():
                path.write_bytes(self._safe_bytes[file])

    def _counted(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any) -> Any:
            if self._left <= 0:
                raise PowerGone
            self._left -= 1
            if name == "open":
                return self._open(real, *args)
            if name == "replace":
                self._learn(args[1])
            result = real(*args)
            if name == "sync":
                self._safe_bytes[self._files[args[0]]] = _content(args[0])
            elif name == "replace" and args[0] in self._names:
                self._names[args[1]] = self._names.pop(args[0])
            elif name == "sync_folder":
                self._safe_names[args[0]] = {
                    path: file
                    for path, file in self._names.items()
                    if path.parent == args[0] and path.exists()
                }
            return result

        return call

    def _open(self, real: Callable[[Path, int], int], path: Path, flags: int) -> int:
        self._learn(path)
        fd = real(path, flags)
        if path not in self._names:
            self._names[path] = self._new(b"")
        self._files[fd] = self._names[path]
        return fd

    def _learn(self, path: Path) -> None:
        """A file that was there before the first operation on its folder is safe as it is."""
        folder = path.parent
        if folder in self._safe_names:
            return
        for old in folder.iterdir():
            if old.is_file():
                self._names[old] = self._new(old.read_bytes())
        self._safe_names[folder] = {
            old: file for old, file in self._names.items() if old.parent == folder
        }

    def _new(self, content: bytes) -> int:
        file = len(self._safe_bytes)
        self._safe_bytes[file] = content
        return file


def _content(fd: int) -> bytes:
    # Opened for writing only, so it is read by its other name.
    return Path(f"/proc/self/fd/{fd}").read_bytes()
