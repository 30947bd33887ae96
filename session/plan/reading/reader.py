"""The one reader of agendas: parses a document from any source."""

from __future__ import annotations

from collections.abc import Sequence

from session.model.plan import MOST_ITEMS, MOST_MINUTES, Plan, PlanItem
from session.model.state import Rejected
from session.model.text import clean
from session.plan.edits import Edited, add_items
from session.plan.reading.document import Document, Grid, Line, in_one_line
from session.plan.reading.entries import Found, sounds_like_items, title_of
from session.plan.reading.listed import is_sentence, read_lines
from session.plan.reading.own_recap import recap_agenda
from session.plan.reading.people import reads_like_people
from session.plan.reading.tables import read_grid
from session.plan.reading.text import document
from session.plan.reading.timeline import timeline
from session.plan.reading.words import looks_like_a_name
from session.plan.understood import LeftOut, Understood
from session.wording.catalogue import say


def understood(doc: Document, said: tuple[str, ...] = ()) -> Understood:
    """Parse a document. The result may have a ``doubt`` instead of being a good plan."""
    agenda = recap_agenda(doc)
    if agenda is None:
        return Understood(doc.stem, doubt=say("plan.doubt.recap"), said=said)
    doc = agenda
    lines = [block for block in doc.blocks if isinstance(block, Line)]
    grids = [block for block in doc.blocks if isinstance(block, Grid)]
    listed = read_lines(lines, named=bool(doc.stem)) if lines else Found()
    tables = [read_grid(grid) for grid in grids]
    best = max(tables, key=_worth, default=Found())
    if tables and (not listed.entries or (best.entries and _worth(best) >= _worth(listed))):
        found = _around(best, lines, tables)
    else:
        found = listed
    timed = timeline(found.entries, fixed=doc.fixed)
    title = doc.title or found.title or doc.stem
    left = tuple(sorted((*found.left_out, *timed.left_out), key=lambda one: one.line))
    doubt = found.doubt or _doubt(doc, found, timed.items, left)
    return Understood(
        in_one_line(title),
        timed.start or found.start,
        timed.items,
        left,
        doubt,
        said,
        people=bool(doubt) and reads_like_people(doc),
    )


def _worth(found: Found) -> tuple[int, int]:
    return sum(bool(one.when) for one in found.entries), 0 if found.doubt else len(found.entries)


def _around(found: Found, lines: Sequence[Line], tables: Sequence[Found]) -> Found:
    """Return the content of a table, with the title above it in the document."""
    title = found.title
    left = list(found.left_out)
    for line in lines:
        heading = line.mark == "heading" or line is lines[0]
        if heading and not title:
            title = title_of(line.text)
        else:
            left.append(LeftOut(line.n, line.text[:80], say("plan.left.around")))
    for other in tables:
        if other is not found:
            left += [
                LeftOut(one.n, one.title[:80], say("plan.left.other_table"))
                for one in other.entries[:1]
            ]
    return Found(found.entries, title, tuple(left), found.doubt)


def _doubt(
    doc: Document, found: Found, items: tuple[PlanItem, ...], left: tuple[LeftOut, ...]
) -> str:
    """Return why the result is not a good plan, as one sentence; empty if it is."""
    if not items:
        return say("plan.doubt.none") if left or doc.blocks else say("plan.doubt.empty")
    if len(items) > MOST_ITEMS:
        return say("plan.doubt.many", n=len(items), most=MOST_ITEMS)
    titles = [one.title for one in items]
    timed = sum(bool(one.when) for one in found.entries)
    if timed * 2 <= len(items) and sum(map(is_sentence, titles)) * 2 > len(items):
        return say("plan.doubt.prose")
    if timed:
        return ""
    if reads_like_people(doc) and not any(one.minutes for one in items):
        return say("plan.doubt.names")
    if sounds_like_items(titles):
        return ""
    if len(items) == 1 and doc.stem:
        return say("plan.doubt.none")
    return say("plan.doubt.names") if all(map(looks_like_a_name, titles)) else ""


def read_text(text: str, stem: str = "") -> Understood:
    """Parse a text. Raises Unclosed."""
    return understood(document(text, stem))


def add_item(plan: Plan, text: str, at: int) -> Edited:
    """Add the item in a typed line, "10 Welcome", at index ``at``."""
    found = timeline(
        read_lines(
            [line for line in document(clean(text)).blocks if isinstance(line, Line)], named=False
        ).entries
    )
    if not found.items:
        return Rejected("refused.plan.item")
    if found.left_out:
        return Rejected("refused.plan.minutes", {"n": MOST_MINUTES})
    return add_items(plan, found.items, at)
