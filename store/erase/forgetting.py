"""Notes about interrupted forgettings: the checksums of agreed recaps before and after, never the name.

A journal is cleaned before its series. In between, the stored recap has the old checksum and the journal the
new
one: the note says that both mean the same recap. The next start regenerates the stored recap from the journal,
which is clean by then. Other occurrences of the name are found by repeating the command.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from session.model.recap import sum_of
from store.disk import REAL, Disk, leftovers, replace_whole
from store.erase.words import as_backup, clear_beside
from store.journal.format import scan
from store.library.recaps import agreed_in, series_in
from store.library.series import Series, series_id
from store.library.sums import sums_in
from store.paths import Home, private_folder


def leave(home: Home, session_id: str, sums: Mapping[str, str], disk: Disk = REAL) -> None:
    """Save the new checksums of a session's recaps. Raises OSError."""
    private_folder(home.strikes(session_id))
    replace_whole(_path(home, session_id), msgspec.json.encode(sums), disk)


def remove(home: Home, session_id: str, disk: Disk = REAL) -> None:
    """Remove the note. Raises OSError."""
    path = _path(home, session_id)
    if path.parent.is_dir():
        for old in (*leftovers(path), path):
            disk.unlink(old)


def noted(home: Home) -> tuple[str, ...]:
    """Return the sessions with a note."""
    return tuple(one for one in home.session_ids() if is_noted(home, one))


def is_noted(home: Home, session_id: str) -> bool:
    """Return whether a forgetting was interrupted after this session's recaps began to change."""
    return _path(home, session_id).exists()


def finish(home: Home, session_id: str, disk: Disk = REAL) -> None:
    """Regenerate the stored recaps from the clean journal; for a session that only the caller has open.

    The note is kept while that fails. Raises UnreadableStore, BusyStore and OSError.
    """
    payloads = scan(home.journal(session_id), session_id).payloads
    path = home.series_file(series_id(series_in(payloads) or ""))
    sums: dict[str, str] = {}
    with suppress(msgspec.DecodeError):
        sums = msgspec.json.decode(_path(home, session_id).read_bytes(), type=dict[str, str])
    agreed, left = sums_in(payloads), 0
    if sums and path.exists():
        with Series(home, path.stem, disk=disk) as series:
            for kept in series.all_kept(session_id):
                if kept.sum not in sums or sums[kept.sum] != agreed.get(kept.version):
                    continue
                again = agreed_in(payloads, kept.version)
                if again and sum_of(again) == sums[kept.sum]:
                    series.put_cleaned(again)
                else:
                    left += 1
            as_backup(path, disk)
            clear_beside(path, disk)
    if not left:
        remove(home, session_id, disk)


def _path(home: Home, session_id: str) -> Path:
    return home.strikes(session_id) / "forgetting.sums"
