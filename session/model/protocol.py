"""The unions of all commands and all events; ``decide`` and ``evolve`` are exhaustive over them."""

from __future__ import annotations

from session.model.admission import AdmissionEvent, AnyAdmissionCommand
from session.model.agenda import AgendaEvent, AnyAgendaCommand
from session.model.agreement import AgreementEvent, AnyAgreementCommand
from session.model.floor import AnyFloorCommand, FloorEvent
from session.model.glossary import AnyWordsCommand, WordsEvent
from session.model.history import AnyHistoryCommand, Restored
from session.model.ideas import AnyIdeasCommand, IdeasEvent
from session.model.lifecycle import AnyFrameCommand, FrameEvent
from session.model.opening_closing import AnyBookendCommand, BookendEvent
from session.model.parking import AnyParkingCommand, ParkingEvent
from session.model.people import AnyPeopleCommand, PeopleEvent
from session.model.phones import AnyPhonesCommand, PhonesEvent
from session.model.record import AnyRecordCommand, RecordEvent
from session.model.speaking_round import AnyCircleCommand, CircleEvent
from session.model.votes import AnyRoundCommand, RoundEvent

DecidedCommand = (
    AnyFrameCommand
    | AnyPeopleCommand
    | AnyAgendaCommand
    | AnyFloorCommand
    | AnyParkingCommand
    | AnyIdeasCommand
    | AnyRoundCommand
    | AnyRecordCommand
    | AnyAgreementCommand
    | AnyWordsCommand
    | AnyBookendCommand
    | AnyCircleCommand
    | AnyPhonesCommand
    | AnyAdmissionCommand
)


AnyCommand = DecidedCommand | AnyHistoryCommand


Event = (
    FrameEvent
    | Restored
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
    | AdmissionEvent
)
