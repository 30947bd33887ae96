"""The recap for reading back on the screen: lines, each with the entries it contains."""

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
    """The whole recap on the screen, and the available operations."""

    session: str = ""
    title: str = ""
    sign: str = ""
    """"DRAFT" in large letters; empty once the recap is agreed."""
    draft: str = ""
    """An explanation of drafts; for an agreed recap, that it is agreed."""
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
    """The format being written now, in a sentence; empty if none."""
    written: tuple[str, ...] = ()
    """The files written last."""
