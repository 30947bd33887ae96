"""The file of a series: one TinyDB file with every version of the recaps of its sessions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Self

from tinydb import TinyDB

from session.erase.walk import Erasure
from session.model.recap import Recap, sum_of
from store.disk import REAL, Disk
from store.library.rows import Rows
from store.library.storage import AtomicJSONStorage, UnreadableStore
from store.library.stored_recap import (
    EVENTS,
    NOTHING_READY,
    Cleaned,
    Kept,
    cleaned_fields,
    fields_of,
    kept_of,
    of_key,
    read_recap,
    recap_key,
)
from store.paths import Home
from store.refusal import Refusal

SCHEMA = 1
_SLUG_LENGTH = 40


class AgreedRecap(Refusal):
    """The group has agreed this version of the recap; it can't be changed, only followed by another."""

    def __init__(self, recap: Recap) -> None:
        super().__init__(
            f"Version {recap.version} of this recap was agreed. Save the correction as a new version."
        )
        self.recap = recap


def series_id(name: str) -> str:
    """Return the file name of a series: as readable as possible, and different for different names.

    The same name always gives the same id; an empty name is for sessions outside any series.
    """
    name = unicodedata.normalize("NFC", " ".join(name.split()))
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain)[:_SLUG_LENGTH].strip("-") or "series"
    mark = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{slug}-{mark}" if name else "single-sessions"


