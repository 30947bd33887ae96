"""Parses the TOML of a plan into values and their lines, and explains in plain words what isn't TOML."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from store.faults import Fault
from store.toml_lines import Path, lines_of

Values = dict[str, Any]

_AT = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")

# tomllib's messages, in plain words, and what to write instead.
_PLAIN = [
    (
        r"Expected '=' after a key|Invalid statement|Invalid initial character for a key",
        "this line isn't a key with its value",
        'write it as in title = "Our session"',
    ),
    (
        "Invalid value",
        "this value can't be read",
        'put text and times between double quotes, as in start = "10:00"',
    ),
    (
        "Invalid date",
        "this day or time isn't in the calendar",
        'write it as in date = "2026-11-23"',
    ),
    (
        "Expected newline or end of document",
        "something follows the value on this line",
        'put text and times between double quotes, as in start = "10:00", with one key on a line',
    ),
    (
        "Cannot overwrite|Cannot declare|Cannot mutate|Duplicate",
        "this stands twice in the plan",
        "keep one of the two, and give each agenda item a line [[agenda]] of its own",
    ),
    (
        "Unclosed array",
        "a list isn't closed, or a comma is missing",
        'write it as in goals = ["one", "two"]',
    ),
    (
        "Unclosed inline table",
        "a curly bracket isn't closed, or a comma is missing",
        'write it as in wifi = { name = "Library", password = "books" }, on one line',
    ),
    (
        r"Illegal character '\\n'|Unterminated string|Expected [\"']['\"][\"']",
        "a text has no closing quote",
        'end the text with the same quote that begins it, as in title = "Our session"',
    ),
    (
        "Unescaped|Invalid hex value|Escaped character",
        "a backslash in a text means something of its own",
        "write two backslashes, or put the text between single quotes",
    ),
    (
        "Expected ']",
        "a heading in square brackets isn't closed",
        "write [[agenda]] or [[people]] on a line of its own",
    ),
]

# Each part of a dotted key costs as much as all before it; a plan needs two at most.
_MANY_PARTS = re.compile(r"""(?<![\w.-])(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){40}""")

# A line that opens a bracket or string can't be skipped without breaking the following lines.
_OPENS = re.compile(r"[\[{]|\"\"\"|'''")
_MOST_SYNTAX_FAULTS = 20


def read_toml(text: str, file: str) -> tuple[Values, dict[Path, int], list[Fault]]:
    """Return the values of ``text``, the line of each, and a fault for each line that isn't TOML.

    Such a line is skipped and the rest parsed, so that its faults are reported too; if that is impossible, the
    values are empty.
    """
    dotted = _MANY_PARTS.search(text)
    if dotted:
        line = text.count("\n", 0, dotted.start()) + 1
        return {}, {}, [Fault(file, line, "a key has too many parts", "write one word before =")]
    rows = text.split("\n")
    faults: list[Fault] = []
    while len(faults) < _MOST_SYNTAX_FAULTS:
        try:
            left = "\n".join(rows)
            return tomllib.loads(left), lines_of(left), faults
        except tomllib.TOMLDecodeError as error:
            line, fault = _plainly(str(error), rows, file)
            faults.append(fault)
            if _OPENS.search(rows[line - 1]) or not rows[line - 1].strip():
                break
            rows[line - 1] = ""
        except RecursionError:
            faults.append(Fault(file, 1, "lists stand inside lists too deeply", "use one list"))
            break
        except ValueError:
            # Python parses no integer of more than 4,300 digits, and doesn't report where it was.
            long = next((n for n, row in enumerate(rows, 1) if re.search(r"\d{4000}", row)), 1)
            faults.append(Fault(file, long, "a number is far too long", "write a shorter one"))
            break
    return {}, {}, faults


def _plainly(said: str, rows: list[str], file: str) -> tuple[int, Fault]:
    at = _AT.search(said)
    if at and at[1]:
        line = int(at[1])
    else:
        line = max((n for n, row in enumerate(rows, 1) if row.strip()), default=1)
    for pattern, wrong, instead in _PLAIN:
        if re.match(pattern, said):
            return line, Fault(file, line, wrong, instead)
    return line, Fault(
        file, line, "this line can't be read", "compare it with the plan in examples"
    )
