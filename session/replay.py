"""Reads a journal back: the state its events fold to, what can still be undone, and what a crash interrupted.

Events of a newer version are counted (``unknown``), and so are events that no longer apply because damage
removed an earlier one (``misfits``); neither stops the replay.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from msgspec import Struct

from session.envelope import fact, head
from session.erase.walk import EntryErasure
from session.evolve import evolve
from session.model.lifecycle import StrikeArea, TextStruck, WordsStruck
from session.model.protocol import Event
from session.model.state import State
from session.undo import MEMORY, Memory


class Replayed(Struct, frozen=True):
    """The result of replaying a journal: the state, where the journal ends, and what can still be undone."""

    state: State
    n: int
    t: int
    at: str
    """Wall time of the last event, ISO 8601 UTC; empty for an empty journal."""
    memory: Memory
    unknown: int = 0
    """Number of events a newer version wrote. Above 0 the session is read-only."""
    done: dict[str, int] = {}
    """Number of the last event of each command, by command id."""
    misfits: int = 0
    """Number of events that could not be applied, because an event they build on is damaged."""
    strikes: tuple[EntryErasure, ...] = ()
    """Strikes that a crash interrupted: the words are still in the journal."""
    struck: frozenset[str] = frozenset()
    """The id of every entry that was struck, whether or not its words are deleted yet."""


EMPTY = State()


def replay(payloads: Sequence[bytes]) -> Replayed:
    """Replay a journal. Raises ``Unreadable`` for a payload that is not an event of this program.

    Events that build on a damaged one are skipped and counted, so that the rest of the session survives.
    """
    state, unknown, misfits, t, n, at = EMPTY, 0, 0, 0, 0, ""
    memory = Memory()
    done: dict[str, int] = {}
    strikes: tuple[EntryErasure, ...] = ()
    struck: set[str] = set()
    remembered = len(payloads) - 2 * MEMORY
    before, cmd, events = state, "", list[Event]()
    for place, payload in enumerate(payloads):
        read = head(payload)
        event = fact(read)
        if read.cmd != cmd:
            if events and place > remembered:
                memory.note(cmd, before, state, tuple(events))
            before, cmd, events = state, read.cmd, []
        n, t, at = read.n, read.t, read.at
        done[cmd] = n
        if event is None:
            unknown += 1
            continue
        try:
            state = evolve(state, event, t)
        except (KeyError, ValueError, IndexError):
            misfits += 1
            continue
        if isinstance(event, (TextStruck, WordsStruck)):
            struck.add(event.key)
        if strike := erasure_of(state, event):
            strikes += (strike,)
        events.append(event)
    if events:
        memory.note(cmd, before, state, tuple(events))
    for strike in strikes:
        state = strike.value(state)
        memory.redact(strike)
    return Replayed(state, n, t, at, memory, unknown, done, misfits, strikes, frozenset(struck))


def wordings(payloads: Sequence[bytes], key: str) -> tuple[str, ...]:
    """Return every wording that the entry ``key`` ever had in a journal, longest first.

    In all areas, since a carried-over entry is in another area under the same id.
    """
    from session.erase.redaction import words_of

    state, found = EMPTY, set[str]()
    for payload in payloads:
        event, at = fact(read := head(payload)), read.t
        if event is None:
            continue
        try:
            state = evolve(state, event, at)
        except (KeyError, ValueError, IndexError):
            continue
        if key.encode() in payload:
            found.update(
                word for area in get_args(StrikeArea) for word in words_of(state, area, key) or ()
            )
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def erasure_of(state: State, event: Event) -> EntryErasure | None:
    """Return what removes the entry that an event strikes; ``None`` for any other event."""
    match event:
        case TextStruck(area=area, key=key):
            from session.erase.redaction import strike_of

            return strike_of(state, area, key)
        case WordsStruck(area=area, key=key):
            from session.erase.word_strike import word_strike

            return word_strike(state, area, key)
        case _:
            return None
