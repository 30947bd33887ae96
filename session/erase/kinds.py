"""In which structs and fields the words of an entry are: one table of events, entries and recaps."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from session.model.agenda import Item, ItemAdded, ItemChanged
from session.model.agreement import AgreementLine, LineAdded, LineReworded
from session.model.carried import (
    CarriedAction,
    CarriedDecision,
    CarriedLine,
    CarriedParked,
    CarriedPromise,
    CarriedReopened,
    CarriedSuggestion,
    CarriedWord,
)
from session.model.floor import Hand, HandRaised
from session.model.glossary import Word, WordExplained, WordFlagged
from session.model.ideas import Idea, IdeaAdded, IdeaEdited, Theme, ThemeAdded, ThemeChanged
from session.model.lifecycle import Closing
from session.model.opening_closing import (
    MissingNoted,
    NextSessionSet,
    Outcome,
    OutcomeTold,
    OutcomeToldHere,
    RecapCorrected,
    Reflection,
    ReflectionAdded,
    Remark,
    SummaryAdded,
    ThanksAdded,
)
from session.model.parking import ItemParked, Parked, ParkedChanged
from session.model.people import Needs, NeedsNoted
from session.model.phones import Concern, ConcernRaised, IdeaOffered, Offer
from session.model.recap import (
    Recap,
    RecapAction,
    RecapCircle,
    RecapCorrection,
    RecapDecision,
    RecapIdea,
    RecapItem,
    RecapLine,
    RecapNote,
    RecapOption,
    RecapOutcome,
    RecapParked,
    RecapReflection,
    RecapRound,
    RecapTheme,
    RecapWord,
)
from session.model.record import (
    Action,
    ActionSet,
    Decision,
    DecisionRecorded,
    Note,
    NoteWritten,
)
from session.model.series import (
    DecisionReplaced,
    OutcomeReported,
    Promise,
    PromiseMade,
    Replacement,
    Report,
)
from session.model.speaking_round import Circle, CircleOpened
from session.model.votes import Round, RoundOpened


class Kind(NamedTuple):
    """Where a struct holds an entry's words: the area, the field with its id, and the fields with its text."""

    areas: frozenset[str]
    id: str
    fields: tuple[str, ...]


def _kind(areas: str, id: str, fields: str) -> Kind:
    return Kind(frozenset(areas.split()), id, tuple(fields.split()))


_CARRIED = frozenset({"actions", "parking", "decisions", "reflections", "promises"})
"""Areas whose entries later sessions carry over, and report on."""
_NEXT = "next_session next_on next_at next_until next_place next_way next_join"

