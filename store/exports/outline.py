"""The format-independent outline of a recap: sections of lines, points and tables.

Every format renders the same outline, so that all of them have the same content in the same order. Texts
here are plain: each format escapes them in its own way.
"""

from __future__ import annotations

from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from session.model.text import ISOLATE, POP, bare, clean, theirs
from session.views.series_look import Look
from session.wording.catalogue import say

__all__ = ["ISOLATE", "POP", "bare", "theirs"]

T = TypeVar("T")


class Line(Struct, frozen=True):
    """A line on its own; ``quiet`` ones are less important, ``look`` is the sign of the series before it."""

    text: str
    quiet: bool = False
    look: Look | None = None

    @property
    def signed(self) -> str:
        """The text with its sign, where there is no colour."""
        return f"{self.look.sign} {self.text}" if self.look else self.text


class Point(Struct, frozen=True):
    """One entry of a list, with its sub-entries."""

    text: str
    under: tuple[str, ...] = ()
    struck: bool = False
    """Whether nothing is left of its words, if its text says more than these."""


class Points(Struct, frozen=True):
    points: tuple[Point, ...]


class Table(Struct, frozen=True):
    """A table with a header row; the first cell of a row is the row's name."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    bars: tuple[int, ...] = ()
    """The length of each row's bar, 1 to 100; it repeats a number in the row, so that it is only to look at."""


class Part(Struct, frozen=True):
    """A smaller heading; ``letter`` and ``shape`` are a theme's sign."""

    text: str
    letter: str = ""
    shape: str = ""


Block = Line | Points | Table | Part


class Section(Struct, frozen=True):
    """A heading and its content. ``key`` identifies the section in links and styles."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    side: bool = False
    """Whether it is on the first side, which is black on white and fits one page."""


BAR = "█"
"""A tenth of the longest bar as a letter."""

WHOLE = "whole"
"""The key of the section that begins on a new page, behind the first side."""


class Outline(Struct, frozen=True):
    """The whole recap in reading order. ``sign`` and ``draft`` are empty once it is agreed."""

    title: str
    kicker: str
    sign: str
    draft: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...]
    large: bool = False
    """Whether it is printed at 18 points."""
    series: Line | None = None
    """The series with its sign, shown above the title without its colour."""


def bar_of(share: int) -> str:
    """Return a bar of a table's row as letters, where nothing can be drawn."""
    return BAR * -(-share // 10)


def shares(columns: int) -> tuple[float, ...]:
    """Return the columns' shares (0–1) of a table's width: a first cell that names its row is twice as wide."""
    if columns <= 2:
        return (1 / columns,) * columns
    return (2 / (columns + 1), *(1 / (columns + 1),) * (columns - 1))


def page_words() -> list[str]:
    """Return what is before, between and after the number of a page and how many there are."""
    return say("recap.page", n="\n", of="\n").split("\n")


def tidied(value: T) -> T:
    """Return a recap (or a part of it) with every text cleaned to one line.

    Texts from the session were cleaned when typed; a file that was read may contain anything.
    """
    if isinstance(value, str):
        return clean(value, len(value))  # type: ignore[return-value]  # T is str here
    if isinstance(value, Struct):
        fields = {name: tidied(getattr(value, name)) for name in value.__struct_fields__}
        return replace(value, **fields)
    if isinstance(value, dict):
        return {tidied(key): tidied(inner) for key, inner in value.items()}  # type: ignore[return-value]  # T is dict here
    if isinstance(value, tuple):
        return tuple(tidied(inner) for inner in value)  # type: ignore[return-value]  # T is tuple here
    return value
