"""Fold one event into the state: the only way the state changes."""

from __future__ import annotations

from typing import assert_never

from session.model.admission import AdmissionFact
from session.model.agenda import AgendaFact
from session.model.agreement import AgreementFact
from session.model.floor import FloorFact
from session.model.glossary import WordsFact
from session.model.ideas import IdeasFact
from session.model.lifecycle import FrameFact
from session.model.opening_closing import BookendFact
from session.model.parking import ParkingFact
from session.model.people import PeopleFact
from session.model.phones import PhonesFact
from session.model.protocol import Event
from session.model.record import RecordFact
from session.model.speaking_round import CircleFact
from session.model.state import State
from session.model.votes import RoundFact
from session.rules import (
    admission,
    agenda_clock,
    agreement,
    floor,
    glossary,
    ideas,
    lifecycle,
    opening_closing,
    parking,
    people,
    phones,
    record,
    speaking_round,
    votes,
)


def evolve(state: State, event: Event, t: int) -> State:
    """Return the state after ``event``, which was written at session millisecond ``t``."""
    if isinstance(event, FloorFact):
        return floor.evolve(state, event, t)
    if isinstance(event, IdeasFact):
        return ideas.evolve(state, event, t)
    if isinstance(event, AgendaFact):
        return agenda_clock.evolve(state, event, t)
    if isinstance(event, RecordFact):
        return record.evolve(state, event, t)
    if isinstance(event, ParkingFact):
        return parking.evolve(state, event, t)
    if isinstance(event, PeopleFact):
        return people.evolve(state, event, t)
    if isinstance(event, RoundFact):
        return votes.evolve(state, event, t)
    if isinstance(event, AgreementFact):
        return agreement.evolve(state, event, t)
    if isinstance(event, WordsFact):
        return glossary.evolve(state, event, t)
    if isinstance(event, BookendFact):
        return opening_closing.evolve(state, event, t)
    if isinstance(event, CircleFact):
        return speaking_round.evolve(state, event, t)
    if isinstance(event, PhonesFact):
        return phones.evolve(state, event, t)
    if isinstance(event, AdmissionFact):
        return admission.evolve(state, event, t)
    if isinstance(event, FrameFact):
        return lifecycle.evolve(state, event, t)
    assert_never(event)
