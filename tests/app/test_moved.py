"""A session whose record was moved to another place: opened again, it says which one is newer."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from app.open_session import CannotOpen, open_session, resume_session
from session.model.plan import Plan, PlanItem
from session.model.record import WriteNote
from store.journal.format import scan
from store.paths import Home, private_folder

SESSION = "2026-11-23-aaaaaa"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(private_folder(tmp_path / "data"))
    live = open_session(
        home, Plan(title="First", agenda=(PlanItem("Talk", 10),)), session_id=SESSION
    )
    live.handle(WriteNote(text="before"))
    assert live.settle()
    moved = asyncio.run(live.move_to(private_folder(tmp_path / "stick")))
    assert moved.linked
    assert live.alone_at is None
    live.handle(WriteNote(text="after"))
    assert live.close()
    return home


def test_it_goes_on_in_the_new_place(home: Home) -> None:
    live = resume_session(home, SESSION)

    assert [note.text for note in live.runtime.live.notes.values()] == ["before", "after"]
    assert live.told == ()
    live.close()


def test_where_the_new_place_is_not_here_it_is_named(home: Home, tmp_path: Path) -> None:
    (tmp_path / "stick").rename(tmp_path / "in the bag")

    with pytest.raises(CannotOpen, match=r"moved to \S+/stick/journal.jsonl, which is not here"):
        resume_session(home, SESSION)


def test_where_the_new_place_has_less_it_says_which_is_newer(home: Home, tmp_path: Path) -> None:
    there = tmp_path / "stick" / "journal.jsonl"
    there.write_bytes(there.read_bytes().splitlines(keepends=True)[0])
    assert scan(there, SESSION).last_n == 1

    live = resume_session(home, SESSION)

    (copy,) = home.session_dir(SESSION).glob("journal.jsonl.moved-*")
    assert f"{copy} is newer: it holds an entry more than {there}." in live.told
    assert "The record is shorter than it was: its last 2 entries are missing." in live.told
    live.close()
