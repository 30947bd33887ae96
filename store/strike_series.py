"""Taking struck words out of the other sessions of a series: what was carried from one to the next.

An entry keeps its id when it is carried over, so the same redaction finds it in the session it came
from and in those it went to. Sessions of other series keep their words: there, the same words are
somebody else's.
"""

from pathlib import Path

from session import envelope
from session.events.frame import SessionStarted
from session.strike import Redaction
from store.disk import REAL, Disk
from store.journal import scan
from store.journal_file import JournalFile
from store.owner import AlreadyOpen, claim
from store.paths import Home
from store.torn import copies, recover, rewrite_copy


def strike_others(
    home: Home, session_id: str, redaction: Redaction, *, disk: Disk = REAL
) -> tuple[str, ...]:
    """Take the words out of all other sessions of the same series; return those whose journal changed.

    Their exports are the caller's to delete. Raises AlreadyOpen, only after every other session is clean,
    for one that another program has open, and OSError. Done again, it finishes what was left.
    """
    series = _series_of(home.journal(session_id), session_id)
    changed: list[str] = []
    taken: AlreadyOpen | None = None
    for other in home.session_ids() if series else ():
        path = home.journal(other)
        if other == session_id or not _to_clean(path, other, series, redaction):
            continue
        try:
            with claim(home.session_dir(other)):
                _clean(path, other, redaction, disk)
        except AlreadyOpen as refused:
            taken = refused
            continue
        changed.append(other)
    if taken:
        raise taken
    return tuple(changed)


def _clean(path: Path, session_id: str, redaction: Redaction, disk: Disk) -> None:
    file = JournalFile(path, session_id, after_n=recover(path, session_id).last_n, disk=disk)
    try:
        file.rewrite(redaction.payload)
    finally:
        file.close()
    for copy in copies(path):
        rewrite_copy(copy, session_id, redaction.payload, disk)


def _to_clean(path: Path, session_id: str, series: str, redaction: Redaction) -> bool:
    if _series_of(path, session_id) != series:
        return False
    try:
        payloads = scan(path, session_id).payloads
        return any(redaction.payload(payload) != payload for payload in payloads)
    except envelope.Unreadable:
        # What this version can't read is left as it is; "verify" names it.
        return False


def _series_of(path: Path, session_id: str) -> str:
    """Return the name of a session's series; empty outside any, or where that can't be read."""
    try:
        with path.open("rb") as file:
            first = scan(file.readline(), session_id).payloads
        started = envelope.fact(envelope.head(first[0])) if first else None
    except (OSError, envelope.Unreadable):
        return ""
    return started.plan.series if isinstance(started, SessionStarted) else ""
