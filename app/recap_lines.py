"""Turns the recap's outline, the same for every format, into lines for reading back on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from session.erase.entries import Entry, entries, entries_in
from session.model.lifecycle import StrikeArea
from session.model.recap import Recap
from session.model.state import State
from session.views.recap_lines import LineKind, ReadBack, ReadBackLine
from session.wording.catalogue import say
from store.exports.outline import Block, Line, Outline, Part, Points, Table, bare, tidied
from store.exports.reading import read_back_outline

_AREAS: dict[str, tuple[StrikeArea, ...]] = {
    "mattered": ("summary",),
    "corrections": ("corrections",),
    "decisions": ("decisions",),
    "actions": ("actions",),
    "outcomes": ("carried", "outcomes", "parking"),
    "next": ("closing",),
    "votes": ("rounds", "options"),
    "ideas": ("ideas", "themes"),
    "parking": ("parking",),
    "notes": ("notes", "items"),
    "circles": ("circles",),
    "agenda": ("items",),
    "agreement": ("lines",),
    "words": ("words",),
    "missing": ("missing",),
    "reflections": ("reflections",),
    "thanks": ("thanks",),
}
"""The areas whose words are in each section of a recap: equal words elsewhere belong to another entry."""
_AREAS_UNDER: dict[str, tuple[StrikeArea, ...]] = {"decisions": ("reservations", "items")}
"""The areas of the texts under a point, where they don't belong to the point's own entry."""


def read_back(recap: Recap, state: State | None = None) -> ReadBack:
    """Return the recap as lines. ``state``: of its session, if that is open here and can be changed."""
    from store.exports.registry import CALENDARS, FORMATS

    clean = tidied(recap)
    shown = read_back_outline(clean)
    undated = {
        *(() if clean.next_on else ("ics",)),
        *(() if any(one.due for one in clean.actions) else ("ics-actions",)),
    }
    return ReadBack(
        session=recap.session,
        title=bare(shown.title),
        sign=bare(shown.sign),
        draft=bare(shown.draft) or say("recap.agreed"),
        lead=tuple(map(bare, shown.lead[:-1] if clean.purpose else shown.lead)),
        series=bare(clean.series),
        lines=tuple(_lines(shown, clean.purpose, entries(state) if state else ())),
        not_coproduced=clean.not_coproduced,
        agreed=clean.agreed,
        ended=state.closing.ended_t is not None if state else True,
        changeable=state is not None,
        formats=tuple(
            (form.name, form.title)
            for form in (*FORMATS.values(), *CALENDARS.values())
            if form.name not in undated
        ),
    )


def _lines(shown: Outline, purpose: str, known: Sequence[Entry]) -> Iterator[ReadBackLine]:
    if purpose:
        yield ReadBackLine("line", bare(shown.lead[-1]))
    for nth, section in enumerate(shown.sections):
        if nth or purpose:
            yield ReadBackLine("gap")
        yield ReadBackLine("section", bare(section.title))
        for block in section.blocks:
            for kind, text, part in _told(block):
                clean = bare(text)
                letter, shape = (part.letter, part.shape) if part else ("", "")
                here = _entries_of(section.key, kind, known)
                yield ReadBackLine(kind, clean, letter, shape, entries_in(clean, here))


def _entries_of(section: str, kind: LineKind, known: Sequence[Entry]) -> list[Entry]:
    areas = _AREAS.get(section, ())
    if kind == "under":
        areas = _AREAS_UNDER.get(section, areas)
    return [entry for entry in known if entry.area in areas]


def _told(block: Block) -> Iterator[tuple[LineKind, str, Part | None]]:
    match block:
        case Line(text, quiet):
            yield "quiet" if quiet else "line", text, None
        case Part(text):
            yield "part", text, block
        case Points(points):
            for point in points:
                yield "point", point.text, None
                for under in point.under:
                    yield "under", under, None
        case Table(head, rows):
            # A table read aloud: each row by its name, then cell by cell under its heading.
            for name, *cells in rows:
                yield "point", name, None
                told = [
                    f"{over}: {cell}" for over, cell in zip(head[1:], cells, strict=True) if cell
                ]
                if told:
                    yield "under", " · ".join(told), None
        case _:
            assert_never(block)
