"""What became of things is told from the command line, on any day, and the next session opens with it."""

from __future__ import annotations

import asyncio
import json
import multiprocessing
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from app.library import Library
from app.live_session import LiveSession
from app.open_session import open_session, resume_session
from app.recaps import Recaps
from app.series import things_of
from session.erase.person import forgetting
from session.model.lifecycle import AgreeRecap, EndSession
from session.model.opening_closing import AddReflection, TellOutcome
from session.model.parking import CarryAll, Park
from session.model.plan import Plan, PlanItem
from session.model.recap import RecapToHandOut
from session.model.record import AddReservation, RecordDecision, SetAction
from session.model.text import bare
from session.runtime import Done
from session.views.one_side import one_side
from session.views.pages import last_time
from store.erase.person import forget_person
from store.journal.format import frame
from store.library.recaps import recap_on_disk, to_hand_out
from store.library.series import series_id
from store.library.series_journal import journal_id
from store.paths import Home
from store.verify import verify
from tui.cli.main import main

pytestmark = pytest.mark.practice("P40")
SERIES = "Hub futures"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("FAIRSAY_HOME", str(tmp_path / "data"))
    home = Home(tmp_path / "data")
    session(home, "First evening", *FIRST)
    return home


FIRST = (
    RecordDecision(text="Soup on Thursdays"),
    AddReservation(text="Not without bread"),
    SetAction(what="Ring the council"),
    Park(text="The bus shelter"),
    CarryAll(),
    AddReflection(change="A later start"),
)


def session(home: Home, title: str, *commands: object) -> str:
    live = opened(home, title)
    for command in (*commands, EndSession(), AgreeRecap(not_coproduced="The date")):
        assert isinstance(live.handle(command), Done)  # type: ignore[arg-type]  # any command
    asyncio.run(live.keep_recap())
    live.close()
    return live.session_id


def opened(home: Home, title: str) -> LiveSession:
    return open_session(home, Plan(title=title, series=SERIES, agenda=(PlanItem("Talk", 10),)))


class Said:
    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: str) -> None:
        capsys.readouterr()
        self.code = main(("series", *arguments))
        self.out, self.err = capsys.readouterr()
        assert "Traceback" not in self.out + self.err


