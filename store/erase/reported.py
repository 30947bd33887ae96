"""The exports of other sessions that repeat words of their series' journal: regenerated before that is cleaned."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from session.envelope import Unreadable
from store.disk import Disk
from store.exports.written import make_again, records
from store.journal.repair import ForeignJournal
from store.library.recaps import handed_out, series_of
from store.library.series import series_id
from store.library.series_journal import scanned
from store.paths import Home


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
