"""Decide what a command does to a state: events, or a refusal with its reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from session import (
    agreement,
    bookends,
    circle,
    floor,
    frame,
    ideas,
    parking,
    people,
    phones,
    planning,
    record,
    rounds,
    words,
)
from session.commands.agenda import AgendaCommand
from session.commands.agreement import AgreementCommand
from session.commands.bookends import BookendCommand, CorrectRecap
from session.commands.circle import CircleCommand
from session.commands.every import DecidedCommand
from session.commands.floor import FloorCommand
from session.commands.frame import AgreeRecap, FrameCommand, OpenSession, RecordGap, Strike
from session.commands.ideas import IdeasCommand
from session.commands.parking import ParkingCommand
from session.commands.people import PeopleCommand
from session.commands.phones import PhonesCommand
from session.commands.record import RecordCommand
from session.commands.rounds import RoundCommand
from session.commands.words import WordsCommand
from session.events.every import Event
from session.state import Instant, Rejected, State

_AFTER_THE_END = (AgreeRecap, CorrectRecap, Strike, RecordGap)


def decide(
    state: State, command: DecidedCommand, now: Instant, new_id: Callable[[], str]
) -> tuple[Event, ...] | Rejected:
    """Return the events ``command`` leads to at ``now``, or why it can't be."""
    if not state.meta.id and not isinstance(command, OpenSession):
        return Rejected("refused.not_open")
    if state.closing.ended_t is not None and not isinstance(command, _AFTER_THE_END):
        return Rejected("refused.ended")
    if isinstance(command, FloorCommand):
        return floor.decide(state, command, now, new_id)
    if isinstance(command, IdeasCommand):
        return ideas.decide(state, command, now, new_id)
    if isinstance(command, AgendaCommand):
        return planning.decide(state, command, now, new_id)
    if isinstance(command, RecordCommand):
        return record.decide(state, command, now, new_id)
    if isinstance(command, ParkingCommand):
        return parking.decide(state, command, now, new_id)
    if isinstance(command, PeopleCommand):
        return people.decide(state, command, now, new_id)
    if isinstance(command, RoundCommand):
        return rounds.decide(state, command, now, new_id)
    if isinstance(command, AgreementCommand):
        return agreement.decide(state, command, now, new_id)
    if isinstance(command, WordsCommand):
        return words.decide(state, command, now, new_id)
    if isinstance(command, BookendCommand):
        return bookends.decide(state, command, now, new_id)
    if isinstance(command, CircleCommand):
        return circle.decide(state, command, now, new_id)
    if isinstance(command, PhonesCommand):
        return phones.decide(state, command, now, new_id)
    if isinstance(command, FrameCommand):
        return frame.decide(state, command, now, new_id)
    assert_never(command)
