"""The recap of a session on disk: as it was stored, else as its journal makes it."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar

import msgspec

from session import envelope
from session.envelope import Unreadable
from session.model.lifecycle import SessionStarted
from session.model.recap import Recap
from session.runtime import Replayed, replay
from session.views.by_name import open_actions
from session.views.recap import recap
from session.wording.catalogue import say
from store.exports.placing import ExportRefused
from store.exports.registry import PRIVATE, Handout
from store.journal.format import scan
from store.library.listing import index
from store.library.series import Series, series_id
from store.library.storage import UnreadableStore
from store.paths import Home

T = TypeVar("T")


def _as_it_is(value: T) -> T:
    return value


def recap_on_disk(
    home: Home,
    session_id: str,
    version: int = 0,
    *,
    clean: Callable[[Recap], Recap] = _as_it_is,
    payload: Callable[[bytes], bytes] = _as_it_is,
) -> Recap:
    """Return a version of a recap, the newest for 0 and for one that was not stored.

    From the journal where none is stored, or the series can't be read. ``clean`` is applied to a stored
    recap, ``payload`` to each event of the journal. Raises ExportRefused where neither tells it all.
    """
    unread: UnreadableStore | OSError | None = None
    try:
        if found := stored(home, session_id):
            return clean(next((one for one in found if one.version == version), found[-1]))
    except (UnreadableStore, OSError) as refused:
        unread = refused
    told = folded(home, session_id, payload)
    if unread and told.unknown:
        # What a newer Fairsay stored is more than this one makes of its events.
        raise ExportRefused(say("home.no_journal", session=session_id)) from unread
    return recap(told.state)


def handed_out(
    home: Home,
    session_id: str,
    format: str,
    version: int = 0,
    *,
    clean: Callable[[Recap], Recap] = _as_it_is,
    payload: Callable[[bytes], bytes] = _as_it_is,
) -> Handout:
    """Return what an export in a format is made of: a recap, or what only the journal may tell."""
    if format in PRIVATE:
        return open_actions(folded(home, session_id, payload).state)
    return recap_on_disk(home, session_id, version, clean=clean, payload=payload)


def every_recap(home: Home, session_id: str, struck: str = "") -> tuple[Recap, ...]:
    """Return all that exports of a session may have been made from and that can still be read.

    ``struck``: the id of an entry that is being struck; the journal's recap is that from before.
    """
    found: list[Recap] = []
    with suppress(UnreadableStore, OSError):
        found += stored(home, session_id)
    with suppress(Unreadable, OSError):
        read = scan(home.journal(session_id), session_id)
        strike = (b'"TextStruck"', f'"{struck}"'.encode())
        before = [one for one in read.payloads if not (struck and all(s in one for s in strike))]
        if before and not read.foreign:
            found.append(recap(replay(before).state))
    return tuple(one for nth, one in enumerate(found) if one not in found[:nth])


def stored(home: Home, session_id: str) -> tuple[Recap, ...]:
    """Return every stored version of a session's recap, oldest first. Raises UnreadableStore and OSError."""
    name = _series_name(home, session_id)
    if name is None or not (path := home.series_file(series_id(name))).exists():
        return ()
    try:
        with Series(home, series_id(name), writable=False) as series:
            return series.versions(session_id)
    except msgspec.ValidationError as error:
        raise UnreadableStore(path, "can't be read") from error


def folded(home: Home, session_id: str, payload: Callable[[bytes], bytes] = _as_it_is) -> Replayed:
    """Return the session as its journal tells it. Raises ExportRefused where that can't be read."""
    try:
        found = scan(home.journal(session_id), session_id)
        if found.payloads and not found.foreign:
            return replay(tuple(map(payload, found.payloads)))
    except (Unreadable, OSError) as refused:
        raise ExportRefused(say("home.no_journal", session=session_id)) from refused
    raise ExportRefused(say("home.no_journal", session=session_id))


def series_in(payloads: Sequence[bytes]) -> str | None:
    """Return the name of a session's series; empty outside any, ``None`` where that can't be read."""
    try:
        started = envelope.fact(envelope.head(payloads[0])) if payloads else None
    except Unreadable:
        return None
    return started.plan.series if isinstance(started, SessionStarted) else None


def series_of(home: Home, session_id: str) -> str | None:
    """Return the same from the beginning of a session's journal."""
    try:
        with home.journal(session_id).open("rb") as file:
            return series_in(scan(file.readline(), session_id).payloads)
    except OSError:
        return None


def _series_name(home: Home, session_id: str) -> str | None:
    name = series_of(home, session_id)
    if name is not None:
        return name
    # Its journal is lost, damaged or on a disk that is not here.
    return next((row.series for row in index(home, keep=False) if row.id == session_id), None)
