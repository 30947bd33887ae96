"""What the journal's writer needs of a file of lines: a journal, or the ballots of a vote."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from store.journal.file import Moved

Transform = Callable[[bytes], bytes]
"""Returns what becomes of a payload; the same bytes if nothing does."""
Goes = Callable[[bytes], bool]
"""Returns whether a damaged stretch is blanked."""


class LineFile(Protocol):
    """Where lines are saved. Each method raises OSError, and may then be called again."""

    path: Path

    @property
    def owes_pointer(self) -> bool:
        """Whether it was moved, and the link at the old path could not be made yet."""
        ...

    def open(self) -> None: ...
    def append(self, lines: bytes) -> None: ...
    def rewrite(self, transform: Transform, goes: Goes) -> None: ...
    def move_to(self, folder: Path, more: bytes) -> Moved: ...
    def leave_pointer(self) -> bool: ...
    def close(self) -> None: ...
