"""References by name in the demo script, which are resolved to ids when it is played.

Ids are random, so a script can't contain them. A name is written where a command needs an id, and is
looked up in the state at that moment, as a facilitator would look for it on the screen.
"""

from __future__ import annotations

from typing import Any, Self, TypeVar

from msgspec import Struct
from msgspec.structs import asdict

from session.model.state import State, replace
from session.rules import themes

T = TypeVar("T", bound=Struct)


class NotThere(LookupError):
    """No entry, or more than one, matches the name in a step."""


class Called(str):
    """A reference by name to one entry in ``area``, in the place of an id."""

    __slots__ = ("area",)

    area: str

    def __new__(cls, area: str, name: str) -> Self:
        made = super().__new__(cls, name)
        made.area = area
        return made


def person(name: str) -> Called:
    """A person on the list, by name."""
    return Called("people", name)


def item(title: str) -> Called:
    """An agenda item, by words of its title."""
    return Called("items", title)


def hand(name: str) -> Called:
    """A hand in the queue, by the person's name."""
    return Called("queue", name)


def idea(words: str) -> Called:
    """An idea, by words of its current or first text."""
    return Called("ideas", words)


def theme(letter: str) -> Called:
    """A theme, by its letter."""
    return Called("themes", letter)


def parked(words: str) -> Called:
    """A parked item, by words of its text."""
    return Called("parking", words)


def note(words: str) -> Called:
    """A note, by words of its text."""
    return Called("notes", words)


def line(words: str) -> Called:
    """A line of the group agreement, by words of its text."""
    return Called("lines", words)


def word(text: str) -> Called:
    """A word in the glossary."""
    return Called("words", text)


def action(words: str) -> Called:
    """An action, by words of its text."""
    return Called("actions", words)


def option(label: str) -> Called:
    """An option of a vote, by words of its label."""
    return Called("options", label)


def vote(words: str) -> Called:
    """A vote, by words of its question."""
    return Called("rounds", words)


def resolved(state: State, command: T) -> T:
    """Return ``command`` with every name resolved to an id. Raises ``NotThere``."""
    found = {
        field: _looked_up(state, value)
        for field, value in asdict(command).items()
        if isinstance(value, (Called, dict))
    }
    return replace(command, **found) if found else command


def _looked_up(state: State, value: Any) -> Any:
    if isinstance(value, Called):
        return _id(state, value)
    return (
        {_looked_up(state, key): inner for key, inner in value.items()}
        if isinstance(value, dict)
        else value
    )


def _id(state: State, called: Called) -> str:
    fits = [key for key, words in _entries(state, called.area) if _fits(called, words)]
    if len(fits) != 1:
        raise NotThere(f"{len(fits)} of {called.area} go by {called!r}")
    return fits[0]


def _fits(called: Called, words: tuple[str, ...]) -> bool:
    wanted = called.casefold()
    whole = called.area in {"people", "queue", "themes"}
    return any(wanted == said.casefold() if whole else wanted in said.casefold() for said in words)


def _entries(state: State, area: str) -> list[tuple[str, tuple[str, ...]]]:
    match area:
        case "people":
            return [(key, (p.name,)) for key, p in state.people.items()]
        case "items":
            return [(key, (i.title,)) for key, i in state.items.items()]
        case "queue":
            return [
                (key, (h.name, state.people[h.person].name if h.person else ""))
                for key, h in state.queue.items()
            ]
        case "ideas":
            return [(key, (i.text, i.first)) for key, i in state.ideas.items() if not i.removed]
        case "themes":
            return [(t.id, (t.letter,)) for t in themes.live(state)]
        case "parking":
            return [(key, (p.text,)) for key, p in state.parking.items()]
        case "notes":
            return [(key, (n.text,)) for key, n in state.notes.items()]
        case "actions":
            return [(key, (a.what,)) for key, a in state.actions.items()]
        case "lines":
            return [(key, (one.text,)) for key, one in state.lines.items()]
        case "words":
            return [(key, (one.text,)) for key, one in state.words.items()]
        case "options":
            return [
                (key, (label,)) for r in state.rounds.values() for key, label in r.options.items()
            ]
        case "rounds":
            return [(key, (r.question,)) for key, r in state.rounds.items()]
        case _:
            raise NotThere(area)
