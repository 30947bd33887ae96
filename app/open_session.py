"""Opens a session on disk: a new one from a plan, or an existing one where it stopped."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.clock import Readings, offset_changes
from app.live_session import LiveSession
from app.strikes import unfinished_strikes
from session.envelope import Unreadable, head
from session.model.carried import Carried
from session.model.lifecycle import OpenSession, RecordGap
from session.model.opening_closing import CorrectRecap
from session.model.plan import Plan
from session.replay import Replayed, replay
from session.wording.catalogue import say
from store.disk import REAL, Disk
from store.journal.elsewhere import NewerElsewhere, NotHere, elsewhere, older_journal, settle
from store.journal.format import scan
from store.journal.repair import ForeignJournal, copies, recover
from store.library.counts import counted
from store.library.never_begun import put_away
from store.paths import Home, resolved
from store.refusal import Refusal
from store.settings import read_settings
from store.trouble import trouble_of


class CannotOpen(Refusal):
    """A session can't be opened; the text is one plain sentence for the facilitator."""


class OnlyOlder(CannotOpen):
    """The newer record of a session is not here, but an older one is; ``question``: whether to go on with that."""

    def __init__(self, session: str, why: str, question: str) -> None:
        super().__init__(why)
        self.session, self.question = session, question


def new_session_id(today: datetime) -> str:
    """Return a session id: the date, so that a person can tell folders apart, and a random part."""
    return f"{today:%Y-%m-%d}-{secrets.token_hex(3)}"


def open_session(
    home: Home,
    plan: Plan,
    *,
    session_id: str = "",
    readings: Readings | None = None,
    carried: Carried | None = None,
    late: Sequence[str] | None = None,
    disk: Disk = REAL,
) -> LiveSession:
    """Create a session and its journal from a plan. Raises ``CannotOpen``.

    ``carried``: what earlier sessions hand on; ``None`` reads it from the series. ``late``: as `carried_over`.
    """
    read = readings or Readings()
    wall, offset_s = read.wall(), read.offset_s(read.wall())
    session_id = session_id or new_session_id(wall + timedelta(seconds=offset_s))
    held = _claim(home, session_id)
    try:
        before, told = _carried(home, plan.series, late) if carried is None else (carried, ())
        live = LiveSession(home, session_id, held=held, told=told, readings=readings, disk=disk)
    except BaseException:
        held.close()
        with suppress(OSError):
            put_away(home, session_id, disk)
        raise
    live.handle(
        OpenSession(
            session=session_id,
            plan=plan,
            carried=before,
            utc_offset_s=offset_s,
            offsets=offset_changes(read.offset_s, wall),
            month_first=read_settings(home)[0].month_first,
        )
    )
    return live


def _carried(
    home: Home, series: str, late: Sequence[str] | None
) -> tuple[Carried, tuple[str, ...]]:
    """Return what the series hands on; if it can't be read, nothing, and a sentence about it."""
    # Reading a series loads TinyDB: 25 ms that the first session of one does not need.
    from store.library.carry_over import carried_over
    from store.library.storage import NewerStore, UnreadableStore

    try:
        return carried_over(home, series, late), ()
    except (NewerStore, UnreadableStore) as refused:
        return Carried(), (str(refused),)
    except OSError as refused:
        return Carried(), (say("saving.refused", why=refused.strerror or str(refused)),)


def resume_session(
    home: Home,
    session_id: str,
    *,
    readings: Readings | None = None,
    seen_t: int = 0,
    older: bool = False,
    disk: Disk = REAL,
) -> LiveSession:
    """Reopen a session where it stopped. Raises ``CannotOpen``.

    ``older``: go on with the older record in the data folder, where the newer one is not here.

    Time since the last event is recorded as a gap; ``told`` has sentences about what a crash left undone.
    ``seen_t``: until when somebody is known to have been watching, in session milliseconds.
    """
    if session_id not in home.session_ids():
        raise CannotOpen(f"There is no session {session_id!r:.90}. “fairsay sessions” lists them.")
    held = _claim(home, session_id)
    try:
        before = settle(home, session_id, disk, older=older)
    except NewerElsewhere as newer:
        held.close()
        at = _last_at(home, session_id) if isinstance(newer, NotHere) and not older else ""
        if at:
            raise OnlyOlder(session_id, str(newer), say("home.older", at=at)) from newer
        raise CannotOpen(str(newer)) from newer
    except OSError as refused:
        held.close()
        raise CannotOpen(trouble_of(refused, home.journal(session_id)).say) from refused
    before += unfinished_strikes(home, session_id, disk)
    try:
        start, told = _read(home, session_id)
        if start.strikes:
            # Struck while the disk refused to save the note.
            before += unfinished_strikes(home, session_id, disk, struck=True)
            start, told = _read(home, session_id)
    except CannotOpen:
        held.close()
        raise
    if missing := max(0, counted(home, session_id) - start.n):
        told += (say("home.cut", n=missing),)
    live = LiveSession(
        home, session_id, held=held, start=start, told=before + told, readings=readings, disk=disk
    )
    if not live.runtime.read_only:
        live.told += live.ballots.resume()
    if start.state.closing.ended_t is None:
        _record_absence(live, start, seen_t)
        live.local_time.look(at_once=True)
    elif start.state.closing.agreed_t is not None:
        _make_again(live, start.state.closing.version)
    return live


