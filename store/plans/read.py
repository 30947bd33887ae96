"""Reads the plan a facilitator brings, in any form that is known: bytes, text, document, items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath

from msgspec import Struct

from session.model.plan import Plan
from session.model.state import replace
from session.plan.reading.agendas import agendas
from session.plan.reading.document import Document, Grid, LeftOut, Understood
from session.plan.reading.people import PeopleFound, people_document, read_people
from session.plan.reading.reader import understood
from session.plan.reading.tables import known_headings
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
    "good_plan",
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
    return good_plan(read_file(path), _shown(path))


def parse_plan(data: bytes, file: str) -> Plan:
    """Return the plan in ``data``, the content of ``file``. Raises ``PlanFaults``."""
    return good_plan(read_bytes(data, file), file)


def read_file(path: str | Path, part: str = "") -> Reading:
    """Return what the file ``path`` was understood as, good or not. Raises ``PlanFaults``.

    part: which of its days, sheets or agendas is meant, where it has several.
    """
    return read_bytes(file_bytes(path), _shown(path), part)


def read_people_file(path: str | Path, roles: Iterable[str] = ()) -> PeopleFound:
    """Return the people of the list in the file ``path``. Raises ``PlanFaults``."""
    data, shown = file_bytes(path), _shown(path)
    if len(data) > MOST_OFFICE_BYTES:
        raise refused(shown, "large")
    form = office_form(data, shown)
    if form == "sheet":
        from store.plans.sheets import sheets

        return read_people(Document(sheets(data, shown)), roles)
    if form == "word":
        from store.plans.word import word_blocks

        return read_people(Document(word_blocks(data, shown)), roles)
    text, _ = _text(data, shown)
    form = text_form(shown, text)
    if form == "html":
        from store.plans.html import html_blocks

        return read_people(Document(html_blocks(text)), roles)
    if form == "toml":
        plan = _of_toml(text, shown).plan
        return PeopleFound(plan.people if plan else ())
    try:
        return read_people(people_document(text, delimited=form == "cells"), roles)
    except Unclosed as quote:
        raise _unclosed(shown, quote) from quote


def file_bytes(path: str | Path) -> bytes:
    """Return what is in a file, a little more than may be at most. Raises ``PlanFaults``."""
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

        return _one_of(agendas(Document(word_blocks(data, file), stem)), part, "word")
    text, said = _text(data, file)
    return read_text(text, file, part, said)


def _text(data: bytes, file: str) -> tuple[str, str]:
    if len(data) > MOST_BYTES:
        raise refused(file, "large")
    try:
        return decoded(data)
    except NotText as error:
        raise refused(file, "no_text") from error


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

        return _one_of(agendas(Document(html_blocks(text), stem)), part, "html", told)
    try:
        return _one_of(agendas(document(text, stem, delimited=form == "cells")), part, form, told)
    except Unclosed as quote:
        raise _unclosed(file, quote) from quote


def _unclosed(file: str, quote: Unclosed) -> PlanFaults:
    wrong, instead = say("plan.form.quote"), say("plan.form.quote.instead")
    return PlanFaults([Fault(file, quote.line, wrong, instead)])


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
    docs = {table.name: Document((table,), stem, fixed=form == "calendar") for table in tables}
    read = {name: understood(doc) for name, doc in docs.items()}
    good = [name for name, one in read.items() if _worth(one, form)]
    # A sheet of costs has numbers, too: headings that are known go before those that are not.
    headed = {
        table.name for table in tables if any(known_headings(row.cells) > 1 for row in table.rows)
    }
    good = [name for name in good if name in headed] or good
    if len(good) == 1 and not part:
        part = good[0]
    found = _one_of(docs, part, form, several=good or list(docs)[:1])
    told = replace(found.understood, left_out=(*left, *found.understood.left_out))
    plan = found.plan and replace(found.plan, date=part if form == "calendar" else "")
    return Reading(told, plan, form)


def _one_of(
    docs: dict[str, Document],
    part: str,
    form: Form,
    said: tuple[str, ...] = (),
    several: Sequence[str] = (),
) -> Reading:
    """Return what one of a file's parts was understood as, or that one of them has to be chosen."""
    names = list(several or docs)
    if part in docs or len(names) < 2:
        chosen = docs.get(part) or (docs[names[0]] if names else None)
        return _made(
            understood(chosen, said) if chosen else Understood(doubt=say("plan.doubt.empty")), form
        )
    key = form if form in {"calendar", "sheet"} else "agendas"
    shown = ", ".join(names[:5]) + ("…" if len(names) > 5 else "")
    doubt = say(f"plan.doubt.{key}", n=len(names), names=shown)
    title = next(iter(docs.values())).stem
    return Reading(Understood(title, doubt=doubt, said=said, parts=tuple(names)), form=form)


def _worth(one: Understood, form: Form) -> bool:
    timed = form == "calendar" or any(item.minutes is not None for item in one.items)
    return bool(one.items) and timed and (one.good or form == "calendar")


def _made(found: Understood, form: Form) -> Reading:
    if not found.items or len(found.items) > 200:
        return Reading(found, form=form)
    title = found.title or say("plan.untitled")
    return Reading(found, Plan(title, found.items, start=found.start), form)


def good_plan(read: Reading, file: str) -> Plan:
    """Return the plan that was read, or raise ``PlanFaults`` where it is no good one."""
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
