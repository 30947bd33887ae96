"""Checks everything that is stored, reports what is damaged, and repairs what can be repaired."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Literal

import msgspec

from session import envelope
from session.model.votes import BallotsBegun, RoundClosed, VoteCancelled
from session.wording.catalogue import say
from store.erase import forgetting
from store.erase.unfinished import finish, unfinished
from store.exports.written import away
from store.journal.boxes import Amiss, BoxNotWhole, box_path, boxes, read_box
from store.journal.format import Scan, scan
from store.journal.repair import cut
from store.library.compare import in_series, in_series_journal, journals_cut
from store.library.ending import pending
from store.library.index import SCHEMA as LIBRARY_SCHEMA
from store.library.index import Library
from store.library.listing import Shelf, put_aside, rebuild
from store.library.never_begun import never_begun, put_away
from store.library.series import SCHEMA as SERIES_SCHEMA
from store.library.storage import BusyStore, NewerStore, UnreadableStore, is_as_saved, read_tables
from store.owner import AlreadyOpen, claim, held
from store.paths import Home

Kind = Literal[
    "torn",
    "damaged",
    "foreign",
    "empty",
    "missing",
    "unreadable",
    "newer",
    "changed",
    "unfinished",
    "strike",
    "cut",
    "older",
    "altered",
    "superseded",
    "copy",
    "unsummed",
]
# What “fairsay verify” reports without counting it as a fault.
_NOTES: frozenset[Kind] = frozenset({"changed", "unfinished", "superseded", "copy", "unsummed"})
_AMISS: dict[Amiss, str] = {
    "missing": "The ballot box of an open vote is gone. Its ballots can't be counted: call the vote off.",
    "empty": "The ballot box of an open vote is empty. Its ballots can't be counted: call the vote off.",
    "damaged": "The ballot box of an open vote is damaged. It is not counted: call the vote off.",
    "foreign": "This is not the ballot box it should be. It was left as it is.",
    "older": "The ballot box of an open vote is an older copy. It is not counted: call the vote off.",
    "unreadable": "The ballot box of an open vote can't be read. It is not counted: call the vote off.",
}
_BOX_OVER = "The vote of this ballot box is over. The box is deleted when the session is opened."


class Finding(msgspec.Struct, frozen=True):
    """One finding about one file, in one or two plain sentences. mended: whether `repair` has fixed it."""

    path: Path
    kind: Kind
    say: str
    mended: bool = False


class Report(msgspec.Struct, frozen=True):
    """What was checked and what was found. Unreadable files are never written to."""

    sessions: int
    series: int
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        return all(one.mended or one.kind in _NOTES for one in self.findings)


def verify(home: Home, *, repair: bool = False) -> Report:
    """Read every journal, series and the index.

    repair: truncate unfinished ends (keeping them in a separate file), regenerate the index, and move
    unreadable series files aside: their recaps are stored again at the next start.
    """
    findings: list[Finding] = []
    for session_id in home.session_ids():
        if repair and _is_put_away(home, session_id):
            gone = say("home.never_begun", session=session_id)
            findings.append(Finding(home.session_dir(session_id), "empty", gone, mended=True))
            continue
        # Read once: of many sessions this is nearly all the time it takes.
        found, amiss = _scanned(home, session_id)
        findings += amiss
        read = _read(found.payloads if found else ())
        if found:
            findings += _journal(home, session_id, found, newer=read.newer, repair=repair)
        findings += _boxes(home, session_id, read)
        findings += _strikes(home, session_id, repair=repair)
        findings += _forgetting(home, session_id, repair=repair)
    for path, aside in put_aside(home) if repair else ():
        told = say("home.put_aside", path=path.name, aside=aside.name)
        findings.append(Finding(path, "unreadable", told, mended=True))
    for sid in home.series_ids():
        findings += _series(home, sid)
    for sid in home.series_journal_ids():
        path = home.series_journal(sid)
        reported = in_series_journal(home, sid, repair=repair)
        findings += [Finding(path, one.kind, one.say, one.mended) for one in reported]
    findings += _library(home, repair=repair)
    findings += _folders(home)
    if not any(one.kind == "newer" for one in findings):
        findings += [
            Finding(home.journal(session), "cut", told)
            for session, told in journals_cut(home).items()
        ]
        findings += [
            Finding(
                home.session_dir(one.session),
                "unfinished",
                "This session has ended and its recap is not stored yet. It is stored at the next start.",
            )
            for one in pending(home, keep_index=repair)
        ]
    return Report(len(home.session_ids()), len(home.series_ids()), tuple(findings))


def _is_put_away(home: Home, session_id: str) -> bool:
    with suppress(OSError):
        return never_begun(home, session_id) and put_away(home, session_id)
    return False


class _Read(msgspec.Struct):
    """The facts `verify` needs from a journal's events."""

    newer: bool = False
    begun: set[str] = msgspec.field(default_factory=set)
    over: set[str] = msgspec.field(default_factory=set)


