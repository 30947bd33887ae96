"""Carries out a strike: removes one entry from every file of the data folder, surviving any interruption.

Theory of operation
-------------------
An entry's words may be in the session's journal and its copies, the exports, the series' file
and its copies, the index, the log, other sessions that carried the entry over, and files of other programs.
There is no transaction over all of these; instead the removal is idempotent, and a note on disk
(`store.erase.notes`) makes every start of the program repeat it until all steps have succeeded.

The order is chosen so that the remaining steps can still be done after a crash at any point. The words
are needed to find the entry where it has no id, and the session's own journal is the only place that has
every wording of it; the note has none. So the journal is cleaned after everything that is searched:

1. The journal is read: all wordings of the entry, and the checksums of agreed recaps with and without it.
   The note is saved with these checksums, and with the files of other programs that contain the words
   (which are reported, never changed). Then the log and the copies of the journal are cleaned.
2. The note of an unfinished ending, the series, their journals and the index are cleaned.
3. Other sessions of the series that have the entry under the same id. A note is saved for each first, so
   that a session that is open in another process, or on another disk, is cleaned later.
4. The session's own journal is rewritten, unless step 1 failed: its words are then needed again.
5. The exports are regenerated from what is now on disk, and the note is deleted. If only exports in a
   folder that is not accessible are left, the note says so and nothing else is repeated.

A failing step is reported as a sentence and the others still run. Every step skips what is clean already,
so repeating the whole is cheap. A note whose strike is not in the journal was pending when the program
stopped: it is deleted, and the entry stays.

Forgetting a person (`store.erase.person`) cleans the same files with another `Erasure`, but without a note,
which would contain the name; its order leaves the traces that a repeated run needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

import msgspec

from session.envelope import Unreadable
from session.erase.redaction import Redaction
from session.erase.walk import EntryErasure
from session.erase.word_strike import WordStrike
from session.replay import wordings
from session.wording.catalogue import say
from store.disk import REAL, Disk
from store.erase import notes
from store.erase.catch_ups import catch_ups_again
from store.erase.notes import Note
from store.erase.outcome import Outcome, step
from store.erase.reported import regenerated_without
from store.erase.stores import Name, Stores, every_series
from store.erase.sums import sums_after, sums_in_file
from store.erase.theirs import holding, of_somebody_else
from store.exports.written import Again, make_again, recognise
from store.journal.file import JournalFile
from store.journal.format import scan
from store.journal.line_file import Transform
from store.journal.repair import recover
from store.library.handing_out import handed_out
from store.library.recaps import (
    every_recap,
    series_in,
    series_of,
)
from store.library.series import Series, series_id
from store.library.storage import BusyStore, UnreadableStore
from store.library.sums import with_new_sums
from store.owner import AlreadyOpen, held
from store.paths import Home, resolved

SEARCHED: tuple[Name, ...] = ("log", "copies")
"""Stores that are searched for the words: the journal, which has them, is only cleaned after these."""
Rewrite = Callable[[EntryErasure, Transform], None]
"""Cleans a journal and its copies: receives the erasure, and the function to apply to each event."""


def carry_out(
    home: Home,
    session_id: str,
    note: Note,
    rewrite: Rewrite,
    *,
    words: tuple[str, ...] = (),
    disk: Disk = REAL,
    series_clean: bool = False,
) -> Outcome:
    """Remove one struck entry from everything. ``rewrite`` cleans the session's own journal.

    words: the entry's known wordings; its journal may have more. series_clean: the series is done, and the
    caller handles its other sessions. The strike must be on disk. Raises OSError if the note can't be saved;
    then nothing was changed.
    """
    told = Outcome()
    path = home.journal(session_id)
    # Before anything is cleaned: afterwards the sources of earlier exports no longer exist.
    recognise(home, session_id, partial(every_recap, home, session_id, note.key), disk)
    payloads = scan(path, session_id).payloads
    redaction = _erasure(payloads, session_id, note, words)
    series = series_in(payloads) or ""
    sums = sums_after(home, session_id, note, payloads, redaction)
    if not series_clean:
        sums |= sums_in_file(home, series, redaction)
    note = msgspec.structs.replace(note, sums=sums)

    def clean(payload: bytes) -> bytes:
        return with_new_sums(redaction.payload(payload), sums)

    search = Outcome()
    stores = Stores(
        home,
        redaction,
        disk,
        clean,
        # In a torn end an entry has no id.
        redaction.in_damage,
        by_hand={"journal": lambda _: rewrite(redaction, clean)},
    )
    with step(search.left.append):
        if redaction.words:
            found = holding(of_somebody_else(home, session_id), redaction.words)
            # The file's name may contain the words.
            theirs = tuple(redaction.text(_shown(home, one)) for one in found)
            note = msgspec.structs.replace(note, theirs=theirs)
    notes.leave(home, session_id, note, disk)
    told.untouched += (say("strike.theirs", path=path) for path in note.theirs)
    for store in SEARCHED:
        with step(search.left.append):
            stores.clean(store, session_id)
    with step(told.left.append):
        stores.clean("ending", session_id)
    for sid in () if series_clean else _series_with(home, series, redaction):
        with step(told.left.append), _by_words_later(home, sid, redaction, search):
            stores.clean("series", sid)
    for sid in () if series_clean else every_series(home):
        with step(told.left.append):
            told.left += (again := regenerated_without(home, sid, session_id, clean, disk))
            if not again:
                stores.clean("reports", sid)
    with step(told.left.append):
        stores.clean("index")
    told.left += map(str, stores.unreadable)
    if series and not series_clean:
        for other in home.session_ids():
            if other != session_id and _concerned(home, other, series, note, redaction):
                told.add(_other(home, other, note, session_id, redaction.words, disk))
    told.add(search)
    refused = len(told.left)
    if not search.left:
        # Otherwise the words, which only the journal has, are still needed for searching.
        with step(told.left.append):
            stores.clean("journal")
    if search.left or len(told.left) > refused:
        return told
    regenerate(home, session_id, note, told, disk)
    return told


def regenerate(home: Home, session_id: str, note: Note, told: Outcome, disk: Disk) -> None:
    """Regenerate the exports, which is the last step; then the note is deleted."""
    with step(told.left.append):
        made = cache(partial(handed_out, home, session_id))
        own = make_again(home, session_id, made, disk)
        pages = catch_ups_again(home, disk, of=session_id, but=session_id)
        again = Again(own.left + pages.left, own.away + pages.away)
        told.left += again.left
        told.away += again.away
        if told.left:
            return
        if not again.away:
            notes.remove(home, session_id, note, disk)
        elif note.away != again.away:
            waiting = msgspec.structs.replace(note, away=again.away)
            notes.leave(home, session_id, waiting, disk)


def note_of(erasure: EntryErasure) -> Note:
    """Return the note of a strike, without the words."""
    return Note(erasure.area, erasure.key, session=erasure.session, before=erasure.before)


def _erasure(
    payloads: Sequence[bytes], session_id: str, note: Note, words: tuple[str, ...]
) -> EntryErasure:
    """Return the erasure of an entry, with every wording that its journal still has."""
    found = {*words, *wordings(payloads, note.key)}
    said = tuple(sorted(found, key=lambda word: (-len(word), word)))
    if not note.area:
        return WordStrike(said, note.key)
    return Redaction(note.area, note.key, said, note.session or session_id, note.before)


def _other(
    home: Home, other: str, note: Note, by: str, words: tuple[str, ...], disk: Disk
) -> Outcome:
    """Clean another session of the series that the entry came from or went to."""
    told = Outcome()
    its = msgspec.structs.replace(note, session=note.session or by, by=by, theirs=())
    with step(told.left.append):
        # Before locking: a process that is just closing the session then finds the note.
        notes.leave(home, other, its, disk)
    if told.left:
        return told
    with step(told.left.append):
        try:
            with held(home.session_dir(other)):
                path = home.journal(other)
                rewrite = partial(rewrite_unopened, path, other, disk)
                told.add(
                    carry_out(home, other, its, rewrite, words=words, disk=disk, series_clean=True)
                )
        except AlreadyOpen:
            told.left.append(say("strike.later", session=other))
        except FileNotFoundError:
            told.left.append(say("forget.away", session=other))
    return replace(told, left=[], elsewhere=told.left + told.elsewhere)


def _series_with(home: Home, series: str, redaction: EntryErasure) -> tuple[str, ...]:
    """Return the session's series, and others whose file may contain the entry, such as a manual copy."""
    name = series_id(series)
    return tuple(
        sid
        for sid in home.series_ids()
        if sid == name or _is_copied_to(home.series_file(sid), redaction)
    )


