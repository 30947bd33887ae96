"""The journal of a series: what was reported between its sessions, under the disk rules of a session's journal.

An event is on disk before it is acknowledged; each line has a checksum; a torn end is cut and kept aside. Two
programs that report at once wait for each other: the second decides on what the first has written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from session import envelope
from session.envelope import Unreadable
from session.model.series import NOTHING_REPORTED, SeriesEvent, SeriesState
from session.model.state import Instant, Rejected
from session.rules.series import evolve
from store.disk import REAL, Disk
from store.journal.file import JournalFile
from store.journal.format import Scan, frame, scan
from store.journal.line_file import Goes, Transform
from store.journal.repair import ForeignJournal, discard
from store.library.storage import BusyStore, NewerStore, lock_of
from store.lock import Locked, locked
from store.paths import Home, private_folder

PATIENCE_S = 5.0
"""How long to wait for another program that is reporting, in seconds."""
Decide = Callable[[SeriesState], Sequence[SeriesEvent] | Rejected]


@dataclass(frozen=True)
class Journal:
    """A series' journal, folded: its state, the number of its last event, and whether a newer Fairsay wrote
    some of it.
    """

    state: SeriesState = NOTHING_REPORTED
    n: int = 0
    newer: bool = False


def journal_id(sid: str) -> str:
    """Return the id with which the lines of a series' journal are framed; no session has such an id."""
    return f"series/{sid}"


def read(home: Home, sid: str, disk: Disk = REAL) -> Journal:
    """Return what was reported in a series; nothing if it has no journal. Raises ForeignJournal and OSError."""
    return folded(scanned(home, sid, disk).payloads)


def reported(
    home: Home, sid: str, payload: Callable[[bytes], bytes] = lambda raw: raw
) -> SeriesState:
    """Return what was reported between the sessions; nothing from a file that is not the series' journal.

    ``payload`` is applied to each event. Raises OSError.
    """
    with suppress(ForeignJournal, Unreadable):
        return folded(map(payload, scanned(home, sid).payloads)).state
    return NOTHING_REPORTED


def folded(payloads: Iterable[bytes]) -> Journal:
    """Fold the events of a series' journal. Raises ``Unreadable``."""
    state, n, newer = NOTHING_REPORTED, 0, False
    for payload in payloads:
        head = envelope.head(payload)
        event = envelope.series_fact(head)
        n, newer = head.n, newer or event is None
        if event is not None:
            state = evolve(state, event, head.at)
    return Journal(state, n, newer)


def tell(
    home: Home, sid: str, decide: Decide, now: Instant, run: str, cmd: str, disk: Disk = REAL
) -> Sequence[SeriesEvent] | Rejected:
    """Decide on the state on disk, and append the events; returned once they are on disk.

    Raises BusyStore, NewerStore, ForeignJournal and OSError; then nothing was reported.
    """
    path = home.series_journal(sid)
    private_folder(path.parent)
    with _alone(path):
        told = read(home, sid, disk)
        if told.newer:
            raise NewerStore(path)
        events = decide(told.state)
        if isinstance(events, Rejected) or not events:
            return events
        payloads = envelope.encode_all(told.n + 1, now, run, cmd, events)
        file = JournalFile(path, journal_id(sid), after_n=told.n, disk=disk)
        try:
            file.append(b"".join(frame(journal_id(sid), one) for one in payloads))
        finally:
            file.close()
    return events


def rewrite(home: Home, sid: str, transform: Transform, goes: Goes, disk: Disk = REAL) -> None:
    """Pass every event through ``transform``, in the journal and its copies. Raises BusyStore and OSError."""
    path = home.series_journal(sid)
    with _alone(path):
        after_n = scanned(home, sid, disk).last_n
        file = JournalFile(path, journal_id(sid), after_n=after_n, disk=disk)
        try:
            file.rewrite(transform, goes)
        finally:
            file.close()


def delete(home: Home, sid: str, disk: Disk = REAL) -> None:
    """Delete a series' journal with its copies; missing ones are ignored. Raises BusyStore and OSError."""
    path = home.series_journal(sid)
    if not path.parent.is_dir():
        return
    with _alone(path):
        discard(path, disk)


def cut_torn(home: Home, sid: str, disk: Disk = REAL) -> bool:
    """Cut the torn end of a series' journal, and keep it aside; False if it has none. Raises as `rewrite`."""
    path = home.series_journal(sid)
    with _alone(path):
        found = scanned(home, sid, disk)
        if found.torn:
            file = JournalFile(path, journal_id(sid), after_n=found.last_n, disk=disk)
            try:
                file.open()
            finally:
                file.close()
        return found.torn


def scanned(home: Home, sid: str, disk: Disk = REAL) -> Scan:
    """Read a series' journal, an empty one if it has none. Raises ForeignJournal and OSError."""
    path = home.series_journal(sid)
    try:
        found = scan(disk.read(path), journal_id(sid))
    except FileNotFoundError:
        return Scan()
    if found.foreign:
        raise ForeignJournal(path)
    return found


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    try:
        with locked(lock_of(path), PATIENCE_S):
            yield
    except Locked as taken:
        raise BusyStore(path) from taken
