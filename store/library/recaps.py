"""The recap of a session on disk: as stored, or else made from its journal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from session import envelope
from session.envelope import Unreadable
from session.model.carried import Carried
from session.model.lifecycle import Meta, SessionStarted
from session.model.recap import Recap, RecapToHandOut, sum_of
from session.model.series import NOTHING_REPORTED, SeriesState
from session.model.state import State
from session.replay import Replayed, replay
from session.rules.series import made_after
from session.views.recap import recap
from session.views.still_open import with_left
from session.wording.catalogue import say
from store.exports.placing import ExportRefused
from store.journal.format import scan
from store.library.listing import index
from store.library.series import Series, series_id
from store.library.series_journal import reported
from store.library.storage import UnreadableStore
from store.library.sums import as_agreed, sums_in
from store.paths import Home
from store.settings import read_settings

T = TypeVar("T")


def as_it_is(value: T) -> T:
    return value


def recap_on_disk(
    home: Home,
    session_id: str,
    version: int = 0,
    *,
    clean: Callable[[Recap], Recap] = as_it_is,
    payload: Callable[[bytes], bytes] = as_it_is,
) -> Recap:
    """Return a version of a recap: the newest for 0, and also if that version was not stored.

    Made from the journal if none is stored, or the series can't be read. A recap that fails its integrity check
    is never returned: a new version is made from the journal, which says so and is not agreed. ``clean`` is
    applied to a stored recap, ``payload`` to each event of the journal. Raises ExportRefused if neither source
    is complete.
    """
    unread: UnreadableStore | OSError | None = None
    altered = 0
    try:
        if found := versions(home, session_id, clean):
            asked = next((one for one in found if one.version == version), found[-1])
            if asked.recap:
                return clean(asked.recap)
            altered = asked.version
    except (UnreadableStore, OSError) as refused:
        unread = refused
    payloads = _payloads(home, session_id, payload)
    told = _replayed(session_id, payloads)
    if unread and told.unknown:
        # A newer version's stored recap has more than this version can make from its events.
        raise ExportRefused(say("home.no_journal", session=session_id)) from unread
    return made_again(told.state, altered) if altered else _as_agreed(payloads, told.state)


def to_hand_out(
    home: Home, recap: Recap, payload: Callable[[bytes], bytes] = as_it_is
) -> RecapToHandOut:
    """Return a recap with everything that was still open from before, and what was reported since it was opened.

    Nothing of that if its journal is missing. With the sign of its series.
    """
    chosen = read_settings(home)[0].series.get(recap.series, "")
    return replace(_with_left(home, recap, payload), series_look=chosen)


def _with_left(home: Home, recap: Recap, payload: Callable[[bytes], bytes]) -> RecapToHandOut:
    first: Sequence[bytes] = ()
    with suppress(OSError), home.journal(recap.session).open("rb") as file:
        first = tuple(map(payload, scan(file.readline(), recap.session).payloads))
    started = _started(first)
    if started is None:
        return with_left(recap, Carried())
    since = _reported_since(home, started.plan.series, started.opened_at, payload)
    return with_left(recap, started.carried, since)


def reported_since(
    home: Home, meta: Meta, payload: Callable[[bytes], bytes] = as_it_is
) -> SeriesState:
    """Return what was reported in the series after a session was opened; nothing if that can't be read."""
    return _reported_since(home, meta.series, meta.opened_at.isoformat(), payload)


def _reported_since(
    home: Home, series: str, opened: str, payload: Callable[[bytes], bytes]
) -> SeriesState:
    if not series:
        return NOTHING_REPORTED
    with suppress(OSError):
        return made_after(reported(home, series_id(series), payload), opened)
    return NOTHING_REPORTED


def every_recap(home: Home, session_id: str, struck: str = "") -> tuple[Recap, ...]:
    """Return all readable recaps from which exports of a session may have been made.

    ``struck``: the id of an entry that is being struck; the journal's recap is that from before the strike.
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
    once = (one for nth, one in enumerate(found) if one not in found[:nth])
    return tuple(to_hand_out(home, one) for one in once)


class Version(msgspec.Struct, frozen=True):
    """A stored version of a recap. recap: ``None`` if it fails its integrity check."""

    version: int
    recap: Recap | None


def stored(home: Home, session_id: str) -> tuple[Recap, ...]:
    """Return every intact stored version of a session's recap, oldest first. Raises as `versions`."""
    return tuple(one.recap for one in versions(home, session_id) if one.recap)


