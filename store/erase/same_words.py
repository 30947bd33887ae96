"""Other entries of a series with the same text as a struck one: to be counted, and struck as well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from msgspec import Struct

from session.envelope import Unreadable
from session.erase.entries import same_words
from session.erase.redaction import strike_of
from session.erase.walk import EntryErasure
from session.erase.word_search import plain_run
from session.model.lifecycle import StrikeArea
from session.model.state import State
from session.replay import replay
from session.wording.catalogue import say
from store.disk import REAL, Disk
from store.erase.notes import leave
from store.erase.strike import note_of
from store.erase.unfinished import finish
from store.journal.format import scan
from store.library.recaps import series_of
from store.owner import AlreadyOpen, held
from store.paths import Home
from store.refusal import Refusal


class NotTakenOut(Refusal):
    """An entry could not be removed completely; the text says what is left."""


class Same(Struct, frozen=True):
    """An entry, by its session, area and id."""

    session: str
    area: StrikeArea
    key: str


def others_with(
    home: Home, session_id: str, state: State, wanted: frozenset[str], struck: str
) -> tuple[Same, ...]:
    """Return the entries of a series whose full text is one of ``wanted``, each once.

    wanted: as ``whole_texts`` returns them. state: of ``session_id``, which is open here. struck: the id of
    the struck entry. Never on the event loop. Raises OSError.
    """
    found = {key: Same(session_id, area, key) for area, key in same_words(state, wanted)}
    for other in _sessions_with(home, session_id, state.meta.series, wanted):
        try:
            there = replay(scan(home.journal(other), other).payloads).state
        except Unreadable:
            continue
        for area, key in same_words(there, wanted):
            found.setdefault(key, Same(other, area, key))
    found.pop(struck, None)
    return tuple(found.values())


def _sessions_with(
    home: Home, session_id: str, series: str, wanted: frozenset[str]
) -> Iterator[str]:
    """Yield the other sessions of a series whose journal may contain the words."""
    needles = {_needle(text) for text in wanted}
    for other in home.session_ids() if series and wanted else ():
        path = home.journal(other)
        if other == session_id or not path.exists():
            continue
        data = path.read_bytes().lower()
        if any(needle in data for needle in needles) and series_of(home, other) == series:
            yield other


def _needle(text: str) -> bytes:
    """Return lower-case bytes that occur in every journal with an entry of this full text."""
    # Journals store texts with single spaces; bytes of other alphabets can't be compared ignoring case.
    # A theme's name may be preceded by its letter.
    return msgspec.json.encode(text)[1:] if text.isascii() else plain_run(text).encode()


def note_all(home: Home, entries: Sequence[Same], *, disk: Disk = REAL) -> None:
    """Save notes of all these strikes first, so that a crash can't leave some of them out. Raises OSError."""
    for one in entries:
        strike = _strike(home, one)
        if strike:
            leave(home, one.session, msgspec.structs.replace(note_of(strike), by=one.session), disk)


def finish_there(home: Home, session_id: str, *, disk: Disk = REAL) -> None:
    """Finish the strikes noted for a session that is not open here. Raises NotTakenOut and OSError.

    If another process has that session open, it finishes them when closing.
    """
    try:
        with held(home.session_dir(session_id)):
            told = finish(home, session_id, disk=disk)
    except AlreadyOpen as taken:
        raise NotTakenOut(say("strike.later", session=session_id)) from taken
    if told.left or told.elsewhere:
        raise NotTakenOut(" ".join(told.sentences))


def _strike(home: Home, one: Same) -> EntryErasure | None:
    state = replay(scan(home.journal(one.session), one.session).payloads).state
    return strike_of(state, one.area, one.key)
