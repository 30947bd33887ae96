"""Reads other formats than plan files: documents, sheets, calendars and lists, as an agenda or as people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from session.model.plan import MOST_ITEMS, Plan
from session.model.state import replace
from session.plan.reading.agendas import agendas
from session.plan.reading.document import Document, Grid
from session.plan.reading.people import people_document, read_people
from session.plan.reading.reader import understood
from session.plan.reading.tables import known_headings
from session.plan.reading.text import Unclosed, document
from session.plan.understood import LeftOut, PeopleFound, Understood
from session.wording.catalogue import say
from store.faults import Fault, PlanFaults
from store.plans.forms import Form, Reading


def of_office(data: bytes, form: Form, file: str, stem: str, part: str) -> Reading:
    """Parse a spreadsheet or a Word file. Raises ``PlanFaults``."""
    if form == "sheet":
        from store.plans.sheets import sheets

        return _of_tables(sheets(data, file), stem, part)
    from store.plans.word import word_blocks

    return _one_of(agendas(Document(word_blocks(data, file), stem)), part, "word")


def of_text(text: str, form: Form, file: str, stem: str, part: str, said: str) -> Reading:
    """Parse a text. Raises ``PlanFaults``."""
    told = (said,) if said else ()
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


def people_of_office(data: bytes, form: Form, file: str, roles: Iterable[str]) -> PeopleFound:
    """Return the people of a spreadsheet or a Word file. Raises ``PlanFaults``."""
    if form == "sheet":
        from store.plans.sheets import sheets

        return read_people(Document(sheets(data, file)), roles)
    from store.plans.word import word_blocks

    return read_people(Document(word_blocks(data, file)), roles)


def people_of_text(text: str, form: Form, file: str, roles: Iterable[str]) -> PeopleFound:
    """Return the people of a text. Raises ``PlanFaults``."""
    if form == "html":
        from store.plans.html import html_blocks

        return read_people(Document(html_blocks(text)), roles)
    try:
        return read_people(people_document(text, delimited=form == "cells"), roles)
    except Unclosed as quote:
        raise _unclosed(file, quote) from quote


def _unclosed(file: str, quote: Unclosed) -> PlanFaults:
    wrong, instead = say("plan.form.quote"), say("plan.form.quote.instead")
    return PlanFaults([Fault(file, quote.line, wrong, instead)])


def _of_tables(
    tables: tuple[Grid, ...],
    stem: str,
    part: str,
    form: Form = "sheet",
    left: tuple[LeftOut, ...] = (),
) -> Reading:
    """Parse one of several tables: the requested one, or the only good one."""
    docs = {table.name: Document((table,), stem, fixed=form == "calendar") for table in tables}
    read = {name: understood(doc) for name, doc in docs.items()}
    good = [name for name, one in read.items() if _worth(one, form)]
    # A sheet of costs has numbers, too: sheets with known headings come first.
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
    """Parse one of a file's parts, or return that one of them has to be chosen."""
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
    if not found.items or len(found.items) > MOST_ITEMS:
        return Reading(found, form=form)
    title = found.title or say("plan.untitled")
    return Reading(found, Plan(title, found.items, start=found.start), form)
