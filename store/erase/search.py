"""Searches the data folder for a name: finds what forgetting the person has to change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from session import envelope
from session.erase.person import Forgetting, namings
from store.erase.inside import contents, readable
from store.erase.plans import plans_with
from store.erase.spelling import Spelling
from store.erase.stores import STORES
from store.erase.theirs import of_fairsay
from store.erase.words import files_in
from store.exports.records import changed, ours
from store.exports.written import all_recorded
from store.journal.format import stretches
from store.library.index import SessionRow
from store.library.recaps import series_of
from store.library.series import Series, series_id
from store.library.series_journal import journal_id
from store.library.storage import UnreadableStore, backup_of
from store.library.stored_recap import Cleaned
from store.paths import Home


@dataclass
class Traces:
    """Where a name occurs, apart from names of series and role groups.

    sessions: those with the name in a file or a recap, each with the ids of the people of that name on its
    list; series: those whose file contains it; reports: those whose journal does; listed: whether a person on a list has the name
    cleaned: what the recaps that contain it become, by series; no longer valid for one that is saved meanwhile
    """

    sessions: dict[str, frozenset[str]] = field(default_factory=dict)
    series: list[str] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)
    recaps: int = 0
    exports: int = 0
    plans: tuple[Path, ...] = ()
    index: bool = False
    log: bool = False
    listed: bool = False
    cleaned: dict[str, dict[str, Cleaned]] = field(default_factory=dict)

    @property
    def any(self) -> bool:
        return bool(
            self.sessions or self.series or self.reports or self.plans or self.index or self.log
        )


class Search:
    """Searches every kind of file for the name of ``forget``."""

    def __init__(self, home: Home, forget: Forgetting) -> None:
        self._home = home
        self._forget = forget
        self.look = Spelling(forget)
        # A file name made from a title consists of its letters and digits only.
        self._title = forget.as_in_file_names()

    def traces(self) -> Traces:
        """Search everywhere. Raises OSError."""
        found = Traces()
        for session_id in self._home.session_ids():
            self._in_session(session_id, found)
        for sid in self._home.series_ids():
            self._in_series(sid, found)
        found.reports = [sid for sid in self._home.series_journal_ids() if self._in_reports(sid)]
        self._beside_reports(found)
        found.exports = sum(len(exports_of(self._home, one)) for one in found.sessions)
        found.index = any(map(self._in_index, STORES["index"].everywhere(self._home)))
        found.plans = plans_with(self._home, self.look)
        found.log = any(
            self.look.within(_read(path)) for path in STORES["log"].everywhere(self._home)
        )
        return found

    def _beside_reports(self, found: Traces) -> None:
        """Add the sessions whose exports may hold the name from their series' journal alone."""
        for session_id in self._home.session_ids() if found.reports else ():
            series = series_of(self._home, session_id)
            if series and series_id(series) in found.reports and exports_of(self._home, session_id):
                found.sessions.setdefault(session_id, frozenset())

    def everywhere(self) -> Iterator[Path]:
        """Yield every file under the data folder that contains the name, in any spelling."""
        elsewhere = (path for one in self._home.session_ids() for path in changed(self._home, one))
        for path in dict.fromkeys((*files_in(self._home.root), *elsewhere)):
            if self.names_a_file(path) or any(map(self.look.within, contents(path))):
                yield path

    def names_a_file(self, path: Path) -> bool:
        """Return whether an exported file is named after a title that contains the name."""
        words = path.name.replace("-", " ")
        return (
            self._title is not None and path.parent.name == "exports" and self._title.holds(words)
        )

    def _in_session(self, session_id: str, found: Traces) -> None:
        journal = self._home.journal(session_id).name
        entries: set[str] = set()
        held = False
        # Files of other programs are never changed: they are reported afterwards.
        known = (*of_fairsay(self._home, session_id), *exports_of(self._home, session_id))
        for path in dict.fromkeys(known):
            data = _read(path)
            if path.name.startswith(journal):
                held |= self._in_journal(data, session_id, entries)
            else:
                held |= self.names_a_file(path) or any(map(self.look.within, readable(data)))
        if held:
            found.sessions[session_id] = frozenset(entries)
            found.listed |= bool(entries)

    def _in_journal(self, data: bytes, session_id: str, entries: set[str]) -> bool:
        starts = self.look.lines(data)
        if not starts:
            return False
        ends = ((start, data.find(b"\n", start)) for start in starts)
        data = b"\n".join([*(data[start : end if end != -1 else None] for start, end in ends), b""])
        held = False
        for start, end, payload in stretches(data, session_id):
            if payload is None:
                held |= self.look.within(data[start:end])
                continue
            try:
                held |= self._forget.payload(payload) is not payload
                event = envelope.fact(envelope.head(payload))
            except envelope.Unreadable:
                held |= self.look.within(payload)
                continue
            if event is not None:
                entries.update(key for key, name in namings(event) if self._forget.is_name(name))
        return held or bool(entries)

    def _in_series(self, sid: str, found: Traces) -> None:
        file = self._home.series_file(sid)
        held = False
        for path in STORES["series"].files(self._home, sid):
            if held:
                # One file with the name is enough: all its copies are cleaned as well.
                break
            data = _read(path)
            if not self.look.may_be_in(data):
                continue
            named = self._recaps(sid, path) if path in {file, backup_of(file)} else None
            if named is None:
                held |= self.look.within(data)
                continue
            held |= bool(named)
            if path == file:
                found.cleaned[sid] = named
                self._count(named, found)
        if held:
            found.series.append(sid)

    def _in_reports(self, sid: str) -> bool:
        paths = STORES["reports"].files(self._home, sid)
        return any(self._in_journal(_read(path), journal_id(sid), set()) for path in paths)

    def _recaps(self, sid: str, path: Path) -> dict[str, Cleaned] | None:
        """Return the recaps that contain the name, cleaned; ``None`` for a file that can't be read."""
        try:
            with Series(self._home, sid, path=path, writable=False) as series:
                return series.without(self._forget)
        except UnreadableStore:
            return None

    def _count(self, named: Mapping[str, Cleaned], found: Traces) -> None:
        found.recaps += len(named)
        for one in named.values():
            session = str(one.was["session"])
            found.listed |= any(map(self._forget.is_name, one.was.get("names", ())))
            if self._home.session_dir(session).is_dir():
                found.sessions.setdefault(session, frozenset())

    def _in_index(self, path: Path) -> bool:
        data = _read(path)
        if not self.look.may_be_in(data):
            return False
        try:
            rows = msgspec.json.decode(data, type=_Index).sessions.values()
        except msgspec.DecodeError:
            return self.look.within(data)
        return any(self._forget.text(row.title) != row.title for row in rows)


class _Index(msgspec.Struct):
    """The part of the index that has people's own words."""

    sessions: dict[str, SessionRow] = {}


def _read(path: Path) -> bytes:
    """Return the content of a file; empty if another process has just deleted it."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def exports_of(home: Home, session_id: str) -> tuple[Path, ...]:
    """Return the exported files of a session; without records, all files that may be exports."""
    folder = home.exports(session_id)
    found = ours(home, session_id)
    if all_recorded(home, session_id) or not folder.is_dir():
        return found
    return tuple(dict.fromkeys((*found, *(one for one in folder.iterdir() if one.is_file()))))
