"""The recap in reading order: decisions first, then how they were made, then everything else."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from session.erase.walk import STRUCK
from session.model.recap import Recap, RecapNote, RecapToHandOut
from session.model.speaking_round import CIRCLE_KINDS
from session.plan.reading.dates import with_day
from session.views.next_session import day
from session.views.one_side import held_on, one_side, owner_of
from session.views.series_look import look_of
from session.views.side import LARGE, NORMAL, SideEntry, SidePart, fitting
from session.wording.catalogue import say
from store.exports.agenda import told_agenda
from store.exports.agreed import agreement, words
from store.exports.ideas import ideas, in_place
from store.exports.opening_closing import corrections, next_session, outcomes, reflections
from store.exports.outline import (
    WHOLE,
    Block,
    Line,
    Outline,
    Part,
    Point,
    Points,
    Section,
    Table,
    theirs,
)
from store.exports.struck import without_struck
from store.exports.votes import votes

PARKING = {
    "carried-over": "recap.carried_over",
    "parked": "recap.parked",
    "picked-up": "recap.picked_up",
    "action": "recap.became_action",
    "resolved": "recap.resolved",
}
"""The statuses of parked items, in order: those that still need attention first."""


def outline(
    recap: Recap, *, brief: bool = False, large: bool = False, with_it: str = ""
) -> Outline:
    """Return a tidied recap as sections: the first side, and unless ``brief`` all of it.

    large: for print at 18 points. with_it: the name of the calendar file that comes with it
    """
    sheet, series = LARGE if large else NORMAL, series_line(recap)
    if series:
        sheet = replace(sheet, rows=sheet.rows - 3)
    shown = one_side(recap, sheet)
    attached = SideEntry(say("recap.calendar_file", file=with_it))
    parts = (
        replace(one, entries=(*one.entries, attached)) if with_it and one.key == "next" else one
        for one in shown.parts
    )
    side = tuple(map(side_section, parts))
    lead = (*([series] if series else []), *map(Line, _lead(recap)))
    whole = Section(WHOLE, say("side.whole"), (Line(title(recap)), *lead))
    rest = (section for section in full(recap) if section.key != "mattered")
    return Outline(
        title=shown.title,
        kicker=say("side.kicker"),
        sign=say("recap.draft_sign") if recap.draft else "",
        draft=say("recap.draft") if recap.draft else "",
        lead=(shown.when,) if shown.when else (),
        sections=side if brief else (*side, whole, *rest),
        large=large,
        # On one row, whatever the series is called.
        series=replace(series, text=fitting(series.text, sheet.columns - 4)) if series else None,
    )


def series_line(recap: Recap) -> Line | None:
    """Return the series with its sign: the chosen one if the recap is to be handed out."""
    if not recap.series:
        return None
    chosen = recap.series_look if isinstance(recap, RecapToHandOut) else ""
    text = say("recap.series", series=theirs(recap.series))
    return Line(text, look=look_of(recap.series, chosen))


def side_section(part: SidePart) -> Section:
    """Return a part of one side as a section."""
    points = tuple(Point(entry.text, entry.under) for entry in part.entries)
    return Section(f"side-{part.key}", part.title, (Points(points),), side=True)


def read_back_outline(recap: Recap) -> Outline:
    """Return a tidied recap for reading it back: all of it, each entry once."""
    return Outline(
        title=title(recap),
        kicker=say("recap.kicker"),
        sign=say("recap.draft_sign") if recap.draft else "",
        draft=say("recap.draft") if recap.draft else "",
        lead=tuple(_lead(recap)),
        sections=full(recap, read_back=True),
    )


def full(recap: Recap, *, read_back: bool = False) -> tuple[Section, ...]:
    """Return everything in a tidied recap, leaving out empty sections.

    read_back: with each item of the agenda, and each idea in its place, since they are corrected there
    """
    told, annex = (ideas(recap), ()) if read_back else in_place(ideas(recap))
    found = (
        Section("mattered", say("side.mattered"), _listed(recap.summary)),
        Section("corrections", say("recap.corrections"), corrections(recap)),
        Section("decisions", say("recap.decisions"), _decisions(recap)),
        Section("actions", say("recap.actions"), _actions(recap)),
        Section("outcomes", say("recap.outcomes"), outcomes(recap)),
        Section("next", say("recap.next"), next_session(recap)),
        Section("votes", say("recap.votes"), votes(recap)),
        Section("ideas", say("recap.ideas"), told),
        Section("parking", say("recap.parking"), _parking(recap)),
        Section("notes", say("recap.notes"), _notes(recap.notes)),
        Section("circles", say("recap.circles"), _circles(recap)),
        Section("agenda", say("recap.agenda"), told_agenda(recap, every=read_back)),
        Section("agreement", say("recap.agreement"), agreement(recap)),
        Section("words", say("recap.words"), words(recap)),
        Section("frame", say("recap.frame"), _frame(recap)),
        Section("people", say("recap.people"), _people(recap)),
        Section("missing", say("recap.missing"), _listed(recap.missing)),
        Section("reflections", say("recap.reflections"), reflections(recap)),
        Section("thanks", say("recap.wins"), _listed(recap.thanks)),
        Section("honesty", say("recap.not_coproduced"), _not_coproduced(recap)),
        Section("record", say("recap.record"), _record(recap)),
        Section("annex", say("recap.annex"), annex),
    )
    return tuple(without_struck(section) for section in found if section.blocks)


def title(recap: Recap) -> str:
    """Return the session's title, or a placeholder."""
    return recap.title or say("recap.untitled")


