"""Taking struck words out of every file of the data folder but the journal in use, which its writer cleans."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from session.erase.walk import EntryErasure, Erasure
from store.disk import REAL, Disk, leftovers, replace_whole
from store.erase.deferred import OpenElsewhere, leave_only, left
from store.erase.exports import NotMadeAgain, make_again, take_away
from store.erase.series import clean_journal, strike_others
from store.journal.file import JournalFile
from store.journal.repair import copies, recover, rewrite_copy
from store.library.ending import redact_note
from store.library.index import Library
from store.library.series import Series
from store.library.storage import UnreadableStore, backup_of, lock_of
from store.owner import claim
from store.paths import Home

_SHORT = {"\b": "b", "\f": "f", "\n": "n", "\r": "r", "\t": "t", '"': '"', "\\": "\\", "/": "/"}
_ENTITIES = {
    "&": ("amp", "#38"),
    "<": ("lt", "#60"),
    ">": ("gt", "#62"),
    '"': ("quot", "#34"),
    "'": ("#39", "#x27"),
}


def strike_session(
    home: Home, session_id: str, redaction: EntryErasure, *, disk: Disk = REAL
) -> None:
    """Take the words out of a session that no program has open, and of everything made from it.

    Raises AlreadyOpen, ForeignJournal, what `strike_files` raises, and OSError. Done again, it finishes
    what was left.
    """
    path = home.journal(session_id)
    with claim(home.session_dir(session_id)):
        file = JournalFile(path, session_id, after_n=recover(path, session_id).last_n, disk=disk)
        try:
            file.rewrite(redaction.payload, redaction.in_damage)
        finally:
            file.close()
        strike_files(home, session_id, redaction, disk=disk)


def strike_left(home: Home, session_id: str, *, disk: Disk = REAL) -> bool:
    """Finish strikes noted by another program, in a session whose journal only the caller has open.

    True if there were any. Raises what `strike_files` raises; the note goes once the journal is clean.
    """
    strikes = left(home, session_id, disk)
    refused: Exception | None = None
    for i, redaction in enumerate(strikes):

        def journal(of: EntryErasure = redaction) -> None:
            clean_journal(home.journal(session_id), session_id, of, disk)

        try:
            strike_files(home, session_id, redaction, last=journal, disk=disk)
        except (OpenElsewhere, NotMadeAgain, UnreadableStore) as why:
            # Told after the journal was clean; the other strikes still are to be done.
            refused = refused or why
        leave_only(home, session_id, strikes[i + 1 :], disk)
    if refused:
        raise refused
    return bool(strikes)


def strike_files(
    home: Home,
    session_id: str,
    redaction: EntryErasure,
    *,
    last: Callable[[], None] = lambda: None,
    disk: Disk = REAL,
) -> None:
    """Take the words out of the series, its other sessions, the index, copies, the log and exports.

    Exports are deleted and, once all else is clean, made again in the formats that were there. A series
    or index that can't be read is told only after everything else is clean. Raises UnreadableStore,
    OpenElsewhere (another session of the series is open in a program, which takes the words out itself),
    NotMadeAgain and OSError; done again, it finishes what was left. ``last`` is called when only exports
    are left to do: what a journal alone still tells is needed until then.
    """
    unreadable: list[UnreadableStore] = []
    for copy in copies(home.journal(session_id)):
        rewrite_copy(copy, session_id, redaction.payload, disk, redaction.in_damage)
    redact_note(home, session_id, redaction, disk)
    for sid in home.series_ids():
        clean_series(home, sid, redaction, unreadable, disk)
    clean_index(home, redaction, unreadable, disk)
    exported = {session_id: take_away(home, session_id, disk)}
    clean_log(home.log, redaction)
    reached, elsewhere = strike_others(home, session_id, redaction, disk=disk)
    exported |= {other: take_away(home, other, disk) for other in (*reached, *elsewhere)}
    last()
    refused: list[Exception] = [*unreadable]
    if elsewhere:
        refused.append(OpenElsewhere(elsewhere[0]))
        for other in elsewhere:
            # Made from a journal that still holds the words, they would hold them again.
            exported.pop(other)
    for session, formats in exported.items():
        try:
            make_again(home, session, formats, disk)
        except NotMadeAgain as gone:
            refused.append(gone)
    if refused:
        raise refused[0]


def clean_series(
    home: Home,
    sid: str,
    erasure: Erasure,
    unreadable: list[UnreadableStore],
    disk: Disk = REAL,
) -> None:
    """Take the words out of the recaps of a series and of what stands beside its file.

    A file that can't be read stays as it is and is added to ``unreadable``. Raises BusyStore, OSError.
    """
    path = home.series_file(sid)
    if not _may_be_beside(path, erasure, disk):
        return
    with Series(home, sid, disk=disk) as series:
        try:
            series.redact(erasure)
        except (UnreadableStore, msgspec.ValidationError) as error:
            unreadable.append(_told(path, error))
            _clean_backup(home, sid, erasure, disk)
        else:
            as_backup(path, disk)
        clear_beside(path)


def clean_index(
    home: Home, erasure: Erasure, unreadable: list[UnreadableStore], disk: Disk = REAL
) -> None:
    """Take the words out of the index, as `clean_series` does with a series."""
    if not _may_be_beside(home.library, erasure, disk):
        return
    with Library(home, disk=disk) as library:
        try:
            library.redact(erasure)
        except (UnreadableStore, msgspec.ValidationError) as error:
            unreadable.append(_told(home.library, error))
            backup_of(home.library).unlink(missing_ok=True)
        else:
            as_backup(home.library, disk)
        clear_beside(home.library)


def holds(home: Home, needle: str) -> list[Path]:
    """The files under the data folder that hold `needle`, as text or in any spelling JSON or HTML allows.

    Content of compressed files (Word, PDF) is not looked into.
    """
    wanted = re.compile(b"".join(map(_spellings, needle)))
    return [path for path in files_in(home.root) if wanted.search(path.read_bytes())]


def files_in(folder: Path) -> Iterator[Path]:
    """Yield every file under a folder, by name."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path


