"""A session with everything it needs: opened, resumed, shared by nobody, ended, moved."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.clock import Readings, SessionClock, Slip
from app.live_session import LiveSession
from app.open_session import CannotOpen, open_session, resume_session
from session.model.agenda import StartAgenda
from session.model.history import Undo
from session.model.ideas import AddIdea
from session.model.lifecycle import AgreeRecap, EndSession, RecordGap
from session.model.opening_closing import CorrectRecap
from session.model.record import WriteNote
from session.runtime import Done
from store.journal.writer import NotSaved
from store.library.index import SessionIndex
from store.library.series import Series
from store.paths import Home
from tests.tui.opened import PLAN, journal, opened

SESSION = "2026-11-23-aaaaaa"


class Hands:
    """The three clocks of a machine, as a test turns them."""

    def __init__(self) -> None:
        self.elapsed = self.awake = 1000.0
        self.wall = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)

    def pass_(self, seconds: float, *, asleep: float = 0.0, set_by: float = 0.0) -> None:
        self.elapsed += seconds + asleep
        self.awake += seconds
        self.wall += timedelta(seconds=seconds + asleep + set_by)

    def readings(self) -> Readings:
        return Readings(lambda: self.elapsed, lambda: self.awake, lambda: self.wall)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")


@pytest.fixture
def live(home: Home) -> Iterator[LiveSession]:
    live = opened(home)
    yield live
    live.close()


def test_a_session_is_on_disk_before_its_agenda_starts(home: Home, live: LiveSession) -> None:
    assert live.settle()
    assert '"SessionStarted"' in journal(home, SESSION)
    assert live.saved.all


def test_a_second_program_is_told_who_has_the_session(home: Home, live: LiveSession) -> None:
    live.settle()
    with pytest.raises(CannotOpen, match="open"):
        resume_session(home, SESSION)


def test_a_resumed_session_is_where_it_was_and_knows_how_long_it_was_away(home: Home) -> None:
    hands = Hands()
    live = open_session(home, PLAN, session_id=SESSION, readings=hands.readings())
    live.handle(StartAgenda())
    hands.pass_(60)
    live.handle(AddIdea(text="A warm room"))
    live.close()
    hands.pass_(240)
    again = resume_session(home, SESSION, readings=hands.readings())
    state = again.runtime.live
    again.close()
    assert [idea.text for idea in state.ideas.values()] == ["A warm room"]
    assert [(gap.until_t, gap.length_ms, gap.wall_ms) for gap in state.gaps] == [
        (300_000, 240_000, 0)
    ]


def test_a_wall_clock_set_back_while_away_loses_no_time_and_invents_none(home: Home) -> None:
    hands = Hands()
    live = open_session(home, PLAN, session_id=SESSION, readings=hands.readings())
    hands.pass_(60)
    live.handle(AddIdea(text="A warm room"))
    live.close()
    hands.pass_(10, set_by=-3600)
    again = resume_session(home, SESSION, readings=hands.readings())
    gap = again.runtime.live.gaps[0]
    again.close()
    assert (gap.length_ms, gap.wall_ms) == (0, -3_590_000)


def test_sleep_is_a_gap_and_a_set_clock_is_told() -> None:
    hands = Hands()
    clock = SessionClock(readings=hands.readings())
    hands.pass_(30)
    assert clock.slip() is None
    hands.pass_(1, asleep=600)
    assert clock.slip() == Slip(asleep_ms=600_000)
    hands.pass_(1, set_by=3600)
    assert clock.slip() == Slip(set_ms=3_600_000)
    assert clock.now().t == 632_000


def test_a_slip_of_the_clocks_is_recorded_once(home: Home) -> None:
    hands = Hands()
    live = open_session(home, PLAN, session_id=SESSION, readings=hands.readings())
    hands.pass_(1, asleep=600)
    live.notice_clocks()
    live.notice_clocks()
    gaps = live.runtime.live.gaps
    live.close()
    assert [gap.length_ms for gap in gaps] == [600_000]


def test_a_torn_end_is_told_when_the_session_is_opened_again(home: Home) -> None:
    opened(home, AddIdea(text="kept")).close()
    with home.journal(SESSION).open("ab") as file:
        file.write(b'{"c":"0000')
    again = resume_session(home, SESSION)
    again.close()
    assert len(again.told) == 1
    assert [idea.text for idea in again.runtime.live.ideas.values()] == ["kept"]


@pytest.mark.parametrize("content", [b"", b"\0\0\0", b"not a journal\n", b"[]\n{}\n"])
def test_a_file_that_is_no_journal_is_named_and_left_as_it_is(home: Home, content: bytes) -> None:
    opened(home).close()
    home.journal(SESSION).write_bytes(content)
    with pytest.raises(CannotOpen, match=r"journal\.jsonl"):
        resume_session(home, SESSION)
    assert home.journal(SESSION).read_bytes() == content or not content.strip(b"\0")


def test_a_session_nobody_knows_is_refused_in_one_sentence(home: Home) -> None:
    with pytest.raises(CannotOpen, match="no session"):
        resume_session(home, "never")


async def test_when_the_folder_goes_the_session_goes_on_and_nothing_is_acknowledged(
    home: Home, live: LiveSession
) -> None:
    told = asyncio.Event()
    live.attach(asyncio.get_running_loop())
    live.watch(told.set)
    await live.settled()
    shutil.rmtree(live.folder)
    done = live.handle(WriteNote(text="still here"))
    assert isinstance(done, Done)
    while not live.saved.trouble:
        told.clear()
        await asyncio.wait_for(told.wait(), 20)
    assert live.saved.durable_n < done.n
    assert [note.text for note in live.runtime.live.notes.values()] == ["still here"]
    assert live.runtime.durable.notes == {}


async def test_whoever_waits_for_a_disk_that_refuses_is_told(live: LiveSession) -> None:
    await live.settled()
    shutil.rmtree(live.folder)
    live.handle(WriteNote(text="still here"))
    with pytest.raises(NotSaved, match="disk has not taken"):
        await live.settled(timeout_s=0.2)


async def test_another_place_gets_the_whole_journal(
    home: Home, live: LiveSession, tmp_path: Path
) -> None:
    live.attach(asyncio.get_running_loop())
    live.handle(WriteNote(text="before"))
    elsewhere = tmp_path / "stick"
    elsewhere.mkdir()
    place = (await live.move_to(elsewhere)).path
    live.handle(WriteNote(text="after"))
    await live.settled()
    text = place.read_text(encoding="utf-8")
    assert "SessionStarted" in text
    assert text.index("before") < text.index("after")


async def test_an_ended_session_is_in_its_series_and_in_the_index(
    home: Home, live: LiveSession
) -> None:
    live.handle(WriteNote(text="a note"))
    live.handle(EndSession())
    await live.keep_recap()
    with Series.named(home, PLAN.series) as series:
        kept = series.recap(SESSION)
    assert kept is not None
    assert [note.text for note in kept.notes] == ["a note"]
    with SessionIndex(home) as library:
        assert [(row.id, row.state) for row in library.sessions()] == [(SESSION, "draft")]


async def test_recaps_saved_at_once_are_saved_one_after_another_and_the_latest_stays(
    home: Home, live: LiveSession
) -> None:
    live.handle(EndSession())
    live.handle(AgreeRecap(not_coproduced="The date"))
    live.handle(CorrectRecap(text="One"))
    first = asyncio.create_task(live.keep_recap())
    live.handle(CorrectRecap(text="Two"))
    second = asyncio.create_task(live.keep_recap())
    live.handle(CorrectRecap(text="Three"))
    third = asyncio.create_task(live.keep_recap())

    await asyncio.gather(third, second, first)

    with Series.named(home, PLAN.series) as series:
        kept = series.recap(SESSION)
    assert kept is not None
    assert [one.text for one in kept.corrections] == ["One", "Two", "Three"]


async def test_a_gap_is_no_reason_to_hide_what_can_be_undone(live: LiveSession) -> None:
    live.handle(WriteNote(text="a note"))
    live.handle(RecordGap(length_ms=60_000))
    done = live.handle(Undo())
    assert isinstance(done, Done)
    assert done.what == "a note"
