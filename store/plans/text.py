"""Reads a plan from plain text (one item a line, “10 Welcome”) or CSV (title, minutes)."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

from store.faults import Fault
from store.plans.table import shown
from store.toml_lines import Path

Values = dict[str, Any]

# A length is a number on its own or with its unit; “2nd round” is a title.
_LENGTH = re.compile(r"([+-]?\d[\d.,]*)(?:[ \t]*(?:minutes|minute|mins|min|m)\b\.?|(?=\s|$))[ \t]*")
_CLOCK = re.compile(r"\d{1,2}:\d\d\b")
_KINDS = {
    "break": re.compile(r"(short |tea |coffee |comfort |lunch )?break|lunch|coffee|tea"),
    "check-in": re.compile(r"check[- ]?in"),
    "check-out": re.compile(r"check[- ]?out"),
}


def read_text(text: str, file: str, stem: str) -> tuple[Values, dict[Path, int], list[Fault]]:
    """Return the values of a plain-text plan and their lines.

    A first line without a number is the title; ``stem``, the file's name, stands in for it. Lines
    that are empty or begin with ``#`` are passed over.
    """
    values: Values = {"agenda": []}
    lines: dict[Path, int] = {}
    faults: list[Fault] = []
    for number, row in enumerate(text.split("\n"), start=1):
        said = row.strip()
        if not said or said.startswith("#"):
            continue
        if _CLOCK.match(said):
            wrong = "this line begins with a time of day"
            faults.append(
                Fault(file, number, wrong, 'write the minutes it lasts, as in "10 Welcome"')
            )
            continue
        length = _LENGTH.match(said)
        if length is None and not lines:
            values["title"] = said
            lines[("title",)] = number
            continue
        title = said[length.end() :] if length else said
        _add(values, lines, number, title, length[1] if length else "")
    values.setdefault("title", _from_name(stem))
    return values, lines, faults


def read_csv(text: str, file: str, stem: str) -> tuple[Values, dict[Path, int], list[Fault]]:
    """Return the values of a CSV plan and their lines; a heading line may swap the two columns."""
    values: Values = {"title": _from_name(stem), "agenda": []}
    lines: dict[Path, int] = {}
    faults: list[Fault] = []
    first = text.lstrip().split("\n", 1)[0]
    mark = next((m for m in ",;\t" if m in first), ",")
    # Strict: a quote that is never closed would take the rest of the agenda into one title, unnoticed.
    rows = csv.reader(io.StringIO(text), delimiter=mark, strict=True)
    columns: list[str] | None = None
    begins = 1
    try:
        for row in rows:
            number, begins = begins, rows.line_num + 1
            cells = [cell.strip() for cell in row]
            if not any(cells):
                continue
            if columns is None:
                columns = ["title", "minutes"]
                heading = [cell.casefold() for cell in cells]
                if "title" in heading:
                    columns = heading
                    faults.extend(
                        Fault(
                            file,
                            number,
                            f"there is no column {shown(name)}",
                            "keep the columns title and minutes",
                        )
                        for name in heading
                        if name not in {"title", "minutes"}
                    )
                    continue
            if any(cells[len(columns) :]):
                wrong = f"this line has {len(cells)} cells instead of {len(columns)}"
                instead = f"put a title with {'a comma' if mark == ',' else 'this mark'} in it between double quotes"
                faults.append(Fault(file, number, wrong, instead))
                continue
            named = dict(zip(columns, cells, strict=False))
            _add(values, lines, number, named.get("title", ""), named.get("minutes", ""))
    except csv.Error as refused:
        if "end of data" in str(refused):
            faults.append(
                Fault(file, begins, "a double quote has no end", "close it, or leave it out")
            )
        else:
            faults.append(
                Fault(file, begins, "this line can't be read", "write a title and minutes")
            )
    return values, lines, faults


def _add(values: Values, lines: dict[Path, int], number: int, title: str, minutes: str) -> None:
    item: Values = {"title": title}
    if minutes:
        item["minutes"] = _number(minutes)
    for kind, pattern in _KINDS.items():
        if pattern.fullmatch(title.casefold()):
            item["kind"] = kind
    lines[("agenda", len(values["agenda"]))] = number
    values["agenda"].append(item)


def _number(written: str) -> int | str:
    return int(written) if re.fullmatch(r"[+-]?\d{1,9}", written) else written


def _from_name(stem: str) -> str:
    words = re.sub(r"[-_\s]+", " ", stem).strip()
    return words[:1].upper() + words[1:] or "Session"
