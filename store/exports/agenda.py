"""The agenda of a recap as it went."""

from __future__ import annotations

from session.model.recap import Recap, RecapItem
from session.wording.catalogue import say
from store.exports.outline import Block, Line, Table


def told_agenda(recap: Recap, *, every: bool = False) -> tuple[Block, ...]:
    """Return a table of the items that changed, or of every one, and in one line how many others there were."""
    items = recap.agenda if every else tuple(filter(changed, recap.agenda))
    head = (
        say("recap.agenda_item"),
        say("recap.agenda_began"),
        say("recap.agenda_planned"),
        say("recap.agenda_took"),
    )
    rows = tuple((item.title, item.started, _planned(item), _took(item)) for item in items)
    same = len(recap.agenda) - len(items)
    as_planned = (Line(say("recap.agenda_same", n=same)),) if same else ()
    return (*([Table(head, rows)] if rows else []), *as_planned)


def changed(item: RecapItem) -> bool:
    """Return whether an item went otherwise than planned."""
    return item.extra or item.added_min != 0 or item.outcome != "done"


def _planned(item: RecapItem) -> str:
    if item.planned_min is None:
        planned = say("recap.minutes_none")
    else:
        planned = say("recap.minutes", n=item.planned_min)
    if item.extra:
        planned = say("recap.minutes_extra", planned=planned)
    if item.added_min > 0:
        return say("recap.minutes_added", planned=planned, n=item.added_min)
    if item.added_min < 0:
        return say("recap.minutes_taken", planned=planned, n=-item.added_min)
    return planned


def _took(item: RecapItem) -> str:
    if item.actual_min is None:
        return say("recap.left_out") if item.outcome == "left out" else say("recap.not_reached")
    took = (
        say("recap.minutes", n=item.actual_min) if item.actual_min else say("recap.minutes_under")
    )
    match item.outcome:
        case "under way":
            return say("recap.under_way", took=took)
        case "not finished":
            return say("recap.not_finished", took=took)
        case "left out":
            return say("recap.began_left_out", took=took)
        case _:
            return took
