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
2. The note of an unfinished ending, the series and the index are cleaned.
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
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path

import msgspec

from session.envelope import Unreadable
from session.erase.redaction import Redaction
from session.erase.walk import EntryErasure
from session.erase.word_strike import WordStrike
from session.model.recap import sum_of
from session.runtime import replay, wordings
from session.wording.catalogue import say
from store.disk import REAL, Disk
from store.erase import notes
from store.erase.notes import Note
from store.erase.theirs import holding, of_somebody_else
from store.erase.words import clean_index, clean_log, clean_series
from store.exports.written import make_again, recognise
from store.journal.file import JournalFile
from store.journal.format import scan
from store.journal.repair import ForeignJournal, copies, recover, rewrite_copy
from store.journal.writer import Transform
from store.library.ending import redact_note
from store.library.recaps import (
    agreed_in,
    every_recap,
    handed_out,
    series_in,
    series_of,
)
from store.library.series import Series, series_id
from store.library.storage import BusyStore, UnreadableStore
from store.library.sums import sums_in, with_new_sums
from store.owner import AlreadyOpen, held
from store.paths import Home
from store.refusal import Refusal

Rewrite = Callable[[EntryErasure, Transform], None]
"""Cleans a journal and its copies: receives the erasure, and the function to apply to each event."""


@dataclass
class Outcome:
    """The result of a strike, in sentences without the words.

    left: what is left to do here, and why; the note is kept until this is empty
    elsewhere: what is left to do in other sessions, each of which has its own note
    untouched: files of other programs that contain the words
    away: folders with exports that are not accessible; the note is kept until they are, and nothing waits for
    it
    known: those of them that were reported before
    stands: an entry was to be struck and was not, since the program stopped within the few seconds
    torn: the journal had an unfinished end, which was moved to a separate file
    """

    left: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    untouched: list[str] = field(default_factory=list)
    away: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    stands: bool = False
    torn: bool = False

    @property
    def sentences(self) -> tuple[str, ...]:
        torn = (say("home.torn"),) if self.torn else ()
        stands = (say("strike.stands"),) if self.stands else ()
        away = (one for one in self.away if one not in self.known)
        told = (*self.left, *self.elsewhere, *self.untouched, *away)
        return (*torn, *stands, *dict.fromkeys(told))

    @property
    def done(self) -> bool:
        return not (self.left or self.elsewhere or self.away)

    def add(self, other: Outcome) -> None:
        self.left += other.left
        self.elsewhere += other.elsewhere
        self.untouched += other.untouched
        self.away += other.away
        self.known += other.known
        self.stands |= other.stands
        self.torn |= other.torn


def finish(home: Home, session_id: str, *, disk: Disk = REAL) -> Outcome:
    """Finish every strike of a session that only the caller has open, and whose journal nobody writes.

    Includes strikes that are in the journal without a note, because the disk refused to save it.
    """
    told = Outcome()
    path = home.journal(session_id)
    with _gone_on(told):
        noted = notes.notes(home, session_id)
        # An unfinished end is truncated now, while the journal still has the words to search it for.
        told.torn = bool(recover(path, session_id, disk).torn)
        struck = _struck(path, session_id)
        for note in noted:
            if not note.by and note.key not in struck.all:
                told.stands = True
                notes.remove(home, session_id, note, disk)
        # A strike in the journal is complete; the note of a pending one only has its area and id.
        known = {one.key: one for one in struck.half_done}
        by_key = {one.key: note_of(one) for one in struck.half_done}
        by_key |= {one.key: one for one in noted if one.key not in known}
        rewrite = partial(_rewrite, path, session_id, disk)
        for note in by_key.values():
            if note.away:
                last = Outcome(known=[*note.away])
                _exports(home, session_id, note, last, disk)
                told.add(last)
            elif note.by or note.key in struck.all:
                words = known[note.key].words if note.key in known else ()
                told.add(carry_out(home, session_id, note, rewrite, words=words, disk=disk))
    return told


def unfinished(home: Home, session_id: str) -> bool:
    """Return whether a strike of a session is unfinished. Raises UnreadableStore and OSError.

    False for a journal that can't be read.
    """
    if notes.notes(home, session_id):
        return True
    path = home.journal(session_id)
    with suppress(OSError, ForeignJournal, Unreadable):
        # Most journals have none, and need not be split into lines.
        return b'"TextStruck"' in path.read_bytes() and bool(_struck(path, session_id).half_done)
    return False


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
    sums = {
        **note.sums,
        **_noted_sums(home, session_id, note),
        **_new_sums(payloads, redaction),
        **({} if series_clean else _sums_in_series(home, series, redaction)),
    }
    note = msgspec.structs.replace(note, sums=sums)

    def clean(payload: bytes) -> bytes:
        return with_new_sums(redaction.payload(payload), sums)

    search = Outcome()
    with _gone_on(search):
        if redaction.words:
            found = holding(of_somebody_else(home, session_id), redaction.words)
            # The file's name may contain the words.
            theirs = tuple(redaction.text(_shown(home, one)) for one in found)
            note = msgspec.structs.replace(note, theirs=theirs)
    notes.leave(home, session_id, note, disk)
    told.untouched += (say("strike.theirs", path=path) for path in note.theirs)
    with _gone_on(search):
        clean_log(home.log, redaction, disk)
    with _gone_on(search):
        # In a torn end an entry has no id.
        _copies(path, session_id, redaction, clean, disk)
    steps: tuple[Callable[[], None], ...] = (
        lambda: redact_note(home, session_id, redaction, disk),
        lambda: None if series_clean else _series(home, series, redaction, told, search, disk),
        lambda: _index(home, redaction, told, disk),
    )
    for step in steps:
        with _gone_on(told):
            step()
    if series and not series_clean:
        for other in home.session_ids():
            if other != session_id and _concerned(home, other, series, note, redaction):
                told.add(_other(home, other, note, session_id, redaction.words, disk))
    told.add(search)
    refused = len(told.left)
    if not search.left:
        # Otherwise the words, which only the journal has, are still needed for searching.
        with _gone_on(told):
            rewrite(redaction, clean)
    if search.left or len(told.left) > refused:
        return told
    _exports(home, session_id, note, told, disk)
    return told