KINDS: dict[type[Struct], Kind] = {
    Item: _kind("items", "id", "title focus content_note notes"),
    ItemAdded: _kind("items", "item", "title focus"),
    ItemChanged: _kind("items", "item", "title focus"),
    RecapItem: _kind("items", "id", "title focus"),
    Parked: _kind("parking", "id", "text asked_by promise"),
    ItemParked: _kind("parking", "parked", "text asked_by promise"),
    ParkedChanged: _kind("parking", "parked", "text asked_by promise"),
    CarriedParked: _kind("parking", "id", "text promise"),
    RecapParked: _kind("parking", "id", "text asked_by promise"),
    Idea: _kind("ideas", "id", "text first"),
    IdeaAdded: _kind("ideas", "idea", "text"),
    IdeaEdited: _kind("ideas", "idea", "text"),
    RecapIdea: _kind("ideas", "id", "text first"),
    Theme: _kind("themes", "id", "name"),
    ThemeAdded: _kind("themes", "theme", "name"),
    ThemeChanged: _kind("themes", "theme", "name"),
    RecapTheme: _kind("themes", "id", "name"),
    Round: _kind("rounds", "id", "question"),
    RoundOpened: _kind("rounds", "round", "question"),
    RecapRound: _kind("rounds", "id", "question"),
    RecapOption: _kind("options", "id", "label"),
    Note: _kind("notes", "id", "text"),
    NoteWritten: _kind("notes", "note", "text"),
    RecapNote: _kind("notes", "id", "text"),
    Decision: _kind("decisions", "id", "text"),
    DecisionRecorded: _kind("decisions", "decision", "text"),
    CarriedDecision: _kind("decisions", "id", "text"),
    RecapDecision: _kind("decisions", "id", "text"),
    Action: _kind("actions", "id", "what who by due"),
    ActionSet: _kind("actions", "action", "what who by due"),
    CarriedAction: _kind("actions", "id", "what who by owner"),
    RecapAction: _kind("actions", "id", "what who by due"),
    RecapOutcome: Kind(_CARRIED, "id", ("text",)),
    AgreementLine: _kind("lines", "id", "text"),
    LineAdded: _kind("lines", "line", "text"),
    LineReworded: _kind("lines", "line", "text"),
    CarriedLine: _kind("lines", "id", "text"),
    RecapLine: _kind("lines", "id", "text"),
    Word: _kind("words", "id", "text meaning"),
    WordFlagged: _kind("words", "word", "text"),
    WordExplained: _kind("words", "word", "text meaning"),
    CarriedWord: _kind("words", "id", "text meaning"),
    RecapWord: _kind("words", "id", "text meaning"),
    Outcome: _kind("outcomes", "id", "why to"),
    OutcomeTold: _kind("outcomes", "outcome", "why to"),
    OutcomeToldHere: _kind("outcomes", "outcome", "why"),
    Report: _kind("outcomes", "id", "why to"),
    OutcomeReported: _kind("outcomes", "report", "why to"),
    Replacement: _kind("outcomes", "id", "why"),
    DecisionReplaced: _kind("outcomes", "replacement", "why"),
    Promise: _kind("promises", "id", "text who by due"),
    PromiseMade: _kind("promises", "promise", "text who by due"),
    CarriedReopened: _kind("decisions", "id", "text"),
    CarriedPromise: _kind("promises", "id", "text who by due"),
    Remark: _kind("missing thanks summary corrections", "id", "text"),
    MissingNoted: _kind("missing", "missing", "text"),
    ThanksAdded: _kind("thanks", "thanks", "text"),
    SummaryAdded: _kind("summary", "summary", "text"),
    RecapCorrected: _kind("corrections", "correction", "text"),
    RecapCorrection: _kind("corrections", "id", "text"),
    Reflection: _kind("reflections", "id", "worked change"),
    ReflectionAdded: _kind("reflections", "reflection", "worked change"),
    CarriedSuggestion: _kind("reflections", "id", "text"),
    RecapReflection: _kind("reflections", "id", "worked change"),
    Circle: _kind("circles", "id", "question"),
    CircleOpened: _kind("circles", "circle", "question"),
    RecapCircle: _kind("circles", "id", "question"),
    Needs: _kind("needs", "id", "text"),
    NeedsNoted: _kind("needs", "needs", "text"),
    Offer: _kind("offers", "id", "text"),
    IdeaOffered: _kind("offers", "offer", "text"),
    Concern: _kind("concerns", "id", "text"),
    ConcernRaised: _kind("concerns", "concern", "text"),
    Closing: _kind("closing", "next_id", _NEXT),
    NextSessionSet: _kind("closing", "next", "text on at until place way_there join"),
    Recap: _kind("closing", "next_id", _NEXT),
}

NAMES_IN: dict[type[Struct], tuple[str, ...]] = {
    Hand: ("name",),
    HandRaised: ("name",),
    Action: ("who",),
    ActionSet: ("who",),
    Parked: ("asked_by",),
    ItemParked: ("asked_by",),
    ParkedChanged: ("asked_by",),
}
"""The fields in which names are typed, or a line of them: consent decides who is shown them (P47)."""


def names_in(value: Struct) -> tuple[str, ...]:
    """Return the names typed in an entry or event."""
    typed = (getattr(value, field) for field in NAMES_IN.get(type(value), ()))
    return tuple(name for name in typed if name)


SAME_ENTRY: dict[str, frozenset[str]] = {
    "carried": _CARRIED,
    "ideas": frozenset({"ideas", "offers"}),
}
"""Areas through which an entry passes under one id: carried over, or from a phone and then accepted."""
