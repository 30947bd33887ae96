"""The ballot boxes of a session on disk: one file beside the journal for each open vote.

A box has the journal's line format and its writer. It stays through a crash, so that nobody votes
twice, and goes with every copy of it once its vote is closed on disk.
"""

import re
from collections.abc import Callable

from store.disk import REAL, Disk
from store.journal import Scan, scan
from store.paths import Home
from store.torn import discard, recover
from store.trouble import Trouble
from store.writer import JournalWriter

_BOX = re.compile(r"box-([A-Za-z0-9_-]+)\.jsonl(?:\..+)?")


def boxes(home: Home, session_id: str) -> tuple[str, ...]:
    """The rounds of which a box, or any copy of one, is there."""
    folder = home.session_dir(session_id)
    if not folder.is_dir():
        return ()
    found = (_BOX.fullmatch(entry.name) for entry in sorted(folder.iterdir()))
    return tuple(dict.fromkeys(match[1] for match in found if match))


def read_box(home: Home, session_id: str, round: str, disk: Disk = REAL) -> Scan:
    """Read a box and make it ready for more, as `recover` does a journal; one not there is empty."""
    return recover(home.box(session_id, round), _seal(session_id, round), disk)


def look_into(home: Home, session_id: str, round: str) -> Scan:
    """Read a box and change nothing; one that is not there is empty. Raises OSError."""
    try:
        return scan(home.box(session_id, round), _seal(session_id, round))
    except FileNotFoundError:
        return Scan()


def box_writer(
    home: Home,
    session_id: str,
    round: str,
    *,
    after_n: int,
    on_durable: Callable[[int], None],
    on_trouble: Callable[[Trouble | None], None],
    disk: Disk = REAL,
) -> JournalWriter:
    """Return what saves a box; `after_n` is the number of its last line on disk."""
    return JournalWriter(
        home.box(session_id, round),
        _seal(session_id, round),
        after_n=after_n,
        on_durable=on_durable,
        on_trouble=on_trouble,
        disk=disk,
    )


def throw_away(home: Home, session_id: str, round: str, disk: Disk = REAL) -> None:
    """Delete a box with every copy of it, also where it was moved to. Done again, nothing happens.

    Raises OSError; what is left then goes at the next try.
    """
    path = home.box(session_id, round)
    there = path.resolve()
    if there != path.absolute() and there.parent.is_dir():
        discard(there, disk)
    discard(path, disk)


def _seal(session_id: str, round: str) -> str:
    # Lines of one box never pass for those of another, nor for the journal's.
    return f"{session_id}/{round}"
