"""A file for who missed something is in a record: struck and forgotten words leave it, wherever it was written."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from app.library import Library
from app.open_session import resume_session
from app.series import report
from session.model.people import AddPerson
from session.model.record import RecordDecision, SetAction, WriteNote
from session.model.series import MakePromise
from session.model.text import bare
from session.replay import replay
from store.journal.format import scan
from store.paths import Home
from tests.store.opened import text_of
from tests.tui.opened import ended
from tui.cli.main import main

pytestmark = [pytest.mark.practice("P41"), pytest.mark.practice("P46")]
SESSIONS = ("2026-03-01-aaaaaa", "2026-03-08-bbbbbb", "2026-03-15-cccccc")
SAID = "Soup with Mavis on Fridays"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """Return a series of three sessions; the words to go are in the second, the record is the third's."""
    monkeypatch.setenv("FAIRSAY_HOME", str(tmp_path / "data"))
    home = Home(tmp_path / "data")
    ended(home, AddPerson(name="Mavis"), session=SESSIONS[0])
    ended(home, RecordDecision(text=SAID), SetAction(what="Ring the county"), session=SESSIONS[1])
    ended(home, WriteNote(text="Nothing else"), session=SESSIONS[2])
    return home


def written(path: Path, *more: str) -> Path:
    assert main(("catch-up", "Hub", *(more or ("--since", "2026-01-01")), "-o", str(path))) == 0
    return path


def words(path: Path) -> str:
    return bare(text_of(path.suffix, path.read_bytes()))


def strike(home: Home, session: str, words: str) -> None:
    state = replay(scan(home.journal(session), session).payloads).state
    key = next(key for key, one in state.decisions.items() if one.text == words)
    live = resume_session(home, session)
    asyncio.run(live.strike("decisions", key))
    live.close()


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".docx", ".pdf"])
def test_a_strike_in_another_session_reaches_it(home: Home, tmp_path: Path, suffix: str) -> None:
    path = written(tmp_path / f"side{suffix}")
    assert SAID in words(path)

    strike(home, SESSIONS[1], SAID)

    assert SAID not in words(path)
    assert "Mavis" not in words(path)
    assert "Ring the county" in words(path) or "We ask for Sunday hours" in words(path)


def test_forgetting_a_person_reaches_it_whoever_it_is_for(home: Home, tmp_path: Path) -> None:
    paths = [
        written(tmp_path / "since.txt"),
        written(tmp_path / "theirs.pdf", "--person", "Mavis"),
        written(tmp_path / "large.docx", "--since", "2026-01-01", "--large-print"),
    ]
    report(Library(home), "Hub", MakePromise(text="A key", who="Mavis"))
    assert all("Mavis" in words(path) for path in paths)

    assert main(("forget", "Mavis", "--yes")) == 0

    assert not any("Mavis" in words(path) for path in paths)
    assert all("Sunday hours" in words(path) for path in paths)
    assert not any(b"Mavis" in path.read_bytes() for path in home.root.rglob("*") if path.is_file())


def test_forgetting_a_session_takes_its_words_out_and_what_its_record_has(
    home: Home, tmp_path: Path
) -> None:
    path = written(tmp_path / "side.txt")

    assert main(("forget", SESSIONS[1], "--yes")) == 0
    assert SAID not in words(path)
    assert "Sunday hours" in words(path)

    assert main(("forget", SESSIONS[2], "--yes")) == 0
    assert not path.exists()


def test_what_its_owner_has_changed_is_left_to_them(home: Home, tmp_path: Path) -> None:
    path = written(tmp_path / "side.txt")
    path.write_text(f"{SAID}, I wrote beside it", encoding="utf-8")

    strike(home, SESSIONS[1], SAID)
    assert path.read_text(encoding="utf-8") == f"{SAID}, I wrote beside it"


def test_written_again_after_another_session_it_is_still_reached(
    home: Home, tmp_path: Path
) -> None:
    path = written(tmp_path / "side.txt")
    ended(home, WriteNote(text="A fourth"), session="2026-03-22-dddddd")
    written(path)

    strike(home, SESSIONS[1], SAID)

    assert SAID not in words(path)
    records = [len([*home.written(one).glob("*.json")]) for one in home.session_ids()]
    assert sum(records) == 1


def test_a_file_on_a_stick_that_is_away_is_told_and_made_again_once_it_is_here(
    home: Home, tmp_path: Path
) -> None:
    stick, drawer = tmp_path / "stick", tmp_path / "drawer"
    stick.mkdir()
    written(stick / "side.txt")
    stick.rename(drawer)
    strike(home, SESSIONS[1], SAID)
    assert SAID in words(drawer / "side.txt")

    drawer.rename(stick)
    Library(home).finish_endings()

    assert SAID not in words(stick / "side.txt")
