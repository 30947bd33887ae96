"""A program that is stopped, or refused, at the very start leaves no session that is told of for ever."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from app.library import Desk
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

    view = Desk(home).look()

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
