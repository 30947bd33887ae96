"""Who missed something, or is new, gets one side of it from the command line (P41, P68)."""

from __future__ import annotations

import asyncio
import io
from datetime import UTC, date, datetime
from pathlib import Path
from textwrap import dedent

import pikepdf
import pytest

from app.catch_up import about_missed, caught_up
from app.clock import Readings
from app.library import Library
from app.open_session import open_session
from app.phone_service import LiveRoom
from app.series import report, things_of, today
from session.model.agreement import AddLine, AgreeLines
from session.model.glossary import ExplainWord
from session.model.lifecycle import AgreeRecap, EndSession
from session.model.people import AddPerson, ArrivePerson
from session.model.phones import JoinDevice, OpenDoor
from session.model.plan import Plan, PlanItem
from session.model.record import RecordDecision, SetAction
from session.model.series import MakePromise, ReplaceDecision, ReportOutcome
from session.model.text import bare
from session.runtime import Done
from store.paths import Home
from tests.store.opened import text_of
from tui.cli.main import main

pytestmark = [pytest.mark.practice("P41"), pytest.mark.practice("P68")]
SERIES = "Hub futures"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """Return a series of three sessions; Dawn came to the first alone, Mo to all, Ivo to none."""
    monkeypatch.setenv("FAIRSAY_HOME", str(tmp_path / "data"))
    home = Home(tmp_path / "data")
    session(
        home,
        1,
        ("Dawn", "Mo"),
        RecordDecision(text="Soup on Thursdays"),
        SetAction(what="Ring the council", who="Dawn"),
        SetAction(what="Find a cook", who="Mo"),
        ExplainWord(text="Hub", meaning="The warm place"),
        AddLine(text="One at a time"),
        AgreeLines(),
    )
    session(
        home,
        2,
        ("Mo",),
        RecordDecision(text="Soup on Fridays"),
        ExplainWord(text="Lease", meaning="Rent for years"),
    )
    session(home, 3, ("Mo",), RecordDecision(text="Open at noon"))
    desk = Library(home)
    known = {one.text: one.id for one in things_of(desk, SERIES)}
    replaced = ReplaceDecision(
        about=known["Soup on Thursdays"], instead=known["Soup on Fridays"], why="the hall is let"
    )
    report(desk, SERIES, replaced)
    report(desk, SERIES, ReportOutcome(about=known["Find a cook"], state="done"))
    return home


def session(
    home: Home, day: int, people: tuple[str, ...], *commands: object, stored: bool = True
) -> str:
    at = datetime(2026, 3, day, 10, tzinfo=UTC)
    plan = Plan(
        title=f"Evening {day}",
        series=SERIES,
        agenda=(PlanItem("Talk", 10),),
        purpose="A warm place for winter",
        contact="Sam at the desk, 01632 960001",
    )
    readings = Readings(wall=lambda: at, offset_s=lambda _: 0)
    live = open_session(home, plan, readings=readings)
    for name in people:
        assert isinstance(live.handle(AddPerson(name=name)), Done)
        person = next(reversed(live.runtime.live.people))
        if live.runtime.live.people[person].presence != "here":
            assert isinstance(live.handle(ArrivePerson(person=person)), Done)
    for command in (*commands, EndSession(), AgreeRecap(not_coproduced="The date")):
        assert isinstance(live.handle(command), Done)  # type: ignore[arg-type]  # any command
    if stored:
        asyncio.run(live.keep_recap())
    live.close()
    return live.session_id


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(("catch-up", *arguments))
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    return code, bare(out), err


