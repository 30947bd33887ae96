"""The rows of a table as entries: columns are identified by their headings, or else by their content."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from session.plan.reading.document import Grid, Row, in_one_line, says_something
from session.plan.reading.entries import Entry, Found, kind_named, kind_of, peeled, title_of
from session.plan.reading.times import When, clocks_in, length_in
from session.plan.reading.words import first_of, is_one, plain, words
from session.plan.understood import LeftOut
from session.wording.catalogue import say

ROLES = ("number", "start", "end", "time", "length", "title", "kind", "focus", "day")
_FIRST_ROWS = 12
_NOTHING = {"", "-", "–", "—", "/", "n/a"}


@dataclass
class Columns:
    """The meaning of each column; ``names`` are the headings, empty if there are none."""

    at: dict[str, int] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    timed: bool = False
    """Whether most rows have a time of day, so that one without any is a heading among them."""

    def cell(self, row: Row, role: str) -> str:
        place = self.at.get(role, -1)
        said = row.cells[place].strip() if 0 <= place < len(row.cells) else ""
        return "" if said in _NOTHING else said


@lru_cache(256)
def roles_of(heading: str) -> list[str]:
    """Return what a column with this heading may be, most likely first."""
    said = plain(re.sub(r"\(.*?\)", "", heading))
    return [role for role in ROLES if said and said in words(f"column.{role}")]


def known_headings(cells: tuple[str, ...]) -> int:
    """Return how many cells are known headings: 0 if a cell is a time or length."""
    if any(clocks_in(cell) or length_in(cell) for cell in cells if cell.strip()):
        return 0
    return sum(bool(roles_of(cell)) for cell in cells)


def read_grid(grid: Grid) -> Found:
    """Return the entries of a table; ``doubt`` has the reason if it is not an agenda."""
    rows = [row for row in grid.rows if any(cell.strip() for cell in row.cells)]
    top = _heading(rows)
    title, left_out = _above(rows[:top])
    columns = _by_heading(rows[top], rows[top + 1 :]) if top < len(rows) else None
    body = rows[top + 1 :] if columns else rows
    if columns is None:
        columns, top, title, left_out = _by_content(rows), 0, "", []
    clocks = sum(_when(row, columns).start is not None for row in body)
    columns.timed = clocks * 2 > len(body)
    entries: list[Entry] = []
    for row in body:
        if columns.names and tuple(map(plain, row.cells)) == tuple(map(plain, columns.names)):
            continue
        made = _entry(row, columns)
        if isinstance(made, Entry):
            entries.append(made)
        elif made:
            left_out.append(
                LeftOut(row.n, in_one_line(" ".join(filter(None, row.cells)))[:80], made)
            )
    if nothing := [name for name in columns.names if is_one("column.nothing", name)]:
        left_out.append(LeftOut(rows[top].n, ", ".join(nothing), say("plan.left.recap")))
    return Found(tuple(entries), title, tuple(left_out), _doubt(entries, columns))


def _doubt(entries: list[Entry], columns: Columns) -> str:
    """Return why a table is not an agenda: no cell in its time columns could be read."""
    timed = {"time", "start", "length"} & columns.at.keys()
    if entries and columns.names and timed and not any(one.when for one in entries):
        place = columns.at[min(timed)]
        return say("plan.doubt.times", column=in_one_line(columns.names[place]))
    return ""


def _heading(rows: list[Row]) -> int:
    """Return the index of the row with the headings; the number of rows if there is none."""
    best, at = 0, len(rows)
    for n, row in enumerate(rows[:_FIRST_ROWS]):
        known, filled = known_headings(row.cells), sum(bool(cell.strip()) for cell in row.cells)
        titled = any("title" in roles_of(cell) for cell in row.cells)
        timed = _timed_below(rows[n + 1 :])
        alone = n == 0 and filled >= 2 and known == 1 and (timed or (titled and _words_only(row)))
        if known > best and (titled or timed) and (known >= 2 or alone):
            best, at = known, n
    if at == len(rows) and len(rows) > 1 and _words_only(rows[0]) and _timed_below(rows[1:]):
        # Headings in another language: words above a column of numbers or times.
        return 0
    return at


def _words_only(row: Row) -> bool:
    filled = [cell for cell in row.cells if cell.strip()]
    return len(filled) >= 2 and not any(
        clocks_in(cell) or length_in(cell) or re.search(r"\d", cell) or len(cell) > 30
        for cell in filled
    )


def _timed_below(rows: list[Row]) -> bool:
    """Return whether most rows have a cell that is a time or length."""
    timed = [any(clocks_in(cell) or length_in(cell) for cell in row.cells) for row in rows]
    return bool(timed) and sum(timed) * 2 > len(timed)


def _above(rows: list[Row]) -> tuple[str, list[LeftOut]]:
    """Return the title above a table, and the other lines there."""
    said = [(row.n, in_one_line(" ".join(filter(None, row.cells)))) for row in rows]
    title = title_of(said[0][1]) if said else ""
    return title, [LeftOut(n, text[:80], say("plan.left.around")) for n, text in said[1:]]


def _by_heading(head: Row, body: list[Row]) -> Columns:
    columns = Columns(names=head.cells)
    candidates = sorted(
        (first_of(f"column.{role}")[plain(re.sub(r"\(.*?\)", "", cell))], place, role)
        for place, cell in enumerate(head.cells)
        for role in roles_of(cell)
    )
    for _, place, role in candidates:
        if role not in columns.at and place not in columns.at.values() and _fits(role, place, body):
            columns.at[role] = place
    if "title" not in columns.at:
        guessed = _by_content(body)
        for role in ("title", *({"time", "length"} - columns.at.keys())):
            place = guessed.at.get(role, -1)
            if place >= 0 and place not in columns.at.values():
                columns.at[role] = place
    return columns


def _fits(role: str, place: int, body: list[Row]) -> bool:
    """Return whether the cells of a column fit the meaning of its heading."""
    cells = [
        row.cells[place].strip()
        for row in body
        if place < len(row.cells) and row.cells[place].strip()
    ]
    if not cells:
        return role != "title"
    if role == "title":
        return sum(bool(re.search(r"[^\W\d]{2}", cell)) for cell in cells) * 2 >= len(cells)
    if role == "number":
        return all(len(cell) <= 8 for cell in cells)
    return True


def _by_content(rows: list[Row]) -> Columns:
    """Identify the columns by their content: counters, times, lengths, the title."""
    columns = Columns()
    width = max((len(row.cells) for row in rows), default=0)
    for place in range(width):
        cells = [row.cells[place].strip() for row in rows if place < len(row.cells)]
        filled = [cell for cell in cells if cell not in _NOTHING]
        if not filled:
            continue
        counts = [re.sub(r"[.)]$", "", cell) for cell in filled]
        clocks = sum(bool(clocks_in(cell)) and not cell.isdigit() for cell in filled)
        lengths = sum(bool(length_in(cell)) for cell in filled)
        if len(filled) > 2 and counts == [str(n) for n in range(1, len(counts) + 1)] and width > 2:
            columns.at.setdefault("number", place)
        elif clocks * 2 > len(filled):
            columns.at.setdefault("time" if "time" not in columns.at else "end", place)
        elif lengths * 2 > len(filled) or (lengths and place and lengths == len(filled)):
            columns.at.setdefault("length", place)
        elif any(says_something(cell) for cell in filled):
            columns.at.setdefault("title", place)
    return columns


def _entry(row: Row, columns: Columns) -> Entry | str:
    """Return the entry of a row, or why it is not one; an empty reason for a row that need not be reported."""
    cells = [cell.strip() for cell in row.cells]
    if columns.names and any(cells[len(columns.names) :]):
        return say("plan.left.cells", n=len(cells), m=len(columns.names))
    title, when = columns.cell(row, "title"), _when(row, columns)
    if not columns.at.keys() & {"time", "start", "length"}:
        peeled_when, rest = peeled(title)
        when, title = when.joined(peeled_when), rest or title
    elif not when and (inside := peeled(title, bare=False))[0].minutes:
        when, title = inside
    if not title or not says_something(title):
        alone = [cell for cell in cells if cell not in _NOTHING]
        if not alone or all(not says_something(cell) for cell in alone):
            return ""
        return say("plan.left.no_title") if when or len(alone) > 1 else say("plan.left.around")
    if (
        columns.timed
        and not when
        and _alone(row)
        and kind_of(title) == "other"
        and not is_one("item", title)
    ):
        return say("plan.left.heading")
    if is_one("total", title):
        return say("plan.left.total")
    kind = columns.cell(row, "kind")
    known = kind_named(kind) if kind else None
    focus = columns.cell(row, "focus")
    notes = [*_notes(row, columns), *([kind] if kind and known is None else [])]
    lines = [line for line in title.split("\n") if line.strip()]
    if not columns.names and notes and not focus and notes[0].endswith("?"):
        focus, notes = notes[0], notes[1:]
    return Entry(
        row.n,
        title_of(lines[0]),
        when,
        (*lines[1:], *notes),
        known or "",
        in_one_line(focus),
        day=columns.cell(row, "day"),
        bare=not when,
    )


def _alone(row: Row) -> bool:
    return sum(cell.strip() not in _NOTHING for cell in row.cells) == 1


def _when(row: Row, columns: Columns) -> When:
    time, start = columns.cell(row, "time"), columns.cell(row, "start")
    length, end = columns.cell(row, "length"), columns.cell(row, "end")
    when = (length_in(length) if length else None) or When()
    begins = clocks_in(start or time) if start or time else None
    if begins is None and time and not when:
        # A column "Time" may contain lengths.
        when = length_in(time) or When()
    elif (
        begins and time and not columns.at.keys() & {"length", "start", "end"} and _is_length(time)
    ):
        when, begins = length_in(time) or When(), None
    if begins:
        when = when.joined(begins)
    if end and (ends := clocks_in(end)) and ends.start:
        when = when.joined(When(end=ends.start))
    return when


def _unread(row: Row, columns: Columns) -> set[int]:
    """Return the time columns whose cell could not be read: its text is kept as a note."""
    read: dict[str, Callable[[str], When | None]] = {
        "length": length_in,
        "time": _either,
        "start": clocks_in,
        "end": clocks_in,
    }
    return {
        columns.at[role]
        for role, how in read.items()
        if (said := columns.cell(row, role)) and how(said) is None
    }


def _either(cell: str) -> When | None:
    return clocks_in(cell) or length_in(cell)


def _is_length(cell: str) -> bool:
    """Return whether a cell in a time column is a plain number or has a unit, so that it is a length."""
    return bool(re.fullmatch(r"\d{1,3}", cell)) or (
        not re.search(r"\d[:.h]\d", cell) and not clocks_in(cell)
    )


def _notes(row: Row, columns: Columns) -> Iterator[str]:
    """Yield the other columns' cells, each with its heading."""
    taken = set(columns.at.values()) - _unread(row, columns)
    for place, cell in enumerate(row.cells):
        said = "\n".join(filter(None, (in_one_line(line) for line in cell.split("\n"))))
        if place < len(columns.names) and is_one("column.nothing", columns.names[place]):
            continue
        if place in taken or said in _NOTHING or not says_something(said):
            continue
        name = in_one_line(columns.names[place]) if place < len(columns.names) else ""
        yield f"{name}: {said}" if name and not is_one("column.notes", name) else said
