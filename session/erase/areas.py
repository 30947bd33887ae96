"""The areas of the record, in one table: which entries each has, with their words, and when they were written.

Strike, forget, undo's "last entry", the search for equal words and the check of names all read it. In which fields the
words are says `session.erase.kinds`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from msgspec import Struct

from session.erase.kinds import KINDS
from session.model.carried import (
    CarriedAction,
    CarriedParked,
    CarriedPromise,
    CarriedReopened,
    CarriedSuggestion,
)
from session.model.lifecycle import StrikeArea
from session.model.state import State
from session.model.votes import FREE_METHODS

_Reported = CarriedAction | CarriedParked | CarriedPromise | CarriedReopened | CarriedSuggestion
Times = Iterable[tuple[int, str]]
"""When entries were written, in ms of the session, and their ids."""


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
    reported += left.reopened
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
