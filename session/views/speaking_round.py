"""A round of speaking for the whole room: names by consent, and never who passed."""

from __future__ import annotations

from session.model.speaking_round import Circle
from session.model.state import State
from session.rules import speaking_round
from session.rules.people import present
from session.views.names import room_names
from session.views.pages import Page, PageLine
from session.wording.catalogue import say


def circle_page(state: State) -> Page:
    """Return the open round, or a page saying that none is open."""
    asking = speaking_round.open_circle(state)
    if asking is None:
        return Page(say("circle.none"), (PageLine("hint", say("circle.none.hint")),))
    kind = say(f"circle.kind.{asking.kind}")
    if asking.quiet:
        return Page(
            asking.question, (PageLine("quiet", kind), PageLine("line", say("circle.quiet")))
        )
    return Page(asking.question, (PageLine("quiet", kind), *_where(state, asking)))


def _where(state: State, asking: Circle) -> tuple[PageLine, ...]:
    speaker = speaking_round.speaker(state, asking)
    coming = speaking_round.coming(state, asking)
    names = room_names(state)
    now = say("circle.now", who=names[speaker.id]) if speaker else say("circle.now_open")
    told: list[PageLine] = [PageLine("line", now), PageLine("quiet", say("circle.passing"))]
    if coming:
        told.append(
            PageLine("part", say("circle.coming", n=speaking_round.still_to_come(state, asking)))
        )
        told += [PageLine("left", names[person.id], person.id) for person in coming]
    elif present(state):
        told.append(PageLine("quiet", say("circle.all_asked")))
    return tuple(told)


def board_line(state: State) -> tuple[str, tuple[str, ...]]:
    """Return the board's line about an open round; empty if none is open."""
    asking = speaking_round.open_circle(state)
    if asking is None:
        return "", ()
    if asking.quiet:
        return say("circle.quiet"), ()
    names = room_names(state)
    speaker = speaking_round.speaker(state, asking)
    coming = speaking_round.coming(state, asking)
    if speaker:
        now = say("circle.now", who=names[speaker.id])
    else:
        now = say("circle.now_open" if coming or not present(state) else "circle.all_asked")
    return now, tuple(names[person.id] for person in coming)
