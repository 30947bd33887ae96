"""A session moved to another series: all of it goes, nothing else does, and a kill at any step loses nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.library import Library
from app.series import move, things_of
from session.model.series import OutcomeReported, PromiseMade, SeriesEvent
from session.wording.catalogue import say
from store.erase.move_notes import noted
from store.erase.moving import NotMoved
from store.erase.moving import move as moved
from store.exports.writing import writing
from store.library.series import series_id
from store.library.series_journal import read, tell
from store.owner import AlreadyOpen, claim
from store.paths import Home
from store.verify import verify
from tests.store.made_once import made_once
from tests.store.named import OTHER, SESSIONS, contents, keep, versions
from tests.store.power import PowerDisk, PowerGone
from tests.store.sessions import AT

pytestmark = pytest.mark.practice("P40")
HERE, OLD, NEW = SESSIONS[0], "Hub futures", "Garden"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "data")
    filled(home)
    return home


@made_once
def filled(home: Home) -> None:
    for session in (HERE, OTHER):
        keep(home, session, OLD, "Zoë", ("text",))
    events: tuple[SeriesEvent, ...] = (
        OutcomeReported(report="t-1", about="a-1", state="done", why="Asked about it"),
        OutcomeReported(report="t-2", about="a-2", state="done", why="Asked as well"),
        PromiseMade(promise="pr-1", text="An answer", who="The council"),
    )
    tell(home, series_id(OLD), lambda _: events, AT, "run", "cmd")


def reasons(home: Home, name: str) -> dict[str, str]:
    return {key: one.why for key, one in read(home, series_id(name)).state.reports.items()}


def whole(home: Home) -> None:
    """The session is in the new series and nowhere else, and all that is stored is sound."""
    assert verify(home).sound, verify(home).findings
    assert (versions(home, OLD, HERE), versions(home, NEW, HERE)) == (0, 2)
    assert versions(home, OLD, OTHER) == 2
    assert {row.id: row.series for row in Library(home).rows()} == {HERE: NEW, OTHER: OLD}
    told = Library(home).recap(HERE)
    assert (told.series, told.agreed) == (NEW, True)
    assert reasons(home, NEW) == {"a-1": "Asked about it"}
    assert reasons(home, OLD)["a-2"] == "Asked as well"
    assert b"Asked about it" not in home.series_journal(series_id(OLD)).read_bytes()
    assert [one.text for one in things_of(Library(home), OLD) if one.kind == "promise"]
    assert noted(home) == ()


def test_all_of_it_goes_and_nothing_else(home: Home) -> None:
    other = {
        place: data
        for place, data in contents(home).items()
        if place.startswith(f"sessions/{OTHER}")
    }
    (export,) = home.exports(HERE).glob("*.txt")
    assert OLD in export.read_text()

    assert move(Library(home), HERE, "garden") == ()

    assert OLD not in export.read_text()
    assert "garden" in export.read_text()
    assert {
        place: data
        for place, data in contents(home).items()
        if place.startswith(f"sessions/{OTHER}")
    } == other


@pytest.mark.long
def test_a_kill_at_any_step_is_finished_by_the_next_start(home: Home, tmp_path: Path) -> None:
    steps = 0
    while True:
        crashed = Home(tmp_path / "crashed")
        shutil.copytree(home.root, crashed.root)
        try:
            moved(crashed, HERE, NEW, PowerDisk(steps).disk)
        except PowerGone:
            started = bool(noted(crashed))
            Library(crashed).finish_endings()
            if not started and versions(crashed, OLD, HERE):
                assert moved(crashed, HERE, NEW) == ()
            whole(crashed)
        else:
            break
        shutil.rmtree(crashed.root)
        steps += 1
    whole(crashed)
    assert steps > 10


@pytest.mark.long
def test_exports_that_another_program_is_writing_are_told_and_made_again_by_the_next_start(
    home: Home,
) -> None:
    (text,) = home.exports(HERE).glob("*.txt")
    assert OLD in text.read_text("utf-8")

    with writing(home, HERE):
        assert moved(home, HERE, NEW) == (say("refused.exports_busy"),)
    assert noted(home) == (HERE,)

    assert Library(home).finish_endings() == ()

    whole(home)
    assert OLD not in text.read_text("utf-8")
    assert NEW in text.read_text("utf-8")


def test_with_the_last_session_go_the_promises_of_its_series(home: Home) -> None:
    assert moved(home, HERE, NEW) == ()
    assert moved(home, OTHER, NEW) == ()

    state = read(home, series_id(NEW)).state
    assert [one.who for one in state.promises.values()] == ["The council"]
    assert reasons(home, NEW) == {"a-1": "Asked about it", "a-2": "Asked as well"}
    assert not home.series_journal(series_id(OLD)).exists()
    assert verify(home).sound


def test_what_is_open_or_there_already_stays(home: Home) -> None:
    before = contents(home)
    with claim(home.session_dir(HERE)), pytest.raises(AlreadyOpen):
        moved(home, HERE, NEW)
    with pytest.raises(NotMoved, match="It is in “Hub futures” already"):
        moved(home, HERE, OLD)

    assert contents(home) == before
