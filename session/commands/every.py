"""All commands, as one type: what decides and folds is exhaustive over it."""

from __future__ import annotations

from session.commands.agenda import AnyAgendaCommand
from session.commands.agreement import AnyAgreementCommand
from session.commands.bookends import AnyBookendCommand
from session.commands.circle import AnyCircleCommand
from session.commands.floor import AnyFloorCommand
from session.commands.frame import AnyFrameCommand
from session.commands.history import AnyHistoryCommand
from session.commands.ideas import AnyIdeasCommand
from session.commands.parking import AnyParkingCommand
from session.commands.people import AnyPeopleCommand
from session.commands.phones import AnyPhonesCommand
from session.commands.record import AnyRecordCommand
from session.commands.rounds import AnyRoundCommand
from session.commands.words import AnyWordsCommand

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
)


AnyCommand = DecidedCommand | AnyHistoryCommand
