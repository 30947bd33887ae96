"""The command line: what it prints, where, and with which exit code. Scripts rely on each."""

from __future__ import annotations

import asyncio
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from app.library import Library
from app.open_session import resume_session
from session.model.opening_closing import CorrectRecap
from session.model.phones import CloseDoor, JoinDevice, LeaveDevice, OpenDoor
from session.views.pages import last_time
from store.examples import sample_plan
from store.paths import Home
from tests.tui.opened import PLAN, SAID, ended, opened
from tui.cli.main import main

ENDED = "2026-11-23-bbbbbb"
OPEN = "2026-11-24-aaaaaa"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("FAIRSAY_HOME", str(tmp_path / "data"))
    return Home(tmp_path / "data")


class Said:
    """What one command printed, and its exit code."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: str) -> None:
        self.code = main(arguments)
        self.out, self.err = capsys.readouterr()
        assert "Traceback" not in self.out + self.err


def test_a_good_plan_is_called_good(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    said = Said(capsys, "check", str(sample_plan()))

    assert said.code == 0
    assert "is a good plan" in said.out
    assert said.err == ""


def test_faults_come_all_at_once_on_standard_error(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "plan.toml"
    plan.write_text('titel = "X"\n[[agenda]]\nminutes = "ten"\n', encoding="utf-8")

    said = Said(capsys, "check", str(plan))

    assert said.code == 1
    assert said.out == ""
    lines = said.err.splitlines()
    assert len(lines) >= 2
    assert any(line.startswith(f"{plan}:1: ") for line in lines)


def test_check_shows_what_was_understood_and_what_was_left_out(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "day.md"
    plan.write_text(
        "# Our day\n\nAs we said on the phone last week.\n\n| Time | What |\n|--|--|\n| 9:00 | Tea |\n| 9:20 | END |\n",
        "utf-8",
    )

    said = Said(capsys, "check", str(plan))

    assert said.code == 0
    assert "09:00    20 min  Tea" in said.out
    assert "line 3: “As we said on the phone last week.” stands around the agenda" in said.out
    assert "is a good plan: Our day, 1 item." in said.out
    begun = Library(home).begin(str(plan))
    assert isinstance(begun, tuple)
    assert (
        begun[-1]
        == "Not all of it would be taken. Look at it first: on Home, make a plan and begin it from this file."
    )


def test_a_list_without_sessions_says_how_to_start(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "fairsay run PLAN" in Said(capsys, "sessions").out
    assert json.loads(Said(capsys, "sessions", "--json").out) == []
    assert json.loads(Said(capsys, "series", "--json").out) == []


def test_sessions_and_series_are_listed(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    ended(home, session=ENDED)
    opened(home, *SAID, session=OPEN).close()

    rows = json.loads(Said(capsys, "sessions", "--json").out)
    assert [row["id"] for row in rows] == [OPEN, ENDED]
    assert [row["state"] for row in rows] == ["unfinished", "agreed"]
    assert set(rows[0]) == {"id", "title", "series", "started", "events", "state"}
    assert ENDED in Said(capsys, "sessions").out
    (series,) = json.loads(Said(capsys, "series", "--json").out)
    assert series["name"] == "Hub"
    assert series["sessions"] == 2
    assert "2 sessions" in Said(capsys, "series").out


def test_status_tells_where_people_join_and_how_many_phones_have(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    live = opened(
        home,
        OpenDoor(code="warm-soup", port=8470, link="http://192.168.1.20:8470"),
        JoinDevice(device="one"),
        JoinDevice(device="two"),
        LeaveDevice(device="one"),
    )
    try:
        assert live.settle()
        told = json.loads(Said(capsys, "status", "--json").out)
        live.handle(CloseDoor())
        assert live.settle()
        closed = json.loads(Said(capsys, "status", "--json").out)
    finally:
        live.close()

    assert told["join_url"] == "http://192.168.1.20:8470/warm-soup"
    assert (told["code"], told["phones"]) == ("warm-soup", 1)
    assert closed["join_url"] == PLAN.meeting_link


def test_status_tells_the_session_that_is_open(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    assert Said(capsys, "status", "--json").code == 1
    live = opened(home, *SAID, session=OPEN)
    assert live.settle()

    told = json.loads(Said(capsys, "status", "--json").out)
    assert told == {
        "session": OPEN,
        "title": "Winter [/red] plans",
        "join_url": "https://meet.example.org/winter",
        "code": "",
        "journal": str(home.journal(OPEN)),
        "phones": 0,
    }
    assert OPEN in Said(capsys, "status").out
    live.close()


@pytest.mark.parametrize("form", ["markdown", "text", "html", "json"])
def test_a_recap_is_printed_in_a_format(
    home: Home, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ended(home, session=ENDED)

    said = Said(capsys, "recap", ENDED, "--format", form)

    assert said.code == 0
    assert "We ask for Sunday hours" in said.out


def test_a_recap_is_written_to_a_file_named_for_its_format(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ended(home, session=ENDED)
    target = tmp_path / "recap.html"

    said = Said(capsys, "recap", ENDED, "-o", str(target))

    assert said.out.strip() == str(target)
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_an_earlier_version_of_a_corrected_recap_can_be_read_and_the_next_session_knows(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    ended(home, session=ENDED)
    live = resume_session(home, ENDED)
    live.handle(CorrectRecap(text="It was Saturday hours"))
    asyncio.run(live.keep_recap())
    live.close()

    first = Said(capsys, "recap", ENDED, "--version", "1")
    newest = Said(capsys, "recap", ENDED)
    third = Said(capsys, "recap", ENDED, "--version", "3")
    following = opened(home, session=OPEN)
    following.close()

    assert "It was Saturday hours" not in first.out
    assert "Read back and agreed" in first.out
    assert "It was Saturday hours" in newest.out
    assert (third.code, third.out) == (1, "")
    assert "This recap has no version 3. It has: 1, 2." in third.err
    state = following.runtime.live
    last = last_time(state)
    assert state.carried.corrections == ("It was Saturday hours",)
    assert "It was Saturday hours" in str(last)


def test_a_set_of_files_needs_a_place(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    ended(home, session=ENDED)

    assert Said(capsys, "recap", ENDED, "--format", "csv").code == 1
    assert "There is no format called" in Said(capsys, "recap", ENDED, "--format", "odt").err
    file = home.root / "x.odt"
    assert "No recap can end in “.odt”" in Said(capsys, "recap", ENDED, "-o", str(file)).err
    assert not file.exists()


def test_a_word_file_is_not_poured_into_the_terminal(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    ended(home, session=ENDED)

    said = Said(capsys, "recap", ENDED, "--format", "docx")

    assert (said.code, said.out) == (1, "")
    assert "Name the file with -o." in said.err


def test_a_word_file_that_is_open_is_named_beside_the_paths(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ended(home, session=ENDED)
    first = Path(Said(capsys, "recap", ENDED, "--format", "docx", "-o", str(tmp_path)).out.strip())
    (tmp_path / f".~lock.{first.name}#").write_text("somebody")

    said = Said(capsys, "recap", ENDED, "--format", "docx", "-o", str(tmp_path))

    assert said.out.strip() == str(first.with_stem(f"{first.stem}-2"))
    assert f"{first.name} is open in another program." in said.err


def test_a_session_is_named_by_its_beginning(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    ended(home, session=ENDED)
    ended(home, session="2026-11-25-cccccc")

    assert Said(capsys, "recap", "2026-11-23").code == 0
    assert Said(capsys, "recap", "2026-11-2").code == 1
    assert "2 sessions begin with 2026-11-2." in Said(capsys, "recap", "2026-11-2").err
    assert Said(capsys, "recap", "../../etc").code == 1
    assert Said(capsys, "recap", "nobody").code == 1


def test_a_recap_of_an_unfinished_session_says_it_is_a_draft(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    opened(home, *SAID, session=OPEN).close()

    said = Said(capsys, "recap", OPEN)

    assert said.code == 0
    assert "draft" in said.out.casefold()


def test_verify_names_what_is_wrong_and_repairs(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    opened(home, *SAID, session=OPEN).close()
    assert Said(capsys, "verify").code == 0
    with home.journal(OPEN).open("ab") as journal:
        journal.write(b'{"c":"0000')

    said = Said(capsys, "verify")
    assert said.code == 1
    assert str(home.journal(OPEN)) in said.err
    assert Said(capsys, "verify", "--repair").code == 0
    assert Said(capsys, "verify").code == 0


@pytest.mark.parametrize("arguments", [(), ("run", "plan.toml"), ("resume",)])
def test_what_needs_a_terminal_says_so(
    home: Home, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    said = Said(capsys, *arguments)

    assert said.code == 1
    assert said.err.count("\n") == 1
    assert "needs a terminal" in said.err
    assert home.session_ids() == ()


@pytest.mark.parametrize("arguments", [("bogus",), ("check",), ("recap",), ("sessions", "--xml")])
def test_wrong_usage_is_2(
    home: Home, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert Said(capsys, *arguments).code == 2


def test_help_and_version_are_0(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert Said(capsys, "--help").code == 0
    assert Said(capsys, "demo", "-h").code == 0
    assert "0." in Said(capsys, "--version").out


def test_the_demo_without_a_terminal_prints_its_recap(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = Said(capsys, "demo", "--script", "--out", str(tmp_path / "out"))

    assert said.code == 0
    assert "What was decided" in said.out
    assert (tmp_path / "out" / "data" / "sessions").is_dir()
    assert home.session_ids() == ()


def test_a_data_folder_that_is_none_is_named(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    home.root.mkdir()
    home.sessions.write_text("not a folder", encoding="utf-8")

    said = Said(capsys, "sessions")

    assert said.code == 1
    assert said.err == f"{home.sessions} can't be used: Not a directory.\n"


def test_what_breaks_is_named_with_its_log(
    home: Home, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: Library) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Library, "rows", broken)

    said = Said(capsys, "sessions")

    assert said.code == 1
    assert str(home.log) in said.err
    assert "ZeroDivisionError" in home.log.read_text(encoding="utf-8")


def on_terminal(
    home: Home, *arguments: str, keys: str = "", ready: bytes = b"Help", asked: bytes = b""
) -> tuple[int, str]:
    """Run the program in a terminal of its own, press keys once it has painted, and wait for it.

    ``asked``: a question that is then answered with yes.
    """
    mine, its = pty.openpty()
    env = os.environ | {
        "FAIRSAY_HOME": str(home.root),
        "TERM": "xterm-256color",
        "COLUMNS": "100",
        "LINES": "30",
    }
    program = subprocess.Popen(
        [sys.executable, "-m", "tui.cli", *arguments], stdin=its, stdout=its, stderr=its, env=env
    )
    os.close(its)
    seen, pressed = b"", False
    while True:
        try:
            data = os.read(mine, 65536)
        except OSError:
            break
        if not data:
            break
        seen += data
        if not pressed and ready in seen:
            pressed = True
            os.write(mine, keys.encode(errors="surrogatepass"))
        if pressed and asked and asked in seen:
            asked = b""
            os.write(mine, b"y")
    os.close(mine)
    return program.wait(30), seen.decode(errors="replace")


def test_run_creates_the_session_and_leaving_says_how_to_go_on(home: Home) -> None:
    code, seen = on_terminal(home, "run", str(sample_plan()), "--no-phones", keys="\x11")

    assert code == 0
    assert "Kept. “fairsay resume” goes on." in seen
    (session,) = home.session_ids()
    assert b"SessionStarted" in home.journal(session).read_bytes()


def test_resume_goes_on_with_the_newest_unfinished(home: Home) -> None:
    opened(home, *SAID, session=OPEN).close()

    code, seen = on_terminal(home, "resume", keys="\x11", asked=b"Leave Fairsay?")

    assert code == 0
    assert "Kept." in seen
    assert b"ClockGapped" in home.journal(OPEN).read_bytes()


def test_a_second_program_is_told_who_has_the_session(home: Home) -> None:
    live = opened(home, *SAID, session=OPEN)

    code, seen = on_terminal(home, "resume", OPEN)

    assert code == 1
    assert "This session is open in another window" in seen
    live.close()


def test_resume_tells_who_has_the_only_session(home: Home) -> None:
    live = opened(home, *SAID, session=OPEN)

    code, seen = on_terminal(home, "resume")

    assert code == 1
    assert "This session is open in another window" in seen
    live.close()


def test_half_a_letter_from_the_terminal_ends_nothing(home: Home) -> None:
    code, seen = on_terminal(home, "run", str(sample_plan()), keys="\ud800\x11")

    assert code == 0
    assert "Kept. “fairsay resume” goes on." in seen


@pytest.mark.parametrize("command", ["run", "resume", "hall-check"])
@pytest.mark.parametrize("port", ["-1", "65536"])
def test_a_port_there_is_not_is_refused(
    home: Home, capsys: pytest.CaptureFixture[str], command: str, port: str
) -> None:
    said = Said(capsys, command, *(["x.toml"] if command == "run" else []), "--port", port)
    assert said.code == 1
    assert f"There is no port {port}." in said.err


def test_the_hall_is_checked_and_told_to_people_and_programs(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text("Our day\n\n10 Welcome\n", encoding="utf-8")

    told = json.loads(Said(capsys, "hall-check", str(plan), "--json").out)
    said = Said(capsys, "hall-check", str(plan))

    assert set(told) == {"ready", "checks"}
    assert said.code == (0 if told["ready"] else 1)
    assert {name for one in told["checks"] for name in one} == {"check", "status", "say"}
    assert {one["status"] for one in told["checks"]} <= {"fine", "look", "wrong"}
    assert "names nobody" in said.out
    assert all(one["say"] in said.out for one in told["checks"] if one["check"] == "disk")