def _last_at(home: Home, session_id: str) -> str:
    """Return the local time of the last entry of the older record in the data folder; empty if there is none."""
    if older := older_journal(home, session_id):
        with suppress(OSError, Unreadable, ValueError, IndexError):
            last = head(scan(older, session_id).payloads[-1])
            local = datetime.fromisoformat(last.at).astimezone()
            day = "" if local.date() == datetime.now(local.tzinfo).date() else f"{local:%d %b}, "
            return f"{day}{local:%H:%M}"
    return ""


def _make_again(live: LiveSession, version: int) -> None:
    """Start the next version of a recap whose agreed one failed its integrity check."""
    from store.library.recaps import versions
    from store.library.storage import UnreadableStore

    with suppress(UnreadableStore, OSError):
        if any(
            one.version == version and one.recap is None
            for one in versions(live.home, live.session_id)
        ):
            said = say("recap.made_again", n=version)
            live.handle(CorrectRecap(text=said))
            live.told += (said,)


def _claim(home: Home, session_id: str) -> ExitStack:
    from store.owner import AlreadyOpen, claim

    folder = home.session_dir(session_id)
    held = ExitStack()
    try:
        held.enter_context(claim(folder))
        return held
    except AlreadyOpen as taken:
        raise CannotOpen(str(taken)) from taken
    except OSError as refused:
        newer = elsewhere(home, session_id)
        raise CannotOpen(
            f"{folder} can't be written to. {newer.say if newer else trouble_of(refused, folder).say}"
        ) from refused


def _read(home: Home, session_id: str) -> tuple[Replayed, tuple[str, ...]]:
    path = home.journal(session_id)
    try:
        found = recover(path, session_id)
        start = replay(found.payloads)
    except ForeignJournal as foreign:
        raise CannotOpen(str(foreign)) from foreign
    except Unreadable as fault:
        raise CannotOpen(
            f"{path} holds something this version can't read. It was left as it is."
        ) from fault
    except FileNotFoundError as refused:
        if not path.is_symlink():
            raise CannotOpen(f"{path} can't be read: {refused.strerror}.") from refused
        raise CannotOpen(say("home.moved_away", path=str(path.readlink()))) from refused
    except OSError as refused:
        raise CannotOpen(f"{path} can't be read: {refused.strerror}.") from refused
    if not start.n:
        raise CannotOpen(f"{path} is empty, so there is nothing to go on with.")
    told = [damage.say for damage in found.damage]
    if found.torn:
        told.append(say("home.torn"))
    told += _newer_copies(path, session_id, start.n)
    if start.unknown:
        told.append("A newer version wrote this session. You can read it, but not change it.")
    return start, tuple(told)


def _newer_copies(path: Path, session_id: str, n: int) -> Iterator[str]:
    """Return sentences about copies, left at the journal's old place, that have more events than it has."""
    for copy in copies(path) if path.is_symlink() else ():
        with suppress(OSError):
            more = scan(copy, session_id).last_n - n
            if more > 0:
                yield say("home.newer_copy", n=more, here=str(resolved(path)), copy=str(copy))


def _record_absence(live: LiveSession, start: Replayed, seen_t: int) -> None:
    """Record as a gap the time from the last event until now, when nobody was watching."""
    now = live.clock.now()
    away_ms = now.t - start.t
    wall = now.at - datetime.fromisoformat(start.at).astimezone(UTC)
    set_ms = round(wall.total_seconds() * 1000) - away_ms
    unseen_ms = min(away_ms, max(0, now.t - seen_t))
    live.handle(RecordGap(length_ms=unseen_ms, wall_ms=set_ms if abs(set_ms) > 2000 else 0))