def test_since_a_day_it_has_what_was_decided_from_then_on(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told, _ = run(capsys, SERIES, "--since", "2026-03-02")

    assert code == 0
    for words in (
        "Monday 2 March 2026",
        "A warm place for winter",
        "Soup on Fridays",
        "Instead of “Soup on Thursdays”. Why: the hall is let",
        "Open at noon",
        "Find a cook: done",
        "One at a time",
        "Lease: Rent for years",
        "Ask Sam at the desk, 01632 960001.",
    ):
        assert words in told, told
    assert "The warm place" not in told
    assert "Ring the council" not in told


def test_a_session_that_ended_and_is_not_stored_yet_is_on_the_page(
    home: Home, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    held = session(home, 4, ("Mo",), RecordDecision(text="A bigger pot"), stored=False)
    page = tmp_path / "missed.txt"

    code, told, _ = run(capsys, SERIES, "--since", "2026-03-04")
    run(capsys, SERIES, "--since", "2026-03-04", "-o", str(page))

    assert code == 0
    assert "A bigger pot" in told
    assert "A bigger pot" in page.read_text("utf-8")
    assert held in about_missed(Library(home), SERIES).of


@pytest.mark.parametrize(
    ("person", "there", "missing"),
    [
        ("dawn", ("Soup on Fridays", "Open at noon", "Ring the council"), ("The warm place",)),
        ("Mo", ("Nothing was decided since then", "Find a cook: done"), ("Open at noon", "Lease")),
    ],
)
def test_a_person_gets_what_came_after_they_were_last_here_and_what_they_took_on(
    home: Home,
    capsys: pytest.CaptureFixture[str],
    person: str,
    there: tuple[str, ...],
    missing: tuple[str, ...],
) -> None:
    code, told, _ = run(capsys, SERIES, "--person", person)

    assert code == 0
    assert [words for words in there if words not in told] == []
    assert [words for words in missing if words in told] == []


def test_a_name_typed_with_a_slip_is_refused_and_told_how_to_read_it_all(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told, err = run(capsys, SERIES, "--person", "Dwan")

    assert (code, told) == (1, "")
    assert "Nobody called “Dwan” has come to this series." in err
    assert "2026-03-01" in err
    whole = run(capsys, SERIES, "--since", "2026-03-01")[1]
    for words in ("From the beginning", "Soup on Fridays", "The warm place", "Lease"):
        assert words in whole
    for words in ("- Soup on Thursdays", "Ring the council", "What you took on"):
        assert words not in whole


def test_what_was_promised_in_their_name_between_sessions_is_their_own(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    promised = MakePromise(text="A key for Sundays", who="Dawn and the school")
    report(Library(home), SERIES, promised)

    assert "A key for Sundays" in run(capsys, SERIES, "--person", "dawn")[1]
    assert "A key for Sundays" not in run(capsys, SERIES, "--person", "Mo")[1]
    assert "A key for Sundays" not in run(capsys, SERIES, "--since", "2026-03-01")[1]


SAME = """
    What has happened since
    -----------------------
    - Find a cook: done

    What we agreed
    --------------
    - One at a time
"""
DECIDED = """
    What was decided
    ----------------
    - Soup on Fridays
        Instead of “Soup on Thursdays”. Why: the hall is let
    - Open at noon
"""
OWN = """
    What you took on
    ----------------
    - Ring the council: not told yet, open for AGE days
"""
NOTHING = """
    What was decided
    ----------------
    - Nothing was decided since then.
"""
HEAD = """
    Why we meet
    -----------
    - A warm place for winter
"""
ENDS = """
    Any questions?
    --------------
    - Ask Sam at the desk, 01632 960001.
    - Is something wrong here? Tell us by Tuesday 17 March 2026.
"""


def _words(*lines: str) -> str:
    return "\n    ".join(("", "Words we explained", "------------------", *lines, ""))


PAGES = {
    ("--person", "Dawn"): (
        "Since Sunday 1 March 2026",
        OWN,
        DECIDED,
        SAME,
        _words("- Lease: Rent for years"),
    ),
    ("--person", "Mo"): ("Since Tuesday 3 March 2026", NOTHING, SAME),
    ("--since", "2026-03-01"): (
        "From the beginning",
        DECIDED,
        SAME,
        _words("- Hub: The warm place", "- Lease: Rent for years"),
    ),
}
"""The page of each person, and of somebody new, part by part."""


@pytest.mark.parametrize("whose", PAGES, ids=str)
def test_every_line_of_each_person_s_page(
    home: Home, capsys: pytest.CaptureFixture[str], whose: tuple[str, str]
) -> None:
    since, *parts = PAGES[whose]
    age = (date.fromisoformat(today()) - date(2026, 3, 1)).days
    wanted = dedent("".join((HEAD, *parts, ENDS))).replace("AGE", str(age))

    code, told, _ = run(capsys, SERIES, *whose)

    assert code == 0
    assert told.splitlines() == [
        "Hub futures",
        "===========",
        since,
        *wanted.rstrip("\n").splitlines(),
    ]


def test_what_somebody_took_on_stands_only_on_their_own_page(home: Home) -> None:
    def keys(*, since: str = "", person: str = "") -> list[str]:
        side = caught_up(Library(home), SERIES, since=since, person=person, new=True)
        return [part.key for part in side.parts]

    assert "own" in keys(person="Dawn")
    assert "own" not in keys(since="2026-03-01")
    assert "own" not in keys(person="Ivo")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ((SERIES,), "Say since when"),
        ((SERIES, "--since", "2026-03-02", "--person", "Mo"), "Say since when"),
        ((SERIES, "--since", "soon"), "a day in the past"),
        ((SERIES, "--since", "2999-01-01"), "a day in the past"),
        (("Elsewhere", "--since", "2026-03-02"), "There is no series"),
        ((SERIES, "--person", "Mo", "-o", "side.odt"), ".odt"),
    ],
)
def test_what_can_not_be_caught_up_on_is_refused(
    home: Home, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], why: str
) -> None:
    code, told, err = run(capsys, *arguments)

    assert (code, told) == (1, "")
    assert why in err


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".html", ".md", ".txt"])
def test_it_is_a_file_in_every_form_that_people_read(
    home: Home, capsys: pytest.CaptureFixture[str], tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"side{suffix}"

    code, told, err = run(capsys, SERIES, "--since", "2026-03-01", "--large-print", "-o", str(path))

    assert (code, told.strip()) == (0, str(path))
    assert err == ""
    assert "Soup on Fridays" in bare(text_of(suffix, path.read_bytes()))


def test_it_is_one_side_whatever_was_decided(
    home: Home, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    session(home, 4, ("Mo",), *(RecordDecision(text=f"Decision {n} " * 9) for n in range(90)))
    path = tmp_path / "side.pdf"

    assert run(capsys, SERIES, "--since", "2026-03-01", "-o", str(path))[0] == 0

    with pikepdf.open(io.BytesIO(path.read_bytes())) as pdf:
        assert len(pdf.pages) == 1


def test_a_phone_gets_the_page_of_its_person(home: Home) -> None:
    live = open_session(home, Plan(title="Evening 4", series=SERIES, agenda=(PlanItem("Talk"),)))
    assert isinstance(live.handle(OpenDoor(code="warm-soup")), Done)
    assert isinstance(live.handle(JoinDevice(device="mark-1", name="dawn"), "phone-1"), Done)
    assert isinstance(live.handle(JoinDevice(device="mark-2"), "phone-2"), Done)

    async def pages() -> list[str]:
        room = LiveRoom(live)
        await live.settled()
        return [(await room.missed(mark)).decode() for mark in ("mark-1", "mark-2")]

    dawns, nobodys = asyncio.run(pages())
    live.close()

    assert "Ring the council" in dawns
    assert "Open at noon" in dawns
    assert "The warm place" not in dawns
    assert "Ring the council" not in nobodys
    assert "The warm place" in nobodys
