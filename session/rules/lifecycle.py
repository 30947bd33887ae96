"""The session itself: opening, counting, clock gaps, agreeing the recap, ending, restoring, striking."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, assert_never

from msgspec import UNSET

from session.erase.areas import NAMES
from session.model.agenda import Item, ItemEnded
from session.model.floor import TurnEnded
from session.model.history import Restored
from session.model.lifecycle import (
    AgreeRecap,
    AnyFrameCommand,
    ClockGapped,
    CountGap,
    CountingChanged,
    EndSession,
    FrameEvent,
    Gap,
    GapCounted,
    Meta,
    NoteOffsets,
    OffsetsNoted,
    OpenSession,
    RecapAgreed,
    RecapAgreedUnsummed,
    RecordGap,
    SessionEnded,
    SessionStarted,
    SetCounting,
    Strike,
    TextStruck,
    WordsStruck,
)
from session.model.people import NeedsNoted, Person
from session.model.protocol import Event
from session.model.speaking_round import CircleClosed
from session.model.state import Instant, Rejected, State, put, replace
from session.model.text import LINE_LIMIT, clean
from session.model.time_of_day import minute_of_day
from session.rules import agenda_clock, agreement, floor, speaking_round
from session.rules import glossary as words


def decide(
    state: State, command: AnyFrameCommand, now: Instant, new_id: Callable[[], str]
) -> tuple[Event, ...] | Rejected:
    """Return the events of a command about the session, or why it is refused."""
    match command:
        case OpenSession():
            return _open(state, command, now, new_id)
        case NoteOffsets(offsets=offsets):
            return (OffsetsNoted(offsets=offsets),)
        case EndSession():
            return _end(state)
        case SetCounting(on=on):
            if on == state.meta.counting:
                return Rejected("refused.counting_same")
            return (CountingChanged(on=on),)
        case RecordGap(length_ms=length_ms, wall_ms=wall_ms):
            return (ClockGapped(length_ms=max(0, length_ms), wall_ms=wall_ms),)
        case CountGap(counted=counted):
            return _count_gap(state, counted)
        case AgreeRecap(not_coproduced=line):
            return _agree(state, clean(line, LINE_LIMIT))
        case Strike(area=area) if area in NAMES:
            return Rejected("refused.strike_name")
        case Strike(area=area, key=key):
            from session.erase.redaction import words_of

            words = words_of(state, area, key)
            if words is None:
                return Rejected("refused.nothing_to_strike")
            if not words:
                return Rejected("refused.already_struck")
            return (TextStruck(area=area, key=key),)
        case _:
            assert_never(command)


def _open(
    state: State, command: OpenSession, now: Instant, new_id: Callable[[], str]
) -> tuple[Event, ...] | Rejected:
    if state.meta.id:
        return Rejected("refused.already_open")
    people = tuple(replace(one, needs="") for one in command.plan.people)
    plan = replace(command.plan, people=people)
    person_ids = tuple(new_id() for _ in people)
    # Access needs are entries of their own, as those noted later.
    needs = (
        NeedsNoted(needs=new_id(), text=one.needs, person=key)
        for key, one in zip(person_ids, command.plan.people, strict=True)
        if one.needs
    )
    return (
        SessionStarted(
            session=command.session,
            plan=plan,
            item_ids=tuple(new_id() for _ in plan.agenda),
            person_ids=person_ids,
            # Of millisecond 0: reading the series and the settings may have taken some.
            opened_at=(now.at - timedelta(milliseconds=now.t)).isoformat(),
            utc_offset_s=command.utc_offset_s,
            carried=command.carried,
            offsets=command.offsets,
            month_first=command.month_first,
        ),
        *needs,
    )


def _end(state: State) -> tuple[Event, ...] | Rejected:
    if any(vote.begun and not vote.closed for vote in state.rounds.values()):
        return Rejected("refused.end_vote")
    events: list[Event] = []
    if state.floor.current:
        events.append(TurnEnded(turn=state.floor.current.id))
    if asking := speaking_round.open_circle(state):
        events.append(CircleClosed(circle=asking.id))
    if state.clock.current:
        events.append(ItemEnded(item=state.clock.current, finished=True))
    return (*events, SessionEnded())


def _count_gap(state: State, counted: bool) -> tuple[Event, ...] | Rejected:
    if not state.gaps or not state.gaps[-1].length_ms:
        return Rejected("refused.no_gap")
    gap = state.gaps[-1]
    if gap.counted == counted:
        return Rejected("refused.gap_same")
    if gap.paused:
        return Rejected("refused.gap_paused")
    if not state.clock.current or gap.until_t < state.clock.since_t:
        return Rejected("refused.gap_older")
    return (GapCounted(counted=counted),)


def _agree(state: State, line: str) -> tuple[Event, ...] | Rejected:
    if state.closing.agreed_t is not None:
        return Rejected("refused.already_agreed")
    if not line:
        return Rejected("refused.line_missing")
    return (RecapAgreed(not_coproduced=line, of=state.closing.version),)


def evolve(state: State, event: FrameEvent | Restored, t: int) -> State:
    """Return the state after an event about the session."""
    match event:
        case SessionStarted():
            return _opened(event, t)
        case OffsetsNoted(offsets=noted):
            before = [one for one in state.offsets if noted and one.at < noted[0].at]
            return replace(state, offsets=(*before, *noted))
        case SessionEnded():
            return replace(state, closing=replace(state.closing, ended_t=t))
        case CountingChanged(on=on):
            stopped = state if on else floor.stop(state, t)
            return replace(stopped, meta=replace(state.meta, counting=on, counting_t=t))
        case ClockGapped(length_ms=length_ms, counted=counted, wall_ms=wall_ms):
            paused = state.clock.paused_t is not None
            gap = Gap(t, length_ms, wall_ms=wall_ms, paused=paused)
            gapped = replace(floor.skip(state, length_ms), gaps=(*state.gaps, gap))
            return gapped if counted else _gap_counted(gapped, counted)
        case GapCounted(counted=counted):
            return _gap_counted(state, counted)
        case RecapAgreed(not_coproduced=line) | RecapAgreedUnsummed(not_coproduced=line):
            closing = replace(state.closing, agreed_t=t, not_coproduced=line)
            return replace(state, closing=closing)
        case TextStruck() | WordsStruck():
            # The words are already deleted from the journal; there is nothing to fold.
            return state
        case Restored():
            return _restored(state, event)
        case _:
            assert_never(event)


def _gap_counted(state: State, counted: bool) -> State:
    gap = state.gaps[-1]
    taken = 0 if counted else agenda_clock.inside_ms(state.clock, gap)
    moved = agenda_clock.leave_out(state, taken - gap.taken_ms)
    return replace(moved, gaps=(*state.gaps[:-1], replace(gap, counted=counted, taken_ms=taken)))


def _opened(event: SessionStarted, t: int) -> State:
    plan = event.plan
    meta = Meta(
        id=event.session,
        title=plan.title,
        series=plan.series,
        opened_at=datetime.fromisoformat(event.opened_at),
        utc_offset_s=event.utc_offset_s,
        month_first=event.month_first,
        date=plan.date,
        start=plan.start,
        meeting_link=plan.meeting_link,
        wifi=plan.wifi,
        involvement=plan.involvement,
        stage=plan.stage,
        purpose=plan.purpose,
        goals=plan.goals,
        can_change=plan.can_change,
        cannot_change=plan.cannot_change,
        hoped_for=plan.hoped_for,
        roles=plan.roles,
        support=plan.support,
        place=plan.place,
        way_there=plan.way_there,
        time_zone=plan.time_zone,
        contact=plan.contact,
    )
    items = {
        key: Item(
            id=key,
            title=item.title,
            minutes=item.minutes,
            kind=item.kind,
            focus=item.focus,
            content_note=item.content_note,
            starts_min=minute_of_day(item.starts_at),
            protected=item.protected,
            may_shrink=item.may_shrink,
            notes=item.notes,
        )
        for key, item in zip(event.item_ids, plan.agenda, strict=True)
    }
    people = {
        key: Person(id=key, name=person.name, roles=person.role, remote=person.remote)
        for key, person in zip(event.person_ids, plan.people, strict=True)
    }
    agreed, lines = agreement.handed_on(event.carried)
    return State(
        meta=meta,
        items=items,
        order=event.item_ids,
        people=people,
        carried=event.carried,
        offsets=event.offsets,
        agreement=agreed,
        lines=lines,
        words=words.handed_on(event.carried),
    )


def _restored(state: State, event: Restored) -> State:
    changes: dict[str, Any] = {}
    for area in State.__struct_fields__:
        told = getattr(event, area)
        if isinstance(told, dict):
            if told:
                changes[area] = _patched(getattr(state, area), told)
        elif told is not UNSET:
            changes[area] = told
    return replace(state, **changes)


def _patched(mapping: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    for key, value in told.items():
        if value is None:
            mapping = {k: v for k, v in mapping.items() if k != key}
        else:
            mapping = put(mapping, key, value)
    return mapping
