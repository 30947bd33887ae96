"""Decide what a command does to a state: events, or a refusal with its reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from session.model.admission import AdmissionCommand
from session.model.agenda import AgendaCommand
from session.model.agreement import AgreementCommand
from session.model.floor import FloorCommand
from session.model.glossary import WordsCommand
from session.model.ideas import IdeasCommand
from session.model.lifecycle import AgreeRecap, FrameCommand, OpenSession, RecordGap, Strike
from session.model.opening_closing import BookendCommand, CorrectRecap
from session.model.parking import ParkingCommand
from session.model.people import AllowWords, PeopleCommand, SetDelivery
from session.model.phones import PhonesCommand
from session.model.protocol import DecidedCommand, Event
from session.model.record import RecordCommand
from session.model.speaking_round import CircleCommand
from session.model.state import Instant, Rejected, State
from session.model.votes import RoundCommand
from session.rules import (
    admission,
    agenda,
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
    unlisted,
    votes,
)
from session.wording.catalogue import Say

_AFTER_THE_END = (AgreeRecap, CorrectRecap, Strike, RecordGap, AllowWords, SetDelivery)


def decide(
    state: State, command: DecidedCommand, now: Instant, new_id: Callable[[], str], say: Say
) -> tuple[Event, ...] | Rejected:
    """Return the events ``command`` leads to at ``now``, or the reason why it is refused.

    What the program words itself, such as the title of a break, is said by ``say``. Typed names that are not on the list of people add events of their own, whatever the command's area.
    """
    decided = _decide(state, command, now, new_id, say)
    if isinstance(decided, Rejected):
        return decided
    return (*decided, *unlisted.noted(state, decided, new_id))


def _decide(
    state: State, command: DecidedCommand, now: Instant, new_id: Callable[[], str], say: Say
) -> tuple[Event, ...] | Rejected:
    if not state.meta.id and not isinstance(command, OpenSession):
        return Rejected("refused.not_open")
    if state.closing.ended_t is not None and not isinstance(command, _AFTER_THE_END):
        return Rejected("refused.ended")
    if isinstance(command, FloorCommand):
        return floor.decide(state, command, now, new_id)
    if isinstance(command, IdeasCommand):
        return ideas.decide(state, command, now, new_id, say)
    if isinstance(command, AgendaCommand):
        return agenda.decide(state, command, now, new_id, say)
    if isinstance(command, RecordCommand):
        return record.decide(state, command, now, new_id)
    if isinstance(command, ParkingCommand):
        return parking.decide(state, command, now, new_id, say)
    if isinstance(command, PeopleCommand):
        return people.decide(state, command, now, new_id)
    if isinstance(command, RoundCommand):
        return votes.decide(state, command, now, new_id, say)
    if isinstance(command, AgreementCommand):
        return agreement.decide(state, command, now, new_id)
    if isinstance(command, WordsCommand):
        return glossary.decide(state, command, now, new_id)
    if isinstance(command, BookendCommand):
        return opening_closing.decide(state, command, now, new_id, say)
    if isinstance(command, CircleCommand):
        return speaking_round.decide(state, command, now, new_id, say)
    if isinstance(command, PhonesCommand):
        return phones.decide(state, command, now, new_id, say)
    if isinstance(command, AdmissionCommand):
        return admission.decide(state, command, now, new_id)
    if isinstance(command, FrameCommand):
        return lifecycle.decide(state, command, now, new_id)
    assert_never(command)
