"""Rounds of speaking: everyone is asked, nobody has to answer (P12, P13, P22, P35, P51).

Who is still to come is computed, not stored: people who leave are not asked, people who arrive late
are asked last. Remote people are placed between those in the room, so that they are never all last.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import assert_never

from session.model.people import Person
from session.model.plan import QUESTION_LIMIT
from session.model.protocol import Event
from session.model.speaking_round import (
    AnyCircleCommand,
    Circle,
    CircleClosed,
    CircleEvent,
    CircleOpened,
    CirclePassed,
    CircleStarted,
    CircleStepped,
    CloseCircle,
    OpenCircle,
    StartCircle,
    StepCircle,
)
from session.model.state import Instant, Rejected, State, put, replace
from session.model.text import short
from session.rules import floor
from session.rules.input import typed_or_none
from session.rules.people import present
from session.wording.catalogue import Say


def open_circle(state: State) -> Circle | None:
    """Return the round of speaking that is open, if any."""
    last = next(reversed(state.circles.values()), None)
    return last if last is not None and last.closed_t is None else None


def speaker(state: State, circle: Circle) -> Person | None:
    """Return who has the floor; ``None`` if unknown, or after they have left."""
    person = state.people.get(circle.current)
    return person if person is not None and person.presence == "here" else None


def coming(state: State, circle: Circle) -> tuple[Person, ...]:
    """Return who is here and still to be asked, in order; latecomers last."""
    late = [p for p in present(state) if p.id not in circle.order]
    late.sort(key=lambda person: person.arrived_t or 0)
    known = (*(state.people.get(key) for key in circle.order), *late)
    done = {*circle.asked, circle.current}
    return tuple(p for p in known if p and p.presence == "here" and p.id not in done)


def still_to_come(state: State, circle: Circle) -> int:
    """Return how many are still to be asked, minus those who spoke without being chosen."""
    return max(0, len(coming(state, circle)) - circle.unlisted)


def usual_question(kind: str, say: Say) -> str:
    """Return the default question of a round of this kind; empty for none."""
    return "" if kind == "question" else say(f"circle.ask.{kind}")


def interleaved(people: Sequence[Person]) -> tuple[str, ...]:
    """Return ids with the remote people spread evenly among the others, never at the end.

    Each place is a fraction of the round: of *m* remote people, at (j + ½) / m; of *n* people in the room,
    at (i + 1) / n.
    """
    room = [p.id for p in people if not p.remote]
    remote = [p.id for p in people if p.remote]
    places = [((i + 1) / len(room), key) for i, key in enumerate(room)]
    between = [((j + 0.5) / len(remote), key) for j, key in enumerate(remote)]
    # A stable sort: of two at the same place, the remote person is first.
    return tuple(key for _, key in sorted([*between, *places], key=lambda place: place[0]))


def decide(
    state: State, command: AnyCircleCommand, now: Instant, new_id: Callable[[], str], say: Say
) -> tuple[Event, ...] | Rejected:
    """Return the events of a command about a round of speaking, or why it is refused."""
    if isinstance(command, OpenCircle):
        return _open(state, command, new_id, say)
    circle = open_circle(state)
    if circle is None:
        return Rejected("refused.no_circle")
    match command:
        case StartCircle(to=to):
            return _start(state, circle, to, new_id)
        case StepCircle():
            return _step(state, circle, command, new_id)
        case CloseCircle():
            return closed(state, circle)
        case _:
            assert_never(command)


def closed(state: State, circle: Circle) -> tuple[Event, ...]:
    """Return the events that close a round, and the turn that it began."""
    turns = floor.hushed(state) if circle.quiet or circle.current else ()
    return (*turns, CircleClosed(circle=circle.id))


def _open(
    state: State, command: OpenCircle, new_id: Callable[[], str], say: Say
) -> tuple[Event, ...] | Rejected:
    if before := open_circle(state):
        return Rejected("refused.circle_open", {"question": short(before.question)})
    question = typed_or_none(command.question, QUESTION_LIMIT)
    if isinstance(question, Rejected):
        return question
    question = question or usual_question(command.kind, say)
    if not question:
        return Rejected("refused.circle_question")
    order = interleaved(present(state))
    opened = CircleOpened(
        circle=new_id(),
        kind=command.kind,
        question=question,
        order=order,
        # Without anyone marked as here there is no order.
        by_list=command.by_list and bool(order),
        quiet=command.quiet,
    )
    if command.quiet:
        return (opened, *floor.silence(state, new_id))
    first = order[0] if opened.by_list else ""
    return (opened, *_given(state, opened.circle, first, new_id))


def _given(state: State, circle: str, to: str, new_id: Callable[[], str]) -> tuple[Event, ...]:
    return (CircleStarted(circle=circle, to=to), *_turn(state, to, new_id))


def _turn(state: State, to: str, new_id: Callable[[], str]) -> tuple[Event, ...]:
    """Return the turns that end and begin; people who are not known to have consented are not counted."""
    return floor.given(state, state.people[to], "", new_id) if to else floor.hushed(state)


def _start(
    state: State, circle: Circle, to: str, new_id: Callable[[], str]
) -> tuple[Event, ...] | Rejected:
    if not circle.quiet:
        return Rejected("refused.circle_started")
    waiting = [person.id for person in coming(state, circle)]
    if to and to not in waiting:
        return Rejected("refused.circle_not_waiting")
    to = to or (waiting[0] if circle.by_list and waiting else "")
    return _given(state, circle.id, to, new_id)


def _step(
    state: State, circle: Circle, command: StepCircle, new_id: Callable[[], str]
) -> tuple[Event, ...] | Rejected:
    if circle.quiet:
        return Rejected("refused.circle_quiet")
    how, to = command.how, command.to
    person = speaker(state, circle)
    waiting = [one.id for one in coming(state, circle)]
    if to and to not in waiting:
        return Rejected("refused.circle_not_waiting")
    if how == "later":
        if person is None:
            return Rejected("refused.circle_nobody")
        if person.id in circle.later:
            return Rejected("refused.circle_later")
        waiting.append(person.id)
    if how == "called" and not (to or (circle.by_list and waiting)):
        return Rejected("refused.circle_nobody_left" if circle.by_list else "refused.circle_nobody")
    if person is None and (circle.by_list or circle.current or to):
        # The speaker has left, or all were asked: no turn ends now.
        if circle.by_list and not waiting:
            return closed(state, circle)
        how = "called"
    to = to or (waiting[0] if circle.by_list and waiting else "")
    stepped = CircleStepped(circle=circle.id, how=how, to=to)
    return (stepped, *_turn(state, to, new_id))


def evolve(state: State, event: CircleEvent, t: int) -> State:
    """Return the state after an event about a round of speaking."""
    match event:
        case CircleOpened(circle=key):
            circle = Circle(
                id=key,
                kind=event.kind,
                question=event.question,
                by_list=event.by_list,
                order=event.order,
                quiet=event.quiet,
                opened_t=t,
            )
        case CircleStarted(circle=key, to=to):
            circle = replace(state.circles[key], quiet=False, current=to)
        case CircleStepped(circle=key) | CirclePassed(circle=key):
            circle = _stepped(state, state.circles[key], event)
        case CircleClosed(circle=key):
            circle = replace(state.circles[key], quiet=False, current="", closed_t=t)
        case _:
            assert_never(event)
    return replace(state, circles=put(state.circles, key, circle))


def _stepped(state: State, circle: Circle, event: CircleStepped | CirclePassed) -> Circle:
    current = circle.current
    match event.how:
        case "on" | "spoke" | "passed":
            return replace(
                circle,
                current=event.to,
                asked=(*circle.asked, current) if current else circle.asked,
                unlisted=circle.unlisted + (not current),
            )
        case "later":
            # Latecomers are added before the person who now moves to the end.
            late = (p.id for p in coming(state, circle) if p.id not in circle.order)
            before = (key for key in (*circle.order, *late) if key != current)
            return replace(
                circle,
                current=event.to,
                order=(*before, current),
                later=(*circle.later, current),
            )
        case "called":
            return replace(circle, current=event.to)
        case _:
            assert_never(event.how)
