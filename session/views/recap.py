"""Makes the recap from the state: everything that is true, in order, and nothing from the clock.

The recap of an unfinished session reports what was known at the last event. Names appear in it by
consent only (P47): owners of actions and questions who did not agree are given as their role group.
"""

from __future__ import annotations

from collections.abc import Iterator

from session.erase.walk import STRUCK
from session.model.agenda import Item
from session.model.carried import CarriedAction
from session.model.ideas import Idea
from session.model.people import Person
from session.model.recap import (
    Outcome,
    Recap,
    RecapAction,
    RecapCorrection,
    RecapDecision,
    RecapGroup,
    RecapIdea,
    RecapItem,
    RecapNote,
    RecapOutcome,
    RecapParked,
    RecapReflection,
    RecapTheme,
    half_id,
)
from session.model.state import State
from session.rules import people, themes
from session.rules.agenda_clock import stint_ms
from session.rules.local_time import local, local_hhmm, wall
from session.rules.opening_closing import left_open
from session.rules.people import came, heads
from session.views.agreement import recapped_agreement, recapped_words
from session.views.mentions import Mentions
from session.views.name_check import as_handed_out, name_check
from session.views.names import Naming, author, contact_as_wished, is_named
from session.views.recap_votes import recapped_circle, recapped_round
from session.wording.catalogue import say

_MINUTE_MS = 60_000


def recap(state: State) -> Recap:
    """Return the recap of the session in its current state."""
    checked = not name_check(state).lines
    state = as_handed_out(state)
    meta, clock, closing = state.meta, state.clock, state.closing
    here = came(state)
    who, named = Naming(state, record=True).only_consented, Mentions(state)
    return Recap(
        session=meta.id,
        title=meta.title,
        series=meta.series,
        agreed=closing.agreed_t is not None,
        not_coproduced=closing.not_coproduced,
        date=_local_date(state, clock.started_t or 0),
        started="" if clock.started_t is None else _at(state, clock.started_t),
        ended="" if closing.ended_t is None else _at(state, closing.ended_t),
        stamp=_utc(state, last_t(state)),
        involvement=meta.involvement,
        stage=meta.stage,
        purpose=meta.purpose,
        goals=meta.goals,
        can_change=meta.can_change,
        cannot_change=meta.cannot_change,
        people=len(here),
        remote=sum(person.remote for person in here),
        groups=_groups(state, here),
        ungrouped=sum(not person.roles for person in here),
        names=tuple(sorted((p.name for p in here if is_named(p)), key=str.casefold)),
        agenda=tuple(_item(state, state.items[key]) for key in state.order),
        decisions=tuple(
            RecapDecision(
                d.text,
                d.reservations,
                _title(state, d.item),
                d.id,
                d.item if d.item in state.items else "",
                tuple(one.id for one in d.entries),
            )
            for d in state.decisions.values()
        ),
        actions=tuple(
            RecapAction(a.what, who(a.who), a.by, a.id, a.due, named.in_text(a.what))
            for a in state.actions.values()
        ),
        rounds=tuple(recapped_round(state, vote) for vote in state.rounds.values()),
        themes=tuple(
            RecapTheme(
                line.letter,
                line.shape,
                line.name,
                tuple(_idea(state, idea) for idea in themes.settled(state, line.theme)),
                line.theme,
            )
            for line in themes.lines(state)
        ),
        contested=tuple(
            _idea(state, idea, ", ".join(themes.letters(state, idea)))
            for idea in themes.contested(state)
        ),
        unthemed=tuple(_idea(state, idea) for idea in themes.unthemed(state)),
        removed_ideas=sum(idea.removed for idea in state.ideas.values()),
        parking=tuple(
            RecapParked(p.text, who(p.asked_by), p.promise, p.status, p.id, _utc(state, p.moved_t))
            for p in state.parking.values()
        ),
        notes=tuple(
            RecapNote(
                n.text,
                _title(state, n.item),
                _at(state, n.written_t),
                n.id,
                n.item if n.item in state.items else "",
            )
            for n in state.notes.values()
        ),
        agreement=recapped_agreement(state),
        words=recapped_words(state),
        words_removed=tuple(word.id for word in state.words.values() if word.removed),
        photographed=people.told_yes(state, "photographed"),
        quoted=people.told_yes(state, "quoted"),
        circles=tuple(recapped_circle(circle) for circle in state.circles.values()),
        said=_remarks(state),
        version=closing.version,
        outcomes=_outcomes(state),
        missing=tuple(said.text for said in state.missing.values()),
        missing_ids=tuple(state.missing),
        reflections=_reflections(state),
        thanks=tuple(said.text for said in state.thanks.values()),
        thanks_ids=tuple(state.thanks),
        next_session=closing.next_session,
        next_id=closing.next_id,
        next_on=closing.next_on,
        next_at=closing.next_at,
        next_until=closing.next_until,
        next_place=closing.next_place,
        next_way=closing.next_way,
        next_join=closing.next_join,
        time_zone=meta.time_zone,
        whom_to_ask=contact_as_wished(state, meta.contact),
        summary=tuple(said.text for said in state.summary.values()),
        summary_ids=tuple(state.summary),
        corrections=tuple(
            RecapCorrection(said.text, _local_date(state, said.said_t), said.id)
            for said in state.corrections.values()
        ),
        names_checked=checked,
    )


