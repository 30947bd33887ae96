"""Opening and closing in the recap: outcomes, the next session, reflections, corrections."""

from __future__ import annotations

from session.model.recap import Recap, RecapOutcome
from session.views.next_session import day, next_of
from session.wording.catalogue import CATALOGUE, say
from store.exports.outline import Block, Line, Part, Point, Points, theirs


def corrections(recap: Recap) -> tuple[Block, ...]:
    """Return the corrections of an agreed version, with their dates."""
    points = tuple(
        Point(say("recap.corrected_on", on=day(one.on), text=theirs(one.text)))
        for one in recap.corrections
    )
    return (Points(points),) if points else ()


def outcomes(recap: Recap) -> tuple[Block, ...]:
    """Return the outcomes of what earlier sessions left open: "you said, we did" (P40)."""
    points = tuple(
        Point(
            say("recap.outcome", text=theirs(told.text), state=_became(told)),
            (told.why,) if told.why else (),
        )
        for told in recap.outcomes
    )
    return (Points(points),) if points else ()


def _became(told: RecapOutcome) -> str:
    if told.state == "passed-on" and told.to:
        return say("thing.passed_on", to=theirs(told.to))
    return state_words(told.state)


def state_words(state: str) -> str:
    """Return a state in words; an unknown one unchanged."""
    key = f"outcome.is.{state}"
    return say(key) if key in CATALOGUE else state


def next_session(recap: Recap) -> tuple[Block, ...]:
    told = (
        (next_of(recap), "{}"),
        (recap.next_place, "next.where"),
        (recap.next_way, "next.way"),
        (recap.next_join, "next.join"),
    )
    return tuple(
        Line(theirs(text) if key == "{}" else say(key, text=theirs(text)))
        for text, key in told
        if text
    )


def reflections(recap: Recap) -> tuple[Block, ...]:
    """Return what worked and what to change as separate lists, so that no two lines point at one person."""
    worked = tuple(Point(said.worked) for said in recap.reflections if said.worked)
    change = tuple(Point(said.change) for said in recap.reflections if said.change)
    blocks: list[Block] = []
    for heading, points in ((say("recap.worked"), worked), (say("recap.change"), change)):
        if points:
            blocks += [Part(heading), Points(points)]
    return tuple(blocks)
