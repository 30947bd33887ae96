"""Checks one session's folder: its journal, ballot boxes, and what was interrupted in it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

import msgspec

from session import envelope
from session.model.votes import BallotsBegun, RoundClosed, VoteCancelled
from session.wording.catalogue import say
from store.checks.findings import Finding
from store.erase import forgetting
from store.erase.unfinished import finish, unfinished
from store.exports.records import away
from store.journal.boxes import Amiss, BoxNotWhole, box_path, boxes, read_box
from store.journal.elsewhere import NewerElsewhere, elsewhere, settle
from store.journal.format import Scan, scan
from store.journal.repair import cut
from store.library.never_begun import never_begun, put_away
from store.library.storage import BusyStore, UnreadableStore
from store.owner import AlreadyOpen, claim, held
from store.paths import Home

_AMISS: dict[Amiss, str] = {
    "missing": "The ballot box of an open vote is gone. Its ballots can't be counted: call the vote off.",
    "empty": "The ballot box of an open vote is empty. Its ballots can't be counted: call the vote off.",
    "damaged": "The ballot box of an open vote is damaged. It is not counted: call the vote off.",
    "foreign": "This is not the ballot box it should be. It was left as it is.",
    "older": "The ballot box of an open vote is an older copy. It is not counted: call the vote off.",
    "unreadable": "The ballot box of an open vote can't be read. It is not counted: call the vote off.",
}
_BOX_OVER = "The vote of this ballot box is over. The box is deleted when the session is opened."


def check_session(home: Home, session_id: str, *, repair: bool) -> list[Finding]:
    """Return the findings on a session; ``repair`` fixes what can be."""
    if repair and _is_put_away(home, session_id):
        gone = say("home.never_begun", session=session_id)
        return [Finding(home.session_dir(session_id), "empty", gone, mended=True)]
    findings = _elsewhere(home, session_id, repair=repair)
    # Read once: of many sessions this is nearly all the time it takes.
    found, amiss = _scanned(home, session_id)
    findings += amiss
    read = _read(found.payloads if found else ())
    if found:
        findings += _journal(home, session_id, found, newer=read.newer, repair=repair)
    findings += _boxes(home, session_id, read)
    findings += _strikes(home, session_id, repair=repair)
    return findings + _forgetting(home, session_id, repair=repair)


def _elsewhere(home: Home, session_id: str, *, repair: bool) -> list[Finding]:
    """Return a finding on a newer journal in another place that the data folder does not lead to."""
    found = elsewhere(home, session_id)
    if found is None or not found.say:
        return []
    if found.apart or (found.older and found.more is None):
        # The facilitator chose to go on with the older one.
        return [Finding(home.journal(session_id), "apart", found.say)]
    told, mended = found.say, False
    if repair:
        try:
            with claim(home.session_dir(session_id)):
                told, mended = " ".join(settle(home, session_id)), True
        except (AlreadyOpen, NewerElsewhere, OSError) as refused:
            told = told if isinstance(refused, OSError) else str(refused)
    return [Finding(home.journal(session_id), "elsewhere", told, mended)]


def _is_put_away(home: Home, session_id: str) -> bool:
    with suppress(OSError):
        return never_begun(home, session_id) and put_away(home, session_id)
    return False


class _Read(msgspec.Struct):
    """The facts `verify` needs from a journal's events."""

    newer: bool = False
    begun: set[str] = msgspec.field(default_factory=set)
    over: set[str] = msgspec.field(default_factory=set)


def _read(payloads: Sequence[bytes]) -> _Read:
    """Decode every event once."""
    read = _Read()
    for events in envelope.by_kind(payloads):
        if events is None:
            read.newer = True
        elif isinstance(events[0], BallotsBegun):
            read.begun.update(one.round for one in events if isinstance(one, BallotsBegun))
        elif isinstance(events[0], RoundClosed | VoteCancelled):
            read.over.update(
                one.round for one in events if isinstance(one, RoundClosed | VoteCancelled)
            )
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
    finished = (say("strike.finished"),) if told.done and not told.is_shown else ()
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