def _exports(home: Home, session_id: str, note: Note, told: Outcome, disk: Disk) -> None:
    """Regenerate the exports, which is the last step; then the note is deleted."""
    with _gone_on(told):
        made = cache(partial(handed_out, home, session_id))
        again = make_again(home, session_id, made, disk)
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
    with _gone_on(told):
        # Before locking: a process that is just closing the session then finds the note.
        notes.leave(home, other, its, disk)
    if told.left:
        return told
    with _gone_on(told):
        try:
            with held(home.session_dir(other)):
                path = home.journal(other)
                rewrite = partial(_rewrite, path, other, disk)
                told.add(
                    carry_out(home, other, its, rewrite, words=words, disk=disk, series_clean=True)
                )
        except AlreadyOpen:
            told.left.append(say("strike.later", session=other))
        except FileNotFoundError:
            told.left.append(say("forget.away", session=other))
    return replace(told, left=[], elsewhere=told.left + told.elsewhere)


@contextmanager
def _gone_on(told: Outcome) -> Iterator[None]:
    """Record a failure as a sentence, and go on."""
    try:
        yield
    except Refusal as refused:
        told.left.append(str(refused))
    except (ForeignJournal, Unreadable) as refused:
        told.left.append(str(refused))
    except OSError as refused:
        path, why = str(refused.filename or ""), refused.strerror or "?"
        told.left.append(
            say("cli.disk", path=path, why=why) if path else say("saving.refused", why=why)
        )


def _noted_sums(home: Home, session_id: str, note: Note) -> dict[str, str]:
    with suppress(UnreadableStore, OSError):
        return notes.noted_sums(home, session_id, note)
    return {}


def _new_sums(payloads: Sequence[bytes], redaction: EntryErasure) -> dict[str, str]:
    """Return the checksums of a session's agreed recaps mapped to the new ones, before its journal is clean.

    From the journal, since the series' file may be lost.
    """
    agreed = (agreed_in(payloads, version) for version in sums_in(payloads))
    sums = {sum_of(then): sum_of(redaction.value(then)) for then in agreed if then}
    return {old: new for old, new in sums.items() if old != new}


def _sums_in_series(home: Home, series: str, redaction: EntryErasure) -> dict[str, str]:
    """Return the checksums of intact recaps in the series mapped to the new ones, before it is clean."""
    sid = series_id(series)
    if home.series_file(sid).exists():
        with suppress(UnreadableStore, OSError), Series(home, sid, writable=False) as found:
            cleaned = found.without(redaction).values()
            return {old: new for one in cleaned for old, new in one.sums.items()}
    return {}


def _copies(
    path: Path, session_id: str, redaction: EntryErasure, clean: Transform, disk: Disk
) -> None:
    for place in {path, path.resolve()}:
        for copy in copies(place):
            rewrite_copy(copy, session_id, clean, disk, redaction.in_damage)


def _series(
    home: Home, series: str, redaction: EntryErasure, told: Outcome, search: Outcome, disk: Disk
) -> None:
    name = series_id(series)
    unreadable: list[UnreadableStore] = []
    for sid in home.series_ids():
        if sid != name and not _is_copied_to(home.series_file(sid), redaction):
            continue
        try:
            clean_series(home, sid, redaction, unreadable, disk)
        except (BusyStore, OSError):
            if _by_words(home, sid, redaction):
                search.left.append(say("strike.waits"))
            raise
    told.left += map(str, unreadable)


def _is_copied_to(path: Path, redaction: EntryErasure) -> bool:
    """Return whether a file of another series, such as a manual copy, may contain the entry."""
    session = redaction.session.encode()
    return bool(session) and session in path.read_bytes()


def _by_words(home: Home, name: str, redaction: EntryErasure) -> bool:
    """Return whether a recap of a series, from before ids, can only be searched by words."""
    by_id = replace(redaction, words=())  # type: ignore[type-var]  # both kinds are dataclasses, which the protocol does not say
    try:
        with Series(home, name, writable=False) as series:
            recaps = series.every_version()
    except (UnreadableStore, OSError, msgspec.ValidationError):
        return False
    return any(redaction.value(one) != by_id.value(one) for one in recaps)


def _index(home: Home, redaction: EntryErasure, told: Outcome, disk: Disk) -> None:
    unreadable: list[UnreadableStore] = []
    clean_index(home, redaction, unreadable, disk)
    told.left += map(str, unreadable)


def _rewrite(
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


@dataclass(frozen=True)
class _Struck:
    all: frozenset[str] = frozenset()
    half_done: tuple[EntryErasure, ...] = ()


def _struck(path: Path, session_id: str) -> _Struck:
    """Return the strikes in a journal, and those whose words are still there."""
    found = scan(path, session_id)
    if found.foreign:
        raise ForeignJournal(path)
    payloads = found.payloads
    if not any(b'"TextStruck"' in one for one in payloads):  # both versions
        return _Struck()
    told = replay(payloads)
    return _Struck(told.struck, told.strikes)


def _shown(home: Home, path: Path) -> str:
    root = home.root.resolve()
    there = path.resolve()
    return there.relative_to(root).as_posix() if there.is_relative_to(root) else str(there)
