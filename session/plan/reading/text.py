"""Splits plain text, Markdown and delimited rows into lines and tables."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from session.plan.reading.document import (
    MOST_ROWS,
    Block,
    Document,
    Grid,
    Line,
    Mark,
    Row,
    in_one_line,
    unmarked,
)
from session.plan.reading.tables import known_headings
from session.plan.reading.times import clocks_at, clocks_in, length_at, length_in
from session.plan.reading.words import choice

_BULLET = re.compile(r"(?:[-*+•‣◦▪▫●○■□▢☐☑☒✓✔➢➤►▸→»·–—]|o(?=\t| {2}))\s+")
_LISTED = re.compile(r"^\s*(?:[^\w\s\"'#]|o|\(?\w{1,3}[.)])\t+")
"""A list mark followed by a tab, as word processors copy it: not a cell."""
_DEEPER = {"○": 2, "◦": 2, "o": 2, "▫": 4, "▪": 4, "■": 4}
"""Nested list marks of word processors, which are copied without their indentation."""
_BOX = re.compile(r"\[[ xX]?\]\s+")
_NUMBER = re.compile(
    r"(?:\(?(?P<one>\d{1,3}|[a-z]|[ivx]{1,5})\)\s*(?=\S)|(?P<dotted>\d{1,3}(?:\.\d{1,2})*)\.\s*(?=[^\W\d]|[\"“„'(\[*_¿¡]|\s\S)"
    r"|(?P<low>[a-z]|[ivx]{2,5})\.\s+|(?P<deep>\d{1,2}(?:\.\d{1,2})+)\s+)"
)
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*$")
_ASIDE = re.compile(r"(?P<text>.*[^\W\d_]{3}.*?\S) {3,}(?P<aside>[^\W\d]\S*(?: \S+){0,4})\s*$")
_RULE = re.compile(r"\s*(?:[-=_*~+─━═–—│|:]\s*){3,}\s*$")
_UNDERLINE = re.compile(r"\s*(?:={3,}|-{3,})\s*$")
_PIPES = re.compile(r"^\s*\|?.*\|.*$")
_QUOTE = re.compile(r"^\s*>+\s?")
_FENCE = re.compile(r"\s*(?:```|~~~)")


class Unclosed(Exception):
    """A double quote is not closed; ``line`` is where its row begins."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def document(text: str, stem: str = "", *, delimited: bool = False) -> Document:
    """Split a text. ``delimited``: by its name, cells are separated by commas or semicolons.

    Raises Unclosed.
    """
    text = re.sub(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]", "\n", text.removeprefix("\ufeff"))
    title, rows = _front_matter(text.split("\n"))
    if mark := _mark([row for row in rows if row.strip()], delimited=delimited):
        return Document(
            (Grid(tuple(_cells("\n".join(rows), mark, len(text.split("\n")) - len(rows)))),),
            stem,
            title,
        )
    return Document(tuple(_blocks(rows, len(text.split("\n")) - len(rows))), stem, title)


def _front_matter(rows: list[str]) -> tuple[str, list[str]]:
    """Return the title in the front matter between two rules, and the rows after it."""
    if not rows or rows[0].strip() != "---":
        return "", rows
    end = next((n for n, row in enumerate(rows[1:40], 1) if row.strip() in {"---", "..."}), 0)
    if not end or not all(re.match(r"\s*(?:[\w-]+:|-\s|#|$)", row) for row in rows[1:end]):
        return "", rows
    titles = (
        re.match(r"title:\s*[\"']?(.*?)[\"']?\s*$", row, re.IGNORECASE) for row in rows[1:end]
    )
    return next((in_one_line(found[1]) for found in titles if found), ""), rows[end + 1 :]


# Rows of cells


def _mark(rows: list[str], *, delimited: bool) -> str:
    """Return the separator of the cells; empty for a text without cells."""
    rows = [_LISTED.sub("", row) for row in rows]
    if sum("\t" in row.strip() for row in rows) * 2 > len(rows):
        return "\t"
    first = next(iter(rows), "")
    for mark in ";,":
        heads = first.lstrip("\ufeff").split(mark)
        if len(heads) > 1 and known_headings(tuple(heads)) >= 2:
            return mark
    for mark in ";,":
        parted = [row for row in rows if _timed_cells(row, mark)]
        if rows and len(parted) * 2 > len(rows):
            return mark
    if delimited:
        return max(",;\t", key=lambda mark: sum(mark in row for row in rows)) if rows else ","
    return ""


def _timed_cells(row: str, mark: str) -> bool:
    """Return whether a row splits into cells of which one is a time or length and another is not."""
    cells = [cell.strip(' "') for cell in row.split(mark)]
    if len(cells) < 2 or (mark == "," and length_in(cells[0]) and len(cells) == 2):
        return False
    timed = [bool(length_in(cell) or clocks_in(cell)) for cell in cells]
    return any(timed) and not all(timed)


def _cells(text: str, mark: str, before: int) -> Iterator[Row]:
    for strict in (True, False):
        rows = csv.reader(text.splitlines(keepends=True), delimiter=mark, strict=strict)
        made: list[Row] = []
        begins = 1
        try:
            for cells in rows:
                made.append(Row(before + begins, tuple(unmarked(cell) for cell in cells)))
                begins = rows.line_num + 1
        except csv.Error as refused:
            if "end of data" in str(refused):
                raise Unclosed(before + begins) from refused
            if not strict:
                raise Unclosed(before + begins) from refused
            continue
        yield from (row for row in made[:MOST_ROWS] if any(row.cells))
        return


