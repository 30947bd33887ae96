"""A plan on paper: one page with notes for the facilitator, and one without for everybody."""

from __future__ import annotations

from pathlib import Path

from session.model.plan import Plan, PlanItem
from session.plan.outline import Outline as Times
from session.plan.outline import outline
from session.views.next_session import day
from session.wording.catalogue import say
from store.exports.outline import Block, Line, Outline, Points, Section, Table
from store.exports.outline import Point as Entry
from store.exports.placing import place
from store.exports.registry import PRINTED

_MOST_NAMES = 100


def write_sheets(plan: Plan, folder: Path, stem: str) -> tuple[Path, ...]:
    """Write both pages, each as PDF and Word, into ``folder`` under unused names. Raises ExportRefused."""
    files: dict[Path, bytes] = {}
    for key, page in (("facilitator", for_facilitator(plan)), ("everybody", for_everybody(plan))):
        name = f"{stem}-{say(f'sheet.{key}.file')}"
        for suffix, drawn in PRINTED.items():
            files[_free(folder, name, suffix)] = drawn(page, plan.date)
    return place(files)


def _free(folder: Path, name: str, suffix: str) -> Path:
    """Return an unused path: an earlier printout may have been edited by its owner."""
    names = (name, *(f"{name}-{n}" for n in range(2, _MOST_NAMES)))
    return next(
        (path for one in names if not (path := folder / f"{one}{suffix}").exists()),
        folder / f"{name}{suffix}",
    )


def for_facilitator(plan: Plan) -> Outline:
    """Return the page with times, minutes, questions and notes."""
    head = tuple(
        say(f"sheet.{column}") for column in ("what", "when", "minutes", "question", "notes")
    )
    rows = tuple(
        (one.title, at, _minutes(one), one.focus, one.notes.replace("\n", " · "))
        for one, at in _timed(plan)
    )
    return _page(plan, say("sheet.facilitator"), Table(head, rows), support=plan.support)


def for_everybody(plan: Plan) -> Outline:
    """Return the public page: no notes, and no names."""
    head = tuple(say(f"sheet.{column}") for column in ("what", "when", "question"))
    rows = tuple((one.title, at, one.focus) for one, at in _timed(plan))
    return _page(plan, say("sheet.everybody"), Table(head, rows))


def _timed(plan: Plan) -> list[tuple[PlanItem, str]]:
    view: Times = outline(plan)
    return [(one, at.at) for one, at in zip(plan.agenda, view.lines, strict=True)]


def _minutes(one: PlanItem) -> str:
    return "–" if one.minutes is None else say("plan.min", n=one.minutes)


def _page(plan: Plan, kicker: str, table: Table, support: str = "") -> Outline:
    lead = (
        day(plan.date) if plan.date else "",
        plan.place,
        plan.way_there,
        plan.purpose,
        outline(plan).finish,
    )
    goals: tuple[Block, ...] = (Points(tuple(map(Entry, plan.goals))),) if plan.goals else ()
    sections = [Section("agenda", say("plan.part.agenda"), (table,))]
    if goals:
        sections.append(Section("frame", say("plan.about.goals"), goals))
    if support:
        sections.append(Section("people", say("plan.about.support"), (Line(support),)))
    return Outline(plan.title, kicker, "", "", tuple(filter(None, lead)), tuple(sections))