def ids(capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    rows = json.loads(Said(capsys, "told", SERIES, "--json").out)
    return {row["text"]: row["id"] for row in rows}


def test_everything_is_listed_with_its_id_under_its_kind(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    assert Said(capsys, "promise", "hub", "An answer", "--by", "The council").code == 0

    lines = [line.strip() for line in Said(capsys, "told", "hub").out.splitlines()]

    heads = ["Promises", "You asked for", "Actions", "Parked", "Decisions"]
    assert [line for line in lines if line in heads] == heads
    assert any(line.endswith("An answer (not told yet, The council)") for line in lines)
    assert any(line.endswith("Soup on Thursdays (decided)") for line in lines)


def test_what_is_told_is_handed_on_to_the_next_session(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    known = ids(capsys)

    told = Said(
        capsys, "told", SERIES, known["Ring the council"], "passed-on", "--to", "The county"
    )
    late = Said(capsys, "told", SERIES, known["A later start"], "cannot-change", "--why", "The bus")
    live = opened(home, "Second evening")
    left = live.runtime.live.carried
    live.close()

    assert told.out == "Ring the council: passed on to The county.\n"
    assert late.out == "A later start: can't change – The bus.\n"
    assert [(one.state, one.to) for one in left.actions] == [("passed-on", "The county")]
    assert [(one.state, one.why) for one in left.suggestions] == [("cannot-change", "The bus")]
    assert left.decisions[0].reservations == ("Not without bread",)


def test_a_decision_is_replaced_with_why(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    session(home, "Second evening", RecordDecision(text="Soup on Fridays"))
    known = ids(capsys)
    both = (known["Soup on Thursdays"], known["Soup on Fridays"])

    refused = Said(capsys, "replace", SERIES, *both)
    told = Said(capsys, "replace", SERIES, *both, "--why", "The hall is let")

    assert (refused.code, refused.err) == (
        1,
        "Say why the decision changed. People should hear the reason.\n",
    )
    assert told.out == "“Soup on Thursdays” is replaced by “Soup on Fridays”.\n"
    assert "replaced by “Soup on Fridays” – The hall is let" in Said(capsys, "told", SERIES).out


def test_a_session_is_moved_to_another_series(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    (row,) = Recaps(home).rows()

    told = Said(capsys, "move", row.id[:12], "Garden")
    again = Said(capsys, "move", row.id, "garden")

    assert told.out == "“First evening” is in Garden now.\n"
    assert (again.code, again.err) == (1, "It is in “Garden” already. Nothing was changed.\n")
    assert "Ring the council" in Said(capsys, "told", "Garden").out


def test_what_the_earlier_series_left_open_stays_there_but_for_what_the_session_told_of(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    key = next(one.id for one in things_of(Library(home), SERIES) if one.text == "Ring the council")
    told = TellOutcome(about=key, state="under-way", why="They ring back")
    second = session(home, "Second evening", told, SetAction(what="Find a cook"))
    before = _handed_out(home, second)

    assert Said(capsys, "move", second, "Garden").code == 0

    after = _handed_out(home, second)
    assert {one.text for one in before.left} == {"Ring the council", "The bus shelter"}
    assert {one.text for one in after.left} == {"Ring the council"}
    assert after.outcomes == before.outcomes
    assert after.agreed
    assert verify(home).sound
    live = resume_session(home, second)
    page = " ".join(one.text for one in last_time(live.runtime.live).lines)
    live.close()
    assert "The bus shelter" not in page
    assert "Soup on Thursdays" not in page
    assert "The bus shelter" in Said(capsys, "told", SERIES).out


def test_a_session_can_stand_alone_and_come_back_with_all_that_was_reported(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    (row,) = Recaps(home).rows()
    key = next(one.id for one in things_of(Library(home), SERIES) if one.text == "Ring the council")
    Said(capsys, "told", SERIES, key, "done")

    told = Said(capsys, "move", row.id, "")
    alone = Recaps(home).rows()
    again = Said(capsys, "move", row.id, " ")
    Said(capsys, "move", row.id, "Garden")

    assert told.out == "“First evening” is in no series now.\n"
    assert [one.series for one in alone] == [""]
    assert (again.code, again.out) == (1, "")
    assert "in no series already" in again.err
    assert "Ring the council (done)" in Said(capsys, "told", "Garden").out
    assert verify(home).sound


@pytest.mark.practice("P63")
def test_how_many_sessions_there_will_be_is_said(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    told = Said(capsys, "sessions", SERIES, "6")
    live = opened(home, "Second evening")
    page = [one.text for one in last_time(live.runtime.live).lines]
    live.close()

    assert told.out == "Hub futures will have 6 sessions.\n"
    assert "4 sessions left." in page


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("told", "Nowhere"), "There is no series “Nowhere”. “fairsay series” lists them."),
        (("told", SERIES, "zzz", "done"), "Nothing in this series has that id."),
        (("told", SERIES, "zzz"), "Nothing in this series has that id."),
        (("told", SERIES, "ACTION", "cannot-change"), "Say why it can't change."),
        (("told", SERIES, "ACTION", "passed-on"), "Say to whom it was passed on."),
        (("sessions", SERIES, "0"), "Type how many sessions there will be, from 1 to 500."),
        (("promise", SERIES, "An answer"), "Say who promised it, such as the council."),
    ],
)
def test_a_refusal_says_what_to_do(
    home: Home, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    action = ids(capsys)["Ring the council"]

    refused = Said(capsys, *(action if one == "ACTION" else one for one in arguments))

    assert refused.code == 1
    assert refused.err.startswith(said)
    assert not home.series_journal(series_id(SERIES)).exists()


def test_a_journal_of_a_newer_fairsay_is_refused_with_a_sentence(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    Said(capsys, "promise", SERIES, "An answer", "--by", "The council")
    sid = series_id(SERIES)
    newer = b'{"n":2,"t":0,"at":"","run":"","cmd":"","k":"Sung","v":1,"d":{}}'
    with home.series_journal(sid).open("ab") as file:
        file.write(frame(journal_id(sid), newer))

    refused = Said(capsys, "promise", SERIES, "A bus", "--by", "The county")

    assert refused.code == 1
    assert "newer Fairsay" in refused.err
    assert "An answer" in Said(capsys, "told", SERIES).out


@pytest.mark.practice("P46")
def test_a_forgotten_name_is_in_no_journal_of_a_series(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    action = ids(capsys)["Ring the council"]
    Said(capsys, "promise", SERIES, "Zuleika answers", "--by", "Zuleika")
    Said(capsys, "told", SERIES, action, "cannot-change", "--why", "Zuleika was ill")
    (row,) = Recaps(home).rows()
    files = Library(home).export(row.id, "text")
    assert b"Zuleika" in files[0].read_bytes()

    told = forget_person(home, forgetting("Zuleika"))

    assert told.done
    assert b"Zuleika" not in files[0].read_bytes()
    assert b"was ill" in files[0].read_bytes()
    assert b"Zuleika" not in home.series_journal(series_id(SERIES)).read_bytes()
    assert "Zuleika" not in Said(capsys, "told", SERIES).out


def test_what_is_told_after_a_session_stands_in_its_recap(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    (first,) = (row.id for row in Recaps(home).rows())
    known = ids(capsys)

    for told in (
        ("told", SERIES, known["Ring the council"], "passed-on", "--to", "The county"),
        ("told", SERIES, known["The bus shelter"], "cannot-change", "--why", "No land"),
        ("promise", SERIES, "An answer", "--by", "The council"),
    ):
        assert Said(capsys, *told).code == 0
    side = {one.key: one for one in one_side(_handed_out(home, first)).parts}

    assert [bare(one.text) for one in side["cannot"].entries] == ["The bus shelter: No land"]
    assert [bare(one.text) for one in side["passed"].entries] == ["Ring the council: The county"]
    assert [bare(one.text) for one in side["left"].entries] == [
        "An answer (The council; no date yet)"
    ]


def test_the_private_export_names_who_owes_what_was_promised_and_told_since(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    session(home, "Second evening", SetAction(what="Count the chairs", who="Deb"))
    (second,) = (row.id for row in Recaps(home).rows() if row.title == "Second evening")
    known = ids(capsys)
    for told in (
        ("promise", SERIES, "An answer", "--by", "The council"),
        ("promise", SERIES, "A key", "--by", "The school"),
        ("told", SERIES, known["Ring the council"], "done"),
        ("told", SERIES, known["Count the chairs"], "under-way"),
    ):
        assert Said(capsys, *told).code == 0
    key = next(one.id for one in things_of(Recaps(home), SERIES) if one.text == "A key")
    assert Said(capsys, "told", SERIES, key, "done").code == 0

    private = Recaps(home).open_actions(second)

    assert [(one.what, one.who) for one in private.left] == [("An answer", "The council")]
    assert [(one.what, one.who, one.state) for one in private.ours] == [
        ("Count the chairs", "Deb", "under way")
    ]


def test_a_promise_told_twice_by_two_programs_is_written_once(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    made = ("promise", SERIES, "An answer", "--by", "The council")

    first, second = Said(capsys, *made), Said(capsys, *made)

    assert (first.code, second.code) == (0, 1)
    assert second.err == "That promise is written down already. Nothing was changed.\n"
    assert [one.kind for one in things_of(Recaps(home), SERIES)].count("promise") == 1


def _promise(gate: Barrier, codes: Queue[int]) -> None:
    gate.wait(60)
    codes.put(main(("series", "promise", SERIES, "An answer", "--by", "The council")))


def test_a_promise_told_by_two_processes_at_the_same_moment_is_written_once(home: Home) -> None:
    spawn = multiprocessing.get_context("spawn")
    gate, codes = spawn.Barrier(2), spawn.Queue()
    both = [spawn.Process(target=_promise, args=(gate, codes)) for _ in range(2)]
    for one in both:
        one.start()
    found = sorted(codes.get(timeout=120) for _ in both)
    for one in both:
        one.join(60)

    assert found == [0, 1]
    assert [one.exitcode for one in both] == [0, 0]
    assert [one.kind for one in things_of(Recaps(home), SERIES)].count("promise") == 1


def test_what_is_told_of_something_from_before_stands_in_the_recap_that_carried_it(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    session(home, "Second evening")
    (second,) = (row.id for row in Recaps(home).rows() if row.title == "Second evening")
    known = ids(capsys)
    before = [one.text for one in _handed_out(home, second).left]

    assert Said(capsys, "told", SERIES, known["Ring the council"], "done").code == 0

    assert before == ["Ring the council", "The bus shelter"]
    assert [one.text for one in _handed_out(home, second).left] == ["The bus shelter"]


def _handed_out(home: Home, session: str) -> RecapToHandOut:
    return to_hand_out(home, recap_on_disk(home, session))
