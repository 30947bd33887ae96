"""A program that is stopped, or refused, at the very start leaves no session that is told of for ever."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.library import Library
from app.open_session import open_session
from session.model.plan import Plan, PlanItem
from store.library.ending import note_count
from store.library.never_begun import never_begun, put_all_away, put_away
from store.owner import claim
from store.paths import Home, private_folder
from store.verify import verify
from tests.store.failing import FailingDisk
from tests.store.sessions import note, on_disk, started

LEFT = ("owner.lock", "owner.json", "journal.jsonl", "owner.json.tmp-0badcafe-3")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(private_folder(tmp_path / "data"))


def left(home: Home, *names: str) -> Path:
    folder = private_folder(home.session_dir("s-1"))
    for name in names:
        (folder / name).write_bytes(b"")
    os.utime(folder, (1, 1))
    return folder


@pytest.mark.parametrize("nth", range(len(LEFT) + 1))
def test_what_a_kill_leaves_before_the_first_event_goes_at_the_next_start(
    home: Home, nth: int
) -> None:
    folder = left(home, *LEFT[:nth])

    view = Library(home).look()

    assert not folder.exists()
    assert any("Nothing of session s-1 was saved" in one for one in view.told)
    assert verify(home).sound


def test_verify_puts_it_away_when_asked_to(home: Home) -> None:
    folder = left(home, "owner.lock", "journal.jsonl")

    told = verify(home), verify(home, repair=True), verify(home)

    assert [one.sound for one in told] == [False, True, True]
    assert not folder.exists()


@pytest.mark.parametrize("name", ["my notes.txt", "box-r1.jsonl", "exports", "ending.json"])
def test_a_folder_with_anything_else_in_it_stays(home: Home, name: str) -> None:
    folder = left(home, "owner.lock", name)

    assert put_all_away(home) == ()
    assert (folder / name).exists()


def test_one_that_a_program_has_or_just_began_stays(home: Home) -> None:
    folder = left(home)
    with claim(folder):
        os.utime(folder, (1, 1))
        assert not put_away(home, "s-1")
    os.utime(folder, (1, 1))
    private_folder(home.session_dir("s-2"))

    assert put_all_away(home) == ("s-1",)
    assert home.session_dir("s-2").exists()


def test_a_journal_that_was_emptied_is_told_and_stays(home: Home) -> None:
    path = on_disk(home, "s-1", started(), note("said"))
    note_count(home, "s-1")
    path.write_bytes(b"")
    os.utime(path.parent, (1, 1))

    assert not never_begun(home, "s-1")
    assert put_all_away(home) == ()
    assert {"empty", "cut"} <= {one.kind for one in verify(home).findings}


def test_a_disk_that_refuses_from_the_start_is_left_without_an_empty_session(home: Home) -> None:
    failing = FailingDisk()
    for operation in ("write", "sync", "replace"):
        failing.fail(operation, 1, errno.ENOSPC, times=1 << 30)
    plan = Plan(title="First", agenda=(PlanItem("Talk", 10),))

    live = open_session(home, plan, session_id="s-1", disk=failing.disk)
    kept = live.close()

    assert not kept
    assert home.session_ids() == ()


STARTS = """
import os, sys
from dataclasses import replace
from pathlib import Path
from app.open_session import open_session
from session.model.plan import Plan, PlanItem
from store.disk import REAL
from store.paths import Home

WATCHED = {"open", "os.mkdir", "os.rename", "os.remove", "os.link", "os.rmdir", "os.scandir"}

def start(root, operations):
    def counted(*_):
        nonlocal operations
        operations -= 1
        if operations < 0:
            os._exit(9)
    def heard(event, given):
        if event in WATCHED and str(root) in str(given[:2]):
            counted()
    def wrapped(real):
        return lambda *given: (counted(), real(*given))[1]
    disk = replace(REAL, write=wrapped(REAL.write), sync=wrapped(REAL.sync))
    sys.addaudithook(heard)
    plan = Plan(title="First", series="Hub", agenda=(PlanItem("Talk", 10),))
    live = open_session(Home(root), plan, session_id="2026-11-29-aaaaaa", disk=disk)
    live.settle()
    os._exit(0)

import filelock
for operations in range(400):
    child = os.fork()
    if not child:
        start(Path(sys.argv[1]) / str(operations), operations)
    if os.waitpid(child, 0)[1] == 0:
        break
print(operations)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="every start is a process of its own")
def test_killed_after_any_file_operation_of_a_start_nothing_is_told_of_for_ever(
    tmp_path: Path,
) -> None:
    told = subprocess.run(
        [sys.executable, "-c", STARTS, str(tmp_path)], capture_output=True, text=True, check=True
    )

    operations = int(told.stdout)
    assert operations > 10
    for nth in range(operations + 1):
        home = Home(tmp_path / str(nth))
        for folder in home.sessions.iterdir() if home.sessions.is_dir() else ():
            os.utime(folder, (1, 1))

        Library(home).look()

        assert verify(home).findings == (), nth
