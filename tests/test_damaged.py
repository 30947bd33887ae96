"""Damaged data folders: what is amiss is named, what can be mended is, and everything else goes on."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.library import Library
from app.open_session import CannotOpen
from session.views.library import HomeView, SessionCard
from store.disk import REAL
from store.erase.session import forget_session
from store.erase.words import as_backup
from store.library.carry_over import carried_over
from store.library.listing import sessions
from store.library.storage import backup_of
from store.paths import Home
from store.verify import verify
from tests.damaged import DECIDED, FIRST, FOLDERS, OPEN, SECOND, SERIES, flip, hub, sound
from tui.cli.main import main

SESSIONS = {FIRST: "agreed", SECOND: "agreed", "2026-11-02-dddddd": "agreed", OPEN: "unfinished"}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return sound(tmp_path_factory.mktemp("sound") / "data")


@pytest.fixture
def home(whole: Home, tmp_path: Path) -> Home:
    shutil.copytree(whole.root, tmp_path / "data")
    return Home(tmp_path / "data")


def kinds(home: Home) -> set[str]:
    return {one.kind for one in verify(home).findings}


def aged(home: Home) -> None:
    """Let every folder be from yesterday."""
    for folder in home.sessions.iterdir():
        os.utime(folder, (1, 1))


def test_the_sound_one_is_sound(home: Home) -> None:
    assert verify(home).findings == ()
    assert {row.id: row.state for row in sessions(home)} == SESSIONS


@pytest.mark.parametrize("name", FOLDERS)
def test_verify_names_it_and_says_by_its_exit_code_whether_it_is_a_fault(
    home: Home, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    damage = FOLDERS[name]
    monkeypatch.setenv("FAIRSAY_HOME", str(home.root))
    damage.do(home)

    code = main(["verify"])

    told = capsys.readouterr()
    assert kinds(home) == damage.kinds
    assert code == (0 if damage.sound else 1)
    lines = (told.out + told.err).splitlines()[:-1]
    assert lines
    assert all(re.match(r"/\S+: [A-Z“].*\.$", line) for line in lines), lines
    assert "Traceback" not in told.err


@pytest.mark.parametrize("name", FOLDERS)
def test_a_start_mends_what_can_be_and_everything_else_goes_on(home: Home, name: str) -> None:
    FOLDERS[name].do(home)
    aged(home)

    view = Library(home).look()

    assert {row.id: row.state for row in sessions(home)} == SESSIONS
    assert {card.id for card in view.unfinished} == {OPEN}
    assert kinds(home) == FOLDERS[name].after
    for session in (FIRST, SECOND):
        told = Library(home).recap(session)
        assert [one.text for one in told.decisions] == [DECIDED]
        # An altered one is told as a draft; every other as it was agreed.
        altered = name == "one bit of an agreed recap" and session == FIRST
        assert told.agreed is not altered
    if name != "a folder for a series":
        assert {one.text for one in carried_over(home, SERIES).decisions} == {DECIDED}


@pytest.mark.parametrize("backup", ["good", "damaged", "gone"])
def test_a_series_that_cant_be_read_is_kept_and_made_again_from_records_and_backup(
    home: Home, backup: str
) -> None:
    before = {session: Library(home).recap(session) for session in (FIRST, SECOND)}
    path = hub(home)
    if backup == "good":
        # Only the backup has the recap of a session whose record is lost.
        as_backup(path, REAL)
        home.journal(FIRST).unlink()
    elif backup == "damaged":
        flip(backup_of(path), b"{")
    else:
        backup_of(path).unlink()
    path.write_bytes(cut := path.read_bytes()[:-300])

    told = Library(home).finish_endings()

    (aside,) = path.parent.glob(f"{path.name}.odd-*")
    assert aside.read_bytes() == cut
    assert [one for one in told if aside.name in one]
    assert {session: Library(home).recap(session) for session in (FIRST, SECOND)} == before
    assert Library(home).finish_endings() == ()


def test_what_is_struck_goes_from_a_file_that_was_put_aside(home: Home) -> None:
    hub(home).write_bytes(hub(home).read_bytes()[:-300])
    Library(home).look()
    live = Library(home).resume(FIRST)

    asyncio.run(live.strike("decisions", next(iter(live.runtime.live.decisions))))

    assert live.close()
    # No entry can be taken out of what can't be read.
    assert not list(home.series.glob("*.odd-*"))


@pytest.mark.parametrize("name", FOLDERS)
def test_a_session_can_still_be_forgotten(home: Home, name: str) -> None:
    FOLDERS[name].do(home)
    Library(home).look()

    assert forget_session(home, SECOND).done
    assert not home.session_dir(SECOND).exists()


@contextmanager
def nothing_writable(home: Home, *unreadable: Path) -> Iterator[Home]:
    """Copy a folder to where nobody can write; as root, be somebody else meanwhile."""
    place = Path(tempfile.mkdtemp(prefix="fairsay-test-"))
    shutil.copytree(home.root, place / "data")
    closed = {place / "data" / one.relative_to(home.root) for one in unreadable}
    for path in (place / "data", *(place / "data").rglob("*")):
        path.chmod(0 if path in closed else 0o555 if path.is_dir() else 0o444)
    place.chmod(0o755)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield Home(place / "data")
    finally:
        if root:
            os.seteuid(0)
        for path in (place / "data", *(place / "data").rglob("*")):
            path.chmod(0o700)
        shutil.rmtree(place)


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="needs another user")
@pytest.mark.parametrize(
    "name", ["nothing", "no index", "one bit of the index", "a start that was killed"]
)
def test_on_a_read_only_medium_all_can_be_read(home: Home, name: str) -> None:
    if name in FOLDERS:
        FOLDERS[name].do(home)
    aged(home)

    with nothing_writable(home) as there:
        view = Library(there).look()
        told = [Library(there).recap(session) for session in (FIRST, SECOND)]
        report = verify(there, repair=True)
        with pytest.raises(CannotOpen) as refused:
            Library(there).resume(OPEN)

    assert SESSIONS.keys() <= {row.id for row in [*view.unfinished, *_ended(view)]}
    assert [one.agreed for one in told] == [True, True]
    assert report.sound is (name == "nothing")
    assert "can't be written to" in str(refused.value)


def _ended(view: HomeView) -> list[SessionCard]:
    return [card for one in view.series for card in one.sessions]


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="needs another user")
@pytest.mark.parametrize("which", [OPEN, FIRST, "series", "index"])
def test_one_file_that_cant_be_read_is_named_and_the_rest_goes_on(home: Home, which: str) -> None:
    files = {"series": hub(home), "index": home.library}
    closed = files[which] if which in files else home.journal(which)

    with nothing_writable(home, closed) as there:
        view = Library(there).look()
        report = verify(there)

    assert SESSIONS.keys() == {row.id for row in [*view.unfinished, *_ended(view)]}
    assert closed.name in {one.path.name for one in report.findings}
    assert not report.sound
