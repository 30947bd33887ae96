"""What the checksums of agreed recaps become when an entry is removed from them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from session.erase.walk import EntryErasure
from session.model.recap import sum_of
from store.erase.notes import Note, noted_sums
from store.library.recaps import agreed_in
from store.library.series import Series, series_id
from store.library.storage import UnreadableStore
from store.library.sums import sums_in
from store.paths import Home


def sums_after(
    home: Home, session_id: str, note: Note, payloads: Sequence[bytes], erasure: EntryErasure
) -> dict[str, str]:
    """Return a session's checksums, before its journal is clean, mapped to the new ones.

    From the journal, since the series' file may be lost, and from what an earlier try noted.
    """
    noted: dict[str, str] = {}
    with suppress(UnreadableStore, OSError):
        noted = noted_sums(home, session_id, note)
    agreed = (agreed_in(payloads, version) for version in sums_in(payloads))
    sums = {sum_of(then): sum_of(erasure.value(then)) for then in agreed if then}
    return {**note.sums, **noted, **{old: new for old, new in sums.items() if old != new}}


def sums_in_file(home: Home, series: str, erasure: EntryErasure) -> dict[str, str]:
    """Return the checksums of intact recaps in the series mapped to the new ones, before it is clean."""
    sid = series_id(series)
    if home.series_file(sid).exists():
        with suppress(UnreadableStore, OSError), Series(home, sid, writable=False) as found:
            cleaned = found.without(erasure).values()
            return {old: new for one in cleaned for old, new in one.sums.items()}
    return {}
