"""One program has a session at a time; a second one is told which has it."""

import contextlib
import os
import platform
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from store.disk import REAL, Disk, replace_whole
from store.lock import Locked, locked
from store.paths import private_folder

_LOCK = "owner.lock"
_CARD = "owner.json"
# Whoever only looks who has a session holds the lock for a moment.
_PATIENCE_S = 0.2


class Owner(msgspec.Struct, frozen=True):
    """Who has a session: the program, never a person. `since` is UTC; `terminal` is its window's title."""

    pid: int
    host: str
    since: str
    version: str = ""
    terminal: str = ""
    schema: int = 1


class AlreadyOpen(Exception):
    """Another program has this session; its text is for the person who tried."""

    def __init__(self, who: Owner | None) -> None:
        super().__init__(_sentence(who))
        self.who = who


@contextlib.contextmanager
def claim(
    session_dir: Path, *, version: str = "", terminal: str = "", disk: Disk = REAL
) -> Iterator[Owner]:
    """Have the session to oneself until the block ends or the program dies.

    Creates the folder. Raises AlreadyOpen, and OSError if the folder can't be written.
    """
    private_folder(session_dir)
    me = Owner(
        pid=os.getpid(),
        host=platform.node(),
        since=datetime.now(UTC).isoformat(timespec="seconds"),
        version=version,
        terminal=terminal,
    )
    card = session_dir / _CARD
    with contextlib.ExitStack() as held:
        try:
            held.enter_context(locked(session_dir / _LOCK, _PATIENCE_S))
        except Locked as taken:
            raise AlreadyOpen(_card(card)) from taken
        held.callback(_put_away, card)
        try:
            replace_whole(card, msgspec.json.encode(me), disk)
        except OSError:
            # The card only makes a sentence better; on a full disk the session must still open.
            _put_away(card)
        yield me


def holder(session_dir: Path) -> Owner | None:
    """Who has the session now; None if nobody has. A card left by a killed program is nobody's."""
    if not (session_dir / _LOCK).exists():
        return None
    try:
        with locked(session_dir / _LOCK):
            return None
    except Locked:
        return _card(session_dir / _CARD) or Owner(pid=0, host="", since="")


def _put_away(card: Path) -> None:
    with contextlib.suppress(OSError):
        card.unlink(missing_ok=True)


def _card(path: Path) -> Owner | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Owner)
    except (OSError, msgspec.DecodeError):
        return None


def _sentence(who: Owner | None) -> str:
    if who is None or not who.pid:
        return "This session is open in another window. Close it there first."
    window = f" “{who.terminal}”" if who.terminal else ""
    here = "" if who.host == platform.node() else f" on {who.host}"
    clock = who.since[11:16]
    return (
        f"This session is open in another window{window}{here}, since {clock} UTC "
        f"(process {who.pid}). Close it there first."
    )