def _lead(recap: Recap) -> Iterable[str]:
    if held := held_on(recap):
        yield held
    if recap.version > 1 and recap.corrections:
        since = day(recap.corrections[-1].on)
        yield say("recap.version_since", n=recap.version, on=since)
    if recap.purpose:
        yield say("recap.purpose", purpose=theirs(recap.purpose))


def _listed(texts: Iterable[str]) -> tuple[Block, ...]:
    points = tuple(Point(text) for text in texts)
    return (Points(points),) if points else ()


def _decisions(recap: Recap) -> tuple[Block, ...]:
    if not recap.decisions:
        return (Line(say("recap.no_decision")),)
    points = []
    for decision in recap.decisions:
        under = [say("recap.reservation", text=theirs(text)) for text in decision.reservations]
        if decision.item:
            under.append(say("recap.during", item=theirs(decision.item)))
        points.append(Point(decision.text, tuple(under)))
    return (Points(tuple(points)),)


def _actions(recap: Recap) -> tuple[Block, ...]:
    if not recap.actions:
        return (Line(say("recap.no_action")),)
    owner = owner_of(recap)
    head = (say("recap.action_what"), say("recap.action_who"), say("recap.action_by"))
    rows = tuple(
        (
            action.what,
            owner(action),
            with_day(action.by, action.due, say) or say("recap.no_date"),
        )
        for action in recap.actions
    )
    return (Table(head, rows),)


def _parking(recap: Recap) -> tuple[Block, ...]:
    blocks: list[Block] = []
    # An unknown state is shown unchanged rather than dropped.
    others = {parked.status for parked in recap.parking} - PARKING.keys()
    for status in (*PARKING, *sorted(others)):
        points = []
        for parked in recap.parking:
            if parked.status != status:
                continue
            under = []
            if parked.asked_by:
                under.append(say("recap.asked_by", name=theirs(parked.asked_by)))
            if parked.promise:
                under.append(say("recap.promise", promise=theirs(parked.promise)))
            points.append(Point(parked.text, tuple(under)))
        if points:
            heading = say(PARKING[status]) if status in PARKING else status
            blocks += [Part(heading), Points(tuple(points))]
    return tuple(blocks)


def _notes(notes: tuple[RecapNote, ...]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    start = 0
    for end in range(1, len(notes) + 1):
        if end < len(notes) and notes[end].item == notes[start].item:
            continue
        points = tuple(
            Point(
                say("recap.note_at", at=note.at, text=note.text) if note.at else note.text,
                struck=note.text == STRUCK,
            )
            for note in notes[start:end]
        )
        blocks += [Part(notes[start].item or say("recap.notes_before")), Points(points)]
        start = end
    return tuple(blocks)


def _circles(recap: Recap) -> tuple[Block, ...]:
    return _listed(
        say("recap.circle", kind=_kind(held.kind), question=theirs(held.question))
        for held in recap.circles
    )


def _kind(kind: str) -> str:
    # An unknown kind is shown unchanged rather than dropped.
    return say(f"circle.kind.{kind}") if kind in CIRCLE_KINDS else theirs(kind)


def _frame(recap: Recap) -> tuple[Block, ...]:
    blocks: list[Block] = []
    if recap.involvement:
        blocks.append(Line(say("recap.involvement", text=theirs(recap.involvement))))
    if recap.stage:
        blocks.append(Line(say("recap.stage", text=theirs(recap.stage))))
    for heading, texts in (
        (say("recap.goals"), recap.goals),
        (say("recap.can_change"), recap.can_change),
        (say("recap.cannot_change"), recap.cannot_change),
    ):
        if texts:
            blocks += [Part(heading), *_listed(texts)]
    return tuple(blocks)


def _people(recap: Recap) -> tuple[Block, ...]:
    blocks: list[Block] = []
    told = [say("recap.came", n=recap.people) if recap.people else say("recap.nobody")]
    if recap.remote:
        told.append(say("recap.remote", n=recap.remote))
    blocks.append(Line(" ".join(told)))
    if any(group.here for group in recap.groups):
        head = (say("recap.group"), say("recap.group_came"))
        rows = tuple(
            (group.name, say("rounds.people", n=group.here)) for group in recap.groups if group.here
        )
        blocks.append(Table(head, rows))
    if sum(group.here for group in recap.groups) > recap.people - recap.ungrouped:
        blocks.append(Line(say("recap.groups_overlap"), quiet=True))
    if recap.ungrouped:
        blocks.append(Line(say("recap.ungrouped", n=recap.ungrouped), quiet=True))
    if recap.photographed:
        blocks.append(Line(say("consent.photographed", n=recap.photographed), quiet=True))
    if recap.quoted:
        blocks.append(Line(say("recap.quoted", n=recap.quoted, of=recap.people), quiet=True))
    if recap.people:
        blocks.append(Line(say("recap.thanks")))
    if recap.names:
        blocks += [Line(say("recap.names")), *_listed(recap.names)]
    return tuple(blocks)


def _not_coproduced(recap: Recap) -> tuple[Block, ...]:
    return (Line(recap.not_coproduced or say("recap.not_coproduced_open")),)


def names_sentence(recap: Recap) -> str:
    """Return the sentence on the names in a recap: that people agreed, only if every line was checked."""
    return say("recap.names_rule" if recap.names_checked else "recap.names_open")


def _record(recap: Recap) -> tuple[Block, ...]:
    told = [*recap.said, names_sentence(recap)]
    if not recap.draft:
        told.append(say("recap.agreed"))
    if recap.corrections:
        since = day(recap.corrections[-1].on)
        told.append(say("recap.version_since", n=recap.version, on=since))
    elif recap.version > 1:
        told.append(say("recap.version", n=recap.version))
    return tuple(Line(text, quiet=True) for text in told)