class Series:
    """The file of one series, open until the end of the `with` block.

    path: another file of the same series, such as its backup. Reading needs no lock. Raises UnreadableStore,
    NewerStore, BusyStore and OSError, as AtomicJSONStorage.
    """

    def __init__(
        self,
        home: Home,
        sid: str,
        *,
        name: str = "",
        path: Path | None = None,
        writable: bool = True,
        disk: Disk = REAL,
    ) -> None:
        self.sid = sid
        self._name = name
        self._storage = AtomicJSONStorage(
            path or home.series_file(sid),
            schema=SCHEMA,
            about={"name": name} if name else None,
            writable=writable,
            disk=disk,
        )
        self._db = TinyDB(storage=lambda: self._storage)
        self._recaps = Rows(self._db.table("recaps"))

    @classmethod
    def named(cls, home: Home, name: str, *, writable: bool = True, disk: Disk = REAL) -> Series:
        return cls(home, series_id(name), name=name, writable=writable, disk=disk)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    @property
    def name(self) -> str:
        """The name a person gave it; empty for sessions outside any series."""
        return self._name or str(self._storage.about().get("name", ""))

    def save_recap(self, recap: Recap, events: int = 0) -> None:
        """Store a version of a session's recap; saving an equal one again changes nothing.

        A draft is replaced. Raises AgreedRecap if an agreed version would change. ``events``: the length of the
        journal it was made from, by which an older draft is recognized; 0 if unknown.
        """
        kept = self.kept(recap.session, recap.version)
        same = kept and kept.whole and kept.recap == recap and kept.sum
        if kept and same and (recap.agreed or kept.events >= events):
            return
        if kept and kept.recap and kept.recap.agreed and sum_of(kept.recap) != sum_of(recap):
            raise AgreedRecap(kept.recap)
        fields = {**fields_of(recap), **({EVENTS: events} if events else {})}
        self._recaps.put(recap_key(recap.session, recap.version), fields)

    def put_cleaned(self, recap: Recap) -> None:
        """Store what an erasure left of a version, also of an agreed one."""
        key = recap_key(recap.session, recap.version)
        was = self._recaps.get(key) or {}
        beside = {EVENTS: was[EVENTS]} if EVENTS in was else {}
        self._recaps.put(key, {**fields_of(recap), **beside})

    def holds(self, recap: Recap) -> bool:
        """Reread the file and compare: True if the disk returns an equal recap."""
        return self._storage.reread() and self.recap(recap.session, recap.version) == recap

    def kept(self, session_id: str, version: int) -> Kept | None:
        """Return one version of a session's recap as stored, intact or not."""
        key = recap_key(session_id, version)
        row = self._recaps.get(key)
        return None if row is None else kept_of(key, row)

    def all_kept(self, session_id: str = "") -> tuple[Kept, ...]:
        """Return every stored version, of one session or of all, in the order they were first stored."""
        start = f"{session_id}/" if session_id else ""
        rows = self._recaps.all().items()
        return tuple(kept_of(key, row) for key, row in rows if key.startswith(start))

    def newest(self) -> dict[str, tuple[int, bool, int]]:
        """Return the newest version of every session that belongs to this series, and whether it is agreed.

        Also the length of the journal it was made from; 0 if unknown.
        """
        found: dict[str, tuple[int, bool, int]] = {}
        for key, (agreed, name, events) in self._recaps.look("agreed", "series", EVENTS).items():
            session, version = of_key(key)
            if name is None or series_id(str(name)) == self.sid:
                seen = events if isinstance(events, int) else 0
                this = (version, agreed is True, seen)
                found[session] = max(found.get(session, (0, False, 0)), this)
        return found

    @property
    def odd(self) -> int:
        """Return how many entries of the file are not recaps."""
        return len(self._recaps.odd())

    def recap(self, session_id: str, version: int | None = None) -> Recap | None:
        """Return one version of a session's recap as stored, the newest by default."""
        if version is not None:
            row = self._recaps.get(recap_key(session_id, version))
            return None if row is None else read_recap(row)
        versions = self.versions(session_id)
        return versions[-1] if versions else None

    def versions(self, session_id: str) -> tuple[Recap, ...]:
        """Return every readable version of a session's recap, oldest first."""
        # A version that could never be saved leaves a gap that must not hide the later ones.
        return tuple(sorted(self._all(session_id), key=lambda recap: recap.version))

    def recaps(self) -> tuple[Kept, ...]:
        """Return the newest version of every session of the series, in the order they were first stored."""
        newest: dict[str, Kept] = {}
        for kept in self.all_kept():
            if kept.version >= newest.get(kept.session, kept).version:
                newest[kept.session] = kept
        return tuple(newest.values())

    def every_version(self) -> tuple[Recap, ...]:
        """Return every readable version, of every session, in the order they were first stored."""
        return tuple(self._recaps.decoded(Recap))

    def _all(self, session_id: str = "") -> Iterator[Recap]:
        start = f"{session_id}/" if session_id else ""
        for key, row in self._recaps.all().items():
            if key.startswith(start) and (recap := read_recap(row)):
                yield recap

    def forget_recaps(self, session_id: str) -> None:
        """Remove every version of a session's recap."""
        for kept in self.all_kept(session_id)[::-1]:
            self._recaps.remove(recap_key(session_id, kept.version))
        for number, raw in self._recaps.odd().items():
            if session_id.encode() in raw:
                self._recaps.drop(number)

    def redact(self, erasure: Erasure, ready: Mapping[str, Cleaned] = NOTHING_READY) -> None:
        """Remove a struck entry or forgotten name from every recap, including agreed ones.

        An intact recap gets a new checksum; one that was not intact still fails its check. ``ready``: the
        result of `without`, if it was computed before. Raises UnreadableStore, once the rest is clean, for an
        unreadable recap that may contain the words.
        """
        unread = 0

        def clean(fields: dict[str, Any]) -> dict[str, Any]:
            nonlocal unread
            done = cleaned_fields(fields, erasure, ready)
            unread += done is None
            return done.fields if done else fields

        self._recaps.change(clean, erasure.may_be_in)
        if unread or self._recaps.odd(erasure.may_be_in):
            raise UnreadableStore(self._storage.path, "holds a recap that can't be read")

    def without(
        self, erasure: Erasure, ready: Mapping[str, Cleaned] = NOTHING_READY
    ) -> dict[str, Cleaned]:
        """Return the result of `redact` for every recap that contains it, which are few in a long series."""
        rows = self._recaps.all(erasure.may_be_in).items()
        found = {key: done for key, row in rows if (done := cleaned_fields(row, erasure, ready))}
        return {key: done for key, done in found.items() if done.fields is not done.was}
