"""Carrying out a strike in every file of the data folder, whatever stops it in between.

A note (`store.erase.notes`) says which entry is struck, and stays until all of this is done:

1. the log and copies of the journal are cleaned, and files of somebody else are searched: that needs the
   words, which only the session's own journal still tells;
2. an unfinished ending, the series and the index;
3. other sessions of the series, where the entry stands under the same id. Each gets a note of its own
   first, so that one which is open in a program, or away on another disk, is cleaned later;
4. the session's own journal;
5. exports, made again from what is then on disk.

What refuses is told and the rest is done all the same, except that the journal waits for step 1.
Done again, it finishes: each step leaves alone what is clean already.
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
"""Takes an entry out of a journal, and of the copies beside it, by passing each event through the second."""


@dataclass
class Outcome:
    """What came of it, in sentences without the words.

    left: what is still to be done here, and why; the note stays until nothing is
    elsewhere: what is still to be done in other sessions, each of which has a note of its own
    untouched: files of somebody else that hold the words
    away: folders with exports that are not here; the note stays until they are, and nothing waits for it
    known: those of them that were told before
    stands: an entry was to be struck and never was, since the program stopped within the few seconds
    torn: the journal had an unfinished end, which was put aside
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

    Also one that stands in the journal and has no note, since the disk refused to take it.
    """
    told = Outcome()
    path = home.journal(session_id)
    with _gone_on(told):
        noted = notes.notes(home, session_id)
        # An unfinished end is put aside now, while the journal still tells what to look for there.
        told.torn = bool(recover(path, session_id, disk).torn)
        struck = _struck(path, session_id)
        for note in noted:
            if not note.by and note.key not in struck.all:
                told.stands = True
                notes.remove(home, session_id, note, disk)
        # What the journal tells of a strike is all of it; a note of a pending one knows only its place.
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
    """Return whether a strike of a session is to be finished. Raises UnreadableStore and OSError.

    A journal that can't be read tells of none.
    """
    if notes.notes(home, session_id):
        return True
    path = home.journal(session_id)
    with suppress(OSError, ForeignJournal, Unreadable):
        # Most journals know of none, and are not split into lines.
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
    """Take one struck entry out of everything. ``rewrite`` cleans the session's own journal.

    words: those of the entry that are known already; its journal may tell more.
    series_clean: the series is done, and its other sessions are somebody else's to do.
    Its strike is on disk. Raises OSError where no note can be left; then nothing was changed.
    """
    told = Outcome()
    path = home.journal(session_id)
    # What earlier exports were made from is no longer there once anything is clean.
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
            # A file may be called by the words.
            theirs = tuple(redaction.text(_shown(home, one)) for one in found)
            note = msgspec.structs.replace(note, theirs=theirs)
    notes.leave(home, session_id, note, disk)
    told.untouched += (say("strike.theirs", path=path) for path in note.theirs)
    with _gone_on(search):
        clean_log(home.log, redaction, disk)
    with _gone_on(search):
        # In an end that was torn off an entry has no id.
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
        # Otherwise the words, which the journal alone tells, are still looked for.
        with _gone_on(told):
            rewrite(redaction, clean)
    if search.left or len(told.left) > refused:
        return told
    _exports(home, session_id, note, told, disk)
    return told


def _exports(home: Home, session_id: str, note: Note, told: Outcome, disk: Disk) -> None:
    """Make the exports again, which is the last step: then the note goes."""
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
    """Return the note of a strike. It holds none of its words."""
    return Note(erasure.area, erasure.key, session=erasure.session, before=erasure.before)


def _erasure(
    payloads: Sequence[bytes], session_id: str, note: Note, words: tuple[str, ...]
) -> EntryErasure:
    """Return what takes an entry out, with every wording of it that its journal still tells."""
    found = {*words, *wordings(payloads, note.key)}
    said = tuple(sorted(found, key=lambda word: (-len(word), word)))
    if not note.area:
        return WordStrike(said, note.key)
    return Redaction(note.area, note.key, said, note.session or session_id, note.before)


def _other(
    home: Home, other: str, note: Note, by: str, words: tuple[str, ...], disk: Disk
) -> Outcome:
    """Clean another session of the series, where the entry came from or went to."""
    told = Outcome()
    its = msgspec.structs.replace(note, session=note.session or by, by=by, theirs=())
    with _gone_on(told):
        # Before the lock: a program that lets go of it in this moment finds the note.
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
    """Go on after what refuses, and say so."""
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
    """Return what the sums of a session's agreed recaps become, before its journal is clean.

    The series may be lost, and then the journal alone tells what was agreed.
    """
    agreed = (agreed_in(payloads, version) for version in sums_in(payloads))
    sums = {sum_of(then): sum_of(redaction.value(then)) for then in agreed if then}
    return {old: new for old, new in sums.items() if old != new}


def _sums_in_series(home: Home, series: str, redaction: EntryErasure) -> dict[str, str]:
    """Return what the sums of whole recaps in the series become, before it is clean."""
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
    """Return whether a file of another series, such as a copy somebody made, may hold the entry."""
    session = redaction.session.encode()
    return bool(session) and session in path.read_bytes()


def _by_words(home: Home, name: str, redaction: EntryErasure) -> bool:
    """Return whether a recap of a series, of before entries had ids there, can only be searched."""
    by_id = replace(redaction, words=())  # type: ignore[type-var] # both kinds are dataclasses
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
    """Return whether another session holds words of the entry, or can't be asked whether it does."""
    path = home.journal(session_id)
    try:
        if notes.there(home, session_id, note):
            return True
        data = path.read_bytes()
        # Most sessions of a long series never heard of it: their journals are not even split into lines.
        if not erasure.may_be_in(data) or series_of(home, session_id) != series:
            return False
        lines = b"\n".join([*erasure.lines(data), b""])
        return any(erasure.payload(one) != one for one in scan(lines, session_id).payloads)
    except Unreadable:
        # What this version can't read is left as it is; "verify" names it.
        return False
    except OSError:
        return path.is_symlink()


@dataclass(frozen=True)
class _Struck:
    all: frozenset[str] = frozenset()
    half_done: tuple[EntryErasure, ...] = ()


def _struck(path: Path, session_id: str) -> _Struck:
    """Return what a journal says was struck, and what of it still has its words there."""
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
