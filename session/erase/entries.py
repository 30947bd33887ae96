"""Entries of the record: finds the latest one, and those whose words are in a given line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from operator import itemgetter

from msgspec import Struct

from session.erase.areas import AREAS, several, texts_in
from session.erase.kinds import KINDS
from session.erase.walk import STRUCK
from session.model.history import Restored
from session.model.lifecycle import StrikeArea
from session.model.opening_closing import (
    NextSessionSet,
    OutcomeTold,
    OutcomeToldHere,
)
from session.model.plan import TITLE_LIMIT
from session.model.protocol import Event
from session.model.record import DecisionRecorded
from session.model.state import State
from session.model.text import short

_LETTERED = re.compile(r"[A-Z] \S")
Place = tuple[StrikeArea, str]
"""The location of an entry in the state: area and key."""


class Entry(Struct, frozen=True):
    """Something people wrote, by its location in the state; ``text`` is its beginning."""

    area: StrikeArea
    key: str
    text: str


def place_of(event: Event, before: State) -> Place | None:
    """Return the location of an event's words in the state, or ``None`` if it brought no new ones."""
    match event:
        case DecisionRecorded():
            return _of_decision(event, before)
        case OutcomeTold(why="", to="") | OutcomeToldHere(why="") | NextSessionSet(next=""):
            return None
        case _:
            kind = KINDS.get(type(event))
            area = next((area for area in AREAS if kind and area in kind.areas), None)
            return (area, getattr(event, kind.id)) if kind and area else None


def taken_back(event: Event) -> Place | None:
    """Return the location of words that an undo removed from the state: redo would restore them."""
    if not isinstance(event, Restored) or event.again:
        return None
    for area in AREAS:
        # An area without entries of its own there, such as an option, is struck with its parent.
        for key, was in _entries(event, area):
            if was is None:
                return area, key
    return None


def _entries(event: Restored, area: StrikeArea) -> Iterable[tuple[str, object]]:
    found = getattr(event, area, None)
    return found.items() if isinstance(found, dict) else ()


def _of_decision(event: DecisionRecorded, before: State) -> Place | None:
    was = before.decisions.get(event.decision)
    known = {one.id: one.text for one in was.entries} if was else {}
    told = zip(event.reservation_ids, event.reservations, strict=False)
    if written := [key for key, text in told if known.get(key) != text]:
        return "reservations", written[-1]
    return None if was and was.text == event.text else ("decisions", event.decision)


def latest_entry(state: State, places: Sequence[Place]) -> Entry | None:
    """Return the latest entry whose words are still there.

    ``places`` are those written to since the program started, oldest first; entries from before are ordered
    by their times in the state.
    """
    for area, key in (*reversed(places), *_by_time(state)):
        if entry := entry_at(state, area, key):
            return entry
    return None


def entry_at(state: State, area: StrikeArea, key: str) -> Entry | None:
    """Return the entry at a location; ``None`` if its words have been removed."""
    texts = texts_in(state, area).get(key, ())
    standing = (text for text in texts if text not in {"", STRUCK})
    return next((Entry(area, key, text) for text in standing), None)


def entries(state: State) -> tuple[Entry, ...]:
    """Return all text in the record, one entry per field that people filled in."""
    return tuple(
        Entry(area, key, word)
        for area in AREAS
        for key, texts in texts_in(state, area).items()
        # A parked item that was taken into today's parking lot is there under the same id.
        if area != "carried" or key not in state.parking
        for word in sorted({*texts} - {"", STRUCK}, key=lambda word: (-len(word), word))
    )


def whole_texts(area: str, texts: Sequence[str]) -> frozenset[str]:
    """Return the full text of an entry, casefolded and with spaces collapsed, without names and dates.

    ``texts`` are those that ``texts_in`` returns for it. The result includes the forms in which the program
    copies it: an item made from a parked one has only a title, an option made from a theme a letter first.
    """
    told = texts if several(area) else texts[:1]
    whole = [text for text in told if text not in {"", STRUCK}]
    if area == "parking":
        whole += [short(text, TITLE_LIMIT) for text in whole]
    elif area == "options":
        whole += [text[2:] for text in whole if _LETTERED.match(text)]
    return frozenset(map(folded, whole))


def folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def same_words(state: State, wanted: frozenset[str]) -> tuple[Place, ...]:
    """Return the entries of the record whose full text is one of ``wanted`` (see ``whole_texts``)."""
    found: dict[str, Place] = {}
    for area in AREAS:
        for key, texts in texts_in(state, area).items():
            if not wanted.isdisjoint(whole_texts(area, texts)):
                # What was carried over is in two areas under the same id.
                found.setdefault(key, (area, key))
    return tuple(found.values())


def entries_in(line: str, known: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the entries whose words are in ``line``, each once, longest first.

    A match within the match of a longer entry does not count.
    """
    left = line.casefold()
    found: dict[Place, Entry] = {}
    taken: set[str] = set()
    for entry in sorted(known, key=lambda entry: -len(entry.text)):
        words = entry.text.casefold()
        if words in taken or _stands_in(words, left):
            found.setdefault((entry.area, entry.key), entry)
            taken.add(words)
            left = left.replace(words, " ")
    return tuple(found.values())


def _stands_in(words: str, line: str) -> bool:
    # A name of two letters occurs within many words, so short ones must match whole words.
    return words in line and (len(words) > 4 or words in line.replace(",", " ").split())


def _by_time(state: State) -> list[Place]:
    times = [(t, (area.name, key)) for area in AREAS.values() for t, key in area.written(state)]
    # Of entries written at the same moment the last area is first: a reservation before its decision.
    return [place for _, place in sorted(times, key=itemgetter(0))][::-1]
