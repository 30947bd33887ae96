"""Fold one event into the state: the only way the state changes."""

from __future__ import annotations

from typing import assert_never

from session import (
    agenda,
    agreement,
    bookends,
    circle,
    floor,
    frame,
    ideas,
    parking,
    people,
    phones,
    record,
    rounds,
    words,
)
from session.events.agenda import AgendaFact
from session.events.agreement import AgreementFact
from session.events.bookends import BookendFact
from session.events.circle import CircleFact
from session.events.every import Event
from session.events.floor import FloorFact
from session.events.frame import FrameFact
from session.events.ideas import IdeasFact
from session.events.parking import ParkingFact
from session.events.people import PeopleFact
from session.events.phones import PhonesFact
from session.events.record import RecordFact
from session.events.rounds import RoundFact
from session.events.words import WordsFact
from session.state import State


def evolve(state: State, event: Event, t: int) -> State:
    """Return the state after ``event``, which was written at session millisecond ``t``."""
    if isinstance(event, FloorFact):
        return floor.evolve(state, event, t)
    if isinstance(event, IdeasFact):
        return ideas.evolve(state, event, t)
    if isinstance(event, AgendaFact):
        return agenda.evolve(state, event, t)
    if isinstance(event, RecordFact):
        return record.evolve(state, event, t)
    if isinstance(event, ParkingFact):
        return parking.evolve(state, event, t)
    if isinstance(event, PeopleFact):
        return people.evolve(state, event, t)
    if isinstance(event, RoundFact):
        return rounds.evolve(state, event, t)
    if isinstance(event, AgreementFact):
        return agreement.evolve(state, event, t)
    if isinstance(event, WordsFact):
        return words.evolve(state, event, t)
    if isinstance(event, BookendFact):
        return bookends.evolve(state, event, t)
    if isinstance(event, CircleFact):
        return circle.evolve(state, event, t)
    if isinstance(event, PhonesFact):
        return phones.evolve(state, event, t)
    if isinstance(event, FrameFact):
        return frame.evolve(state, event, t)
    assert_never(event)
