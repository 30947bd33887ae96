"""Reads the plan a facilitator brings, as TOML, plain text or CSV, and tells all its faults at once."""

from __future__ import annotations

import codecs
import re
from pathlib import Path, PurePath

from session.model.plan import Plan
from store.faults import Fault, PlanFaults
from store.plans.check import check_plan
from store.plans.text import read_csv, read_text
from store.plans.toml import read_toml

__all__ = ["MOST_BYTES", "Fault", "PlanFaults", "parse_plan", "read_plan"]

MOST_BYTES = 1_000_000
"""Far above the longest agenda; a file beyond it is something else."""

_TOML_LINE = re.compile(
    r"^[ \t]*(\[\[?[ \t]*\w[\w. \t-]*\]\]?[ \t]*(#.*)?$|[A-Za-z_]+[ \t]*=)", re.MULTILINE
)
_TOML_HEADING = re.compile(r"^[ \t]*\[\[[ \t]*agenda[ \t]*\]\]", re.MULTILINE)
_CSV_LINE = re.compile(
    r'^\s*("[^"\n]*"|[^",;\t\n]+)[ \t]*[,;\t][ \t]*("?\d+"?|minutes)[ \t]*$',
    re.MULTILINE | re.IGNORECASE,
)
# Stray controls come with text pasted from elsewhere, and TOML would refuse the whole file for one.
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127], " ")


def read_plan(path: str | Path) -> Plan:
    """Return the plan in the file ``path``. Raises ``PlanFaults``, and nothing else."""
    file = str(path)
    shown = file.encode("utf-8", "replace").decode("utf-8")
    try:
        place = Path(path)
        if place.is_dir():
            raise _whole(shown, "this is a folder", "name the plan file inside it")
        if not place.exists():
            raise _whole(shown, "there is no such file", "check its name and folder")
        if not place.is_file():
            raise _whole(shown, "this isn't a file", "name a plan file")
        with place.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "its name can't be used"
        raise _whole(
            shown, f"this file can't be read ({why})", "check its name, or who may read it"
        ) from error
    return parse_plan(data, shown)


def parse_plan(data: bytes, file: str) -> Plan:
    """Return the plan in ``data``, the content of ``file``. Raises ``PlanFaults``."""
    text = _decoded(data, file)
    stem = PurePath(file).stem
    match _form(file, text):
        case "toml":
            values, lines, faults = read_toml(text, file)
        case "csv":
            values, lines, faults = read_csv(text, file, stem)
        case _:
            values, lines, faults = read_text(text, file, stem)
    plan, more = check_plan(values, lines, file, partly=bool(faults))
    if plan is None:
        raise PlanFaults(faults + more)
    return plan


def _decoded(data: bytes, file: str) -> str:
    if len(data) > MOST_BYTES:
        raise _whole(file, "this file is larger than a megabyte", "name a plan file")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise PlanFaults([Fault(file, 1, "this text is stored as UTF-16", "save it as UTF-8")])
    data = data.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    nul = data.find(b"\0")
    if nul >= 0:
        line = data.count(b"\n", 0, nul) + 1
        raise PlanFaults([Fault(file, line, "this isn't a text file", "name a plan file")])
    try:
        text = data.decode("utf-8").translate(_CONTROLS)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        wrong = "a letter on this line isn't stored as UTF-8"
        raise PlanFaults([Fault(file, line, wrong, "save the file as UTF-8")]) from error
    if not text.strip():
        raise PlanFaults([Fault(file, 1, "this file is empty", "write a title and an agenda")])
    return text


def _form(file: str, text: str) -> str:
    ending = PurePath(file).suffix.casefold()
    if ending == ".toml" or _TOML_HEADING.search(text):
        return "toml"
    if ending in {".csv", ".tsv"}:
        return "csv"
    if ending in {".txt", ".md", ".text"}:
        return "text"
    return "toml" if _TOML_LINE.search(text) else "csv" if _CSV_LINE.search(text) else "text"


def _whole(file: str, wrong: str, instead: str) -> PlanFaults:
    return PlanFaults([Fault(file, 0, wrong, instead)])
