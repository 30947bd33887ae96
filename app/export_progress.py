"""Callbacks for the progress of an export; called in the thread that writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


def _writing(_title: str, _nth: int, _of: int) -> None: ...


def _beside(_held: Path, _beside: Path) -> None: ...


@dataclass(frozen=True, slots=True)
class ExportProgress:
    """``writing`` receives each format's title, its number and their total, before it is written.

    ``beside`` receives the path of a file that was open in another program, and that of the new file.
    """

    writing: Callable[[str, int, int], None] = _writing
    beside: Callable[[Path, Path], None] = _beside


NOBODY = ExportProgress()
