"""Finds the strikes of a session that are unfinished, by their notes or its journal, and finishes them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from session.envelope import Unreadable
from session.erase.walk import EntryErasure
from session.replay import replay
from store.disk import REAL, Disk
from store.erase import notes
from store.erase.outcome import Outcome, step
from store.erase.strike import carry_out, note_of, regenerate, rewrite_unopened
from store.journal.format import scan
from store.journal.repair import ForeignJournal, recover
from store.paths import Home


def finish(home: Home, session_id: str, *, disk: Disk = REAL) -> Outcome:
    """Finish every strike of a session that only the caller has open, and whose journal nobody writes.

    Includes strikes that are in the journal without a note, because the disk refused to save it.
    """
    told = Outcome()
    path = home.journal(session_id)
    with step(told.left.append):
        noted = notes.notes(home, session_id)
        # An unfinished end is truncated now, while the journal still has the words to search it for.
        told.torn = bool(recover(path, session_id, disk).torn)
        struck = _struck(path, session_id)
        for note in noted:
            if not note.by and note.key not in struck.all:
                told.is_shown = True
                notes.remove(home, session_id, note, disk)
        # A strike in the journal is complete; the note of a pending one only has its area and id.
        known = {one.key: one for one in struck.half_done}
        by_key = {one.key: note_of(one) for one in struck.half_done}
        by_key |= {one.key: one for one in noted if one.key not in known}
        rewrite = partial(rewrite_unopened, path, session_id, disk)
        for note in by_key.values():
            if note.away:
                last = Outcome(known=[*note.away])
                regenerate(home, session_id, note, last, disk)
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
