"""Lateness: what a late start, an overrun, a pause and a fixed start make of the finish, together."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from session.model.agenda import (
    AddMinutes,
    GoToItem,
    NextItem,
    Pause,
    Resume,
    StartAgenda,
    TakeBreak,
)
from session.model.plan import Plan, PlanItem
from session.rules.agenda_clock import upcoming
from session.rules.timing import timing
from session.views.format_time import finish_words, left_words, until_words
from tests.session.strategies import command
from tests.session.table import OPENED, Table

TEN = OPENED + timedelta(minutes=5)


def guest_at(starts_at: str) -> Plan:
    """Return a plan from 10:00 whose third item may have a fixed start; 10:20 leaves no slack."""
    return Plan(
        title="With a guest",
        start="10:00",
        agenda=(
            PlanItem("Welcome", 10),
            PlanItem("Ideas", 10),
            PlanItem("Guest", 10, starts_at=starts_at),
            PlanItem("Check-out", 5),
        ),
    )


@pytest.mark.practice("P19")
@pytest.mark.parametrize(
    ("fixed", "late", "over", "paused"),
    list(product((None, 20, 30), (0, 4, 15), (-5, 0, 4, 15), (0, 6))),
)
def test_fixed_starts_overruns_and_pauses_add_up(
    fixed: int | None, late: int, over: int, paused: int
) -> None:
    """Ontime's users found each of these wrong in combination (its issues 1246 and 2104)."""
    table = Table(guest_at("" if fixed is None else f"10:{fixed}"))
    table.wait(300 + late * 60)
    table.do(StartAgenda())
    table.wait(120)
    if paused:
        table.do(Pause())
        table.wait(paused * 60)
        table.do(Resume())
    earliest = late + paused + 10
    expected = max(earliest + 10, fixed or 0) + 15
    planned = max(20, fixed or 0) + 15

    def offset_min() -> float:
        return timing(table.state, table.now()).offset_s / 60

    assert offset_min() == expected - planned
    table.wait((8 + over) * 60)
    expected = max(earliest + max(0, over) + 10, fixed or 0) + 15
    assert offset_min() == expected - planned
    table.do(NextItem())
    expected = max(earliest + over + 10, fixed or 0) + 15
    assert offset_min() == expected - planned
    table.wait(600)
    table.do(NextItem())
    # Begun before its fixed time, an item waits for nobody.
    assert offset_min() == earliest + over + 10 + 15 - planned


def test_a_pause_eats_the_slack_before_it_makes_anything_late() -> None:
    table = Table(guest_at("10:30"))
    table.wait(300)
    table.do(StartAgenda())
    table.do(Pause())
    seen = []
    for _ in range(4):
        table.wait(300)
        seen.append(timing(table.state, table.now()).offset_s)
    assert seen == [0, 0, 300, 600]


@pytest.mark.practice("P19")
def test_words_for_the_finish_agree_with_the_minutes_that_are_shown() -> None:
    """A plan that was started at 40 seconds past: whole minutes are told apart, not seconds."""
    plan = Plan(title="Whenever", agenda=(PlanItem("Talk", 10),))
    table = Table(plan)
    table.wait(40)
    table.do(StartAgenda())
    table.wait(610)
    time = timing(table.state, table.now())
    assert finish_words(table.state, time) == "Finishing about 10:05, as planned"
    table.wait(95)
    time = timing(table.state, table.now())
    assert time.offset_s == 105
    assert finish_words(table.state, time) == "Finishing about 10:07, 2 minutes later than planned"


@settings(max_examples=200)
@given(st.integers(-14_000, 14_000), st.integers(0, 59))
def test_later_and_earlier_are_the_difference_of_the_clock_times(off_s: int, second: int) -> None:
    table = Table(Plan(title="Whenever", agenda=(PlanItem("Talk", 10),)))
    planned = TEN + timedelta(minutes=600, seconds=second)
    time = timing(table.state, table.now())
    finish = planned + timedelta(seconds=off_s)
    words = finish_words(
        table.state,
        type(time)("calm", (), finish=finish, planned_finish=planned, open_ended=False),
    )
    shown_min = (finish.hour * 60 + finish.minute) - (planned.hour * 60 + planned.minute)
    if abs(shown_min) <= 1:
        assert words.endswith(", as planned")
    else:
        side = "later" if shown_min > 0 else "earlier"
        assert words.endswith(f", {abs(shown_min)} minutes {side} than planned") or (
            abs(shown_min) >= 240
        )


@pytest.mark.practice("P19")
def test_minutes_are_whole_and_change_one_at_a_time() -> None:
    table = Table()
    table.do(StartAgenda())
    told: list[str] = []
    for _ in range(13 * 60):
        words = left_words(timing(table.state, table.now()))
        if words not in told[-1:]:
            told.append(words)
        table.wait(1)
    assert told == [
        *(f"about {n} minutes left" for n in range(10, 1, -1)),
        "about a minute left",
        "less than a minute left",
        "time is up",
        "over by a minute",
        "over by 2 minutes",
    ]


def test_over_time_there_is_no_until_any_more() -> None:
    table = Table()
    table.do(StartAgenda())
    table.wait(660)
    assert until_words(table.state, timing(table.state, table.now())) == "Then: Ideas"


def test_a_break_says_its_minutes_as_they_stand() -> None:
    table = Table()
    table.do(StartAgenda())
    table.do(NextItem())
    table.do(AddMinutes(minutes=5, item=table.state.order[2]))
    words = until_words(table.state, timing(table.state, table.now()))
    assert words == "until 10:25, then a break of 15 minutes"


def test_after_a_break_the_latest_that_was_broken_off_comes_first() -> None:
    table = Table()
    welcome, ideas, _, dots, out = table.state.order
    table.do(StartAgenda())
    table.do(TakeBreak())
    table.do(GoToItem(item=ideas))
    table.do(TakeBreak())
    coming = [item.id for item in upcoming(table.state)]
    assert coming[:2] == [ideas, welcome]
    assert coming[-2:] == [dots, out]


@settings(max_examples=100)
@given(st.data(), st.integers(min_value=1, max_value=25))
def test_what_is_expected_next_is_what_comes(data: st.DataObject, length: int) -> None:
    table = Table()
    table.do(StartAgenda())
    for _ in range(length):
        table.wait(data.draw(st.integers(0, 300)))
        table.give(data.draw(command(table.state)))
    if not table.state.clock.current or table.state.closing.ended_t is not None:
        return
    expected = [item.id for item in upcoming(table.state)]
    came: list[str] = []
    while table.state.clock.current and len(came) <= len(expected):
        table.do(NextItem())
        came += [table.state.clock.current] if table.state.clock.current else []
    assert came == expected
