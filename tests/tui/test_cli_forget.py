"""``fairsay forget``: what it asks, prints and leaves, and with which exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from session.erase.person import forgetting
from session.model.record import WriteNote
from store.erase.person import find_person
from store.owner import claim
from store.paths import Home, private_folder
from tests.store.named import OTHER, SESSIONS, contents, fill, under
from tests.tui.opened import ended, opened
from tests.tui.test_cli import Said, on_terminal

pytestmark = pytest.mark.practice("P46")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("FAIRSAY_HOME", str(tmp_path / "data"))
    home = Home(tmp_path / "data")
    fill(home, "Zoë")
    return home


def exports(home: Home, *sessions: str) -> int:
    return sum(len(under(home, session)) for session in sessions)


def test_a_person_is_forgotten_with_a_receipt_that_does_not_name_them(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    n = exports(home, *SESSIONS)

    said = Said(capsys, "forget", "zoë", "--yes")

    assert (said.code, said.err) == (0, "")
    assert f"Changed: 3 sessions, 6 recaps, {n} exported files." in said.out
    assert "zoë" not in said.out.casefold()
    assert not any("Zoë".encode() in data for data in contents(home).values())


def test_a_session_is_forgotten_by_a_clear_start_of_its_id(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    n = exports(home, SESSIONS[0])

    said = Said(capsys, "forget", SESSIONS[0][:9], "--yes")

    assert said.code == 0
    assert f"1 session was forgotten, with 2 recaps and {n} exported files." in said.out
    assert home.session_ids() == (*SESSIONS[1:], OTHER)


def test_without_a_terminal_it_says_what_would_go_and_what_to_add(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(home)

    said = Said(capsys, "forget", "Zoë")

    assert (said.code, said.out) == (1, "")
    assert f"3 sessions, 6 recaps and {exports(home, *SESSIONS)} exported files" in said.err
    assert "--yes" in said.err
    assert contents(home) == before


@pytest.mark.parametrize(
    ("who", "why"),
    [
        ("Nobody Such", "Nobody called “Nobody Such”"),
        ("2026-0", "4 sessions begin with 2026-0."),
        ("Z", "too short"),
        ("", "too short"),
    ],
)
def test_who_is_not_known_is_told_in_one_sentence(
    home: Home, capsys: pytest.CaptureFixture[str], who: str, why: str
) -> None:
    said = Said(capsys, "forget", who, "--yes")

    assert (said.code, said.out) == (1, "")
    assert why in said.err
    assert said.err.count("\n") == 1


def test_a_session_open_elsewhere_refuses_it(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    with claim(home.session_dir(SESSIONS[1])):
        said = Said(capsys, "forget", "Zoë", "--yes")

    assert (said.code, said.out) == (1, "")
    assert f"Session {SESSIONS[1]} is open, so nothing was changed." in said.err


def test_what_is_left_makes_it_fail_with_the_file_named(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    home.series_file("old-12345678").write_text("Zoë", encoding="utf-8")

    said = Said(capsys, "forget", "Zoë", "--yes")

    assert said.code == 1
    assert "  series/old-12345678.json\n" in said.out
    assert "Run it again" in said.err


def test_the_receipt_is_written_to_a_file_too(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "receipt.txt"

    said = Said(capsys, "forget", "Zoë", "--yes", "-o", str(file))

    assert said.code == 0
    assert said.out == f"{file.read_text(encoding='utf-8')}{file}\n"


@pytest.mark.parametrize(("answer", "code", "left"), [("n\n", 1, 4), ("y\n", 0, 3)])
def test_on_a_terminal_it_asks(home: Home, answer: str, code: int, left: int) -> None:
    n = exports(home, SESSIONS[0])

    ended, seen = on_terminal(home, "forget", SESSIONS[0], keys=answer, ready=b"[y/N]")

    assert f"2 recaps and {n} exported files" in " ".join(seen.split())
    assert ended == code
    assert len(home.session_ids()) == left


def test_a_second_program_is_told_that_the_session_is_open(home: Home) -> None:
    live = opened(home, WriteNote(text="Zoë spoke"), session="2026-11-23-aaaaaa")
    assert live.settle()

    code, seen = on_terminal(home, "forget", "Zoë", "--yes")

    assert code == 1
    assert "Session 2026-11-23-aaaaaa is open, so nothing was changed." in " ".join(seen.split())
    assert len(find_person(home, forgetting("Zoë")).sessions) == 4
    assert live.close()
    assert on_terminal(home, "forget", "Zoë", "--yes")[0] == 0
    assert not find_person(home, forgetting("Zoë")).any


@pytest.fixture
def maggie(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("FAIRSAY_HOME", str(tmp_path / "data"))
    home = Home(private_folder(tmp_path / "data"))
    ended(
        home,
        WriteNote(text="Maggie O’Rourke asked"),
        WriteNote(text="Maggie and Mrs O'Rourke answered, Maggie most"),
        session=SESSIONS[0],
    )
    return home


def said_in(home: Home) -> str:
    return home.journal(SESSIONS[0]).read_text(encoding="utf-8")


def test_what_may_name_the_same_person_is_counted_and_left_unless_it_is_added(
    maggie: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    refused = Said(capsys, "forget", "Maggie O'Rourke")
    assert "“Maggie”, 2" in refused.err
    assert "“Mrs O'Rourke”, 1" in refused.err

    said = Said(capsys, "forget", "Maggie O'Rourke", "--yes", "--also", "Mrs O’Rourke")

    assert said.code == 0
    assert "aggie" not in said.out
    assert "“Maggie”, 2" in said.err
    assert "Rourke" not in said_in(maggie)
    assert "Maggie and" in said_in(maggie)


@pytest.mark.parametrize(
    ("answers", "left"),
    [
        ("y\ny\nn\n", "Mrs O'Rourke"),
        ("y\n\n\n", "Maggie and Mrs O'Rourke"),
        ("n\n", "Maggie O’Rourke"),
    ],
)
def test_on_a_terminal_each_is_asked_about_and_enter_leaves_it(
    maggie: Home, answers: str, left: str
) -> None:
    on_terminal(maggie, "forget", "Maggie O'Rourke", keys=answers, ready=b"[y/N]")

    assert left in said_in(maggie)
    assert ("Maggie" in said_in(maggie)) == ("Maggie" in left)
