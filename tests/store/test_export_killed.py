"""An export that is killed in the middle: what it leaves is no export, and goes."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from errno import EACCES
from functools import partial
from pathlib import Path

import pytest

from app.erase import aim_at_person, aim_at_session, forget
from app.library import Library
from app.open_session import resume_session
from session.model.record import WriteNote
from store.disk import REAL
from store.exports.records import changed, ours
from store.exports.writing import finish, writing
from store.exports.written import make_again
from store.library.handing_out import handed_out
from store.paths import Home, private_folder
from store.verify import verify
from tests.store.handed import hand_out
from tests.tui.opened import ended

pytestmark = pytest.mark.practice("P46")

SESSION, WORDS = "2026-11-23-bbbbbb", "Mavis sold the minibus"
ROOT = Path(__file__).parents[2]
KILLED = """
import os, signal, sys
from dataclasses import replace
from pathlib import Path
from app.library import Library
from store.disk import REAL
from tests.store.handed import hand_out
from store.paths import Home

def die(source, target):
    if target.parent == Path(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
    REAL.replace(source, target)

home = Home(Path(sys.argv[1]))
recap = Library(home).stored(sys.argv[4])
hand_out(home, recap, sys.argv[3], Path(sys.argv[2]), replace(REAL, replace=die))
"""
THEIRS = ("notes.txt.tmp-mine", "notes.txt.tmp-0badcafe-1", "mine.md")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "data")
    ended(home, WriteNote(text=WORDS), session=SESSION)
    return home


@pytest.fixture(params=["inside", "elsewhere"])
def folder(request: pytest.FixtureRequest, home: Home, tmp_path: Path) -> Path:
    inside = private_folder(home.exports(SESSION))
    folder = inside if request.param == "inside" else private_folder(tmp_path / "stick")
    for name in THEIRS:
        (folder / name).write_text(WORDS, "utf-8")
    return folder


def killed(home: Home, folder: Path, form: str) -> list[Path]:
    """Kill a program that exports, once all is written and before it has its name; return what it left."""
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(home.root), str(folder), form, SESSION],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert done.returncode < 0, done.stderr
    found = left(folder)
    assert found
    return found


def left(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if ".tmp-" in path.name and path.name not in THEIRS]


def again(home: Home, folder: Path) -> None:
    Library(home).export(SESSION, "json", folder)


def start(home: Home, _: Path) -> None:
    assert Library(home).finish_endings() == ()


def strike(home: Home, _: Path) -> None:
    live = resume_session(home, SESSION)
    key = next(key for key, one in live.runtime.live.notes.items() if one.text == WORDS)
    asyncio.run(live.strike("notes", key))
    live.close()


def forget_session(home: Home, _: Path) -> None:
    desk = Library(home)
    forget(desk, aim_at_session(desk, SESSION))


def forget_person(home: Home, _: Path) -> None:
    desk = Library(home)
    forget(desk, aim_at_person(desk, "Dawn"))


GOES: dict[str, Callable[[Home, Path], None]] = {
    "the next export": again,
    "a start": start,
    "a strike": strike,
    "forgetting the session": forget_session,
    "forgetting a person": forget_person,
}


@pytest.mark.parametrize("what", GOES)
@pytest.mark.parametrize("form", ["docx", "text", "csv"])
def test_what_a_killed_export_leaves_goes_and_nothing_else(
    home: Home, folder: Path, form: str, what: str
) -> None:
    killed(home, folder, form)

    GOES[what](home, folder)

    # A start looks into Fairsay's own folders only: a stick may be away, or slow.
    elsewhere = what == "a start" and folder != home.exports(SESSION)
    assert bool(left(folder)) == elsewhere
    assert {name for name in THEIRS if (folder / name).exists()} == {*THEIRS}


def test_what_the_disk_does_not_delete_is_still_known_by_the_export_after_the_next(
    home: Home, folder: Path
) -> None:
    (found,) = killed(home, folder, "text")

    def unlink(path: Path) -> None:
        if path == found:
            raise PermissionError(EACCES, "not now", str(path))
        REAL.unlink(path)

    told = Library(home).content(SESSION, "text")
    for disk in (replace(REAL, unlink=unlink), REAL):
        assert found.exists()
        hand_out(home, told, "text", folder, disk)

    assert not found.exists()


def test_what_a_killed_export_leaves_is_never_taken_for_an_export(home: Home, folder: Path) -> None:
    found = killed(home, folder, "text")

    assert {*found}.isdisjoint({*ours(home, SESSION), *changed(home, SESSION)})
    assert not [one for one in verify(home).findings if one.path in found]
    written = Library(home).export(SESSION, "text", folder)
    assert [path.suffix for path in written] == [".txt"]


def test_a_start_leaves_what_another_program_is_still_writing(home: Home) -> None:
    folder = private_folder(home.exports(SESSION))
    found = killed(home, folder, "text")

    with writing(home, SESSION):
        found[0].write_text(WORDS, "utf-8")
        start(home, folder)
        assert found[0].exists()
    start(home, folder)

    assert not found[0].exists()


def test_no_start_deletes_what_is_being_regenerated(home: Home, folder: Path) -> None:
    again(home, folder)
    (written,) = ours(home, SESSION)

    def meanwhile(source: Path, target: Path) -> None:
        if target == written:
            finish(home, SESSION)
        REAL.replace(source, target)

    made = partial(handed_out, home, SESSION)
    assert make_again(home, SESSION, made, replace(REAL, replace=meanwhile)) == ((), ())
    assert ours(home, SESSION) == (written,)