def _is_copied_to(path: Path, redaction: EntryErasure) -> bool:
    session = redaction.session.encode()
    try:
        return bool(session) and session in path.read_bytes()
    except OSError:
        # Cleaning it says why.
        return True


@contextmanager
def _by_words_later(
    home: Home, sid: str, redaction: EntryErasure, search: Outcome
) -> Iterator[None]:
    """Note in ``search`` that a series which can't be cleaned now can only be searched by words."""
    try:
        yield
    except (BusyStore, OSError):
        if _by_words(home, sid, redaction):
            search.left.append(say("strike.waits"))
        raise


def _by_words(home: Home, name: str, redaction: EntryErasure) -> bool:
    """Return whether a recap of a series, from before ids, can only be searched by words."""
    by_id = replace(redaction, words=())  # type: ignore[type-var]  # both kinds are dataclasses, which the protocol does not say
    try:
        with Series(home, name, writable=False) as series:
            recaps = series.every_version()
    except (UnreadableStore, OSError, msgspec.ValidationError):
        return False
    return any(redaction.value(one) != by_id.value(one) for one in recaps)


def rewrite_unopened(
    path: Path, session_id: str, disk: Disk, erasure: EntryErasure, clean: Transform
) -> None:
    """Clean the journal of a session that nobody writes, and its copies."""
    after_n = recover(path, session_id, disk).last_n
    file = JournalFile(path, session_id, after_n=after_n, disk=disk)
    try:
        file.rewrite(clean, erasure.in_damage)
    finally:
        file.close()


def _concerned(home: Home, session_id: str, series: str, note: Note, erasure: EntryErasure) -> bool:
    """Return whether another session contains words of the entry, or can't be checked."""
    path = home.journal(session_id)
    try:
        if notes.there(home, session_id, note):
            return True
        data = path.read_bytes()
        # Most sessions of a long series don't contain it: their journals need not even be split into lines.
        if not erasure.may_be_in(data) or series_of(home, session_id) != series:
            return False
        lines = b"\n".join([*erasure.lines(data), b""])
        return any(erasure.payload(one) != one for one in scan(lines, session_id).payloads)
    except Unreadable:
        # Events of a newer version are left unchanged; "verify" reports them.
        return False
    except OSError:
        return path.is_symlink()


def _shown(home: Home, path: Path) -> str:
    root = resolved(home.root)
    there = resolved(path)
    return there.relative_to(root).as_posix() if there.is_relative_to(root) else str(there)
