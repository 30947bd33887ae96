"""What the clock on the wall says, through a change of summer time and a resume elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.clock import Readings
from app.live_session import LiveSession
from app.local_time import LocalTime
from app.open_session import open_session, resume_session
from session.model.agenda import NextItem, StartAgenda
from session.model.history import Undo
from session.model.plan import Plan, PlanItem
from session.model.record import WriteNote
from session.rules.local_time import local_hhmm
from session.rules.timing import timing
from session.runtime import Done
from session.views.recap import recap
from store.paths import Home, private_folder
from tests.session.table import Table

WINTER = datetime(2026, 10, 25, 1, tzinfo=UTC)
"""When the clocks of the United Kingdom go back, from 02:00 to 01:00."""


def london(at: datetime) -> int:
    return 3600 if at < WINTER else 0


def warsaw(at: datetime) -> int:
    return london(at) + 3600


def utc(_: datetime) -> int:
    return 0


class Clock:
    """A laptop: where it is, and what time it is."""

    def __init__(self, at: datetime, zone: Callable[[datetime], int]) -> None:
        self.at, self.zone, self.slept_s = at, zone, 0

    def readings(self) -> Readings:
        def elapsed() -> float:
            return self.at.timestamp()

        def here(at: datetime) -> int:
            return self.zone(at)

        return Readings(
            elapsed,
            lambda: elapsed() - self.slept_s,
            lambda: self.at,
            here,
        )

    def goes_on(self, **length: float) -> None:
        self.at += timedelta(**length)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(private_folder(tmp_path / "data"))


PLAN = Plan(
    title="Through the night",
    agenda=(PlanItem("Talk", 30), PlanItem("Lunch", 30, "break", starts_at="18:30")),
)


def wall(live: LiveSession) -> str:
    return local_hhmm(live.runtime.live, live.runtime.now().at)


def lunch(live: LiveSession) -> str:
    state = live.runtime.live
    (line,) = (
        line
        for line in timing(state, live.runtime.now()).lines
        if state.items[line.item].title == "Lunch"
    )
    return local_hhmm(state, line.start)


@pytest.fixture
def evening() -> Clock:
    return Clock(datetime(2026, 10, 24, 18, 50, tzinfo=UTC), london)


def test_the_clock_follows_a_change_between_run_and_resume(home: Home, evening: Clock) -> None:
    live = open_session(home, PLAN, session_id="s-1", readings=evening.readings())
    assert wall(live) == "19:50"
    live.close()

    evening.at = datetime(2026, 10, 25, 16, 55, tzinfo=UTC)
    live = resume_session(home, "s-1", readings=evening.readings())
    live.handle(StartAgenda())

    assert wall(live) == "16:55"
    assert lunch(live) == "18:30"
    live.close()


def test_the_clock_follows_a_change_in_the_middle_of_a_session(home: Home) -> None:
    clock = Clock(WINTER - timedelta(minutes=20), london)
    live = open_session(home, PLAN, session_id="s-1", readings=clock.readings())
    live.handle(StartAgenda())
    live.handle(WriteNote(text="before"))
    before = wall(live)

    clock.goes_on(minutes=40)
    live.handle(WriteNote(text="after"))

    assert (before, wall(live)) == ("01:40", "01:20")
    assert [note.at for note in recap(live.runtime.live).notes] == ["01:40", "01:20"]
    live.close()


def test_gone_on_with_elsewhere_it_tells_the_time_there_and_then(
    home: Home, evening: Clock
) -> None:
    live = open_session(home, PLAN, session_id="s-1", readings=evening.readings())
    live.handle(WriteNote(text="in London"))
    live.close()

    evening.goes_on(hours=1)
    evening.zone = warsaw
    live = resume_session(home, "s-1", readings=evening.readings())
    live.handle(WriteNote(text="in Warsaw"))

    assert wall(live) == "21:50"
    assert [note.at for note in recap(live.runtime.live).notes] == ["19:50", "21:50"]
    live.close()


@pytest.mark.parametrize("asleep", [False, True])
def test_another_zone_is_noticed_while_it_runs(home: Home, evening: Clock, asleep: bool) -> None:
    live = open_session(home, PLAN, session_id="s-1", readings=evening.readings())
    live.handle(StartAgenda())
    live.handle(WriteNote(text="in London"))
    evening.zone = warsaw

    evening.goes_on(seconds=5 if asleep else 61)
    evening.slept_s = 5 if asleep else 0
    live.notice_clocks()
    live.handle(WriteNote(text="in Warsaw"))
    n = live.runtime.n
    evening.goes_on(minutes=2)
    live.notice_clocks()

    assert live.runtime.n == n
    assert wall(live)[:2] == "20"
    assert [note.at[:2] for note in recap(live.runtime.live).notes] == ["19", "20"]
    live.close()


def test_rules_of_the_zone_that_change_while_it_runs_are_read_again() -> None:
    read: list[str] = []
    readings = Readings(renew_zone=lambda: read.append("again"))
    runtime = Table().runtime

    LocalTime(runtime, readings).look(at_once=True)

    assert read == ["again"]


@pytest.mark.parametrize("zone", [london, utc])
def test_where_nothing_changed_nothing_is_noted(
    home: Home, evening: Clock, zone: Callable[[datetime], int]
) -> None:
    evening.zone = zone
    open_session(home, PLAN, session_id="s-1", readings=evening.readings()).close()
    evening.goes_on(minutes=5)

    live = resume_session(home, "s-1", readings=evening.readings())

    assert live.runtime.n == 2
    live.close()


def test_undo_passes_over_what_the_clock_says(home: Home, evening: Clock) -> None:
    live = open_session(home, PLAN, session_id="s-1", readings=evening.readings())
    live.handle(StartAgenda())
    live.handle(NextItem())
    live.close()
    evening.zone = utc

    live = resume_session(home, "s-1", readings=evening.readings())
    done = live.handle(Undo())

    assert isinstance(done, Done)
    assert wall(live) == "18:50"
    live.close()
