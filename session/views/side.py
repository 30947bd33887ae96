"""One side of paper: parts of a text that together always fit on it, as they do in every form.

Each part gets its first entry before any gets its second, and what has no room is counted. The last parts are
always there, whole.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from session.model.text import ISOLATE, POP, bare, short
from session.wording.catalogue import say


class Sheet(Struct, frozen=True):
    """The room on one side below the title: characters in a row, and rows.

    most: characters of one entry
    draft: rows of the sign that it is a draft
    """

    columns: int
    rows: int
    most: int
    draft: int


NORMAL = Sheet(86, 47, 258, 5)
LARGE = Sheet(52, 31, 144, 3)
"""At 18 points."""


class SideEntry(Struct, frozen=True):
    """One entry; ``under``: what belongs to it, such as a reservation."""

    text: str
    under: tuple[str, ...] = ()


class SidePart(Struct, frozen=True):
    """A heading with its entries; it says so if not all of them fit."""

    key: str
    title: str
    entries: tuple[SideEntry, ...]


class OneSide(Struct, frozen=True):
    """The whole side."""

    title: str
    when: str
    parts: tuple[SidePart, ...]


def fitted(
    title: str,
    when: str,
    parts: Sequence[SidePart],
    ends: Sequence[SidePart],
    sheet: Sheet,
    *,
    draft: bool = False,
) -> OneSide:
    """Return a side with as much of ``parts`` as fits, and all of ``ends``.

    draft: whether it carries the sign that it is a draft
    """
    rows = sheet.rows - (sheet.draft if draft else 0)
    title = fitting(title, sheet.columns)
    # A title of two rows takes those of two entries.
    rows -= 2 if _width(title) > sheet.columns // 2 else 0
    when = fitting(when, sheet.columns)
    room = rows - sum(_HEADING + _total(part, sheet) for part in ends)
    wanted = [cut(part, sheet) for part in parts if part.entries]
    if sum(_HEADING + _total(part, sheet) for part in wanted) <= room:
        return OneSide(title, when, (*wanted, *ends))
    missing: list[SidePart] = []
    while True:
        titles = "; ".join(part.title for part in missing)
        more = SideEntry(say("side.long_of", parts=titles) if missing else say("side.long"))
        there = [part for part in wanted if part not in missing]
        taken = tuple(_taken(there, room - _rows(more, sheet), sheet))
        known = {part.key for part in taken}
        if len(known) == len(there):
            break
        # Naming them takes rows, so that one more may have no room.
        missing += (part for part in there if part.key not in known)
    last = replace(ends[-1], entries=(more, *ends[-1].entries))
    return OneSide(title, when, (*taken, *ends[:-1], last))


_HEADING = 2
"""Rows of a heading with the space around it."""


def _taken(parts: Sequence[SidePart], room: int, sheet: Sheet) -> Iterator[SidePart]:
    """Yield as much of each part as fits: the first entry of each, then the second of each, and so on."""
    numbers = [0] * len(parts)
    full: set[int] = set()
    for nth in range(max((len(part.entries) for part in parts), default=0)):
        for at, part in enumerate(parts):
            if at in full or nth >= len(part.entries):
                continue
            needed = _rows(part.entries[nth], sheet) + (0 if nth else _HEADING)
            if needed > room:
                full.add(at)
            else:
                room -= needed
                numbers[at] += 1
    for part, kept in zip(parts, numbers, strict=True):
        if kept == len(part.entries):
            yield part
        elif kept:
            title = say("side.part_of", title=part.title, n=kept, of=len(part.entries))
            yield replace(part, title=title, entries=part.entries[:kept])


def _total(part: SidePart, sheet: Sheet) -> int:
    return sum(_rows(one, sheet) for one in part.entries)


def _rows(entry: SideEntry, sheet: Sheet) -> int:
    return sum(_lines(text, sheet.columns) for text in (entry.text, *entry.under))


def _lines(text: str, columns: int) -> int:
    # A word as long as half a row begins a new one.
    broken = any(len(word) > columns // 2 for word in text.split())
    return -(-_width(text) // columns) + broken


def _width(text: str) -> int:
    """Return the width of a line in average Latin letters, rather too large than too small."""
    return round(sum(map(_advance, bare(text)))) or 1


def _advance(character: str) -> float:
    if character.isascii():
        return 1.5 if character.isupper() or character in "mw@%&+=<>#~—…" else 1
    kind = unicodedata.category(character)
    if kind in {"Mn", "Me", "Cf"}:
        return 0
    if unicodedata.east_asian_width(character) in {"W", "F"} or kind == "So":
        return 2.2
    return 1.6


def cut(part: SidePart, sheet: Sheet) -> SidePart:
    entries = (
        SideEntry(
            fitting(one.text, sheet.most), tuple(fitting(text, sheet.most) for text in one.under)
        )
        for one in part.entries
    )
    return replace(part, entries=tuple(entries))


def fitting(text: str, most: int) -> str:
    """Return the beginning of a text that is at most so wide, as ``_width`` measures."""
    whole = _width(text)
    if whole <= most:
        return text
    # An isolate that was cut open is closed again.
    cut = short(text, max(8, len(text) * most // whole))
    return cut + POP * (cut.count(ISOLATE) - cut.count(POP))
