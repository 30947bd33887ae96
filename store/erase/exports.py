"""Make the exports of a session again after words were struck: in the same formats, from what is on disk.

The old files go first and the new ones come last, so that whatever stops the program between leaves
no export that holds the words.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import ValidationError

from session.envelope import Unreadable
from session.model.recap import Recap
from session.runtime import replay
from session.views.recap import recap
from session.wording.catalogue import say
from store.disk import REAL, Disk
from store.exports.placing import ExportRefused
from store.exports.registry import FORMATS, export
from store.journal.format import scan
from store.library.series import Series, series_id
from store.library.storage import BusyStore, UnreadableStore
from store.paths import Home
from store.refusal import Refusal


class NotMadeAgain(Refusal):
    """Exports are gone and could not be written anew; the text is one plain sentence."""

    def __init__(self, session: str) -> None:
        super().__init__(say("forget.no_exports", session=session))
        self.session = session


def take_away(home: Home, session_id: str, disk: Disk = REAL) -> tuple[str, ...]:
    """Delete the exports of a session; return the names of the formats they were in. Raises OSError."""
    folder = home.exports(session_id)
    old = [path for path in folder.rglob("*") if path.is_file()] if folder.is_dir() else []
    there = {path.suffix for path in old}
    for path in old:
        path.unlink(missing_ok=True)
    if old:
        disk.sync_folder(folder)
    return tuple(
        name
        for name, form in FORMATS.items()
        if (".csv" if form.suffix == ".zip" else form.suffix) in there
    )


def make_again(home: Home, session_id: str, formats: tuple[str, ...], disk: Disk = REAL) -> None:
    """Write the recap in each format: the stored one, else what the journal holds.

    Raises NotMadeAgain; then none of them is there.
    """
    if not formats:
        return
    folder = home.exports(session_id)
    written: list[Path] = []
    try:
        told = _recap(home, session_id)
        for name in formats:
            written += export(told, name, folder, disk)
    except (
        ExportRefused,
        Unreadable,
        OSError,
        BusyStore,
        UnreadableStore,
        ValidationError,
    ) as refused:
        for path in written:
            path.unlink(missing_ok=True)
        raise NotMadeAgain(session_id) from refused


def _recap(home: Home, session_id: str) -> Recap:
    made = recap(replay(scan(home.journal(session_id), session_id).payloads).state)
    if not home.series_file(series_id(made.series)).exists():
        return made
    with Series(home, series_id(made.series), writable=False) as series:
        return series.recap(session_id) or made
