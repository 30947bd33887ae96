"""Move a session to another series: its journal, its recaps, what was reported on it, its row in the index.

A note in the session's folder says where it goes, and what the checksums of its agreed recaps become. It is saved
before anything changes and removed last: each step can be repeated, and the next start finishes what was
interrupted.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import msgspec

from session.erase.to_series import in_series
from session.model.recap import Recap, sum_of
from session.model.series import DecisionReplaced, OutcomeReported, PromiseMade, SeriesEvent
from session.model.state import Instant, replace
from session.wording.catalogue import say
from store.disk import REAL, Disk, leftovers, replace_whole
from store.erase.move_notes import Moving, path_of
from store.erase.outcome import step
from store.erase.reported import is_last, on_session, regenerated_without
from store.erase.stores import Stores
from store.erase.words import as_backup, clear_beside
from store.exports.writing import ExportsBusy
from store.exports.written import make_again, recognise
from store.journal.file import JournalFile
from store.journal.format import scan
from store.journal.repair import recover
from store.library.handing_out import handed_out
from store.library.index import SessionIndex
from store.library.listing import row_of
from store.library.recaps import agreed_in, every_recap, series_in
from store.library.series import Series, series_id
from store.library.series_journal import delete, read, tell
from store.library.storage import NewerStore
from store.library.sums import sums_in, with_new_sums
from store.owner import held
from store.paths import Home, private_folder
from store.refusal import Refusal


class NotMoved(Refusal):
    """A session can't be moved to another series; the text says why."""


def move(home: Home, session_id: str, name: str, disk: Disk = REAL) -> tuple[str, ...]:
    """Move a session to the series called ``name``, or to none; return what failed, in sentences.

    Raises NotMoved, AlreadyOpen while a process has it open, NewerStore and OSError; then nothing was changed.
    """
    with held(home.session_dir(session_id)):
        path = home.journal(session_id)
        payloads = scan(path, session_id).payloads
        old = series_in(payloads)
        if old is None:
            raise NotMoved(say("home.no_journal", session=session_id))
        if series_id(old) == series_id(name):
            already = "refused.same_series" if name else "refused.alone_already"
            raise NotMoved(say(already, series=name))
        for one in (old, name):
            if read(home, series_id(one)).newer:
                raise NewerStore(home.series_journal(series_id(one)))
        sums = _new_sums(home, session_id, payloads, old, name)
        private_folder(home.strikes(session_id))
        note = msgspec.json.encode(Moving(old, name, sums))
        replace_whole(path_of(home, session_id), note, disk)
        return finish(home, session_id, disk)


def finish(home: Home, session_id: str, disk: Disk = REAL) -> tuple[str, ...]:
    """Carry out the move that is noted, of a session that only the caller has open.

    Returns what failed, in sentences. Raises UnreadableStore, BusyStore and OSError; then the note stays.
    """
    note = msgspec.json.decode(path_of(home, session_id).read_bytes(), type=Moving)
    recognise(home, session_id, partial(every_recap, home, session_id), disk)
    # While the recaps still say what the reports are on.
    troubles = _reports(home, session_id, note, disk)
    _journal(home.journal(session_id), session_id, note, disk)
    _recaps(home, session_id, note, disk)
    _row(home, session_id, note, disk)
    try:
        again = make_again(home, session_id, partial(handed_out, home, session_id), disk)
    except ExportsBusy as busy:
        # The note stays, so that the next start makes them.
        return (*troubles, str(busy))
    path = path_of(home, session_id)
    for one in (*leftovers(path), path):
        disk.unlink(one)
    disk.sync_folder(path.parent)
    return (*troubles, *again.left)


def _new_sums(
    home: Home, session_id: str, payloads: Sequence[bytes], old: str, new: str
) -> dict[str, str]:
    """Return what the checksums of the session's recaps become, those that are not as agreed left out."""
    found: list[Recap] = []
    if home.series_file(series_id(old)).exists():
        with Series(home, series_id(old), writable=False) as series:
            kept = series.all_kept(session_id)
        found += [one.recap for one in kept if one.recap and one.whole]
    agreed = (agreed_in(payloads, version) for version in sums_in(payloads))
    found += [one for one in agreed if one]
    return {sum_of(one): sum_of(replace(one, series=new)) for one in found}


def _reports(home: Home, session_id: str, note: Moving, disk: Disk) -> list[str]:
    """Copy what was reported on the session, then remove it where it was; return what failed."""
    old, new = series_id(note.old), series_id(note.new)
    among = [sid for sid in (old, new) if home.series_file(sid).exists()]
    on = on_session(home, session_id, among)
    there, here = read(home, old, disk).state, read(home, new, disk).state
    # What was promised to a series stays with its name, if its last session is in none from now on.
    last = bool(note.old and note.new) and is_last(home, session_id, note.old)
    events: list[SeriesEvent] = [
        OutcomeReported(
            report=one.id, about=about, state=one.state, why=one.why, to=one.to, on=one.on
        )
        for about, one in there.reports.items()
        if (about in on.ids or (last and about in there.promises)) and about not in here.reports
    ]
    events += [
        DecisionReplaced(
            replacement=one.id, about=about, instead=one.instead, why=one.why, on=one.on
        )
        for about, one in there.replaced.items()
        if {about, one.instead} <= on.ids and about not in here.replaced
    ]
    made = (one for one in there.promises.values() if last and one.id not in here.promises)
    # A report on a promise comes after it.
    events[:0] = [
        PromiseMade(promise=one.id, text=one.text, who=one.who, by=one.by, due=one.due, on=one.on)
        for one in made
    ]
    if events:
        now = Instant(0, datetime.now(UTC))
        tell(home, new, lambda _: events, now, secrets.token_hex(6), secrets.token_hex(6), disk)
    troubles = [*regenerated_without(home, old, session_id, on.payload, disk)]
    if last:
        delete(home, old, disk)
    else:
        with step(troubles.append):
            Stores(home, on, disk, on.payload).clean("reports", old)
    return troubles


def _journal(path: Path, session_id: str, note: Moving, disk: Disk) -> None:
    said = b"".join(scan(path, session_id).payloads[1:])

    def used(key: str) -> bool:
        return f'"{key}"'.encode() in said

    def moved(payload: bytes) -> bytes:
        return with_new_sums(in_series(payload, note.new, used), note.sums)

    file = JournalFile(path, session_id, after_n=recover(path, session_id, disk).last_n, disk=disk)
    try:
        file.rewrite(moved, lambda _: False)
    finally:
        file.close()


def _recaps(home: Home, session_id: str, note: Moving, disk: Disk) -> None:
    path = home.series_file(series_id(note.old))
    if not path.exists():
        return
    with Series(home, path.stem, writable=False) as series:
        kept = series.all_kept(session_id)
    if not kept:
        return
    with Series.named(home, note.new, disk=disk) as series:
        for one in kept:
            if one.recap:
                series.put_cleaned(replace(one.recap, series=note.new))
    with Series(home, path.stem, disk=disk) as series:
        series.forget_recaps(session_id)
        as_backup(path, disk)
        clear_beside(path, disk)


def _row(home: Home, session_id: str, note: Moving, disk: Disk) -> None:
    payloads = scan(home.journal(session_id), session_id).payloads
    with SessionIndex(home, disk=disk) as index:
        row = index.session(session_id) or row_of(session_id, payloads)
        index.put_session(replace(row, series=note.new))
        as_backup(home.library, disk)
        clear_beside(home.library, disk)
