"""Two sessions of one series by the real runtime, journal and store; and a recap corrected later."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.clock import Readings
from app.library import Library
from app.live_session import LiveSession
from app.open_session import open_session, resume_session
from app.series import report, things_of
from session.model.lifecycle import AgreeRecap, EndSession
from session.model.opening_closing import (
    AddReflection,
    CorrectRecap,
    NoteMissing,
    TakeUp,
    TellOutcome,
)
from session.model.parking import CarryAll, MoveParked, Park
from session.model.plan import Plan, PlanItem
from session.model.record import AddReservation, RecordDecision, SetAction
from session.model.series import MakePromise, ReplaceDecision, ReportOutcome
from session.runtime import Done
from session.views.pages import last_time
from session.views.phone_build import PARTS
from session.views.recap import recap
from store.library.ending import finish, pending
from store.library.listing import rebuild, sessions
from store.library.recaps import to_hand_out
from store.library.series import Series
from store.paths import Home, private_folder
from tests.store.test_library_ending import Crashed, crashing_after

SERIES = "Hub futures"


def plan(title: str) -> Plan:
    return Plan(title=title, series=SERIES, agenda=(PlanItem("Talk", 10),))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(private_folder(tmp_path / "data"))


def give(live: LiveSession, *commands: object) -> None:
    for command in commands:
        assert isinstance(live.handle(command), Done)  # type: ignore[arg-type]  # any command


def end(live: LiveSession) -> None:
    give(live, EndSession(), AgreeRecap(not_coproduced="The date"))
    asyncio.run(live.keep_recap())
    live.close()


def first(home: Home, readings: Readings | None = None) -> str:
    live = open_session(home, plan("First evening"), readings=readings)
    give(
        live,
        RecordDecision(text="Soup on Thursdays"),
        SetAction(what="Ring the council"),
        SetAction(what="Find a cook"),
        Park(text="The bus shelter"),
        CarryAll(),
    )
    end(live)
    return live.session_id


@pytest.mark.practice("P14")
@pytest.mark.practice("P40")
def test_the_second_session_opens_with_the_first_and_the_third_with_what_is_left(
    home: Home,
) -> None:
    first(home)
    second = open_session(home, plan("Second evening"))
    before = second.runtime.live.carried
    council, cook = before.actions
    give(
        second,
        TellOutcome(about=council.id, state="done"),
        TellOutcome(about=cook.id, state="not-done", why="Nobody had time"),
        TakeUp(carried=before.parked[0].id),
        NoteMissing(text="Nobody under 20"),
    )
    page = last_time(second.runtime.live)
    end(second)

    third = open_session(home, plan("Third evening"))
    left = third.runtime.live.carried
    third.close()

    assert before.title == "First evening"
    assert [one.text for one in before.decisions] == ["Soup on Thursdays"]
    assert any("Ring the council: done" in text for text in (line.text for line in page.lines))
    assert left.sessions == 2
    assert [(one.what, one.state, one.why) for one in left.actions] == [
        ("Find a cook", "not-done", "Nobody had time")
    ]
    assert [one.text for one in left.parked] == ["The bus shelter"]


@pytest.mark.practice("P32")
@pytest.mark.practice("P39")
def test_a_correction_is_kept_as_a_new_version_beside_the_agreed_one(home: Home) -> None:
    session = first(home)
    live = resume_session(home, session)
    give(live, CorrectRecap(text="The cook is found"))
    asyncio.run(live.keep_recap())
    draft = next(row.state for row in sessions(home) if row.id == session)

    give(live, AgreeRecap(not_coproduced="The date"))
    asyncio.run(live.keep_recap())
    live.close()

    with Series.named(home, SERIES, writable=False) as series:
        kept = series.versions(session)
    assert draft in {"draft", "live"}
    assert [(one.version, one.agreed, len(one.corrections)) for one in kept] == [
        (1, True, 0),
        (2, True, 1),
    ]


@pytest.mark.parametrize("again", [False, True])
def test_a_correction_the_store_never_saw_is_stored_at_the_next_start(
    home: Home, again: bool
) -> None:
    session = first(home)
    live = resume_session(home, session)
    give(live, CorrectRecap(text="The cook is found"))
    live.close()
    if again:
        rebuild(home)

    told = Library(home).finish_endings()

    stored = Library(home).stored(session)
    assert told == ()
    assert stored is not None
    assert (stored.version, stored.agreed) == (2, False)
    assert pending(home) == ()


@pytest.mark.parametrize("operations", range(0, 40, 1))
def test_a_kill_between_the_steps_of_storing_a_version_loses_neither(
    home: Home, operations: int
) -> None:
    session = first(home)
    live = resume_session(home, session)
    give(live, CorrectRecap(text="The cook is found"))
    live.settle()
    made = recap(live.runtime.durable)
    live.close()

    try:
        finish(home, made, disk=crashing_after(operations))
    except Crashed:
        Library(home).finish_endings()

    with Series.named(home, SERIES, writable=False) as series:
        assert [(one.version, one.agreed) for one in series.versions(session)] == [
            (1, True),
            (2, False),
        ]
    assert pending(home) == ()


class SlowOpening:
    """Clocks of a laptop on which every look at its time zone takes 10 ms, as when it is busy: opening has 60."""

    def __init__(self) -> None:
        self._passed = timedelta()

    def now(self) -> datetime:
        return datetime(2026, 11, 29, 15, tzinfo=UTC) + self._passed

    def _offset_s(self, _: datetime) -> int:
        self._passed += timedelta(milliseconds=10)
        return 0

    @property
    def readings(self) -> Readings:
        def passed() -> float:
            return self._passed.total_seconds()

        return Readings(passed, passed, self.now, self._offset_s)


def test_what_is_reported_right_after_a_session_counts_as_later_however_long_its_opening_took(
    home: Home,
) -> None:
    clock = SlowOpening()
    live = open_session(home, plan("First evening"), readings=clock.readings)
    give(live, EndSession())
    stamp = recap(live.runtime.live).stamp
    live.close()

    assert datetime.fromisoformat(stamp) == clock.now()


class Clock:
    """Clocks that stand at what the test says, in minutes after three."""

    minutes = 0

    @property
    def readings(self) -> Readings:
        def passed() -> float:
            return self.minutes * 60.0

        def wall() -> datetime:
            return datetime(2026, 11, 29, 15, tzinfo=UTC) + timedelta(minutes=self.minutes)

        return Readings(passed, passed, wall, lambda _: 0)


ABOUT = ("Ring the council", "The bus shelter")


@pytest.mark.practice("P40")
@pytest.mark.parametrize("text", ABOUT)
@pytest.mark.parametrize("reported", [2, 25])
def test_what_was_told_last_counts_at_the_next_opening_though_the_session_ends_later(
    home: Home, reported: int, text: str
) -> None:
    desk, clock = Library(home), Clock()
    first(home, clock.readings)
    about = next(one.id for one in things_of(desk, SERIES) if one.text == text)
    asked = ReportOutcome(about=about, state="under-way", why="They are at it")
    live = open_session(home, plan("Second evening"), readings=clock.readings)
    if reported == 2:
        clock.minutes = 2
        report(desk, SERIES, asked, clock.readings)
    clock.minutes = 4
    give(live, TellOutcome(about=about, state="passed-on", to="the county"))
    clock.minutes = 25
    if reported == 25:
        report(desk, SERIES, asked, clock.readings)
    clock.minutes = 60
    end(live)

    left = next(one for one in things_of(desk, SERIES) if one.id == about)
    exported = Library(home).stored(live.session_id)
    assert exported
    shown = next(one for one in to_hand_out(home, exported).left if one.id == about)

    told = ("under-way", "") if reported == 25 else ("passed-on", "the county")
    assert (left.state, left.to) == told
    assert (shown.state, shown.to) == told


@pytest.mark.practice("P40")
def test_what_was_reported_after_a_parked_item_was_settled_counts(home: Home) -> None:
    desk, clock = Library(home), Clock()
    first(home, clock.readings)
    about = next(one.id for one in things_of(desk, SERIES) if one.text == "The bus shelter")
    live = open_session(home, plan("Second evening"), readings=clock.readings)
    give(
        live,
        TakeUp(carried=about),
        MoveParked(parked=about, status="picked-up"),
        MoveParked(parked=about, status="resolved"),
    )
    clock.minutes = 25
    asked = ReportOutcome(about=about, state="passed-on", to="the county")
    report(desk, SERIES, asked, clock.readings)
    clock.minutes = 60
    end(live)

    left = next(one for one in things_of(desk, SERIES) if one.id == about)

    assert (left.state, left.to) == ("passed-on", "the county")


def pages_of(live: LiveSession) -> tuple[list[str], list[str]]:
    """The page of last time, line by line, on the wall and on a phone."""
    state, now = live.runtime.live, live.runtime.now()
    part = next(one for one in PARTS if one.key == "last")
    return [line.text for line in last_time(state).lines], [
        text for _, text in part.make(state, now).lines
    ]


@pytest.mark.practice("P36")
@pytest.mark.practice("P40")
@pytest.mark.practice("P62")
def test_three_sessions_open_with_what_was_asked_promised_and_held_against_a_decision(
    home: Home,
) -> None:
    desk = Library(home)
    live = open_session(home, plan("First evening"))
    give(
        live,
        RecordDecision(text="Soup on Thursdays"),
        AddReservation(text="Not without bread"),
        SetAction(what="Ring the council", who="Mo", by="Friday"),
        AddReflection(worked="The soup", change="A later start"),
    )
    end(live)
    report(desk, SERIES, MakePromise(text="An answer on the lease", who="The council"))

    second = open_session(home, plan("Second evening"))
    wall, phone = pages_of(second)
    carried = second.runtime.live.carried
    give(
        second,
        TellOutcome(about=carried.promises[0].id, state="passed-on", to="the county"),
        TellOutcome(about=carried.suggestions[0].id, state="under-way"),
        TellOutcome(about=carried.actions[0].id, state="done"),
        RecordDecision(text="Soup on Fridays"),
    )
    end(second)
    known = {one.text: one.id for one in things_of(desk, SERIES)}
    both = (known["Soup on Thursdays"], known["Soup on Fridays"])
    report(desk, SERIES, ReplaceDecision(about=both[0], instead=both[1], why="The hall is let"))
    asked = ReportOutcome(about=known["A later start"], state="cannot-change", why="The last bus")
    report(desk, SERIES, asked)

    third = open_session(home, plan("Third evening"))
    last, last_phone = pages_of(third)
    third.close()

    assert wall[1:] == [
        "We decided",
        "Soup on Thursdays",
        "But: Not without bread",
        "Promised to us",
        "An answer on the lease: not told yet",
        "You asked for",
        "A later start: not told yet",
        "What became of it? ↑ ↓ choose",
        "Ring the council: not told yet · by Friday 4 December 2026",
    ]
    assert [line for line in phone if line in wall] == [line for line in wall if "↑" not in line]
    assert last[1:] == [
        "We decided",
        "Soup on Fridays",
        "Instead of “Soup on Thursdays”. Why: The hall is let",
        "Promised to us",
        "An answer on the lease: passed on to the county",
        "You asked for",
        "A later start: can't change · The last bus",
        "What became of it? ↑ ↓ choose",
    ]
    assert [line for line in last_phone if line in last] == [one for one in last if "↑" not in one]
    assert not any("Mo" in line or "The council" in line for line in (*wall, *last))
