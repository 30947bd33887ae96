"""Rows pasted from a spreadsheet or a list, as agenda items: nothing is run, and nothing read twice."""

from __future__ import annotations

import re

from msgspec import Struct

from session.model.plan import PlanItem
from session.model.state import replace
from session.model.text import clean
from session.plan.edits import MOST_MINUTES, item

_MINUTES = re.compile(r"(\d{1,5})\s*(?:m|min|mins|minutes?)?\.?", re.IGNORECASE)
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.][0-5]\d(\s*[-–]\s*([01]?\d|2[0-3])[:.][0-5]\d)?")
_AHEAD = re.compile(r"(\d{1,5})\s*(?:min(?:utes?)?\b\.?)?\s+(.*\S)")
_HEADINGS = {
    "title",
    "item",
    "what",
    "agenda",
    "activity",
    "minutes",
    "min",
    "mins",
    "length",
    "time",
}
MOST_ROWS = 1000


class Pasted(Struct, frozen=True):
    """The items found, and how many rows could not be read; ``first`` is the first of those."""

    items: tuple[PlanItem, ...] = ()
    unread: int = 0
    first: str = ""


def pasted(text: str) -> Pasted:
    """Return the items in ``text``, one a row: a title and minutes, in either order.

    Cells stand between tabs, semicolons or commas. A second text is the focus point. Times of day are
    left out, since the plan works them out. A cell that a spreadsheet would calculate stays text.
    """
    # Tabs and line ends part the cells and rows, so cleaning comes after.
    rows = [row for row in re.split(r"\r\n|\r|\n", text) if row.strip()][:MOST_ROWS]
    mark = _mark(rows)
    items: list[PlanItem] = []
    refused: list[str] = []
    for row in rows:
        cells = [said for cell in _cells(row, mark) if (said := clean(cell))]
        if not cells or {cell.casefold() for cell in cells} <= _HEADINGS:
            continue
        found = _item(cells)
        if found is None:
            refused.append(clean(row, 40))
        else:
            items.append(found)
    return Pasted(tuple(items), len(refused), refused[0] if refused else "")


def _mark(rows: list[str]) -> str:
    """Return what parts the cells: what stands in most rows. Text with commas alone is a list."""
    if any("\t" in row for row in rows):
        return "\t"
    for mark in ";,":
        cells = [_cells(row, mark) for row in rows]
        timed = [any(_MINUTES.fullmatch(cell.strip()) for cell in row) for row in cells]
        if rows and sum(timed) * 2 > len(rows):
            return mark
    return ""


def _cells(row: str, mark: str) -> list[str]:
    if not mark:
        return [row]
    # Taken apart by hand: the program's own reader of CSV asks for files, and this is a few words.
    cells: list[str] = []
    rest = row
    while True:
        quoted = re.match(rf'\s*"((?:[^"]|"")*)"\s*(?:{mark}|$)', rest)
        if quoted:
            cells.append(quoted[1].replace('""', '"'))
            rest, ended = rest[quoted.end() :], not quoted[0].rstrip(" ").endswith(mark)
        else:
            cell, found, rest = rest.partition(mark)
            cells.append(cell)
            ended = not found
        if ended:
            return cells


def _item(cells: list[str]) -> PlanItem | None:
    minutes: int | None = None
    texts: list[str] = []
    for cell in cells:
        number = _MINUTES.fullmatch(cell)
        if number and minutes is None:
            minutes = int(number[1])
        elif not _CLOCK.fullmatch(cell):
            texts.append(cell)
    if len(cells) == 1 and texts and (ahead := _AHEAD.fullmatch(texts[0])):
        minutes, texts = int(ahead[1]), [ahead[2]]
    if not texts or not _says_something(texts[0]):
        return None
    if minutes is not None and not 1 <= minutes <= MOST_MINUTES:
        return None
    return replace(item(texts[0], minutes), focus=texts[1] if len(texts) > 1 else "")


def _says_something(title: str) -> bool:
    """Tell whether there is more than signs: those alone are what is left of something that is no text."""
    return any(c.isalnum() or not c.isascii() for c in title)
