"""Reads the plan a facilitator brings, in any form that is known: bytes, text, document, items."""

from __future__ import annotations

import re
from pathlib import Path, PurePath

from msgspec import Struct

from session.model.plan import Plan
from session.plan.reading.document import Document, Grid, LeftOut, Understood
from session.plan.reading.reader import understood
from session.plan.reading.text import Unclosed, document
from session.wording.catalogue import say
from store.faults import Fault, PlanFaults
from store.plans.check import check_plan
from store.plans.encoding import NotText, decoded
from store.plans.forms import MOST_BYTES, MOST_OFFICE_BYTES, Form, office_form, refused, text_form
from store.plans.toml import read_toml

__all__ = [
    "MOST_BYTES",
    "Fault",
    "PlanFaults",
    "Reading",
    "parse_plan",
    "read_bytes",
    "read_file",
    "read_plan",
]

# Stray controls come with text pasted from elsewhere, and TOML would refuse the whole file for one.
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127], " ")


class Reading(Struct, frozen=True):
    """What was read: what it was understood as, and the plan that becomes of it (``None`` without items)."""

    understood: Understood
    plan: Plan | None = None
    form: Form = "text"


def read_plan(path: str | Path) -> Plan:
    """Return the plan in the file ``path``. Raises ``PlanFaults``, and nothing else."""
    return _good(read_file(path), _shown(path))


def parse_plan(data: bytes, file: str) -> Plan:
    """Return the plan in ``data``, the content of ``file``. Raises ``PlanFaults``."""
    return _good(read_bytes(data, file), file)


def read_file(path: str | Path, part: str = "") -> Reading:
    """Return what the file ``path`` was understood as, good or not. Raises ``PlanFaults``.

    part: which of its days, sheets or agendas is meant, where it has several.
    """
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
    return read_bytes(data, shown, part)


def read_bytes(data: bytes, file: str, part: str = "") -> Reading:
    """Return what ``data``, the content of ``file``, was understood as. Raises ``PlanFaults``."""
    if len(data) > MOST_OFFICE_BYTES:
        raise refused(file, "large")
    stem = _from_name(PurePath(file).stem)
    form = office_form(data, file)
    if form == "sheet":
        from store.plans.sheets import sheets

        return _of_tables(sheets(data, file), stem, part)
    if form == "word":
        from store.plans.word import word_blocks

        return _made(understood(Document(word_blocks(data, file), stem)), "word")
    if len(data) > MOST_BYTES:
        raise refused(file, "large")
    try:
        text, said = decoded(data)
    except NotText as error:
        raise refused(file, "no_text") from error
    return read_text(text, file, part, said)


def read_text(text: str, file: str = "", part: str = "", said: str = "") -> Reading:
    """Return what a text was understood as; an empty ``file`` is a paste. Raises ``PlanFaults``."""
    text = re.sub(r"\r\n?", "\n", text).translate(_CONTROLS)
    if not text.strip():
        raise refused(file, "empty")
    stem = _from_name(PurePath(file).stem) if file else ""
    told = (said,) if said else ()
    form = text_form(file, text)
    if form == "toml":
        return _of_toml(text, file)
    if form == "calendar":
        from store.plans.calendar import days

        name, found, passed = days(text, file)
        tables = tuple(day.grid for day in found)
        left = (LeftOut(0, "", say("plan.left.whole_days", n=passed)),) if passed else ()
        return _of_tables(tables, name or stem, part, "calendar", left)
    if form == "html":
        from store.plans.html import html_blocks

        return _made(understood(Document(html_blocks(text), stem), told), "html")
    try:
        return _made(understood(document(text, stem, delimited=form == "cells"), told), form)
    except Unclosed as quote:
        wrong, instead = say("plan.form.quote"), say("plan.form.quote.instead")
        raise PlanFaults([Fault(file, quote.line, wrong, instead)]) from quote


def _of_toml(text: str, file: str) -> Reading:
    values, lines, faults = read_toml(text, file)
    plan, more = check_plan(values, lines, file, partly=bool(faults))
    if plan is None:
        raise PlanFaults(faults + more)
    return Reading(Understood(plan.title, plan.start, plan.agenda), plan, "toml")


def _of_tables(
    tables: tuple[Grid, ...],
    stem: str,
    part: str,
    form: Form = "sheet",
    left: tuple[LeftOut, ...] = (),
) -> Reading:
    """Return what one of several tables was understood as: the one that is asked for, or the only good one."""
    read = {
        table.name: understood(Document((table,), stem, fixed=form == "calendar"))
        for table in tables
    }
    good = [
        name
        for name, one in read.items()
        if one.items and (form == "calendar" or (one.good and _timed(one)))
    ]
    if part in read:
        chosen = read[part]
    elif len(good) > 1:
        doubt = say(
            f"plan.doubt.{form}",
            n=len(good),
            names=", ".join(good[:5]) + ("…" if len(good) > 5 else ""),
        )
        return Reading(Understood(stem, doubt=doubt, parts=tuple(good)), form=form)
    else:
        chosen = (
            read[good[0]]
            if good
            else next(iter(read.values()), Understood(stem, doubt=say("plan.doubt.empty")))
        )
    found = _made(
        Understood(
            chosen.title, chosen.start, chosen.items, (*left, *chosen.left_out), chosen.doubt
        ),
        form,
    )
    day = part or (good[0] if good else "")
    if form == "calendar" and found.plan:
        return Reading(
            found.understood,
            Plan(found.plan.title, found.plan.agenda, start=found.plan.start, date=day),
            form,
        )
    return found


def _timed(one: Understood) -> bool:
    return any(item.minutes is not None for item in one.items)


def _made(found: Understood, form: Form) -> Reading:
    if not found.items or len(found.items) > 200:
        return Reading(found, form=form)
    title = found.title or say("plan.untitled")
    return Reading(found, Plan(title, found.items, start=found.start), form)


def _good(read: Reading, file: str) -> Plan:
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
