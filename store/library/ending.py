"""Ends a session in steps that a crash can't spoil.

What to store is written down first (`ending.json`); then the recap is saved, reread and compared; then the
index is updated; then the note is removed. After a crash between any two steps the next start continues
from the same note, so that the same bytes are stored, whatever the program's version is by then.
"""

from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec.structs import replace

from session import envelope
from session.erase.walk import Erasure
from session.model.recap import Recap, sum_of
from store.disk import REAL, Disk, leftovers, replace_whole
from store.journal.format import scan
from store.library.index import SessionIndex, SessionRow
from store.library.listing import Shelf, index, rebuild, row_of, version_of
from store.library.series import AgreedRecap, Series, series_id
from store.library.storage import BusyStore, NewerStore, UnreadableStore
from store.paths import Home
from store.refusal import Refusal

SCHEMA = 1
_LAST_BYTES = (2048, 65536, 1 << 40)


class NotEnded(ValueError):
    """The session's journal does not contain its end yet."""


class NotAsSaved(Refusal):
    """The data read back differs from the data saved: the disk can't be trusted."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} does not hold what was just saved there. Save the recap to another disk as well."
        )
        self.path = path


class _Note(msgspec.Struct, frozen=True):
    recap: Recap
    row: SessionRow
    sum: str = ""
    schema: int = SCHEMA


class Pending(msgspec.Struct, frozen=True):
    """A session that has ended and is not stored yet.

    decided: whether the note exists: then `complete` needs nothing else. Otherwise make the recap from the
    journal and call `finish`.
    """

    session: str
    decided: bool


def finish(home: Home, recap: Recap, row: SessionRow | None = None, *, disk: Disk = REAL) -> None:
    """Store the recap of an ended session and list it; repeating it with the same recap changes nothing.

    row: the index's row; made from the journal by default. Raises NotEnded, AgreedRecap, NotAsSaved,
    UnreadableStore, BusyStore and OSError. After any but the first two `pending` returns the session, and
    `complete` continues.
    """
    if row is None:
        journal = home.journal(recap.session)
        row = row_of(recap.session, scan(journal, recap.session).payloads)
    if row.state not in {"draft", "agreed"}:
        raise NotEnded(f"session {recap.session} has not ended")
    row = replace(
        row,
        title=recap.title,
        series=recap.series,
        state="agreed" if recap.agreed else "draft",
        version=recap.version,
    )
    note = _Note(recap, row, sum_of(recap))
    replace_whole(home.ending(recap.session), msgspec.json.encode(note), disk)
    _carry_out(home, note, disk)


def note_count(home: Home, session_id: str, disk: Disk = REAL) -> None:
    """Store the event count of an unfinished session's journal in the index, if possible."""
    with suppress(UnreadableStore, BusyStore, OSError, envelope.Unreadable):
        journal = home.journal(session_id)
        row = row_of(session_id, scan(journal, session_id).payloads)
        if row.state == "unfinished" and row.title:
            index(home)
            with SessionIndex(home, disk=disk) as library:
                library.put_session(row)


def complete(home: Home, session_id: str, *, disk: Disk = REAL) -> Recap:
    """Continue an ending that was interrupted after writing the note; return the recap."""
    note = _read(home.ending(session_id), disk)
    _carry_out(home, note, disk)
    return note.recap


def redact_note(home: Home, session_id: str, erasure: Erasure, disk: Disk = REAL) -> None:
    """Remove a struck entry or forgotten name from the note of an unfinished ending."""
    path = home.ending(session_id)
    for left in leftovers(path) if path.parent.is_dir() else ():
        disk.unlink(left)
    if not path.exists():
        return
    note = _read(path, disk)
    recap = replace(erasure.value(note.recap), series=note.recap.series)
    row = erasure.value(note.row)
    if (recap, row) != (note.recap, note.row):
        replace_whole(path, msgspec.json.encode(_Note(recap, row, sum_of(recap))), disk)


