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
from store.journal.places import clear, leave, link, noted, stamp
from store.journal.repair import copies, discard
from store.paths import Home, resolved
from store.refusal import Refusal


class NewerElsewhere(Refusal):
    """The newer journal of a session can't be reached, or the data folder can't be made to lead there."""


class NotHere(NewerElsewhere):
    """The newer journal of a session is on a disk that is not here."""


class Elsewhere(msgspec.Struct, frozen=True):
    """The journal that a note names; of a damaged note, the note.

    more: by how many events it is ahead; None if it can't be read
    older: the session went on without it, with the older journal in the data folder
    apart: since then each of them has events that the other does not have
    """

    session: str
    path: Path
    more: int | None = None
    damaged: bool = False
    older: bool = False
    apart: bool = False

    @property
    def say(self) -> str:
        path = str(self.path)
        if self.damaged:
            return say("home.note_damaged", session=self.session, path=path)
        if self.apart:
            return say("home.apart", session=self.session, path=path)
        if self.more is None:
            key = "home.went_on_older" if self.older else "home.moved_away"
            return say(key, path=path)
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
        return Elsewhere(session_id, there, older=place.older)
    own = _scanned(here, session_id)
    more = found.last_n - (own.last_n if own else 0)
    apart = place.older and own is not None and _are_apart(own, found)
    return Elsewhere(session_id, there, more, older=place.older, apart=apart)


def older_journal(home: Home, session_id: str) -> Path | None:
    """Return the journal in the data folder to go on with while the newer one is not here; None if there is none."""
    here = home.journal(session_id)
    kept = [here] if not here.is_symlink() else copies(here)
    found = {path: one.last_n for path in kept if (one := _scanned(path, session_id))}
    newest = max(found, key=lambda path: found[path], default=None)
    return newest if newest and found[newest] else None


def _go_on_with_older(home: Home, session_id: str, newer: Path, disk: Disk) -> None:
    """Make the older journal the session's, and note that the newer one is elsewhere. Raises OSError."""
    here, older = home.journal(session_id), older_journal(home, session_id)
    if older is None:
        raise NotHere(say("home.moved_away", path=str(newer)))
    note = home.newer_place(session_id)
    # First: without it the newer one would not be known again.
    if not leave(note, newer, disk, older=True):
        raise NotHere(say("home.not_led_there", path=str(note)))
    if here.is_symlink():
        replace_whole(here, disk.read(older), disk)


def _are_apart(one: Scan, other: Scan) -> bool:
    """Return whether each has events that the other does not have."""
    both = min(len(one.payloads), len(other.payloads))
    return one.payloads[:both] != other.payloads[:both]


def _led_away(home: Home, session_id: str) -> Elsewhere | None:
    """Return the journal that the data folder leads to, if it is not here."""
    here = home.journal(session_id)
    if not here.is_symlink() or here.exists():
        return None
    return Elsewhere(session_id, here.parent / here.readlink())


def settle(
    home: Home, session_id: str, disk: Disk = REAL, *, older: bool = False
) -> tuple[str, ...]:
    """Make the data folder lead to the newer journal, and remove the note. Returns sentences to show.

    ``older``: go on with the older journal where the newer one is not here. With the session's lock held. Raises
    NewerElsewhere; then nothing was changed.
    """
    found = elsewhere(home, session_id) or _led_away(home, session_id)
    if found is None or found.damaged:
        clear(home.newer_place(session_id), disk)
        return (found.say,) if found else ()
    if found.apart:
        return (found.say,)
    if found.more is None and not found.older:
        if not older:
            raise NotHere(found.say)
        _go_on_with_older(home, session_id, found.path, disk)
    if found.more is None:
        return (say("home.went_on_older", path=str(found.path)),)
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