# Lines


def _blocks(rows: list[str], before: int) -> Iterator[Block]:
    at, gap = 0, True
    fenced = False
    while at < len(rows):
        row, n = rows[at], before + at + 1
        if _FENCE.match(row):
            fenced = not fenced
        piped = _piped(rows, at)
        if not row.strip() or _RULE.match(row) or _FENCE.match(row):
            at, gap = at + 1, True
        elif piped:
            yield Grid(
                tuple(
                    _pipe_row(rows[k], before + k + 1)
                    for k in range(at, piped)
                    if not _RULE.match(rows[k])
                )
            )
            at, gap = piped, True
        else:
            under = (
                at + 1 < len(rows)
                and _UNDERLINE.match(rows[at + 1])
                and not _BULLET.match(row.strip())
            )
            if under and not _mark_of(row)[0]:
                yield Line(
                    n, in_one_line(unmarked(row)), "heading", 1 if "=" in rows[at + 1] else 2, gap
                )
            else:
                yield _line(row, n, gap)
            at, gap = at + 1, False


def _piped(rows: list[str], at: int) -> int:
    """Return the end of the pipe table that begins here; 0 if there is none."""
    end = at
    while end < len(rows) and rows[end].strip() and "|" in rows[end]:
        end += 1
    ruled = any(_RULE.match(rows[k]) and "-" in rows[k] for k in range(at, min(end, at + 3)))
    edged = all(rows[k].strip().startswith("|") for k in range(at, end))
    same = end - at >= 2 and len({len(_pipe_cells(rows[k])) for k in range(at, end)}) == 1
    return end if end - at >= 2 and (ruled or edged or same) else 0


def _pipe_cells(row: str) -> list[str]:
    return re.split(r"(?<!\\)\|", row.strip().removeprefix("|").removesuffix("|"))


def _pipe_row(row: str, n: int) -> Row:
    return Row(n, tuple(unmarked(cell.strip()) for cell in _pipe_cells(row)))


def _line(row: str, n: int, gap: bool) -> Line:
    row = _QUOTE.sub("", row)
    mark, depth, text = _mark_of(row)
    apart = _ASIDE.match(text)
    aside = ""
    if apart and not length_at(apart["aside"]) and not clocks_at(apart["aside"]):
        text, aside = apart["text"], in_one_line(unmarked(apart["aside"]))
    return Line(n, in_one_line(unmarked(text)), mark, depth, gap, aside)


def _mark_of(row: str) -> tuple[Mark, int, str]:
    """Return the mark of a line, its depth, and its text without the mark."""
    said = row.expandtabs(4).strip()
    depth = len(row.expandtabs(4)) - len(row.expandtabs(4).lstrip())
    if found := _HEADING.match(said):
        mark, _, text = _mark_of(found[2])
        return "heading", len(found[1]), text if mark in {"number", "bullet"} else found[2]
    raw = row.strip()
    if found := _BULLET.match(raw):
        rest = raw[found.end() :]
        if box := _BOX.match(rest):
            rest = rest[box.end() :]
        return "bullet", depth + _DEEPER.get(raw[0], 0), rest
    if box := _BOX.match(raw):
        return "bullet", depth, raw[box.end() :]
    return _numbered(raw, depth)


def _numbered(raw: str, depth: int) -> tuple[Mark, int, str]:
    found = _NUMBER.match(raw)
    bold = re.match(r"(\*\*|__)(?=\(?\d)", raw)
    if found is None and bold:
        mark, deep, text = _numbered(raw[len(bold[0]) :], depth)
        return (mark, deep, f"{bold[0]}{text}") if mark else ("", depth, raw)
    if found is None:
        named = re.match(
            rf"(?:{choice('item.number')})\s*\d{{1,2}}\s*[:.)–-]?\s+", raw, re.IGNORECASE
        )
        return ("number", depth, raw[named.end() :]) if named else ("", depth, raw)
    if found["deep"] and length_at(raw):
        return "", depth, raw
    number = found["dotted"] or found["deep"] or ""
    # "10.30 Coffee" is a time of day, and "7.5 Welcome" is not a numbered point either.
    if found["deep"] and re.fullmatch(r"\d{1,2}\.[0-5]\d", number):
        return "", depth, raw
    if found["dotted"] and re.fullmatch(r"\d{1,2}\.[0-5]\d", number):
        return "", depth, raw
    return "number", depth + 2 * number.count("."), raw[found.end() :]


def counted(lines: list[Line]) -> frozenset[int]:
    """Return the numbers of the lines whose first word only numbers them: 1, 2, 3 and so on."""
    firsts = [
        (line.n, re.match(r"(\d{1,3})\s+[^\W\d]", line.text)) for line in lines if not line.mark
    ]
    said = [(n, int(found[1])) for n, found in firsts if found]
    if len(said) < 3 or [one for _, one in said] != list(range(1, len(said) + 1)):
        return frozenset()
    return frozenset(n for n, _ in said)
