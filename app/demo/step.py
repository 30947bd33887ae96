"""One step of the sample session: its time, and the command of a facilitator's key."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from app.demo.naming import Called
from session.model.floor import CallHand, EndTurn, StartTurn, TurnKind
from session.model.protocol import AnyCommand

OPENED_H = 10
"""The local hour at which the sample session is opened; steps have clock times of that day."""

COMMUNITY = "community member"
PROVIDER = "service provider"
RESEARCHER = "researcher"
FACILITATOR = "facilitator"
SOMEONE = "someone"
SILENCE = "silence"
GROUP_WORK = "group-work"
BREAK = "break"
NOBODY = ""
"""An uncounted turn: the speaker did not consent to counting."""

FIRST_HAND = "first hand"
"""Give the floor to the first in the queue."""

_KINDS: dict[str, TurnKind] = {
    SOMEONE: "someone",
    SILENCE: "silence",
    GROUP_WORK: "group-work",
    BREAK: "break",
}


class PassedOn(Struct, frozen=True):
    """Somebody puts a secret ballot into the box of a vote, on the laptop that goes round."""

    vote: str
    voter: str
    choice: dict[str, int]


Deed = AnyCommand | PassedOn
"""What a step does: a command, or a ballot, which is no command."""


class Step(Struct, frozen=True):
    """``command`` at ``at_s`` seconds after the session was opened."""

    at_s: int
    command: Deed
    item: str = ""
    """Title of the agenda item the step belongs to; empty before the first and after the last."""


def at(clock: str, command: Deed) -> Step:
    """Return a step at a local clock time, ``"10:05:30"``."""
    return Step(_seconds(clock), command)


def talk(clock: str, *turns: tuple[str, int]) -> Iterator[Step]:
    """Yield consecutive turns from ``clock`` on: who, and for how many seconds."""
    at_s = _seconds(clock)
    for who, seconds in turns:
        yield Step(at_s, _turn(who))
        at_s += seconds


def passed_on(clock: str, vote: str, every_s: int, **chosen: int) -> Iterator[Step]:
    """Yield secret ballots from ``clock`` on, one after the other: how many of each choice.

    The choices are mixed, so that no order tells who chose what.
    """
    left = dict(chosen)
    at_s = _seconds(clock)
    n = 0
    while any(left.values()):
        for words in [words for words, ballots in left.items() if ballots]:
            left[words] -= 1
            choice: dict[str, int] = {Called("options", words.replace("_", " ")): 1}
            yield Step(at_s + n * every_s, PassedOn(Called("rounds", vote), f"voter {n}", choice))
            n += 1


def during(item: str, *steps: Step | Iterator[Step]) -> tuple[Step, ...]:
    """Return the steps of one agenda item in the order of time."""
    flat = [one for step in steps for one in ((step,) if isinstance(step, Step) else step)]
    return tuple(
        Step(step.at_s, step.command, item) for step in sorted(flat, key=lambda step: step.at_s)
    )


def _turn(who: str) -> StartTurn | EndTurn | CallHand:
    if who == NOBODY:
        return EndTurn()
    if who == FIRST_HAND:
        return CallHand()
    if kind := _KINDS.get(who):
        return StartTurn(kind=kind)
    return StartTurn(kind="group", group=who)


def _seconds(clock: str) -> int:
    hours, minutes, seconds = map(int, clock.split(":"))
    return ((hours - OPENED_H) * 60 + minutes) * 60 + seconds
