"""The areas of the record, in one table: which entries each has, with their words, and when they were written.

`KINDS` says in which structs and fields an entry's words are. `AREAS` says of each area which entries it has in the
state; strike, forget, undo's "last entry", the search for equal words and the check of names all read it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
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
    CarriedSuggestion,
    CarriedWord,
)
from session.model.glossary import Word, WordExplained, WordFlagged
from session.model.ideas import Idea, IdeaAdded, IdeaEdited, Theme, ThemeAdded, ThemeChanged
from session.model.lifecycle import Closing, StrikeArea
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
from session.model.state import State
from session.model.votes import FREE_METHODS, Round, RoundOpened

_Reported = CarriedAction | CarriedParked | CarriedPromise | CarriedSuggestion
Times = Iterable[tuple[int, str]]
"""When entries were written, in ms of the session, and their ids."""


class Kind(NamedTuple):
    """Where a struct holds an entry's words: the area, the field with its id, and the fields with its text."""

    areas: frozenset[str]
    id: str
    fields: tuple[str, ...]


def _kind(areas: str, id: str, fields: str) -> Kind:
    return Kind(frozenset(areas.split()), id, tuple(fields.split()))


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
    RecapOutcome: _kind("actions parking", "id", "text"),
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

SAME_ENTRY: dict[str, frozenset[str]] = {
    "carried": frozenset({"actions", "parking", "decisions", "reflections", "promises"}),
    "ideas": frozenset({"ideas", "offers"}),
}
"""Areas through which an entry passes under one id: carried over, or from a phone and then accepted."""

NAMES = frozenset({"people", "queue"})
"""Areas with names only: these are removed by forgetting the person, never by a strike."""


class Area(NamedTuple):
    """One area whose entries can be struck."""

    name: StrikeArea
    texts: Callable[[State], Mapping[str, tuple[str, ...]]]
    """The texts of each entry, by id; the main one first."""
    written: Callable[[State], Times] = lambda _: ()
    """When each was written; nothing where that is not known."""
    several: bool = False
    """Whether an entry holds several texts, each of which may also be written elsewhere."""


def _own(area: StrikeArea) -> Callable[[State], Mapping[str, tuple[str, ...]]]:
    """Return how the texts are read of an area that is a field of the state."""
    return lambda state: {key: _texts(one) for key, one in getattr(state, area).items()}


def _at(area: StrikeArea, field: str) -> Callable[[State], Times]:
    return lambda state: ((getattr(one, field), key) for key, one in getattr(state, area).items())


def _texts(entry: Struct) -> tuple[str, ...]:
    return tuple(getattr(entry, field) for field in KINDS[type(entry)].fields)


def _reason_of(left: CarriedAction) -> tuple[str, ...]:
    """Return why an action was not done if the reason has no id of its own and so belongs to the action."""
    return () if left.why_id else (left.why,)


def _carried(state: State) -> Mapping[str, tuple[str, ...]]:
    left = state.carried
    return {
        **{one.id: (*_texts(one), *_reason_of(one)) for one in left.actions},
        **{one.id: _texts(one) for one in left.parked},
        **{one.id: _texts(one) for one in left.decisions},
        **{one.id: _texts(one) for one in left.promises},
        **{one.id: _texts(one) for one in left.suggestions},
    }


def _closing(state: State) -> Mapping[str, tuple[str, ...]]:
    known = state.closing
    # Not the date and times: these are not words that could be searched for.
    words = (known.next_session, known.next_place, known.next_way, known.next_join)
    return {known.next_id: words} if known.next_id else {}


def _options(state: State) -> Mapping[str, tuple[str, ...]]:
    votes = (vote for vote in state.rounds.values() if vote.method in FREE_METHODS)
    return {key: (label,) for vote in votes for key, label in vote.options.items()}


def _rounds(state: State) -> Mapping[str, tuple[str, ...]]:
    return {
        key: (vote.question, *(vote.options.values() if vote.method in FREE_METHODS else ()))
        for key, vote in state.rounds.items()
    }


def _reservations(state: State) -> Mapping[str, tuple[str, ...]]:
    before = (
        (key, text)
        for one in state.carried.decisions
        for key, text in zip(one.reservation_ids, one.reservations, strict=False)
    )
    now = {one.id: (one.text,) for made in state.decisions.values() for one in made.entries}
    return {**{key: (text,) for key, text in before}, **now}


def _outcomes(state: State) -> Mapping[str, tuple[str, ...]]:
    left = state.carried
    reported: list[_Reported] = [*left.actions, *left.parked, *left.promises, *left.suggestions]
    before = {one.why_id: (one.why, one.to) for one in reported if one.why_id}
    for decision in left.decisions:
        if decision.why_id:
            before[decision.why_id] = (decision.why, "")
    return {**before, **{key: _texts(one) for key, one in state.outcomes.items()}}


def _corrections(state: State) -> Mapping[str, tuple[str, ...]]:
    left = state.carried
    before = zip(left.correction_ids, left.corrections, strict=False)
    now = {key: _texts(one) for key, one in state.corrections.items()}
    return {**{key: (text,) for key, text in before}, **now}


def _reservations_at(state: State) -> Times:
    return (
        (decision.recorded_t, one.id)
        for decision in state.decisions.values()
        for one in decision.entries
    )


def _words_at(state: State) -> Times:
    return (
        (word.since_t, word.id)
        for word in state.words.values()
        if not (word.carried or word.removed)
    )


AREAS: dict[StrikeArea, Area] = {
    area.name: area
    for area in (
        Area("decisions", _own("decisions"), _at("decisions", "recorded_t")),
        Area("reservations", _reservations, _reservations_at),
        Area("actions", _own("actions"), _at("actions", "recorded_t")),
        Area("notes", _own("notes"), _at("notes", "written_t")),
        Area("ideas", _own("ideas"), _at("ideas", "added_t")),
        Area("parking", _own("parking"), _at("parking", "parked_t")),
        Area("options", _options),
        Area("rounds", _rounds, _at("rounds", "opened_t")),
        Area("circles", _own("circles"), _at("circles", "opened_t")),
        Area("themes", _own("themes")),
        Area("outcomes", _outcomes, _at("outcomes", "told_t")),
        Area("missing", _own("missing"), _at("missing", "said_t")),
        Area("reflections", _own("reflections"), _at("reflections", "said_t"), several=True),
        Area("thanks", _own("thanks"), _at("thanks", "said_t")),
        Area("summary", _own("summary"), _at("summary", "said_t")),
        Area("corrections", _corrections, _at("corrections", "said_t")),
        Area("items", _own("items"), several=True),
        Area("lines", _own("lines")),
        Area("words", _own("words"), _words_at, several=True),
        Area("carried", _carried),
        Area("closing", _closing),
    )
}
"""The areas of the record, in the order in which an equal text is found in them."""

UNSEEN: dict[StrikeArea, Area] = {
    area: Area(area, _own(area)) for area in ("needs", "offers", "concerns")
}
"""Areas that no view of the room shows; they can be struck all the same."""


def texts_in(state: State, area: str) -> Mapping[str, tuple[str, ...]]:
    """Return the texts of every entry of an area that can be struck, by id; the main one first."""
    found = _BY_NAME.get(area)
    return found.texts(state) if found else {}


def several(area: str) -> bool:
    """Return whether an entry of an area holds several texts, each of which may also be written elsewhere."""
    found = _BY_NAME.get(area)
    return found is not None and found.several


_BY_NAME: dict[str, Area] = {one.name: one for one in (*AREAS.values(), *UNSEEN.values())}
