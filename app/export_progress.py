"""Who is told how the writing of a recap goes on; it is told from the thread that writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


def _writing(_title: str, _nth: int, _of: int) -> None: ...


def _beside(_held: Path, _beside: Path) -> None: ...


@dataclass(frozen=True, slots=True)
class Witness:
    """``writing`` is told each form's title, its number and how many there are, before it is written.

    ``beside`` is told of a file that was open in its program, and of the new one put beside it.
    """

    writing: Callable[[str, int, int], None] = _writing
    beside: Callable[[Path, Path], None] = _beside


NOBODY = Witness()
