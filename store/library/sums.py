"""Checks that a stored recap is the one the group agreed: its checksum is stored with it, and in the journal.

Neither is ever recomputed from damaged data. A strike replaces both, for recaps that were intact before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from session import envelope
from session.model.lifecycle import RecapAgreed, RecapAgreedUnsummed, SessionEnded
from session.model.opening_closing import RecapCorrected
from session.model.recap import Recap, sum_of
from store.journal.format import scan
from store.library.stored_recap import Kept
from store.paths import Home

TELLING = tuple(
    f'"k":"{kind}"'.encode() for kind in ("RecapAgreed", "SessionEnded", "RecapCorrected")
)
"""Every journal line that may contain a checksum contains one of these."""
_TELLING = re.compile(b"|".join(TELLING))


def agreed_sums(path: Path, session_id: str) -> dict[int, str]:
    """Return the agreed checksums in a journal: by version, empty if none was stored.

    Only decodes the lines with these events. Raises OSError.
    """
    data = path.read_bytes()
    lines: list[bytes] = []
    for match in _TELLING.finditer(data):
        start = data.rfind(b"\n", 0, match.start()) + 1
        end = data.find(b"\n", match.end()) + 1 or len(data)
        lines += scan(data[start:end], session_id).payloads
    return sums_in(lines)


def sums_in(payloads: Iterable[bytes]) -> dict[int, str]:
    """Return the same from a journal's events."""
    sums: dict[int, str] = {}
    version, agreed = 1, False
    for payload in payloads:
        if not _TELLING.search(payload):
            continue
        match _fact(payload):
            case RecapCorrected():
                version, agreed = version + agreed, False
            case RecapAgreed(of=of, sum=told):
                version, agreed = of, True
                sums[of] = told
            case RecapAgreedUnsummed():
                agreed = True
                sums[version] = ""
            case SessionEnded(sum=told) if told:
                sums[version] = told
            case _:
                pass
    return sums


def with_new_sums(payload: bytes, sums: Mapping[str, str]) -> bytes:
    """Return an event with the checksums of agreed recaps replaced by those after an erasure."""
    if sums and _TELLING.search(payload):
        for old, new in sums.items():
            payload = payload.replace(old.encode(), new.encode())
    return payload


def as_agreed(
    home: Home, kept: Kept, clean: Callable[[Recap], Recap] = lambda recap: recap
) -> bool:
    """Return whether a stored version is what it claims: intact, and agreed in this form.

    ``clean``: removes what is being erased, which may be gone from the journal already.
    """
    if kept.recap is None or not kept.whole:
        return False
    if not kept.recap.agreed:
        return True
    told = ""
    with suppress(OSError):
        told = agreed_sums(home.journal(kept.session), kept.session).get(kept.version, "")
    found = kept.sum or (sum_of(kept.recap) if told else "")
    if not told or found == told or sum_of(clean(kept.recap)) == told:
        return True
    return _is_being_erased(home, kept.session, told, found)


def _is_being_erased(home: Home, session_id: str, old: str, new: str) -> bool:
    """Return whether an unfinished strike or forgetting has noted both checksums: not all is cleaned at once."""
    folder = home.strikes(session_id)
    notes = (path.read_bytes() for path in folder.iterdir()) if folder.is_dir() else ()
    return any(old.encode() in note and new.encode() in note for note in notes)


def _fact(payload: bytes) -> object:
    with suppress(envelope.Unreadable):
        return envelope.fact(envelope.head(payload))
    return None
