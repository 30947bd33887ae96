"""Taking struck words out of the other sessions of a series: what was carried from one to the next.

An entry keeps its id when it is carried over, so the same redaction finds it in the session it came
from and in those it went to. Sessions of other series keep their words: there, the same words are
somebody else's.
"""

from pathlib import Path

from session import envelope
from session.erase.walk import EntryErasure
from session.model.lifecycle import SessionStarted
from store.disk import REAL, Disk
from store.erase.deferred import forget_last, leave
from store.journal.file import JournalFile
from store.journal.format import scan
from store.journal.repair import copies, recover, rewrite_copy
from store.owner import AlreadyOpen, claim
from store.paths import Home


def strike_others(
    home: Home, session_id: str, redaction: EntryErasure, *, disk: Disk = REAL
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Take the words out of all other sessions of the same series.

    Returns those whose journal changed, and those that another program has open: a note lies beside each
    of these, and whoever has it open, or opens it next, takes the words out. Their exports are the
    caller's to delete. Raises OSError. Done again, it finishes what was left.
    """
    series = series_of(home.journal(session_id), session_id)
    changed: list[str] = []
    elsewhere: list[str] = []
    for other in home.session_ids() if series else ():
        path = home.journal(other)
        if other == session_id or not _to_clean(path, other, series, redaction):
            continue
        # Before the try: a program that lets go of it in this moment finds the note.
        leave(home, other, redaction, disk)
        try:
            with claim(home.session_dir(other)):
                clean_journal(path, other, redaction, disk)
        except AlreadyOpen:
            elsewhere.append(other)
            continue
        # An older note, with places in the journal as it was, holds for its own words still.
        forget_last(home, other, redaction, disk)
        changed.append(other)
    return tuple(changed), tuple(elsewhere)


def clean_journal(path: Path, session_id: str, redaction: EntryErasure, disk: Disk) -> None:
    """Take the words out of the journal of a session that one has to oneself, and out of its copies."""
    file = JournalFile(path, session_id, after_n=recover(path, session_id).last_n, disk=disk)
    try:
        file.rewrite(redaction.payload, redaction.in_damage)
    finally:
        file.close()
    for copy in copies(path):
        rewrite_copy(copy, session_id, redaction.payload, disk, redaction.in_damage)


def _to_clean(path: Path, session_id: str, series: str, redaction: EntryErasure) -> bool:
    data = path.read_bytes() if path.exists() else b""
    # Most sessions of a long series never heard of it: their journals are not even split into lines.
    if not redaction.may_be_in(data) or series_of(path, session_id) != series:
        return False
    try:
        lines = b"\n".join([*redaction.lines(data), b""])
        payloads = scan(lines, session_id).payloads
        return any(redaction.payload(payload) != payload for payload in payloads)
    except envelope.Unreadable:
        # What this version can't read is left as it is; "verify" names it.
        return False


def series_of(path: Path, session_id: str) -> str:
    """Return the name of a session's series; empty outside any, or where that can't be read."""
    try:
        with path.open("rb") as file:
            first = scan(file.readline(), session_id).payloads
        started = envelope.fact(envelope.head(first[0])) if first else None
    except (OSError, envelope.Unreadable):
        return ""
    return started.plan.series if isinstance(started, SessionStarted) else ""
