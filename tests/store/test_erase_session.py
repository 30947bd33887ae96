"""A forgotten session is gone with all that was made from it, and nothing else has changed."""

import shutil
from pathlib import Path

import pytest

from session.erase.receipt import Receipt, sentences
from session.erase.walk import STRUCK
from session.model.recap import RecapParked
from session.model.series import OutcomeReported, PromiseMade, SeriesEvent
from session.model.state import replace
from session.replay import replay
from session.views.recap import recap
from store.erase.person import InUse
from store.erase.session import find_session, forget_session
from store.journal.format import frame, scan
from store.library.listing import sessions
from store.library.series import Series, series_id
from store.library.series_journal import journal_id, read, tell
from store.library.storage import NewerStore
from store.owner import claim
from store.paths import Home, private_folder
from store.verify import verify
from tests.store.handed import hand_out
from tests.store.named import OTHER, SESSIONS, contents, fill, keep, under, versions
from tests.store.power import PowerDisk, PowerGone
from tests.store.sessions import AT

pytestmark = pytest.mark.practice("P46")
GONE = SESSIONS[0]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "data")
    fill(home, "Zoë")
    (home.session_dir(GONE) / "box-r-1.jsonl").write_bytes(b"{}\n")
    (home.session_dir(GONE) / "box-r-1.jsonl.torn-20261123T100000Z-0badcafe").write_bytes(b"{}\n")
    return home


def of_others(home: Home) -> dict[str, bytes]:
    """What belongs to other sessions alone; the store of its series and the index hold several."""
    shared = (GONE, "library.json", series_id("Hub futures"))
    return {
        place: data
        for place, data in contents(home).items()
        if not any(mark in place for mark in shared)
    }


def holding(home: Home, words: str) -> list[str]:
    return [
        place
        for place, data in contents(home).items()
        if words.encode() in data or words in str(place)
    ]


def test_it_is_gone_and_the_others_are_as_they_were(home: Home) -> None:
    before, exports = of_others(home), len(under(home, GONE))

    receipt = forget_session(home, GONE)

    assert receipt == Receipt(person=False, sessions=1, recaps=2, exports=exports)
    assert not home.session_dir(GONE).exists()
    assert holding(home, GONE) == []
    assert of_others(home) == before
    assert versions(home, "Hub futures", OTHER) == 2
    assert {row.id for row in sessions(home)} == {*SESSIONS[1:], OTHER}


def test_while_a_program_has_it_open_nothing_changes(home: Home) -> None:
    with claim(home.session_dir(GONE)):
        before = contents(home)

        with pytest.raises(InUse, match="is open, so nothing was changed"):
            forget_session(home, GONE)

        assert contents(home) == before


def test_a_newer_store_refuses_before_anything_changed(home: Home) -> None:
    path = home.series_file(series_id("Hub futures"))
    path.write_bytes(path.read_bytes().replace(b'"schema":1', b'"schema":99'))
    before = contents(home)

    with pytest.raises(NewerStore):
        forget_session(home, GONE)

    assert contents(home) == before


def test_an_index_that_cannot_be_read_is_made_again(home: Home) -> None:
    home.library.write_bytes(b"{")

    forget_session(home, GONE)

    assert holding(home, GONE) == []
    assert {row.id for row in sessions(home)} == {*SESSIONS[1:], OTHER}


