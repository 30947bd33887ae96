"""The index: one row per session, so that lists open at once. It can always be regenerated."""

from collections.abc import Iterable
from typing import Any, Literal, Self

import msgspec
from tinydb import TinyDB

from session.erase.walk import Erasure
from store.disk import REAL, Disk
from store.library.rows import Rows
from store.library.storage import AtomicJSONStorage
from store.paths import Home

SCHEMA = 1
State = Literal["live", "unfinished", "draft", "agreed"]


class SessionRow(msgspec.Struct, frozen=True):
    """A session in a list. started: aware UTC ISO time; events: number of events in its journal.

    version: of the recap stored last; 0 if there is none, or the row is from an earlier release. `live` is
    never
    stored: whether a process has the session open is checked when it is listed.
    """

    id: str
    title: str
    series: str = ""
    started: str = ""
    events: int = 0
    state: State = "unfinished"
    version: int = 0


class SeriesRow(msgspec.Struct, frozen=True):
    """A series in a list. `name` is empty for sessions outside any series."""

    id: str
    name: str


class SessionIndex:
    """The index file, open until the end of the `with` block. Raises as AtomicJSONStorage does."""

    def __init__(self, home: Home, *, writable: bool = True, disk: Disk = REAL) -> None:
        self._db = TinyDB(
            home.library, storage=AtomicJSONStorage, schema=SCHEMA, writable=writable, disk=disk
        )
        self._sessions = Rows(self._db.table("sessions"))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def session(self, session_id: str) -> SessionRow | None:
        row = self._sessions.get(session_id)
        return None if row is None else msgspec.convert(row, SessionRow)

    def sessions(self) -> tuple[SessionRow, ...]:
        return tuple(msgspec.convert(row, SessionRow) for row in self._sessions.all().values())

    def put_session(self, row: SessionRow) -> None:
        if self.session(row.id) != row:
            self._sessions.put(row.id, msgspec.to_builtins(row))

    def put_sessions(self, rows: Iterable[SessionRow]) -> None:
        """Replace all rows; one save."""
        self._sessions.put_all({row.id: msgspec.to_builtins(row) for row in rows})

    def remove_session(self, session_id: str) -> None:
        self._sessions.remove(session_id)

    def redact(self, erasure: Erasure) -> None:
        """Remove a struck entry or forgotten name from the titles; a series' name identifies its file and is kept."""

        def clean(fields: dict[str, Any]) -> dict[str, Any]:
            row = msgspec.convert(fields, SessionRow)
            cleaned = erasure.value(row)
            return fields if cleaned is row else dict(msgspec.to_builtins(cleaned))

        self._sessions.change(clean)