def pending(home: Home, *, keep_index: bool = True) -> tuple[Pending, ...]:
    """Return the sessions whose ending is unfinished, or whose recap is missing from the store.

    keep_index: as `keep` of `index`. Unreadable files are skipped: `verify` reports them. Raises NewerStore and
    OSError.
    """
    listed, kept = index(home, keep=keep_index), Shelf(home)
    if keep_index and kept.unlisted(home, listed):
        with suppress(BusyStore, OSError):
            listed = rebuild(home)
    rows = {row.id: row for row in listed}
    found: list[Pending] = []
    for session_id in home.session_ids():
        if home.ending(session_id).exists():
            found.append(Pending(session_id, decided=True))
        elif _is_behind(home, session_id, rows.get(session_id), kept):
            found.append(Pending(session_id, decided=False))
    return tuple(found)


def _read(path: Path, disk: Disk) -> _Note:
    try:
        note = msgspec.json.decode(disk.read(path), type=_Note)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnreadableStore(path, "can't be read") from error
    if note.schema > SCHEMA:
        raise NewerStore(path)
    if note.sum and note.sum != sum_of(note.recap):
        raise UnreadableStore(path, "is not what was saved")
    return note


def _carry_out(home: Home, note: _Note, disk: Disk) -> None:
    recap, row = note.recap, note.row
    sid = series_id(recap.series)
    path = home.ending(recap.session)
    try:
        with Series(home, sid, name=recap.series, disk=disk) as series:
            series.save_recap(recap, row.events)
            if not series.holds(recap):
                raise NotAsSaved(home.series_file(sid))
    except AgreedRecap:
        disk.unlink(path)
        raise
    try:
        with SessionIndex(home, disk=disk) as library:
            library.put_session(row)
    except NewerStore:
        raise
    except (UnreadableStore, msgspec.ValidationError):
        # The recap is stored, and the index is regenerated from it, including this session.
        rebuild(home, disk)
    disk.unlink(path)
    disk.sync_folder(path.parent)


def _is_behind(home: Home, session_id: str, row: SessionRow | None, kept: Shelf) -> bool:
    """Return whether the journal has ended, or continued since, unnoticed by the store; or the store lost it."""
    journal = home.journal(session_id)
    try:
        last_n = last_number(journal, session_id)
        if row is not None and last_n < row.events:
            # Truncated: the store has more than the journal.
            return False
        if row is not None and last_n == row.events:
            if row.state not in {"draft", "agreed"} or not kept.can_tell(row.series):
                return False
            version, agreed = kept.newest(session_id)
            if row.state == "draft" and 0 < kept.events(session_id) < row.events:
                # An older draft of the same version, such as from a backup.
                return True
            return version < max(row.version, 1) or (row.state == "agreed") > agreed
        data = journal.read_bytes()
        if b"SessionEnded" not in data and (row is None or row.state != "agreed"):
            # Not ended: checking every line of a long journal would take 20 ms, at every start.
            return False
        payloads = scan(data, session_id).payloads
        if row is not None and row.state == "agreed":
            # An agreed recap stays as stored; only a correction makes a new version.
            return any(b"RecapCorrected" in p for p in payloads[row.events :])
        told = row_of(session_id, payloads)
        if told.state == "unfinished":
            return False
        known = (version_of(payloads), told.state == "agreed")
        return row is not None or known > kept.newest(session_id)
    except (OSError, envelope.Unreadable):
        return False


def last_number(journal: Path, session_id: str) -> int:
    """Return the number of a journal's last event, reading only its end. Raises OSError."""
    with journal.open("rb") as file:
        length = file.seek(0, 2)
        for much in _LAST_BYTES:
            file.seek(max(0, length - much))
            end = file.read()
            whole = end if much >= length else end[end.find(b"\n") + 1 :]
            if (last_n := scan(whole, session_id).last_n) or much >= length:
                return last_n
    return 0
