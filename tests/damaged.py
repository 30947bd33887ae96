"""Data folders with one thing amiss each, made from a sound one: what people and disks do to files.

Each is made by a function that takes the sound folder, so that the next kind of damage is a few lines.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from app.open_session import open_session
from session.model.lifecycle import AgreeRecap, EndSession
from session.model.plan import Plan, PlanItem
from session.model.record import RecordDecision, WriteNote
from session.runtime import Done
from session.views.recap import recap
from store.library.ending import finish
from store.library.index import SessionIndex
from store.library.series import series_id
from store.library.storage import backup_of
from store.paths import Home, private_folder

FIRST, SECOND, OPEN = "2026-11-01-aaaaaa", "2026-11-08-bbbbbb", "2026-11-15-cccccc"
SERIES, ALONE = "Hub", "Garden"
DECIDED = "Soup on Thursdays"


def sound(root: Path) -> Home:
    """Make a folder with a series of two sessions, a series of one, and a session that goes on."""
    home = Home(private_folder(root))
    for session, series in ((FIRST, SERIES), (SECOND, SERIES), ("2026-11-02-dddddd", ALONE)):
        _play(home, session, series)
    _play(home, OPEN, SERIES, ends=False)
    return home


def _play(home: Home, session: str, series: str, *, ends: bool = True) -> None:
    plan = Plan(title=session, series=series, agenda=(PlanItem("Talk", 10),))
    live = open_session(home, plan, session_id=session)
    for command in (RecordDecision(text=DECIDED), WriteNote(text="The bus does not run late")):
        assert isinstance(live.handle(command), Done)
    if ends:
        live.handle(EndSession())
        live.handle(AgreeRecap(not_coproduced="The date"))
    assert live.settle()
    if ends:
        finish(home, recap(live.runtime.durable))
    assert live.close()


def hub(home: Home) -> Path:
    return home.series_file(series_id(SERIES))


def garden(home: Home) -> Path:
    return home.series_file(series_id(ALONE))


def flip(path: Path, near: bytes) -> None:
    """Change one bit of the byte after ``near``."""
    data = bytearray(path.read_bytes())
    data[data.index(near) + len(near)] ^= 1
    path.write_bytes(data)


def _bit_in_the_index(home: Home) -> None:
    flip(home.library, b'"title":"')


def _index_gone(home: Home) -> None:
    home.library.unlink()


def _index_from_before(home: Home) -> None:
    with SessionIndex(home) as library:
        library.remove_session(SECOND)


def _bit_in_an_agreed_recap(home: Home) -> None:
    flip(hub(home), b"Soup on ")


def _entry_of_a_wrong_type(home: Home) -> None:
    data = hub(home).read_bytes()
    start = data.index(b'{"key"')
    hub(home).write_bytes(data[:start] + b"7," + b'"12":' + data[start:])


def _series_gone(home: Home) -> None:
    hub(home).unlink()
    backup_of(hub(home)).unlink()


def _series_from_before(home: Home) -> None:
    backup_of(hub(home)).replace(hub(home))


def _series_over_another(home: Home) -> None:
    shutil.copy(garden(home), hub(home))


def _series_copied(home: Home) -> None:
    shutil.copy(hub(home), home.series / "copy-of-hub.json")


def _series_cut(home: Home) -> None:
    hub(home).write_bytes(hub(home).read_bytes()[:200])


def _series_a_folder(home: Home) -> None:
    hub(home).unlink()
    hub(home).mkdir()


def _journal_cut_at_a_line(home: Home) -> None:
    path = home.journal(OPEN)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-1]))


def _journal_a_folder(home: Home) -> None:
    home.journal(OPEN).unlink()
    home.journal(OPEN).mkdir()


def _journal_of_another(home: Home) -> None:
    shutil.copy(home.journal(FIRST), home.journal(OPEN))


def _killed_at_the_start(home: Home) -> None:
    private_folder(home.session_dir("2026-11-20-eeeeee"))
    (home.session_dir("2026-11-20-eeeeee") / "owner.lock").touch()


class Damage(Struct, frozen=True):
    """What is done to a sound folder, and what `verify` makes of it.

    kinds: of the findings. sound: whether it exits with 0. after: the kinds once the program was started
    """

    do: Callable[[Home], None]
    kinds: frozenset[str]
    sound: bool
    after: frozenset[str] = frozenset()


def _told(do: Callable[[Home], None], *kinds: str, sound: bool = False, after: str = "") -> Damage:
    return Damage(do, frozenset(kinds), sound, frozenset(after.split()))


FOLDERS: dict[str, Damage] = {
    "one bit of the index": _told(_bit_in_the_index, "changed", sound=True),
    "no index": _told(_index_gone, "missing"),
    "an index from before": _told(_index_from_before, "missing"),
    "one bit of an agreed recap": _told(
        _bit_in_an_agreed_recap, "changed", "altered", after="changed altered"
    ),
    "an entry of a wrong type": _told(
        _entry_of_a_wrong_type, "changed", "unreadable", after="changed unreadable"
    ),
    "no series": _told(_series_gone, "unfinished", sound=True),
    "a series from before": _told(_series_from_before, "unfinished", sound=True),
    "a series over another": _told(
        _series_over_another, "copy", "unfinished", sound=True, after="copy"
    ),
    "a copied series": _told(_series_copied, "copy", sound=True, after="copy"),
    "a series cut short": _told(_series_cut, "unreadable"),
    "a folder for a series": _told(
        _series_a_folder, "unreadable", "unfinished", after="unreadable unfinished"
    ),
    "a journal cut at a line's end": _told(_journal_cut_at_a_line, "cut", after="cut"),
    "a folder for a journal": _told(_journal_a_folder, "unreadable", after="unreadable"),
    "another session's journal": _told(_journal_of_another, "foreign", "cut", after="foreign cut"),
    "a start that was killed": _told(_killed_at_the_start, "missing"),
}