def test_a_record_on_another_disk_goes_too(home: Home, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    home.journal(GONE).rename(stick / "journal.jsonl")
    home.journal(GONE).symlink_to(stick / "journal.jsonl")

    assert forget_session(home, GONE).done

    assert list(stick.iterdir()) == []
    assert not home.session_dir(GONE).exists()


def test_a_record_on_a_disk_that_is_not_here_is_told(home: Home, tmp_path: Path) -> None:
    home.journal(GONE).unlink()
    home.journal(GONE).symlink_to(tmp_path / "stick" / "journal.jsonl")

    receipt = forget_session(home, GONE)

    assert "on a disk that is not here" in receipt.troubles[0]
    assert not home.session_dir(GONE).exists()


def test_a_session_without_a_folder_is_forgotten_all_the_same(home: Home) -> None:
    shutil.rmtree(home.session_dir(GONE))

    assert find_session(home, GONE).recaps == 2
    forget_session(home, GONE)

    assert holding(home, GONE) == []


@pytest.mark.long
def test_a_crash_at_any_step_is_finished_by_a_second_run(tmp_path: Path) -> None:
    home = Home(tmp_path / "data")
    for session in (GONE, OTHER):
        # Of few forms: the other session's exports are made again at every step.
        keep(home, session, "Hub futures", "Zoë", ("text",))
    reported_on(home, "a-1")
    before = of_others(home)
    steps = 0
    while True:
        crashed = Home(tmp_path / "crashed")
        shutil.copytree(home.root, crashed.root)
        try:
            forget_session(crashed, GONE, disk=PowerDisk(steps).disk)
        except PowerGone:
            forget_session(crashed, GONE)
            assert holding(crashed, GONE) == [], steps
            assert holding(crashed, "Asked about a-1") == [], steps
            assert of_others(crashed) == before, steps
        else:
            break
        shutil.rmtree(crashed.root)
        steps += 1
    assert steps > 10


def test_a_file_of_somebody_else_stays_and_is_named(home: Home, tmp_path: Path) -> None:
    own = tmp_path / "council"
    own.mkdir()
    told = recap(replay(scan(home.journal(GONE), GONE).payloads).state)
    (made,) = hand_out(home, told, "text", own)
    mine = [
        own / "letter.txt",
        home.exports(GONE) / "minutes.md",
        private_folder(home.exports(GONE) / "photos") / "room.txt",
        home.session_dir(GONE) / "journal.jsonl.bak",
    ]
    for path in mine:
        path.write_text("mine")

    receipt = forget_session(home, GONE)

    assert [path.read_text() for path in mine] == ["mine"] * 4
    assert not made.exists()
    assert sorted(path for path in home.session_dir(GONE).rglob("*") if path.is_file()) == sorted(
        mine[1:]
    )
    assert set(receipt.theirs) == {path.relative_to(home.root).as_posix() for path in mine[1:]}
    assert "3 files that Fairsay did not write were left:" in sentences(receipt, AT.at)
    assert GONE not in {row.id for row in sessions(home)}
    assert GONE not in home.session_ids()
    assert not [one for one in verify(home).findings if GONE in str(one.path)]


def reported_on(home: Home, *about: str) -> str:
    """Report on things of the garden's sessions, and return the id of its series."""
    sid = series_id("Hub futures")
    events: list[SeriesEvent] = [
        *(
            OutcomeReported(report=f"t-{key}", about=key, state="done", why=f"Asked about {key}")
            for key in about
        ),
        PromiseMade(promise="pr-1", text="An answer", who="The council"),
    ]
    tell(home, sid, lambda _: events, AT, "run", "cmd")
    return sid


def reasons(home: Home, sid: str) -> dict[str, str]:
    return {key: one.why for key, one in read(home, sid).state.reports.items()}


def test_the_reports_on_it_go_and_those_on_other_sessions_stay(home: Home) -> None:
    sid = reported_on(home, "a-1", "a-2")

    assert forget_session(home, GONE).done

    assert reasons(home, sid) == {"a-1": STRUCK, "a-2": "Asked about a-2"}
    assert [one.text for one in read(home, sid).state.promises.values()] == ["An answer"]
    assert not holding(home, "Asked about a-1")


def test_a_report_on_what_another_session_took_up_stays_with_it(home: Home) -> None:
    other = recap(replay(scan(home.journal(OTHER), OTHER).payloads).state)
    with Series.named(home, "Hub futures") as series:
        series.save_recap(replace(other, version=9, parking=(RecapParked("Bread", id="p-1"),)))
        mine = recap(replay(scan(home.journal(GONE), GONE).payloads).state)
        series.save_recap(replace(mine, version=9, parking=(RecapParked("Bread", id="p-1"),)))
    sid = reported_on(home, "p-1")

    forget_session(home, GONE)

    assert reasons(home, sid) == {"p-1": "Asked about p-1"}


def test_with_its_last_session_the_journal_of_a_series_goes(home: Home) -> None:
    sid = reported_on(home, "a-1")
    forget_session(home, OTHER)
    assert home.series_journal(sid).exists()

    forget_session(home, GONE)

    assert not holding(home, "An answer")
    assert not home.series_journal(sid).exists()


def test_a_journal_of_a_newer_fairsay_with_reports_on_it_refuses_before_anything_changed(
    home: Home,
) -> None:
    sid = reported_on(home, "a-1")
    newer = b'{"n":3,"t":0,"at":"","run":"","cmd":"","k":"Sung","v":1,"d":{"about":"a-1"}}'
    with home.series_journal(sid).open("ab") as file:
        file.write(frame(journal_id(sid), newer))
    before = contents(home)

    with pytest.raises(NewerStore, match="newer Fairsay"):
        forget_session(home, GONE)

    assert contents(home) == before