def _spellings(char: str) -> bytes:
    units = char.encode("utf-16-be", "surrogatepass")
    escaped = b"".join(
        rb"(?i:\\+u%02x%02x)" % (units[i], units[i + 1]) for i in range(0, len(units), 2)
    )
    ways = [re.escape(char.encode("utf-8", "surrogatepass")), escaped]
    if char in _SHORT:
        ways.append(rb"\\+" + re.escape(_SHORT[char].encode()))
    ways += [f"&{name};".encode() for name in _ENTITIES.get(char, ())]
    return b"(?:" + b"|".join(ways) + b")"


def _told(path: Path, error: Exception) -> UnreadableStore:
    if isinstance(error, UnreadableStore):
        return error
    return UnreadableStore(path, "can't be read")


def as_backup(path: Path, disk: Disk) -> None:
    """Make the last good copy of a store the same as the store: it holds what was there before."""
    if backup_of(path).exists():
        replace_whole(backup_of(path), disk.read(path), disk)


def _clean_backup(home: Home, sid: str, erasure: Erasure, disk: Disk) -> None:
    """The backup of a series that can't be read may be all that is left of it: it is kept, clean."""
    path = backup_of(home.series_file(sid))
    if not path.exists():
        return
    try:
        with Series(home, sid, path=path, disk=disk) as backup:
            backup.redact(erasure)
    except (UnreadableStore, msgspec.ValidationError):
        path.unlink()
    for beside in (backup_of(path), lock_of(path)):
        beside.unlink(missing_ok=True)


def beside(path: Path) -> tuple[Path, ...]:
    """Return a store's file with all copies of it that are there."""
    if not path.parent.is_dir():
        return ()
    prefix = f"{path.name}."
    return tuple(
        one
        for one in sorted(path.parent.iterdir())
        if (one == path or one.name.startswith(prefix)) and one.is_file()
    )


def _may_be_beside(path: Path, erasure: Erasure, disk: Disk) -> bool:
    """Tell whether a store or what stands beside it is worth reading: most of them never held it."""
    return any(erasure.may_be_in(disk.read(one)) for one in beside(path) if one != lock_of(path))


def clear_beside(path: Path) -> None:
    """What a crash or an earlier index left beside a store, which nobody needs any more."""
    backup = backup_of(path)
    for old in (*leftovers(path, backup), *path.parent.glob(f"{path.name}.odd-*")):
        old.unlink(missing_ok=True)


def clean_log(path: Path, erasure: Erasure) -> None:
    """Take the words out of the log."""
    if not path.exists():
        return
    text = path.read_text("utf-8", "replace")
    clean = erasure.text(text)
    if clean != text:
        # Written in place: the program that logs keeps the same file open.
        path.write_text(clean, "utf-8")
