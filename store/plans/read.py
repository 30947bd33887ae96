"""Reads a facilitator's plan in any known format. ``understand`` reads everything other than TOML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path, PurePath

from session.model.plan import Plan
from session.plan.understood import PeopleFound, Understood
from store.faults import Fault, PlanFaults
from store.plans.check import check_plan
from store.plans.encoding import NotText, decoded
from store.plans.forms import (
    MOST_BYTES,
    MOST_OFFICE_BYTES,
    Form,
    Reading,
    office_form,
    refused,
    text_form,
)
from store.plans.toml import read_toml

__all__ = [
    "MOST_BYTES",
    "Fault",
    "PlanFaults",
    "Reading",
    "good_plan",
    "parse_plan",
    "read_bytes",
    "read_file",
    "read_plan",
]

# Pasted text may contain stray controls, for any of which TOML would refuse the whole file.
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127], " ")


def read_plan(path: str | Path) -> Plan:
    """Return the plan in the file ``path``. Raises ``PlanFaults``, and nothing else."""
    return good_plan(read_file(path), _shown(path))


def parse_plan(data: bytes, file: str) -> Plan:
    """Return the plan in ``data``, the content of ``file``. Raises ``PlanFaults``."""
    return good_plan(read_bytes(data, file), file)


def read_file(path: str | Path, part: str = "", *, central: bool = False) -> Reading:
    """Return what the file ``path`` was understood as, good or not. Raises ``PlanFaults``.

    part: which of its days, sheets or agendas is meant, where it has several.
    central: as in `decoded`.
    """
    return read_bytes(file_bytes(path), _shown(path), part, central=central)


def read_people_file(
    path: str | Path, roles: Iterable[str] = (), *, central: bool = False
) -> PeopleFound:
    """Return the people of the list in the file ``path``. Raises ``PlanFaults``."""
    from store.plans import understand

    data, shown = file_bytes(path), _shown(path)
    if form := _office(data, shown):
        return understand.people_of_office(data, form, shown, roles)
    text, _ = _text(data, shown, central=central)
    form = text_form(shown, text)
    if form == "toml":
        plan = _of_toml(text, shown).plan
        return PeopleFound(plan.people if plan else ())
    return understand.people_of_text(text, form, shown, roles)


def file_bytes(path: str | Path) -> bytes:
    """Return the content of a file, truncated slightly above the maximum size. Raises ``PlanFaults``."""
    shown = _shown(path)
    try:
        place = Path(path)
        if place.is_dir():
            raise refused(shown, "folder")
        if not place.exists():
            raise refused(shown, "missing")
        if not place.is_file():
            raise refused(shown, "no_file")
        with place.open("rb") as opened:
            data = opened.read(MOST_OFFICE_BYTES + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "its name can't be used"
        raise refused(shown, "closed", why=why) from error
    return data


def read_bytes(data: bytes, file: str, part: str = "", *, central: bool = False) -> Reading:
    """Parse ``data``, the content of ``file``. Raises ``PlanFaults``."""
    if form := _office(data, file):
        from store.plans.understand import of_office

        return of_office(data, form, file, _from_name(PurePath(file).stem), part)
    text, said = _text(data, file, central=central)
    return read_text(text, file, part, said)


def _office(data: bytes, file: str) -> Form | None:
    if len(data) > MOST_OFFICE_BYTES:
        raise refused(file, "large")
    return office_form(data, file)


def _text(data: bytes, file: str, *, central: bool) -> tuple[str, str]:
    if len(data) > MOST_BYTES:
        raise refused(file, "large")
    try:
        return decoded(data, central=central)
    except NotText as error:
        raise refused(file, "no_text") from error


def read_text(text: str, file: str = "", part: str = "", said: str = "") -> Reading:
    """Parse a text; an empty ``file`` means pasted text. Raises ``PlanFaults``."""
    text = re.sub(r"\r\n?", "\n", text).translate(_CONTROLS)
    if not text.strip():
        raise refused(file, "empty")
    form = text_form(file, text)
    if form == "toml":
        return _of_toml(text, file)
    from store.plans.understand import of_text

    stem = _from_name(PurePath(file).stem) if file else ""
    return of_text(text, form, file, stem, part, said)


def _of_toml(text: str, file: str) -> Reading:
    values, lines, faults = read_toml(text, file)
    plan, more = check_plan(values, lines, file, partly=bool(faults))
    if plan is None:
        raise PlanFaults(faults + more)
    return Reading(Understood(plan.title, plan.start, plan.agenda), plan, "toml")


def good_plan(read: Reading, file: str) -> Plan:
    """Return the plan that was read. Raises ``PlanFaults`` if it is not a good one."""
    if read.plan is None or not read.understood.good:
        left = [
            Fault(file, one.line, f"“{one.text}” {one.why}", "") for one in read.understood.left_out
        ]
        raise PlanFaults([Fault(file, 0, read.understood.doubt.rstrip("."), ""), *left[:20]])
    return read.plan


def _shown(path: str | Path) -> str:
    return str(path).encode("utf-8", "replace").decode("utf-8")


def _from_name(stem: str) -> str:
    words = re.sub(r"[-_\s]+", " ", stem).strip()
    return words[:1].upper() + words[1:] or "Session"
