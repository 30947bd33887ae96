"""Continues the newer journal of a session that was moved while its data folder refused.

A note in the user's state folder says where it is (`store.journal.places`). The journal it names is compared with the one
in the data folder when the session is opened, at Home and by `verify`.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

import msgspec

from session.wording.catalogue import say
from store.disk import REAL, Disk, replace_whole
from store.journal import boxes
from store.journal.format import Scan, scan
from store.journal.places import clear, link, noted, stamp
from store.journal.repair import discard
from store.paths import Home, resolved
from store.refusal import Refusal


class NewerElsewhere(Refusal):
    """The newer journal of a session can't be reached, or the data folder can't be made to lead there."""


class Elsewhere(msgspec.Struct, frozen=True):
    """The journal that a note names; of a damaged note, the note.

    more: by how many events it is ahead; None if it can't be read
    """

    session: str
    path: Path
    more: int | None = None
    damaged: bool = False

    @property
    def say(self) -> str:
        path = str(self.path)
        if self.damaged:
            return say("home.note_damaged", session=self.session, path=path)
        if self.more is None:
            return say("home.moved_away", path=path)
        return say("home.newer_elsewhere", n=self.more, path=path) if self.more > 0 else ""


def elsewhere(home: Home, session_id: str) -> Elsewhere | None:
    """Return the journal that a note names; None without a note, or where the data folder leads there."""
    note, here = home.newer_place(session_id), home.journal(session_id)
    place = noted(note)
    if place is None:
        return None
    if place.path is None:
        return Elsewhere(session_id, note, damaged=True)
    there = place.path
    if resolved(here) == resolved(there):
        return None
    found = _scanned(there, session_id)
    if found is None or not found.last_n:
        return Elsewhere(session_id, there)
    own = _scanned(here, session_id)
    return Elsewhere(session_id, there, found.last_n - (own.last_n if own else 0))


def settle(home: Home, session_id: str, disk: Disk = REAL) -> tuple[str, ...]:
    """Make the data folder lead to the newer journal, and remove the note. Returns sentences to show.

    With the session's lock held. Raises NewerElsewhere; then nothing was changed.
    """
    found = elsewhere(home, session_id)
    if found is None or found.damaged:
        clear(home.newer_place(session_id), disk)
        return (found.say,) if found else ()
    if found.more is None:
        raise NewerElsewhere(found.say)
    if found.more <= 0:
        clear(home.newer_place(session_id), disk)
        return (say("home.older_elsewhere", path=str(found.path)),)
    here = home.journal(session_id)
    if link(resolved(here), found.path, disk) or link(here, found.path, disk):
        clear(home.newer_place(session_id), disk)
        return (say("home.led_there", n=found.more, path=str(found.path)),)
    try:
        _bring_back(home, session_id, found.path, disk)
    except OSError as refused:
        raise NewerElsewhere(
            f"{found.say} {say('home.not_led_there', path=str(here))}"
        ) from refused
    return (say("home.brought_back", n=found.more, path=str(found.path)),)


def take_away(home: Home, session_id: str, disk: Disk = REAL) -> tuple[str, ...]:
    """Delete the journal and boxes that a note names, and the note. Raises OSError.

    Returns a sentence if they can't be found.
    """
    place = noted(home.newer_place(session_id))
    if place and place.path:
        if not place.path.parent.is_dir():
            return (say("forget.away", session=session_id),)
        for path in boxes.boxes_in(session_id, place.path.parent):
            boxes.discard_box(path, disk)
        discard(place.path, disk)
    found = elsewhere(home, session_id)
    clear(home.newer_place(session_id), disk)
    return (found.say,) if found and found.damaged else ()


def _bring_back(home: Home, session_id: str, there: Path, disk: Disk) -> None:
    """Save the newer journal in the data folder again, such as on a stick that has no links. Raises OSError."""
    here = home.journal(session_id)
    boxes.bring_back(home, session_id, there.parent, disk)
    replace_whole(here, disk.read(there), disk, keep=here.with_name(f"{here.name}.moved-{stamp()}"))
    # A note that outlives what it names would keep the session from being opened.
    clear(home.newer_place(session_id), disk)
    discard(there, disk)


def _scanned(path: Path, session_id: str) -> Scan | None:
    with contextlib.suppress(OSError):
        found = scan(path, session_id)
        return None if found.foreign else found
    return None
