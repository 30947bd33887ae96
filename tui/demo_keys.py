"""What is shown while the demo's people play: the key that each step would be, and the screen it is best seen on."""

from __future__ import annotations

from app.demo.step import Deed, PassedOn
from screens.keys.keymap import Layout, keys_on
from screens.places import Destination
from session.model.agenda import AddMinutes, NextItem, Pause, Resume, StartAgenda, TakeBreak
from session.model.agreement import AddLine, AgreeLines
from session.model.floor import CallHand, EndTurn, RaiseHand, StartTurn
from session.model.glossary import ExplainWord, FlagWord
from session.model.history import Undo
from session.model.ideas import AddIdea, AddTheme, ColourIdea
from session.model.parking import Park
from session.model.people import AddPerson, ArrivePerson, LeavePerson
from session.model.record import AddReservation, RecordDecision, SetAction, WriteNote
from session.model.speaking_round import CloseCircle, OpenCircle, StartCircle, StepCircle
from session.model.state import State
from session.model.votes import CloseRound, EnterCount, OpenRound, RevealRound
from session.wording.catalogue import say

_DEEDS: dict[str, tuple[type, ...]] = {
    "go-on": (StartAgenda, NextItem, OpenCircle, StartCircle, StepCircle, CloseCircle),
    "write": (
        *(WriteNote, AddIdea, Park, RecordDecision, AddReservation, SetAction),
        *(FlagWord, ExplainWord),
    ),
    "speak": (RaiseHand, CallHand, StartTurn, EndTurn),
    "ask": (OpenRound, PassedOn, EnterCount, CloseRound, RevealRound),
    "people": (ArrivePerson, AddPerson, LeavePerson),
    "agreement": (AddLine, AgreeLines),
    "themes": (AddTheme, ColourIdea),
    "time": (AddMinutes, Pause, Resume, TakeBreak),
    "undo": (Undo,),
}


_SHOWN: dict[type, tuple[Destination, str]] = {
    ArrivePerson: ("start", ""),
    StartAgenda: ("board", ""),
    OpenCircle: ("speak", ""),
    CloseCircle: ("board", ""),
    NextItem: ("board", ""),
    AddLine: ("start", "agreement"),
    AgreeLines: ("board", ""),
    AddIdea: ("shared", ""),
    OpenRound: ("shared", ""),
    RevealRound: ("shared", ""),
}
FOLLOWS = frozenset({"board", *(to for to, _ in _SHOWN.values())})
"""The screens that the demo leaves by itself; any other was opened by somebody at the keyboard."""


def place_shown(command: Deed, state: State) -> tuple[Destination, str] | None:
    """Return the screen on which a step is best seen, and what it begins with; ``None``: the one that is shown."""
    if isinstance(command, ArrivePerson) and state.clock.started_t is not None:
        return None
    return _SHOWN.get(type(command))


def key_told(command: Deed, layout: Layout) -> str:
    """Return the sentence for a step; empty for what people do themselves, and where the deed has no key."""
    if getattr(command, "channel", "console") != "console":
        return ""
    for key in keys_on("board", layout):
        if key.keys and isinstance(command, _DEEDS.get(key.id, ())):
            return say("demo.key", shown=key.shown, label=key.label)
    return ""
