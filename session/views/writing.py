"""The latest line as it was parsed: its kind, its words, who and when."""

from __future__ import annotations

from collections.abc import Iterator

from session.model.glossary import Word
from session.model.ideas import Idea
from session.model.parking import Parked
from session.model.record import Action, Decision, Note
from session.model.state import State
from session.rules.themes import standing
from session.views.names import only_consented
from session.views.record import understood
from session.wording.catalogue import say


def last_written(state: State) -> str:
    """Return the latest line of any kind; empty while there is none."""
    # Reversed, so that of two at the same moment the later one is found.
    latest = max(reversed([*_written(state)]), key=lambda one: one[0], default=None)
    return _in_words(state, latest[1]) if latest else ""


Written = Note | Idea | Parked | Decision | Action | Word


def _written(state: State) -> Iterator[tuple[int, Written]]:
    for note in state.notes.values():
        yield note.written_t, note
    for idea in standing(state):
        yield idea.added_t, idea
    for parked in state.parking.values():
        yield parked.parked_t, parked
    for decision in state.decisions.values():
        yield decision.recorded_t, decision
    for action in state.actions.values():
        yield action.recorded_t, action
    for word in state.words.values():
        if not word.removed and not word.carried:
            yield word.since_t, word


def _in_words(state: State, entry: Written) -> str:
    match entry:
        case Note():
            return _said("note", entry.text)
        case Idea():
            return _said("online" if entry.channel == "online" else "idea", entry.text)
        case Parked():
            return _parked(state, entry)
        case Decision():
            return _decided(entry)
        case Action():
            return _to_do(state, entry)
        case Word():
            return _said("word", entry.text, f"= {entry.meaning}" if entry.meaning else "")


def _said(kind: str, text: str, more: str = "") -> str:
    told = say("write.said", kind=say(f"write.title.{kind}"), text=text)
    return f"{told} {more}" if more else told


def _parked(state: State, parked: Parked) -> str:
    who = only_consented(state, parked.asked_by)
    asked = say("parking.asked", who=who) if who else ""
    return _said("park", parked.text, " · ".join(filter(None, (asked, parked.promise))))


def _decided(decision: Decision) -> str:
    if not decision.reservations:
        return _said("decided", decision.text)
    return _said("but", decision.reservations[-1])


def _to_do(state: State, action: Action) -> str:
    return _said("to-do", action.what, understood(state, action.who, action.by, action.due))
