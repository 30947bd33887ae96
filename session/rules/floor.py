"""The floor: turns by role group, counted only if the group agreed, and the queue of raised hands."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from session.model.floor import (
    AnyFloorCommand,
    CallHand,
    EndTurn,
    FloorEvent,
    Hand,
    HandLowered,
    HandRaised,
    LowerHand,
    OrderQueue,
    QueueOrdered,
    RaiseHand,
    StartTurn,
    Turn,
    TurnEnded,
    TurnKind,
    TurnStarted,
)
from session.model.folding import folded
from session.model.people import Person
from session.model.protocol import Event
from session.model.state import Instant, Rejected, State, put, replace
from session.model.text import NAME_LIMIT, clean
from session.rules.queue import groups_of, queue_order, said_unclear
from session.rules.turns import TALK, own_ms, turn_ms

KEEP = 128
"""How many turns are kept in the state, more only while they are recent; totals include the rest."""
_WINDOW_MS = 15 * 60_000
_LATER_MS = _WINDOW_MS // 4
_MOST = 4096


def skip(state: State, length_ms: int) -> State:
    """Subtract a clock gap from the current turn."""
    turn = state.floor.current
    if turn is None:
        return state
    longer = replace(turn, away_ms=turn.away_ms + length_ms)
    return replace(state, floor=replace(state.floor, current=longer))


def stop(state: State, t: int, *, counted: bool = True) -> State:
    """End the current turn, if any. A turn that is not ``counted`` leaves no trace."""
    floor = state.floor
    turn = floor.current
    if turn is None:
        return state
    if not counted:
        return replace(state, floor=replace(floor, current=None))
    ended_t = max(turn.since_t, t)
    ended = replace(turn, until_t=ended_t, person="")
    totals, counts = floor.total_ms, floor.turns
    if turn.kind in TALK:
        totals = put(totals, turn.group, totals.get(turn.group, 0) + turn_ms(ended, t))
        counts = put(counts, turn.group, counts.get(turn.group, 0) + 1)
    return replace(
        state,
        floor=replace(
            floor, current=None, total_ms=totals, turns=counts, own_ms=own_ms(state, turn, ended_t)
        ),
        turns=put(_recent(state.turns, t), turn.id, ended),
    )


def decide(
    state: State, command: AnyFloorCommand, now: Instant, new_id: Callable[[], str]
) -> tuple[Event, ...] | Rejected:
    """Return the events of a command about the floor, or why it is refused."""
    match command:
        case StartTurn():
            return _start(state, command, now, new_id)
        case EndTurn(back_s=back_s):
            turn = state.floor.current
            if turn is None:
                return Rejected("refused.no_turn")
            return _too_far_back(state, back_s, now) or (
                TurnEnded(turn=turn.id, back_ms=back_s * 1000),
            )
        case RaiseHand():
            return _raise(state, command, new_id)
        case LowerHand(hand=key):
            hand = _hand(state, key)
            return hand if isinstance(hand, Rejected) else (HandLowered(hand=hand.id),)
        case CallHand(hand=key):
            return _call(state, key, new_id)
        case OrderQueue(order=order):
            if order == state.floor.queue_order:
                return Rejected("refused.queue_same")
            return (QueueOrdered(order=order),)
        case _:
            assert_never(command)


def _start(
    state: State, command: StartTurn, now: Instant, new_id: Callable[[], str]
) -> tuple[Event, ...] | Rejected:
    if not state.meta.counting:
        return Rejected("refused.not_counting")
    group = command.group if command.kind == "group" else ""
    if command.kind == "group" and group not in state.meta.roles:
        return Rejected("refused.group_unknown", {"groups": ", ".join(state.meta.roles)})
    turn = state.floor.current
    refused = _too_far_back(state, command.back_s, now)
    if refused:
        return refused
    back_ms = command.back_s * 1000
    started = TurnStarted(turn=new_id(), kind=command.kind, group=group, back_ms=back_ms)
    return (TurnEnded(turn=turn.id, back_ms=back_ms), started) if turn else (started,)


def _too_far_back(state: State, back_s: int, now: Instant) -> Rejected | None:
    return None if 0 <= back_s * 1000 <= _free_ms(state, now.t) else Rejected("refused.turn_back")


def _free_ms(state: State, t: int) -> int:
    """Return how far before ``t`` a turn may begin or end, so that no time is counted twice.

    That is back to the start of the current turn or the end of the last one, to the last clock gap, or to
    when the group agreed to counting, whichever was latest.
    """
    gaps = [gap.until_t for gap in state.gaps if gap.length_ms]
    turn = state.floor.current
    if turn is not None:
        return t - max((turn.since_t, *gaps[-1:]))
    ended = (turn.until_t or 0 for turn in state.turns.values())
    return t - max((state.meta.counting_t, *gaps[-1:], *ended))


def _raise(
    state: State, command: RaiseHand, new_id: Callable[[], str]
) -> tuple[Event, ...] | Rejected:
    if command.person and command.person not in state.people:
        return Rejected("refused.person_unknown")
    name = clean(command.name, NAME_LIMIT)
    person = command.person or _known(state, name)
    if command.group and command.group not in state.meta.roles:
        return Rejected("refused.group_unknown", {"groups": ", ".join(state.meta.roles)})
    somebody = person or name or command.group
    if not (somebody or command.reason in {"online", "unclear"}):
        return Rejected("refused.hand_nobody")
    for hand in state.queue.values():
        if hand.reason != command.reason:
            continue
        if hand.reason == "online":
            return Rejected("refused.online_twice")
        if not (somebody or hand.person or hand.name or hand.group):
            return Rejected("refused.unclear_twice")
        if hand.person == person if person else name and folded(hand.name) == folded(name):
            return Rejected("refused.hand_twice")
    return (
        HandRaised(
            hand=new_id(),
            person=person,
            name="" if person else name,
            group=command.group,
            reason=command.reason,
        ),
    )


def _known(state: State, name: str) -> str:
    """Return the id of the person with exactly this name, so that their consents apply; empty if nobody."""
    wanted = folded(name)
    same = (key for key, one in state.people.items() if wanted and folded(one.name) == wanted)
    return next(same, "")


def _hand(state: State, key: str) -> Hand | Rejected:
    if not state.queue:
        return Rejected("refused.queue_empty")
    if not key:
        return queue_order(state)[0]
    return state.queue.get(key) or Rejected("refused.hand_unknown")


def _call(state: State, key: str, new_id: Callable[[], str]) -> tuple[Event, ...] | Rejected:
    hand = _hand(state, key)
    if isinstance(hand, Rejected):
        return hand
    lowered = HandLowered(hand=hand.id, called=not said_unclear(hand))
    if said_unclear(hand):
        # Nobody speaks: the last part is repeated. A turn would reveal to the room whose hand it was.
        return (lowered,)
    return (lowered, *given(state, _whose(state, hand), hand.group, new_id))


def _whose(state: State, hand: Hand) -> Person | None:
    return state.people.get(hand.person or _known(state, hand.name))


def given(
    state: State, person: Person | None, group: str, new_id: Callable[[], str]
) -> tuple[Event, ...]:
    """Return the turns that end and begin when somebody gets the floor; empty when turns are not counted.

    ``person`` is ``None`` for somebody who is not on the list.
    """
    if not state.meta.counting:
        return ()
    # Not having been asked is not consent: their turn passes without being counted.
    if person is not None and not person.consent.counted:
        return hushed(state)
    group = group or (person.roles[0] if person and person.roles else "")
    kind: TurnKind = "group" if group else "someone"
    whose = person.id if person else ""
    return (*hushed(state), TurnStarted(turn=new_id(), kind=kind, group=group, person=whose))


def silence(state: State, new_id: Callable[[], str]) -> tuple[Event, ...]:
    """Return the turns that end and begin with a silence; empty when turns are not counted."""
    if not state.meta.counting:
        return ()
    return (*hushed(state), TurnStarted(turn=new_id(), kind="silence"))


def hushed(state: State) -> tuple[Event, ...]:
    """Return the end of the current turn, if there is one."""
    turn = state.floor.current
    return (TurnEnded(turn=turn.id),) if turn else ()


def over_with_item(state: State, back_ms: int, t: int) -> tuple[Event, ...]:
    """Return the end of the current turn, if there is one, when its item ends ``back_ms`` before ``t``."""
    turn = state.floor.current
    return (TurnEnded(turn=turn.id, back_ms=min(back_ms, _free_ms(state, t))),) if turn else ()


def evolve(state: State, event: FloorEvent, t: int) -> State:
    """Return the state after an event about the floor."""
    match event:
        case TurnStarted(turn=key):
            since_t = t - event.back_ms
            turn = Turn(key, event.kind, event.group, since_t, person=event.person)
            return replace(state, floor=replace(state.floor, current=turn))
        case TurnEnded(back_ms=back_ms, counted=counted):
            return stop(state, t - back_ms, counted=counted)
        case HandRaised(hand=key):
            hand = Hand(key, event.person, event.name, event.group, event.reason, t)
            floor = state.floor
            if event.person and (event.person, event.reason) == (floor.given, "turn"):
                # They wait again, and are notified again the next time they get the floor.
                floor = replace(floor, given="")
            return replace(state, queue=put(state.queue, key, hand), floor=floor)
        case HandLowered(hand=key):
            floor, hand = state.floor, state.queue[key]
            queue = {k: other for k, other in state.queue.items() if k != key}
            if event.called:
                floor = replace(floor, called=_called(state, hand), given=hand.person)
            return replace(state, queue=queue, floor=floor)
        case QueueOrdered(order=order):
            return replace(state, floor=replace(state.floor, queue_order=order))
        case _:
            assert_never(event)


def _called(state: State, hand: Hand) -> dict[str, int]:
    """Count a hand that was given the floor, by role group; not for people who refused to be counted."""
    person, called = state.people.get(hand.person), state.floor.called
    if person is not None and person.consent.counted is False:
        return called
    for group in groups_of(state, hand):
        called = put(called, group, called.get(group, 0) + 1)
    return called


def _recent(turns: dict[str, Turn], t: int) -> dict[str, Turn]:
    if len(turns) < KEEP:
        return turns
    # Scanning all of them at every turn would cost more than everything else a turn does.
    oldest = next(iter(turns.values())).until_t or 0
    if oldest > t - _WINDOW_MS - _LATER_MS and len(turns) < _MOST:
        return turns
    kept = {
        key: turn
        for key, turn in turns.items()
        if turn.until_t is not None and turn.until_t > t - _WINDOW_MS
    }
    # Turns of one second each for an hour come from a script, not a room. Memory stays bounded.
    return dict(list(kept.items())[-_MOST // 2 :]) if len(kept) >= _MOST else kept