def _read(payloads: Iterable[bytes]) -> _Read:
    """Decode every event once."""
    read = _Read()
    for payload in payloads:
        try:
            event = envelope.fact(envelope.head(payload))
        except envelope.Unreadable:
            event = None
        match event:
            case None:
                read.newer = True
            case BallotsBegun(round=key):
                read.begun.add(key)
            case RoundClosed(round=key) | VoteCancelled(round=key):
                read.over.add(key)
            case _:
                pass
    return read


def _scanned(home: Home, session_id: str) -> tuple[Scan | None, list[Finding]]:
    """Return the scan of a session's journal, or why it can't be read."""
    path = home.journal(session_id)
    try:
        return scan(path, session_id), []
    except FileNotFoundError:
        if path.is_symlink():
            moved = f"The journal was moved to {path.readlink()}, which is not there."
            return None, [Finding(path, "missing", moved)]
        return None, [Finding(path, "missing", "This session has no journal.")]
    except IsADirectoryError:
        return None, []
    except OSError as refused:
        why = f"The journal can't be read: {refused.strerror}."
        return None, [Finding(path, "unreadable", why)]


def _journal(
    home: Home, session_id: str, found: Scan, *, newer: bool, repair: bool
) -> list[Finding]:
    path = home.journal(session_id)
    if found.foreign:
        return [
            Finding(
                path, "foreign", "This is not the journal of this session. It was left as it is."
            )
        ]
    if not found.payloads and not found.torn:
        return [Finding(path, "empty", "This journal is empty: nothing of the session was saved.")]
    findings = [Finding(path, "damaged", one.say) for one in found.damage]
    if found.torn:
        findings.append(_torn(home, session_id, repair=repair))
    if newer:
        findings.append(
            Finding(
                path, "newer", "A newer Fairsay wrote parts of this. Update Fairsay to change it."
            )
        )
    return findings


def _boxes(home: Home, session_id: str, read: _Read) -> list[Finding]:
    """Return findings on ballot boxes: damaged ones, and those of votes that are over.

    Only opening the session deletes these.
    """
    begun, over = read.begun, read.over
    findings: list[Finding] = []
    for key in dict.fromkeys((*boxes(home, session_id), *sorted(begun - over))):
        try:
            read_box(home, session_id, key)
        except BoxNotWhole as fault:
            if key not in over and (key in begun or fault.amiss == "foreign"):
                findings.append(Finding(fault.path, fault.amiss, _AMISS[fault.amiss]))
                continue
        if key in over:
            findings.append(Finding(box_path(home, session_id, key), "unfinished", _BOX_OVER))
    return findings


def _strikes(home: Home, session_id: str, *, repair: bool) -> list[Finding]:
    """Return findings on interrupted strikes: their words may still be anywhere."""
    folder = home.session_dir(session_id)
    try:
        if not unfinished(home, session_id):
            return []
        if not repair:
            waits_for = away(home, session_id)
            return [Finding(folder, "strike", " ".join((say("strike.unfinished"), *waits_for)))]
        with held(folder):
            told = finish(home, session_id)
    except (AlreadyOpen, UnreadableStore, envelope.Unreadable, OSError) as refused:
        return [Finding(folder, "strike", f"{say('strike.unfinished')} {refused}")]
    finished = (say("strike.finished"),) if told.done and not told.stands else ()
    sentences = dict.fromkeys((*finished, *told.sentences, *told.away))
    return [Finding(folder, "strike", " ".join(sentences), mended=told.done)]


def _forgetting(home: Home, session_id: str, *, repair: bool) -> list[Finding]:
    """A forgetting that was interrupted: what of it can be finished without the name, and that it is to be repeated."""
    folder = home.session_dir(session_id)
    if not forgetting.is_noted(home, session_id):
        return []
    if repair:
        with suppress(AlreadyOpen, UnreadableStore, BusyStore, OSError), held(folder):
            forgetting.finish(home, session_id)
    mended = not forgetting.is_noted(home, session_id)
    return [Finding(folder, "strike", say("forget.interrupted"), mended=mended)]


def _torn(home: Home, session_id: str, *, repair: bool) -> Finding:
    path = home.journal(session_id)
    what = "The last entry was cut short."
    if not repair:
        return Finding(
            path, "torn", f"{what} “fairsay verify --repair” keeps it aside and cuts it off."
        )
    try:
        with claim(home.session_dir(session_id)):
            # Scanned again with the lock held: a seemingly torn end may have been a write in progress.
            found = scan(path, session_id)
            aside = cut(path, found) if found.torn else path
    except AlreadyOpen as taken:
        return Finding(path, "torn", f"{what} {taken}")
    return Finding(path, "torn", f"{what} It was cut off and kept in {aside.name}.", mended=True)


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
        with Library(home, writable=False) as library:
            if Shelf(home).unlisted(home, library.sessions()):
                return [Finding(home.library, "missing", "The index does not list every session.")]
    except (msgspec.ValidationError, UnreadableStore):
        return [
            Finding(home.library, "unreadable", "This file can't be read; it was left as it is.")
        ]
    return []


def _cant(refused: OSError) -> str:
    return f"This file can't be written: {refused.strerror}."
