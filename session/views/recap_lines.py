"""The recap as the screen reads it back: one line after the other, each knowing what stands in it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from session.erase.entries import Entry

LineKind = Literal["section", "part", "point", "under", "line", "quiet", "gap"]


class ReadBackLine(Struct, frozen=True):
    """One line. ``letter`` and ``shape`` are a theme's sign; ``entries`` can be struck from it."""

    kind: LineKind
    text: str = ""
    letter: str = ""
    shape: str = ""
    entries: tuple[Entry, ...] = ()


class ReadBack(Struct, frozen=True):
    """The whole recap on the screen, and what can be done with it."""

    title: str = ""
    sign: str = ""
    """"DRAFT" in large letters; empty once the recap was agreed."""
    draft: str = ""
    """What a draft is, in words; for an agreed one, that it was agreed."""
    lead: tuple[str, ...] = ()
    series: str = ""
    lines: tuple[ReadBackLine, ...] = ()
    not_coproduced: str = ""
    agreed: bool = False
    ended: bool = False
    changeable: bool = False
    """Whether its session is open here, so that it can be agreed, ended and struck."""
    formats: tuple[tuple[str, str], ...] = ()
    """Names of the formats it can be exported in, each with a title."""
    writing: str = ""
    """The form being written now, in a sentence; empty when none is."""
    written: tuple[str, ...] = ()
    """The files last written."""
