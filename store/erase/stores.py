"""Every kind of file that Fairsay keeps, listed once: where it is, and how it is cleaned.

A strike and forgetting a person go through this table; they only choose the order, and hand in what cleans
the stores that are not files alone (a journal may be open for writing, exports are regenerated).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from session.erase.walk import Erasure
from store.disk import Disk, leftovers
from store.erase.words import beside, clean_index, clean_log, clean_series
from store.exports.records import ours
from store.journal.boxes import box_path, boxes, counter
from store.journal.line_file import Transform
from store.journal.repair import all_damage, copies, rewrite_copy
from store.library.ending import redact_note
from store.library.series_journal import rewrite
from store.library.storage import UnreadableStore
from store.library.stored_recap import NOTHING_READY, Cleaned
from store.owner import CARD, LOCK
from store.paths import Home, resolved
from store.plans.shelf import plan_files

Name = Literal[
    "exports",
    "notes",
    "records",
    "owner",
    "ending",
    "boxes",
    "places",
    "copies",
    "journal",
    "series",
    "reports",
    "index",
    "plans",
    "log",
    "settings",
    "wording",
    "rehearsal",
]


def every_series(home: Home) -> tuple[str, ...]:
    """Return the ids of all series, of recaps or with a journal only."""
    return tuple(sorted({*home.series_ids(), *home.series_journal_ids()}))


@dataclass(frozen=True)
class Store:
    """One kind of file.

    of: whose it is; there is one in the data folder, or one for each session or series
    files: returns its files and their copies, of one session or series; they need not exist
    no_entry, no_name: why a strike, or forgetting a person, does not clean it; empty if it does
    no_session: why forgetting a session does not
    """

    of: Literal["session", "series", "folder"]
    files: Callable[[Home, str], Iterable[Path]]
    no_entry: str = ""
    no_name: str = ""
    no_session: str = ""

    def everywhere(self, home: Home) -> Iterable[Path]:
        """Yield its files, of all sessions or series."""
        ids = {"session": home.session_ids(), "series": every_series(home), "folder": ("",)}
        for one in ids[self.of]:
            yield from self.files(home, one)


def _inside(folder: Path) -> Iterable[Path]:
    return folder.iterdir() if folder.is_dir() else ()


def _ending(home: Home, session_id: str) -> Iterable[Path]:
    note = home.ending(session_id)
    return (note, *(leftovers(note) if note.parent.is_dir() else ()))


def _boxes(home: Home, session_id: str) -> Iterable[Path]:
    for vote in boxes(home, session_id):
        box = box_path(home, session_id, vote)
        yield from (*copies(box), counter(box), home.box_count(session_id, vote), box)


def _copies(home: Home, session_id: str) -> Iterable[Path]:
    journal = home.journal(session_id)
    return (copy for place in {journal, resolved(journal)} for copy in copies(place))


_BALLOTS = "it has ballots by number, and is deleted when its vote closes"
_IDS = "it has ids and checksums only"
_PLACE = "it names the folder that the facilitator chose"
_PROCESS = "it names a process"
_BEFORE = "it was written before the session"
_FAULTS = "it has faults of the program, and no session's words"
_REHEARSED = "it only says how far the rehearsal has come"
_BY_HAND = "it is the facilitator's own, and has nothing from a session"


def _by_hand(files: Callable[[Home, str], Iterable[Path]], why: str) -> Store:
    return Store("folder", files, why, why, why)


STORES: dict[Name, Store] = {
    "exports": Store("session", ours),
    "notes": Store("session", lambda home, one: _inside(home.strikes(one)), _IDS, _IDS),
    # Their paths may be made from a title; regenerating the exports renews them.
    "records": Store("session", lambda home, one: _inside(home.written(one))),
    "owner": Store(
        "session",
        lambda home, one: (home.session_dir(one) / LOCK, home.session_dir(one) / CARD),
        _PROCESS,
        _PROCESS,
    ),
    "ending": Store("session", _ending),
    "boxes": Store("session", _boxes, _BALLOTS, _BALLOTS),
    # What it names is made the session's journal first, and cleaned as such.
    "places": Store("session", lambda home, one: (home.newer_place(one),), _PLACE, _PLACE),
    "copies": Store("session", _copies),
    # The last of a session's: deleted last, and cleaned last by whatever searches the others for its words.
    "journal": Store("session", lambda home, one: (home.journal(one),)),
    "series": Store("series", lambda home, one: beside(home.series_file(one))),
    "reports": Store("series", lambda home, one: beside(home.series_journal(one))),
    "index": Store("folder", lambda home, _: beside(home.library)),
    "plans": Store(
        "folder", lambda home, _: plan_files(home), no_entry=_BEFORE, no_session=_BEFORE
    ),
    "log": Store("folder", lambda home, _: (home.log,), no_session=_FAULTS),
    "settings": _by_hand(lambda home, _: beside(home.settings), _BY_HAND),
    "wording": _by_hand(lambda home, _: (home.wording,), _BY_HAND),
    "rehearsal": _by_hand(lambda home, _: (home.rehearsal,), _REHEARSED),
}


@dataclass
class Stores:
    """Removes one thing from any store; each step may raise what the disk or the store refuses.

    payload: cleans an event of a journal; in_damage: whether it may be readable in bytes that are no event
    ready: results of `Series.without`, by series, if they were computed before
    by_hand: what cleans the stores that only the caller can clean
    unreadable: the files that could not be read, and were left
    """

    home: Home
    erasure: Erasure
    disk: Disk
    payload: Transform
    in_damage: Callable[[bytes], bool] = all_damage
    ready: Mapping[str, Mapping[str, Cleaned]] = field(default_factory=dict)
    by_hand: Mapping[Name, Callable[[str], None]] = field(default_factory=dict)
    unreadable: list[UnreadableStore] = field(default_factory=list)

    def clean(self, store: Name, of: str = "") -> None:
        """Clean one store; ``of``: the session, the series or the plan."""
        ways: dict[Name, Callable[[str], None]] = {
            "ending": lambda one: redact_note(self.home, one, self.erasure, self.disk),
            "copies": self._copies,
            "series": self._series,
            "reports": self._reports,
            "index": lambda _: clean_index(self.home, self.erasure, self.unreadable, self.disk),
            "log": lambda _: clean_log(self.home.log, self.erasure, self.disk),
            **self.by_hand,
        }
        ways[store](of)

    def _copies(self, session_id: str) -> None:
        for copy in _copies(self.home, session_id):
            rewrite_copy(copy, session_id, self.payload, self.disk, self.in_damage)

    def _reports(self, sid: str) -> None:
        path = self.home.series_journal(sid)
        # Its lock has no content.
        if any(self.erasure.may_be_in(self.disk.read(one)) for one in beside(path)):
            rewrite(self.home, sid, self.payload, self.in_damage, self.disk)

    def _series(self, sid: str) -> None:
        ready = self.ready.get(sid, NOTHING_READY)
        clean_series(self.home, sid, self.erasure, self.unreadable, self.disk, ready)
