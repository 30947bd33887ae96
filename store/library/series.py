"""What a series of sessions keeps: one TinyDB file with every version of their recaps."""

import re
import unicodedata
from hashlib import sha256
from pathlib import Path
from typing import Any, Self

import msgspec
from msgspec.structs import replace
from tinydb import TinyDB

from session.erase.walk import Erasure
from session.model.recap import Recap
from store.disk import REAL, Disk
from store.library.rows import Rows
from store.library.storage import AtomicJSONStorage
from store.paths import Home
from store.refusal import Refusal

SCHEMA = 1
_SLUG_LENGTH = 40


class AgreedRecap(Refusal):
    """The group has agreed this version of the recap; it is never changed, only followed by another."""

    def __init__(self, recap: Recap) -> None:
        super().__init__(
            f"Version {recap.version} of this recap was agreed. Save the correction as a new version."
        )
        self.recap = recap


def series_id(name: str) -> str:
    """The file name of a series: readable as far as possible, and different for different names.

    The same name always gives the same id; an empty name is that of sessions outside any series.
    """
    name = unicodedata.normalize("NFC", " ".join(name.split()))
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain)[:_SLUG_LENGTH].strip("-") or "series"
    mark = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{slug}-{mark}" if name else "single-sessions"


class Series:
    """The file of one series, open until the end of the `with` block.

    path: another file of the same series, such as its backup. Reading needs no lock. Raises UnreadableStore, NewerStore, BusyStore and OSError, as AtomicJSONStorage.
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
    def named(cls, home: Home, name: str, *, writable: bool = True, disk: Disk = REAL) -> "Series":
        return cls(home, series_id(name), name=name, writable=writable, disk=disk)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    @property
    def name(self) -> str:
        """The name a person gave it; empty for sessions outside any series."""
        return self._name or str(self._storage.about().get("name", ""))

    def save_recap(self, recap: Recap) -> None:
        """Store a version of a session's recap; saving the same again changes nothing.

        A draft is replaced. Raises AgreedRecap for an agreed version that would become another.
        """
        stored = self.recap(recap.session, recap.version)
        if stored == recap:
            return
        if stored is not None and stored.agreed:
            raise AgreedRecap(stored)
        self._recaps.put(_recap_key(recap.session, recap.version), msgspec.to_builtins(recap))

    def holds(self, recap: Recap) -> bool:
        """Read the file again and compare: True if the disk gives back this very recap."""
        return self._storage.reread() and self.recap(recap.session, recap.version) == recap

    def recap(self, session_id: str, version: int | None = None) -> Recap | None:
        """One version of a session's recap, the newest unless told otherwise; as it was stored."""
        if version is not None:
            row = self._recaps.get(_recap_key(session_id, version))
            return None if row is None else msgspec.convert(row, Recap)
        versions = self.versions(session_id)
        return versions[-1] if versions else None

    def versions(self, session_id: str) -> tuple[Recap, ...]:
        """Every stored version of a session's recap, oldest first."""
        # A version whose saving failed for good leaves a gap that must not hide the later ones.
        start = f"{session_id}/"
        rows = (row for key, row in self._recaps.all().items() if key.startswith(start))
        found = (msgspec.convert(row, Recap) for row in rows)
        return tuple(sorted(found, key=lambda recap: recap.version))

    def recaps(self) -> tuple[Recap, ...]:
        """The newest recap of every session of the series, in the order they were first stored."""
        newest: dict[str, Recap] = {}
        for row in self._recaps.all().values():
            recap = msgspec.convert(row, Recap)
            if recap.version >= newest.get(recap.session, recap).version:
                newest[recap.session] = recap
        return tuple(newest.values())

    def every_version(self) -> tuple[Recap, ...]:
        """Every stored version of every session's recap, in the order they were first stored."""
        return tuple(msgspec.convert(row, Recap) for row in self._recaps.all().values())

    def forget_recaps(self, session_id: str) -> None:
        """Remove every version of a session's recap."""
        for recap in self.versions(session_id)[::-1]:
            self._recaps.remove(_recap_key(session_id, recap.version))

    def redact(self, erasure: Erasure) -> None:
        """Take what is struck or forgotten out of every recap, agreed ones too."""

        def clean(fields: dict[str, Any]) -> dict[str, Any]:
            recap = msgspec.convert(fields, Recap)
            cleaned = erasure.value(recap)
            if cleaned is recap:
                return fields
            # The series' name leads to this file: without it the recap would not be found again.
            return dict(msgspec.to_builtins(replace(cleaned, series=recap.series)))

        self._recaps.change(clean)


def _recap_key(session_id: str, version: int) -> str:
    return f"{session_id}/{version}"
