"""At each start: sessions whose newer journal is elsewhere, because the data folder refused when they were moved."""

from __future__ import annotations

from session.wording.catalogue import say
from store.disk import REAL, Disk
from store.journal.elsewhere import NewerElsewhere, elsewhere, settle
from store.journal.places import noted
from store.owner import AlreadyOpen, held
from store.paths import Home


def settle_all(home: Home, disk: Disk = REAL) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Settle every session that has a note; returns sentences to show, and one for each that was not settled."""
    told: list[str] = []
    left: list[str] = []
    for session_id in home.session_ids():
        if noted(home.newer_place(session_id)) is None:
            continue
        found = elsewhere(home, session_id)
        if found and (found.damaged or found.apart):
            # A damaged note stays until the session is opened, so that it is not overlooked.
            told.append(found.say)
            left.append(found.say)
            continue
        if found and found.older and found.more is None:
            # Told each time that the session is opened.
            left.append(say("forget.away", session=session_id))
            continue
        try:
            with held(home.session_dir(session_id)):
                told += settle(home, session_id, disk)
        except AlreadyOpen:
            # The process that has the session open leaves the link as soon as it can.
            continue
        except NewerElsewhere as newer:
            told.append(str(newer))
            left.append(say("forget.away", session=session_id))
        except OSError:
            if (found := elsewhere(home, session_id)) and found.say:
                told.append(found.say)
            left.append(say("forget.away", session=session_id))
    return tuple(told), tuple(left)
