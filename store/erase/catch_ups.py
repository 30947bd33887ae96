"""Makes the pages for who missed something of a series again, once words must go that may be on them.

Such a page is of many sessions, and in the record of one of them.
"""

from __future__ import annotations

from functools import partial

from store.disk import Disk
from store.exports.records import Record, records
from store.exports.written import Again, make_again
from store.library.handing_out import handed_out
from store.paths import Home


def catch_ups_again(
    home: Home, disk: Disk, of: str = "", but: str = "", without: str = ""
) -> Again:
    """Regenerate those pages that the session ``of`` is on, or all of them; not those in the record of ``but``.

    without: a session that is left out, though its journal may still be there. Raises ExportsBusy and OSError.
    """

    def wanted(one: Record) -> bool:
        return one.about is not None and (not of or of in one.about.of)

    again = Again((), ())
    for session_id in home.session_ids():
        if session_id != but and any(map(wanted, records(home, session_id))):
            made = partial(handed_out, home, session_id, without=without)
            more = make_again(home, session_id, made, disk, wanted)
            again = Again(again.left + more.left, again.away + more.away)
    return again