def _reflections(state: State) -> tuple[RecapReflection, ...]:
    """Return each answer by itself, sorted by its words, so that no pair can be attributed to a person."""
    said = state.reflections.values()
    worked = sorted((one.worked.casefold(), one.worked, half_id(one.id, "worked")) for one in said)
    change = sorted((one.change.casefold(), one.change, half_id(one.id, "change")) for one in said)
    return (
        *(RecapReflection(worked=text, id=key) for _, text, key in worked if text),
        *(RecapReflection(change=text, id=key) for _, text, key in change if text),
    )


def _outcomes(state: State) -> tuple[RecapOutcome, ...]:
    left = left_open(state)
    told: list[RecapOutcome] = []
    for one in state.outcomes.values():
        if about := left.get(one.about):
            text = about.what if isinstance(about, CarriedAction) else about.text
            at = _utc(state, one.told_t)
            told.append(RecapOutcome(text, one.state, one.why, one.about, one.id, one.to, at))
    return tuple(told)


def last_t(state: State) -> int:
    """Return session milliseconds of the end or, before it, of the latest recorded event."""
    if state.closing.ended_t is not None:
        return state.closing.ended_t
    clock = state.clock
    times = [clock.since_t, clock.paused_t, clock.started_t, clock.finished_t]
    for person in state.people.values():
        times += [person.arrived_t, person.left_t]
    for item in state.items.values():
        times += [item.first_t, item.ended_t]
    if state.floor.current:
        times.append(state.floor.current.since_t)
    for turn in state.turns.values():
        times += [turn.since_t, turn.until_t]
    times += [gap.until_t for gap in state.gaps]
    times += [hand.raised_t for hand in state.queue.values()]
    times += [parked.parked_t for parked in state.parking.values()]
    times += [idea.added_t for idea in state.ideas.values()]
    times += [vote.opened_t for vote in state.rounds.values()]
    times += [circle.opened_t for circle in state.circles.values()]
    times += [circle.closed_t for circle in state.circles.values()]
    times += [note.written_t for note in state.notes.values()]
    times.append(state.agreement.agreed_t)
    times += [word.since_t for word in state.words.values()]
    times += [decision.recorded_t for decision in state.decisions.values()]
    times += [told.told_t for told in state.outcomes.values()]
    times += [said.said_t for said in state.missing.values()]
    times += [said.said_t for said in state.reflections.values()]
    times += [said.said_t for said in state.thanks.values()]
    times += [said.said_t for said in state.summary.values()]
    times += [action.recorded_t for action in state.actions.values()]
    return max((t for t in times if t is not None), default=0)


def _groups(state: State, here: tuple[Person, ...]) -> tuple[RecapGroup, ...]:
    # People who were hoped for and did not come are not recorded: the group itself says who is missing.
    counted = heads(here)
    order = dict.fromkeys((*state.meta.roles, *counted))
    return tuple(RecapGroup(name, counted[name]) for name in order if name in counted)


def _item(state: State, item: Item) -> RecapItem:
    spent_ms, outcome = item.spent_ms, _outcome(state, item)
    if outcome == "under way":
        spent_ms += stint_ms(state.clock, last_t(state))
    return RecapItem(
        title=item.title,
        kind=item.kind,
        focus=item.focus,
        planned_min=item.minutes,
        added_min=item.added_min,
        actual_min=None if item.first_t is None else _minutes(spent_ms),
        started="" if item.first_t is None else _at(state, item.first_t),
        ended="" if item.ended_t is None or outcome == "under way" else _at(state, item.ended_t),
        outcome=outcome,
        extra=item.extra,
        id=item.id,
    )


def _outcome(state: State, item: Item) -> Outcome:
    if item.id == state.clock.current:
        return "under way"
    if item.dropped:
        return "left out"
    if item.first_t is None:
        return "not reached"
    return "not finished" if item.ended_t is None else "done"


def _idea(state: State, idea: Idea, letters: str = "") -> RecapIdea:
    merged = tuple(
        RecapIdea(i.text, _first(i), channel=i.channel, by=author(state, i), id=i.id)
        for i in _held(state, idea)
    )
    by = author(state, idea)
    return RecapIdea(idea.text, _first(idea), merged, idea.channel, letters, by, idea.id)


def _first(idea: Idea) -> str:
    # Struck words have no first wording either.
    return "" if idea.first in {idea.text, STRUCK} else idea.first


def _held(state: State, idea: Idea) -> Iterator[Idea]:
    """Yield all ideas merged into an idea, recursively, in order."""
    for key in idea.holds:
        held = state.ideas[key]
        yield held
        yield from _held(state, held)


def _remarks(state: State) -> tuple[str, ...]:
    told = []
    # What the group agreed on is whole, although the session may end only after it was printed.
    if state.closing.ended_t is None and state.closing.agreed_t is None:
        told.append(say("recap.going_on", at=_at(state, last_t(state))))
    for gap in state.gaps:
        at, minutes = _at(state, gap.until_t), _minutes(gap.length_ms)
        how, short = "counted" if gap.counted else "left_out", "" if minutes else "_short"
        told.append(say(f"recap.gap{short}_{how}", n=minutes, at=at))
    return tuple(told)


def _minutes(length_ms: int) -> int:
    return (length_ms + _MINUTE_MS // 2) // _MINUTE_MS


def _title(state: State, item: str) -> str:
    return state.items[item].title if item in state.items else ""


def _utc(state: State, t: int) -> str:
    return wall(state, t).isoformat()


def _local_date(state: State, t: int) -> str:
    return local(state, wall(state, t)).date().isoformat()


def _at(state: State, t: int) -> str:
    return local_hhmm(state, wall(state, t))
