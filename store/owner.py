"""Only one process has a session open at a time; a second one is refused, with the owner's details."""

import contextlib
import os
import platform
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

import msgspec

from store.disk import REAL, Disk, replace_whole
from store.lock import Locked, locked
from store.paths import private_folder
from store.refusal import Refusal

LOCK = "owner.lock"
CARD = "owner.json"
# A process that only checks for an owner holds the lock for a moment.
_PATIENCE_S = 0.2


class Who(msgspec.Struct, frozen=True):
    """The process that has a session open, never a person. `since` is UTC; `terminal` is its window's title."""

    pid: int
    host: str
    since: str
    version: str = ""
    terminal: str = ""
    schema: int = 1


class Owner:
    """An exclusive lock on a session, until `release`, the end of a `with` block or of the process."""

    def __init__(self, who: Who, held: contextlib.ExitStack) -> None:
        self.who = who
        self._held = held

    def release(self) -> None:
        """Release the lock; may be called again."""
        self._held.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


class AlreadyOpen(Refusal):
    """Another process has this session open; the text is for the person who tried."""

    def __init__(self, who: Who | None) -> None:
        super().__init__(_sentence(who))
        self.who = who


def claim(session_dir: Path, *, version: str = "", terminal: str = "", disk: Disk = REAL) -> Owner:
    """Acquire the exclusive lock on a session. Creates the folder.

    Raises AlreadyOpen, and OSError if the folder can't be written.
    """
    private_folder(session_dir)
    me = Who(
        pid=os.getpid(),
        host=platform.node(),
        since=datetime.now(UTC).isoformat(timespec="seconds"),
        version=version,
        terminal=terminal,
    )
    card = session_dir / CARD
    with contextlib.ExitStack() as held:
        try:
            held.enter_context(locked(session_dir / LOCK, _PATIENCE_S))
        except Locked as taken:
            raise AlreadyOpen(_card(card)) from taken
        held.callback(_put_away, card)
        try:
            replace_whole(card, msgspec.json.encode(me), disk)
        except OSError:
            # The card only improves an error message; on a full disk the session must still open.
            _put_away(card)
        return Owner(me, held.pop_all())


@contextlib.contextmanager
def held(session_dir: Path) -> Iterator[None]:
    """Hold the exclusive lock on a session for a short task, without writing the owner's card.

    Raises AlreadyOpen, and OSError if the folder can't be written.
    """
    with contextlib.ExitStack() as mine:
        try:
            mine.enter_context(locked(session_dir / LOCK, _PATIENCE_S))
        except Locked as taken:
            raise AlreadyOpen(_card(session_dir / CARD)) from taken
        yield


def holder(session_dir: Path) -> Who | None:
    """Return the session's owner; None if there is none. The stale card of a killed process is ignored."""
    if not (session_dir / LOCK).exists():
        return None
    try:
        with locked(session_dir / LOCK):
            return None
    except Locked:
        return _card(session_dir / CARD) or Who(pid=0, host="", since="")


def _put_away(card: Path) -> None:
    with contextlib.suppress(OSError):
        card.unlink(missing_ok=True)


def _card(path: Path) -> Who | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Who)
    except (OSError, msgspec.DecodeError):
        return None


def _sentence(who: Who | None) -> str:
    if who is None or not who.pid:
        return "This session is open in another window. Close it there first."
    window = f" “{who.terminal}”" if who.terminal else ""
    here = "" if who.host == platform.node() else f" on {who.host}"
    clock = who.since[11:16]
    return (
        f"This session is open in another window{window}{here}, since {clock} UTC "
        f"(process {who.pid}). Close it there first."
    )
