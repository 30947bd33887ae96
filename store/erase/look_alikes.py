"""Counts, in the whole data folder, the strings that may name a person who is to be forgotten."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from session import envelope
from session.erase.look_alikes import LookAlike, LookAlikes, texts_of
from session.erase.person import Forgetting, namings
from session.model.protocol import Event
from store.erase.plans import plans_with
from store.erase.spelling import Spelling, line_starts
from store.journal.format import scan
from store.library.series import Series
from store.library.storage import UnreadableStore
from store.paths import Home

_NAMING = (b'"SessionStarted"', b'"PersonArrived"', b'"PersonChanged"', b'"Restored"')


def look_alikes(home: Home, name: str) -> tuple[tuple[LookAlike, ...], frozenset[str]]:
    """Return the look-alikes of a name, and the full names of other people that contain a part of it.

    Never on the event loop. Raises OSError.
    """
    journals = {one: _journal(home, one) for one in home.session_ids()}
    people = {
        called
        for session_id, data in journals.items()
        for event in _events(session_id, _naming(data))
        for _, called in namings(event)
    }
    counted = LookAlikes(name, people)
    parts = counted.parts or (name,)
    look = Spelling(Forgetting(parts[0], also=parts[1:]))
    for session_id, data in journals.items():
        for event in _events(session_id, (_line(data, at) for at in look.lines(data))):
            for text in texts_of(event):
                counted.count(text)
    for text in (
        *_recaps(home, {one for one, data in journals.items() if data}),
        *_plans(home, look),
    ):
        counted.count(text)
    return counted.found(), counted.others


def _journal(home: Home, session_id: str) -> bytes:
    try:
        return home.journal(session_id).read_bytes()
    except FileNotFoundError:
        return b""


def _line(data: bytes, at: int) -> bytes:
    end = data.find(b"\n", at)
    return data[at : end if end != -1 else None]


def _naming(data: bytes) -> Iterator[bytes]:
    """Yield the lines that may contain a person's name. Searches the bytes without splitting them."""
    found = {at for needle in _NAMING for at in line_starts(data, needle)}
    return (_line(data, at) for at in sorted(found))


def _events(session_id: str, lines: Iterator[bytes]) -> Iterator[Event]:
    """Yield the events of some lines of a journal, skipping unreadable ones."""
    for payload in scan(b"\n".join((*lines, b"")), session_id).payloads:
        try:
            event = envelope.fact(envelope.head(payload))
        except envelope.Unreadable:
            continue
        if event is not None:
            yield event


def _recaps(home: Home, told: set[str]) -> Iterator[str]:
    """Yield the texts of the newest recap of each session that was not counted by its journal (``told``)."""
    for sid in home.series_ids():
        try:
            with Series(home, sid, writable=False) as series:
                recaps = series.recaps()
        except (UnreadableStore, msgspec.ValidationError):
            continue
        for recap in recaps:
            if recap.session not in told:
                yield from texts_of(recap)


def _plans(home: Home, look: Spelling) -> Iterator[str]:
    for path in plans_with(home, look):
        yield path.read_text("utf-8", "replace")
