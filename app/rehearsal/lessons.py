"""What a rehearsal asks for: each of the eight keys at its moment, and how it is known that it was done."""

from __future__ import annotations

from msgspec import Struct

from app.demo.naming import option, person, vote
from session.model.agenda import (
    AddMinutes,
    ItemAdded,
    ItemChanged,
    ItemDropped,
    ItemStarted,
    NextItem,
    Paused,
    Replanned,
    StartAgenda,
    StartBackdated,
)
from session.model.floor import CallHand, HandLowered, RaiseHand, TurnStarted
from session.model.glossary import WordFlagged
from session.model.history import Restored, Undo
from session.model.ideas import AddIdea, IdeaAdded
from session.model.parking import ItemParked
from session.model.people import ArriveAll
from session.model.plan import Plan, PlanItem, PlanPerson
from session.model.protocol import AnyCommand
from session.model.record import ActionSet, DecisionRecorded, NoteWritten, WriteNote
from session.model.votes import (
    CloseRound,
    EnterCount,
    OpenRound,
    RevealRound,
    RoundOpened,
    RoundRevealed,
    VoteCancelled,
    VoteVoided,
)
from session.wording.catalogue import say

PEOPLE = ("Amina", "Bob", "Chloe", "Dev", "Esme")


class Lesson(Struct, frozen=True):
    """One thing to do, by the key ``key`` of the table; its sentences are ``rehearsal.<id>.ask`` and ``.done``.

    moment: what the imagined people do first
    events: what is recorded once it was done; or ``places``: the screens that are shown
    instead: what gives the same state, where it was done in an earlier run
    """

    id: str
    key: str
    moment: tuple[AnyCommand, ...] = ()
    events: tuple[type, ...] = ()
    places: frozenset[str] = frozenset()
    instead: tuple[AnyCommand, ...] = ()


BEFORE: tuple[AnyCommand, ...] = (ArriveAll(), StartAgenda())


def plan() -> Plan:
    """Return the plan of the imagined session; it is of no series."""
    return Plan(
        say("rehearsal.title"),
        (
            PlanItem(say("rehearsal.welcome"), 2),
            PlanItem(say("rehearsal.ideas"), 15, "ideas", focus=say("rehearsal.focus")),
            PlanItem(say("rehearsal.end"), 3, "check-out"),
        ),
        people=tuple(PlanPerson(name, ("community member",)) for name in PEOPLE),
    )


def lessons() -> tuple[Lesson, ...]:
    """Return the lessons in order."""
    asked, idea, other = map(say, ("rehearsal.focus", "rehearsal.idea", "rehearsal.other"))
    return (
        Lesson("go-on", "go-on", events=(ItemStarted,), instead=(NextItem(),)),
        Lesson(
            "write",
            "write",
            events=(
                *(IdeaAdded, NoteWritten, ItemParked, DecisionRecorded, ActionSet),
                WordFlagged,
            ),
            instead=(AddIdea(text=idea),),
        ),
        Lesson(
            "speak",
            "speak",
            moment=(RaiseHand(person=person("Bob")),),
            events=(HandLowered, TurnStarted),
            instead=(CallHand(),),
        ),
        Lesson(
            "ask",
            "ask",
            moment=(AddIdea(text=other),),
            events=(RoundOpened,),
            instead=(OpenRound(question=asked, options=(idea, other)),),
        ),
        Lesson(
            "count",
            "go-on",
            events=(RoundRevealed, VoteCancelled, VoteVoided),
            instead=(
                EnterCount(
                    round=vote(asked), channel="hands", counts={option(idea): 3, option(other): 2}
                ),
                CloseRound(round=vote(asked)),
                RevealRound(round=vote(asked)),
            ),
        ),
        Lesson(
            "time",
            "time",
            events=(
                *(ItemChanged, ItemStarted, ItemAdded, ItemDropped, Paused),
                *(Replanned, StartBackdated),
            ),
            instead=(AddMinutes(minutes=5),),
        ),
        Lesson(
            "room",
            "room",
            places=frozenset({"shared", "start", "join", "calm", "blackout"}),
        ),
        Lesson(
            "undo",
            "undo",
            moment=(WriteNote(text=say("rehearsal.slip")),),
            events=(Restored,),
            instead=(Undo(),),
        ),
        Lesson("help", "help", places=frozenset({"help"})),
    )
