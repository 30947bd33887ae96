"""Rewording any entry: the line to edit, and the command that results."""

from __future__ import annotations

from session.model.agreement import RewordLine
from session.model.glossary import ExplainWord
from session.model.ideas import EditIdea, RenameTheme
from session.model.opening_closing import SetNextSession
from session.model.protocol import AnyCommand
from session.model.record import ChangeDecision, ChangeNote, ChangeReservation, SetAction
from session.model.state import State
from session.rules.action_line import parse_action
from session.rules.allowed import words_at
from session.rules.parking import change_of


def line_of(state: State, area: str, key: str) -> str:
    """Return an entry as one editable line; empty if it can't be reworded or does not exist."""
    texts = words_at(state, area, key)
    if not texts or reworded(state, area, key, "") is None:
        return ""
    if area == "actions" and (one := state.actions.get(key)):
        return f"{one.what}{f' @{one.who}' if one.who else ''}{f' by {one.by}' if one.by else ''}"
    return texts[1] if area == "words" else texts[0]


def reworded(state: State, area: str, key: str, text: str) -> AnyCommand | None:
    """Return the command that replaces an entry's text by ``text``; ``None`` if there is none."""
    match area:
        case "notes":
            return ChangeNote(note=key, text=text)
        case "decisions":
            return ChangeDecision(decision=key, text=text)
        case "reservations":
            return ChangeReservation(reservation=key, text=text)
        case "actions":
            what, who, by = parse_action(
                text, [one.name for one in state.people.values() if one.name]
            )
            return SetAction(action=key, what=what, who=who, by=by)
        case "ideas":
            return EditIdea(idea=key, text=text)
        case "themes":
            return RenameTheme(theme=key, name=text)
        case "lines":
            return RewordLine(line=key, text=text)
        case "parking":
            return change_of(state.parking[key], text=text)
        case "words" if word := state.words.get(key):
            return ExplainWord(text=word.text, meaning=text) if word.meaning else None
        case "closing":
            return SetNextSession(when=text)
        case _:
            return None
