"""Words still to be struck from a session that another program has open: a note beside its journal.

The note holds none of the words. It says where in this session's own journal they stand (which event,
which of its texts, from where to where) and which entry was struck; the words are read from there when
the time has come.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from zlib import crc32

import msgspec

from session.erase.redaction import Redaction
from session.erase.walk import EntryErasure
from session.erase.word_strike import WordStrike
from session.wording.catalogue import say
from store.disk import REAL, Disk, leftovers, replace_whole
from store.journal.format import scan
from store.library.storage import NewerStore, UnreadableStore
from store.owner import AlreadyOpen
from store.paths import Home

SCHEMA = 1


class OpenElsewhere(AlreadyOpen):
    """Another program has a session of the series, and takes the words out when it lets go of it."""

    def __init__(self, session: str) -> None:
        Exception.__init__(self, say("strike.later", session=session))
        self.who = None
        self.session = session


class Spot(msgspec.Struct, frozen=True, array_like=True):
    """Where words stand: event ``n``, its ``text``-th text from 0, characters ``start`` to ``end``.

    ``whole`` is the CRC-32 of that text: once it has changed, other words might stand there.
    """

    n: int
    text: int
    start: int
    end: int
    whole: int


class Later(msgspec.Struct, frozen=True):
    """One strike to be finished: the entry it was of, and where its words stand.

    Without an ``area`` it is one of version 1, which takes the words out of every text.
    """

    key: str
    spots: tuple[Spot, ...] = ()
    area: str = ""
    session: str = ""
    before: str = ""


class _Note(msgspec.Struct, frozen=True):
    later: tuple[Later, ...] = ()
    schema: int = SCHEMA


def leave(home: Home, session_id: str, redaction: EntryErasure, disk: Disk = REAL) -> None:
    """Note that ``redaction`` is still to be done in a session. Raises OSError and UnreadableStore."""
    one = _later(redaction, _texts(home, session_id))
    noted = _noted(home, session_id, disk)
    if one not in noted:
        _write(home, session_id, (*noted, one), disk)


def left(home: Home, session_id: str, disk: Disk = REAL) -> tuple[EntryErasure, ...]:
    """Return the strikes noted for a session, their words read from its journal; most often none."""
    noted = _noted(home, session_id, disk)
    texts = _texts(home, session_id) if noted else {}
    return tuple(_strike(one, _words(one, texts)) for one in noted)


def sessions_left(home: Home) -> tuple[str, ...]:
    """Return the sessions that have a note."""
    return tuple(one for one in home.session_ids() if home.strikes(one).exists())


def forget_last(home: Home, session_id: str, redaction: EntryErasure, disk: Disk = REAL) -> None:
    """Take back what `leave` noted last: it is done."""
    noted = _noted(home, session_id, disk)
    _write(home, session_id, tuple(one for one in noted if one.key != redaction.key), disk)


def leave_only(
    home: Home, session_id: str, strikes: tuple[EntryErasure, ...], disk: Disk = REAL
) -> None:
    """Note these strikes and no others, by where their words stand in the journal as it is now."""
    texts = _texts(home, session_id) if strikes else {}
    later = tuple(_later(one, texts) for one in strikes)
    _write(home, session_id, later, disk)


def _later(strike: EntryErasure, texts: dict[int, list[str]]) -> Later:
    return Later(strike.key, _spots(texts, strike), strike.area, strike.session, strike.before)


def _strike(one: Later, words: tuple[str, ...]) -> EntryErasure:
    if one.area:
        return Redaction(one.area, one.key, words, one.session, one.before)
    return WordStrike(words, one.key)


def _write(home: Home, session_id: str, later: tuple[Later, ...], disk: Disk) -> None:
    path = home.strikes(session_id)
    if later:
        replace_whole(path, msgspec.json.encode(_Note(later)), disk)
        return
    for old in (*leftovers(path), path):
        old.unlink(missing_ok=True)
    disk.sync_folder(path.parent)


def _noted(home: Home, session_id: str, disk: Disk) -> tuple[Later, ...]:
    path = home.strikes(session_id)
    if not path.exists():
        return ()
    try:
        note = msgspec.json.decode(disk.read(path), type=_Note)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnreadableStore(path, "can't be read") from error
    if note.schema > SCHEMA:
        raise NewerStore(path)
    return note.later


def _texts(home: Home, session_id: str) -> dict[int, list[str]]:
    """Return every text of every event of a journal, by the event's place."""
    found: dict[int, list[str]] = {}
    for payload in scan(home.journal(session_id), session_id).payloads:
        event = msgspec.json.decode(payload)
        found[event["n"]] = list(_strings(event.get("d")))
    return found


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def _spots(texts: dict[int, list[str]], redaction: EntryErasure) -> tuple[Spot, ...]:
    """Return one place for each of the words, in whatever case it stands there."""
    found: dict[str, Spot] = {}
    for n, strings in texts.items():
        for i, text in enumerate(strings):
            for start, end in redaction.found(text):
                spot = Spot(n, i, start, end, _crc(text))
                found.setdefault(text[start:end].casefold(), spot)
    return tuple(found.values())


def _words(one: Later, texts: dict[int, list[str]]) -> tuple[str, ...]:
    found = set()
    for spot in one.spots:
        strings = texts.get(spot.n, [])
        if spot.text < len(strings) and _crc(strings[spot.text]) == spot.whole:
            found.add(strings[spot.text][spot.start : spot.end])
    return tuple(sorted(found - {""}, key=lambda word: (-len(word), word)))


def _crc(text: str) -> int:
    return crc32(text.encode("utf-8", "surrogatepass"))