def versions(
    home: Home, session_id: str, clean: Callable[[Recap], Recap] = as_it_is
) -> tuple[Version, ...]:
    """Return every stored version of a session's recap, oldest first. Raises UnreadableStore and OSError.

    ``clean``: as in `as_agreed`.
    """
    name = _series_name(home, session_id)
    if name is None or not home.series_file(series_id(name)).exists():
        return ()
    with Series(home, series_id(name), writable=False) as series:
        found = sorted(series.all_kept(session_id), key=lambda kept: kept.version)
    return tuple(
        Version(kept.version, kept.recap if as_agreed(home, kept, clean) else None)
        for kept in found
    )


def folded(home: Home, session_id: str, payload: Callable[[bytes], bytes] = as_it_is) -> Replayed:
    """Return the session replayed from its journal. Raises ExportRefused if that can't be read."""
    return _replayed(session_id, _payloads(home, session_id, payload))


def made_again(state: State, altered: int) -> Recap:
    """Return the recap that replaces version ``altered``, which failed its check: a new one, not agreed."""
    made = recap(state)
    if made.version > altered:
        # It was replaced already, as a correction.
        return made
    said = (say("recap.altered", n=altered), *made.said)
    return replace(made, version=altered + 1, agreed=False, said=said)


def agreed_in(payloads: Sequence[bytes], version: int) -> Recap | None:
    """Return a version of the recap as the group agreed it, if the journal reproduces its checksum."""
    wanted = sums_in(payloads).get(version)
    if not wanted:
        return None
    # Later events, such as a clock gap, are not part of what was agreed.
    last = max(nth for nth, one in enumerate(payloads) if wanted.encode() in one)
    then = recap(replay(payloads[: last + 1]).state)
    return then if sum_of(then) == wanted else None


def _as_agreed(payloads: Sequence[bytes], state: State) -> Recap:
    """Return the recap made from the journal; as agreed only if it reproduces the agreed checksum."""
    made = recap(state)
    if not made.agreed or not sums_in(payloads).get(made.version):
        return made
    return agreed_in(payloads, made.version) or made_again(state, made.version)


def recap_to_store(home: Home, session_id: str) -> Recap:
    """Return the recap to store for an ended session, from its journal only. Raises ExportRefused."""
    payloads = _payloads(home, session_id)
    return _as_agreed(payloads, _replayed(session_id, payloads).state)


def _replayed(session_id: str, payloads: Sequence[bytes]) -> Replayed:
    try:
        return replay(payloads)
    except Unreadable as refused:
        raise ExportRefused(say("home.no_journal", session=session_id)) from refused


def _payloads(
    home: Home, session_id: str, payload: Callable[[bytes], bytes] = as_it_is
) -> tuple[bytes, ...]:
    try:
        found = scan(home.journal(session_id), session_id)
        if found.payloads and not found.foreign:
            return tuple(map(payload, found.payloads))
    except (Unreadable, OSError) as refused:
        raise ExportRefused(say("home.no_journal", session=session_id)) from refused
    raise ExportRefused(say("home.no_journal", session=session_id))


def series_in(payloads: Sequence[bytes]) -> str | None:
    """Return the name of a session's series; empty if it has none, ``None`` if that can't be read."""
    started = _started(payloads)
    return started.plan.series if started else None


def _started(payloads: Sequence[bytes]) -> SessionStarted | None:
    with suppress(Unreadable):
        started = envelope.fact(envelope.head(payloads[0])) if payloads else None
        return started if isinstance(started, SessionStarted) else None
    return None


def series_of(home: Home, session_id: str) -> str | None:
    """Return the same, reading only the start of a session's journal."""
    try:
        with home.journal(session_id).open("rb") as file:
            return series_in(scan(file.readline(), session_id).payloads)
    except OSError:
        return None


def _series_name(home: Home, session_id: str) -> str | None:
    name = series_of(home, session_id)
    if name is not None:
        return name
    # Its journal is missing, damaged or on a disk that is not connected.
    return next((row.series for row in index(home, keep=False) if row.id == session_id), None)
