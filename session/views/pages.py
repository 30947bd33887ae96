"""What the pages of Start tell, from the state: lines as values, which a screen or a phone draws."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from session.model.carried import CarriedAction, CarriedDecision, CarriedPromise
from session.model.state import Instant, State
from session.plan.reading.dates import with_day
from session.rules.local_time import local, local_hhmm, wall
from session.rules.opening_closing import FINAL, Left, outcome_of
from session.rules.people import came, heads
from session.rules.series import days_between
from session.rules.timing import timing
from session.rules.votes import open_round
from session.views.format_time import left_words
from session.views.involvement import rung_words, stage_words
from session.views.next_session import day
from session.views.whole_work import whole_work
from session.wording.catalogue import say

LineKind = Literal["part", "line", "quiet", "left", "hint"]
"""A heading, a line, one in the background, something left from before, a key to press."""
What = Literal["", "left_before", "no_aim"]
StartPage = Literal["so-far", "missed", "why", "who", "last", "today", "agreement"]
"""The pages of the screen Start, in order."""


class PageLine(Struct, frozen=True):
    """One line of a page."""

    kind: LineKind
    text: str
    id: str = ""
    """Of what can be chosen: to tell what became of it, or to strike it."""
    what: What = ""
    """Which line it is, where some medium says that in other words: what was left before, no aim given."""
    under: bool = False
    """Whether it belongs to the line above it."""
    leads: bool = False
    """Whether people are asked to look at it: it is shown above the others, not among them."""


class Page(Struct, frozen=True):
    """A title and its lines."""

    title: str
    lines: tuple[PageLine, ...] = ()

    @property
    def lead(self) -> str:
        """What people are asked to look at: the title, unless a line leads."""
        return next((line.text for line in self.lines if line.leads), self.title)


def start_pages(
    state: State, now: Instant, since_t: int = 0, missed: Page | None = None
) -> dict[StartPage, Page]:
    """Return the pages of the opening in order (P1–P4, P6, P14–P16); once the session has begun, so far first.

    since_t: for somebody who was away, in session milliseconds; only what was decided since is included
    missed: what somebody missed of the series, if it was asked for
    """
    begun = state.clock.started_t is not None
    pages: dict[StartPage, Page] = {"so-far": so_far(state, now, since_t)} if begun else {}
    return {
        **pages,
        **({"missed": missed} if missed else {}),
        "why": why(state),
        "who": _who(state),
        "last": last_time(state),
        "today": _today(state, now),
        "agreement": Page(say("agreement.title")),
    }


def so_far(state: State, now: Instant, since_t: int = 0) -> Page:
    """Return what a latecomer, or somebody who was away, needs to know (P56)."""
    time = timing(state, now)
    item = state.items.get(time.item)
    lines = until_now(state, since_t, leads=item is None)
    lines.append(_part("sofar.now"))
    if item is not None:
        lines.append(_line(item.title, leads=not item.focus))
        if item.focus:
            lines.append(_line(item.focus, leads=True))
    lines.append(_quiet(left_words(time)))
    if vote := open_round(state):
        lines += [_part("sofar.vote"), _line(vote.question)]
    return Page(say("sofar.title"), tuple(lines))


def until_now(state: State, since_t: int = 0, *, leads: bool = False) -> list[PageLine]:
    """Return the purpose, the way of working and the decisions so far: everything but the current item.

    leads: the purpose leads the page
    """
    lines = [_part("sofar.aim"), *_aim(state, leads=leads)]
    if state.lines:
        lines += [_part("sofar.lines"), *(_line(one.text) for one in state.lines.values())]
    decided = [_line(one.text) for one in state.decisions.values() if one.recorded_t >= since_t]
    at = local_hhmm(state, wall(state, since_t)) if since_t else ""
    title = PageLine("part", say("sofar.since", at=at)) if at else _part("sofar.decided")
    return [*lines, title, *(decided or [_quiet(say("sofar.nothing"))])]


def _part(key: str) -> PageLine:
    return PageLine("part", say(key))


def _line(text: str, *, leads: bool = False) -> PageLine:
    return PageLine("line", text, leads=leads)


def _quiet(text: str) -> PageLine:
    return PageLine("quiet", text)


def _aim(state: State, *, leads: bool) -> list[PageLine]:
    meta = state.meta
    return (
        [_line(meta.purpose, leads=leads)]
        if meta.purpose
        else [PageLine("quiet", say("opening.no_aim"), what="no_aim")]
    )


def why(state: State) -> Page:
    """Return why the group meets, how much say it has, and what it can and can't change (P2)."""
    meta = state.meta
    lines = _aim(state, leads=True)
    if meta.involvement:
        lines.append(_line(say("recap.involvement", text=meta.involvement)))
        if means := rung_words(meta.involvement):
            lines.append(_quiet(means))
    if meta.stage:
        lines.append(_line(say("recap.stage", text=meta.stage)))
        if means := stage_words(meta.stage):
            lines.append(_quiet(means))
    for key, texts in (
        ("recap.goals", meta.goals),
        ("recap.can_change", meta.can_change),
        ("recap.cannot_change", meta.cannot_change),
    ):
        if texts:
            lines += [_part(key), *map(_line, texts)]
    return Page(say("opening.why"), tuple(lines))


