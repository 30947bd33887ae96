"""What was reported in the journals of series: removed with a session, and from the exports that repeat it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial

from session.envelope import Unreadable
from session.erase.of_session import ReportsOn
from session.model.recap import Recap
from session.model.series import NOTHING_REPORTED
from session.rules.series import things
from store.disk import Disk
from store.erase.outcome import step
from store.erase.stores import Stores, every_series
from store.exports.records import records
from store.exports.written import make_again
from store.journal.repair import ForeignJournal
from store.library.handing_out import handed_out
from store.library.listing import index
from store.library.recaps import every_recap, series_of
from store.library.series import Series, series_id
from store.library.series_journal import delete, folded, scanned
from store.library.storage import NewerStore
from store.paths import Home


def on_session(home: Home, session_id: str, among: Iterable[str]) -> ReportsOn:
    """Return what removes the reports on a session's decisions, actions and suggestions.

    Not those that another session took up: they are kept with it. among: the series with its recaps. Raises
    NewerStore if a journal with such a report is of a newer version, UnreadableStore and OSError.
    """
    own, others = [*every_recap(home, session_id)], list[Recap]()
    for sid in among:
        with Series(home, sid, writable=False) as series:
            for recap in series.every_version():
                (own if recap.session == session_id else others).append(recap)
    found = ReportsOn(_ids(own) - _ids(others))
    for sid in home.series_journal_ids():
        with suppress(ForeignJournal, Unreadable):
            payloads = scanned(home, sid).payloads
            if any(map(found.may_be_in, payloads)) and folded(payloads).newer:
                raise NewerStore(home.series_journal(sid))
    return found


def _ids(recaps: Iterable[Recap]) -> frozenset[str]:
    return frozenset(one.id for recap in recaps for one in things((recap,), NOTHING_REPORTED))


def forget_reports(home: Home, session_id: str, reports: ReportsOn, disk: Disk) -> tuple[str, ...]:
    """Remove the reports on a session, and the journal of a series with no other session.

    Returns what failed, in sentences. To be done while the session is still known. Raises OSError.
    """
    troubles: list[str] = []
    stores = Stores(home, reports, disk, reports.payload)
    for sid in every_series(home):
        troubles += regenerated_without(home, sid, session_id, reports.payload, disk)
        with step(troubles.append):
            stores.clean("reports", sid)
    name = _all_series(home).get(session_id, "")
    if name and is_last(home, session_id, name):
        delete(home, series_id(name), disk)
    return tuple(troubles)


def is_last(home: Home, session_id: str, name: str) -> bool:
    """Return whether no other session is of the series called ``name``."""
    return name not in {of for one, of in _all_series(home).items() if one != session_id}


def _all_series(home: Home) -> dict[str, str]:
    """Return the name of each session's series."""
    return {row.id: row.series for row in index(home, keep=False)} | {
        one: series_of(home, one) or "" for one in home.session_ids()
    }


def regenerated_without(
    home: Home, sid: str, but: str, clean: Callable[[bytes], bytes], disk: Disk
) -> tuple[str, ...]:
    """Regenerate what was exported of the sessions of a series if its journal changes; return what failed.

    but: the session whose exports the caller sees to
    """
    with suppress(ForeignJournal, Unreadable, OSError):
        if all(clean(one) == one for one in scanned(home, sid).payloads):
            return ()
    left: list[str] = []
    for session_id in home.session_ids():
        if session_id != but and records(home, session_id):
            series = series_of(home, session_id)
            if series and series_id(series) == sid:
                made = partial(handed_out, home, session_id, payload=clean)
                left += make_again(home, session_id, made, disk).left
    return tuple(left)
