"""Checks the index and the series, each against the journals."""

from __future__ import annotations

from pathlib import Path

import msgspec

from session.wording.catalogue import say
from store.checks.findings import Finding, Kind
from store.library.compare import in_series, in_series_journal, journals_cut
from store.library.ending import pending
from store.library.index import SCHEMA as LIBRARY_SCHEMA
from store.library.index import SessionIndex
from store.library.listing import Shelf, rebuild
from store.library.series import SCHEMA as SERIES_SCHEMA
from store.library.storage import NewerStore, UnreadableStore, is_as_saved, read_tables
from store.paths import Home


def check_library(home: Home, *, repair: bool, newer: bool) -> list[Finding]:
    """Return the findings on index and series.

    newer: a newer Fairsay wrote some of the journals, so that they can't be compared with what was made of them.
    """
    findings = [one for sid in home.series_ids() for one in _series(home, sid)]
    for sid in home.series_journal_ids():
        reported = in_series_journal(home, sid, repair=repair)
        path = home.series_journal(sid)
        findings += [Finding(path, one.kind, one.say, one.mended) for one in reported]
    findings += _library(home, repair=repair)
    findings += _folders(home)
    if newer or any(one.kind == "newer" for one in findings):
        return findings
    findings += [
        Finding(home.journal(session), "cut", told) for session, told in journals_cut(home).items()
    ]
    return findings + [
        Finding(
            home.session_dir(one.session),
            "unfinished",
            "This session has ended and its recap is not stored yet. It is stored at the next start.",
        )
        for one in pending(home, keep_index=repair)
    ]


def _series(home: Home, sid: str) -> list[Finding]:
    path = home.series_file(sid)
    found = _store(path, SERIES_SCHEMA)
    if any(one.kind != "changed" for one in found):
        return found
    try:
        told = in_series(home, sid)
    except (UnreadableStore, OSError) as refused:
        return [*found, Finding(path, "unreadable", str(refused))]
    return [*found, *(Finding(path, one.kind, one.say) for one in told)]


def _store(path: Path, schema: int) -> list[Finding]:
    try:
        data = path.read_bytes()
        read_tables(data, path, schema)
    except NewerStore as newer:
        return [Finding(path, "newer", str(newer))]
    except UnreadableStore as error:
        # The parser's details in brackets don't help a person to fix it.
        empty = error.why == "is empty"
        why = "is empty" if empty else "can't be read"
        kind: Kind = "empty" if empty else "unreadable"
        return [
            Finding(path, kind, f"This file {why}; it was left as it is. {say('verify.put_aside')}")
        ]
    except OSError as refused:
        return [Finding(path, "unreadable", f"This file can't be read: {refused.strerror}.")]
    if not is_as_saved(data):
        return [
            Finding(path, "changed", "Another program has changed this file since it was saved.")
        ]
    return []


def _folders(home: Home) -> list[Finding]:
    """Return findings on folders in the place of a file."""
    names = [home.library, *(home.series.glob("*.json") if home.series.is_dir() else ())]
    names += (home.journal(session_id) for session_id in home.session_ids())
    return [Finding(path, "unreadable", say("verify.folder")) for path in names if path.is_dir()]


def _library(home: Home, *, repair: bool) -> list[Finding]:
    if home.library.is_dir():
        return []
    if home.library.exists():
        found = _store(home.library, LIBRARY_SCHEMA) or _rows(home)
    elif home.series_ids():
        found = [Finding(home.library, "missing", "The index is missing.")]
    else:
        return []
    faults = [one for one in found if one.kind != "newer"]
    if not repair or not faults:
        return found
    try:
        rebuild(home)
    except OSError as refused:
        return [*found, Finding(home.library, "unreadable", _cant(refused))]
    return [
        msgspec.structs.replace(one, say=f"{one.say} The index was made again.", mended=True)
        for one in faults
    ]


def _rows(home: Home) -> list[Finding]:
    try:
        with SessionIndex(home, writable=False) as library:
            if Shelf(home).unlisted(home, library.sessions()):
                return [Finding(home.library, "missing", "The index does not list every session.")]
    except (msgspec.ValidationError, UnreadableStore):
        return [
            Finding(home.library, "unreadable", "This file can't be read; it was left as it is.")
        ]
    return []


def _cant(refused: OSError) -> str:
    return f"This file can't be written: {refused.strerror}."