def _who(state: State) -> Page:
    meta = state.meta
    here = tuple(person for person in came(state) if person.presence == "here")
    counted = heads(here)
    lines: list[PageLine] = []
    if here:
        lines.append(_line(say("opening.we_are", n=len(here))))
    lines += [
        _line(say("opening.group", name=name, here=counted[name]))
        for name in meta.roles
        if counted.get(name)
    ]
    lines.append(PageLine("part", say("opening.missing_ask"), leads=True))
    lines += (_line(one.text) for one in state.missing.values())
    lines.append(PageLine("hint", say("opening.missing")))
    return Page(say("opening.who"), tuple(lines))


def last_time(state: State) -> Page:
    """Return the last session's decisions, and what became of all that is open: promises first (P14, P36, P40).

    It is for the wall: who owes what is not on it.
    """
    before = state.carried
    if not before.sessions:
        first = PageLine("quiet", say("opening.first_time"), leads=True)
        return Page(say("opening.last"), (first,))
    lines = [_line(say("opening.last_title", title=before.title, date=day(before.date)))]
    # This session is one of those that were still to come.
    if stands := whole_work(
        before.goals, before.goals_reached, before.sessions + 1, before.planned
    ):
        lines.append(_quiet(stands))
    if before.decisions:
        lines.append(_part("opening.last_decided"))
        for made in before.decisions:
            lines += _decided(made)
    if before.corrections:
        lines += [_part("opening.last_corrected"), *map(_line, before.corrections)]
    for key, things in (
        ("opening.last_promised", before.promises),
        ("opening.last_asked", before.suggestions),
        ("opening.last_reopened", before.reopened),
    ):
        if things:
            lines += [_part(key), *(_left(state, one, one.text) for one in things)]
    lines.append(PageLine("part", say("opening.last_left"), what="left_before"))
    left = [_left(state, one, one.what) for one in before.actions]
    left += [_left(state, one, one.text) for one in before.parked]
    nothing = not (left or before.promises or before.suggestions or before.reopened)
    return Page(
        say("opening.last"), (*lines, *([_quiet(say("opening.nothing_left"))] if nothing else left))
    )


def _decided(made: CarriedDecision) -> Iterator[PageLine]:
    """Yield a decision, what it replaced and why, and what some hold against it."""
    yield PageLine("line", made.text, made.id)
    if made.replaces:
        yield PageLine(
            "quiet", say("opening.last_replaces", text=made.replaces, why=made.why), under=True
        )
    for text in made.reservations:
        yield PageLine("quiet", say("opening.last_but", text=text), under=True)


def _left(state: State, one: Left, text: str) -> PageLine:
    told = outcome_of(state, one.id)
    word, why, to = (told.state, told.why, told.to) if told else (one.state, one.why, one.to)
    if word:
        now = say("thing.passed_on", to=to) if to else say(f"outcome.is.{word}")
    else:
        now = say("parking.is.parked" if one.id in state.parking else "outcome.open")
    due = ""
    if isinstance(one, CarriedPromise | CarriedAction):
        due = with_day(one.by, one.due, say)
    parts = (
        say("recap.outcome", text=text, state=now),
        why,
        say("thing.due", by=due) if due else "",
        _age(state, one.since) if word not in FINAL else "",
    )
    return PageLine("left", " · ".join(filter(None, parts)), one.id)


def _age(state: State, since: str) -> str:
    today = local(state, state.meta.opened_at).date().isoformat()
    days = days_between(since, today)
    return say("thing.age", n=days) if days else ""


def _today(state: State, now: Instant) -> Page:
    planned = (line for line in timing(state, now).lines if line.state != "dropped")
    lines = (
        _line(
            say(
                "opening.item",
                at=local_hhmm(state, line.start),
                title=state.items[line.item].title,
            ),
            leads=not nth,
        )
        for nth, line in enumerate(planned)
    )
    return Page(say("opening.today"), tuple(lines))
