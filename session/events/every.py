"""All events, as one type: what decides and folds is exhaustive over it."""

from __future__ import annotations

from session.events.agenda import AgendaEvent
from session.events.agreement import AgreementEvent
from session.events.bookends import BookendEvent
from session.events.circle import CircleEvent
from session.events.floor import FloorEvent
from session.events.frame import FrameEvent
from session.events.ideas import IdeasEvent
from session.events.parking import ParkingEvent
from session.events.people import PeopleEvent
from session.events.phones import PhonesEvent
from session.events.record import RecordEvent
from session.events.rounds import RoundEvent
from session.events.words import WordsEvent

Event = (
    FrameEvent
    | PeopleEvent
    | AgendaEvent
    | FloorEvent
    | ParkingEvent
    | IdeasEvent
    | RoundEvent
    | RecordEvent
    | AgreementEvent
    | WordsEvent
    | BookendEvent
    | CircleEvent
    | PhonesEvent
)
