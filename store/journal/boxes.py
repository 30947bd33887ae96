"""The ballot boxes of a session on disk: one file beside the journal for each open vote.

A box has the journal's line format and its writer, and is where the journal is, also after that was
moved. It stays through a crash, so that nobody votes twice, and goes with every copy of it once its
vote is closed on disk.
"""

import re
from collections.abc import Callable
from pathlib import Path

from store.disk import REAL, Disk
from store.journal.format import Scan, scan
from store.journal.repair import discard, recover
from store.journal.writer import JournalWriter
from store.paths import Home
from store.trouble import Trouble

_BOX = re.compile(r"box-([A-Za-z0-9_-]+)\.jsonl(?:\..+)?")


def boxes(home: Home, session_id: str) -> tuple[str, ...]:
    """The rounds of which a box, or any copy of one, is there."""
    folders = (folder for folder in _folders(home, session_id) if folder.is_dir())
    found = (_BOX.fullmatch(entry.name) for folder in folders for entry in sorted(folder.iterdir()))
    return tuple(dict.fromkeys(match[1] for match in found if match))


def box_path(home: Home, session_id: str, round: str) -> Path:
    """Where the box of a round is, or is to be: in the session's folder, or where its journal went."""
    name = home.box(session_id, round).name
    places = [folder / name for folder in _folders(home, session_id)]
    there = (path for path in places if path.exists() or path.is_symlink())
    return next(there, places[-1])


def read_box(home: Home, session_id: str, round: str, disk: Disk = REAL) -> Scan:
    """Read a box and make it ready for more, as `recover` does a journal; one not there is empty."""
    return recover(box_path(home, session_id, round), _seal(session_id, round), disk)


def look_into(home: Home, session_id: str, round: str) -> Scan:
    """Read a box and change nothing; one that is not there is empty. Raises OSError."""
    try:
        return scan(box_path(home, session_id, round), _seal(session_id, round))
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
    folder: Path | None = None,
    disk: Disk = REAL,
) -> JournalWriter:
    """Return what saves a box; `after_n` is the number of its last line on disk.

    `folder` is where a new box is to be; without one the box is where it was.
    """
    name = home.box(session_id, round).name
    return JournalWriter(
        folder / name if folder else box_path(home, session_id, round),
        _seal(session_id, round),
        after_n=after_n,
        on_durable=on_durable,
        on_trouble=on_trouble,
        disk=disk,
    )


def throw_away(
    home: Home, session_id: str, round: str, last: Path | None = None, disk: Disk = REAL
) -> None:
    """Delete a box with every copy of it, also where it was moved to. Done again, nothing happens.

    `last` is where it was written last, when that is known: nothing leads there once the first place
    is gone. Raises OSError; what is left then goes at the next try.
    """
    name = home.box(session_id, round).name
    paths = [folder / name for folder in _folders(home, session_id)]
    paths = [*(path.resolve() for path in paths), *paths, *([last] if last else [])]
    for path in dict.fromkeys(paths):
        if path.parent.is_dir():
            discard(path, disk)


def _folders(home: Home, session_id: str) -> tuple[Path, ...]:
    """The session's own folder, and the one its journal was moved to, if it was."""
    own, chosen = home.session_dir(session_id), home.journal(session_id).resolve().parent
    return (own,) if chosen == own.resolve() else (own, chosen)


def _seal(session_id: str, round: str) -> str:
    # Lines of one box never pass for those of another, nor for the journal's.
    return f"{session_id}/{round}"
