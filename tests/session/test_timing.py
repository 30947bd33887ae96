"""Where the agenda stands: left, over, expected times, and when it will finish."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from session.model.agenda import (
    AddItem,
    AddMinutes,
    GoToItem,
    MoveItem,
    NextItem,
    Pause,
    Resume,
    SkipItem,
    StartAgenda,
    TakeBreak,
)
from session.model.lifecycle import CountGap, RecordGap
from session.model.plan import Plan, PlanItem
from session.rules.local_time import wall
from session.runtime import Done
from session.views.format_time import finish_words, left_words, next_words, until_words
from tests.session.builders import Hall, under_way
from tests.session.strategies import command
from tests.session.table import OPENED


def states(hall: Hall) -> list[str]:
    return [line.state for line in hall.time.lines]


@pytest.mark.practice("P15")
def test_before_the_start_the_plan_is_what_is_expected() -> None:
    early = Hall()
    assert early.time.stage == "not-started"
    assert early.starts == ["10:00", "10:10", "10:40", "10:50", "11:10"]
    assert states(early) == ["next", "later", "later", "later", "later"]
    assert early.finish == "Finishing about 11:20, as planned"
    assert early.left == "not started yet"


@pytest.mark.practice("P19")
def test_a_start_that_is_late_moves_the_finish_minute_by_minute() -> None:
    assert Hall().at(7).finish == "Finishing about 11:27, 7 minutes later than planned"


@pytest.mark.practice("P19")
def test_what_is_left_is_planned_and_added_less_elapsed() -> None:
    table = under_way().at(4, AddMinutes(minutes=3))
    assert (table.time.total_s, table.time.elapsed_s, table.time.left_s) == (780, 240, 540)
    assert table.time.share == pytest.approx(240 / 780)
    assert table.time.ends_at == OPENED + timedelta(minutes=18)
    assert table.left == "about 9 minutes left"
    assert until_words(table.state, table.time) == "until 10:13, then: Ideas"


def test_the_share_stops_at_one() -> None:
    assert under_way().at(60).time.share == 1.0


@pytest.mark.practice("P19")
def test_an_overrun_counts_once_the_time_is_up() -> None:
    assert under_way().at(10).time.offset_s == 0
    assert under_way().at(16).time.offset_s == 360
    assert under_way().at(16).finish == "Finishing about 11:26, 6 minutes later than planned"


def test_finishing_early_shows_when_the_next_one_starts() -> None:
    table = under_way().at(6)
    assert table.time.offset_s == 0
    table.do(NextItem())
    assert table.finish == "Finishing about 11:16, 4 minutes earlier than planned"


@pytest.mark.practice("P19")
def test_a_pause_is_lateness_but_not_the_items_time() -> None:
    table = under_way().at(4, Pause()).at(10)
    assert (table.time.stage, table.time.elapsed_s, table.time.left_s) == ("paused", 240, 360)
    assert table.left == "paused, about 6 minutes left"
    assert table.time.offset_s == 360
    table.do(Resume())
    assert table.at(11).time.left_s == 300
    assert table.time.offset_s == 360


@pytest.mark.practice("P19")
def test_a_gap_counts_unless_it_is_told_not_to() -> None:
    table = under_way().at(8, RecordGap(length_ms=240_000))
    assert table.time.left_s == 120
    table.do(CountGap(counted=False))
    assert table.time.left_s == 360
    assert table.time.offset_s == 240


@pytest.mark.practice("P21")
def test_minutes_given_and_taken_move_the_finish() -> None:
    table = under_way()
    table.do(AddMinutes(minutes=10, item=table.key("Dots")))
    assert table.time.offset_s == 600
    table.do(AddMinutes(minutes=-5))
    assert table.time.offset_s == 300
    assert table.starts == ["10:00", "10:05", "10:35", "10:45", "11:15"]


@pytest.mark.practice("P21")
def test_what_is_left_out_is_time_won_and_what_is_added_is_time_spent() -> None:
    table = under_way()
    table.do(SkipItem(item=table.key("Ideas")))
    assert table.time.offset_s == -1800
    assert states(table) == ["now", "dropped", "next", "later", "later"]
    table.do(AddItem(title="A look round", minutes=15))
    assert table.time.offset_s == -900


@pytest.mark.practice("P21")
def test_what_is_moved_is_expected_in_its_new_place() -> None:
    table = under_way()
    table.do(MoveItem(item=table.key("Dots"), by=-2))
    assert table.starts == ["10:00", "10:10", "10:30", "11:00", "11:10"]
    assert table.time.offset_s == 0
    assert next_words(table.state, table.time) == "Next at 10:10: Dots"


@pytest.mark.practice("P22")
def test_what_a_break_broke_off_needs_only_its_rest() -> None:
    table = under_way().at(4, TakeBreak(minutes=5))
    assert table.time.next == table.key("Welcome")
    assert table.starts[:3] == ["10:04", "10:09", "10:15"]
    assert table.time.offset_s == 300
    table.at(9, NextItem())
    assert (table.time.elapsed_s, table.time.left_s) == (240, 360)


@pytest.mark.practice("P58")
def test_without_a_start_in_the_plan_it_is_held_against_the_actual_one() -> None:
    plan = Plan(title="Whenever", agenda=(PlanItem("Talk", 30), PlanItem("Soup", 10)))
    table = Hall(plan).at(20)
    assert table.finish == "Finishing about 11:00, as planned"
    table.do(StartAgenda())
    assert table.at(40).time.offset_s == 0
    assert table.at(55).finish == "Finishing about 11:05, 5 minutes later than planned"


def test_an_item_added_after_the_last_is_still_to_come() -> None:
    table = under_way()
    for minutes in (10, 40, 50, 70, 80):
        table.at(minutes, NextItem())
    table.do(AddItem(title="Thanks", minutes=5))
    table.do(StartAgenda())
    assert table.time.stage == "calm"
    assert table.finish == "Finishing about 11:25, 5 minutes later than planned"


def test_what_is_over_keeps_its_actual_times() -> None:
    table = under_way().at(12, NextItem())
    done = table.time.lines[0]
    assert (done.state, done.start, done.end) == (
        "done",
        OPENED + timedelta(minutes=5),
        OPENED + timedelta(minutes=17),
    )


def test_what_was_jumped_over_is_expected_after_the_rest() -> None:
    table = under_way().at(10)
    table.do(GoToItem(item=table.key("Dots")))
    assert states(table) == ["done", "later", "later", "now", "next"]
    assert table.starts == ["10:00", "10:40", "11:10", "10:10", "10:30"]
    assert table.time.offset_s == 0


def test_every_time_is_aware_and_universal() -> None:
    time = under_way().time
    shown = [time.finish, time.planned_finish, *(line.start for line in time.lines)]
    assert {at.tzinfo for at in shown} == {UTC}
    assert wall(under_way().state, 0) == OPENED


minutes = st.integers(min_value=1, max_value=60)


@pytest.mark.practice("P19")
@settings(max_examples=60)
@given(st.lists(minutes, min_size=1, max_size=6))
def test_when_all_goes_to_plan_the_offset_stays_at_nothing(lengths: list[int]) -> None:
    items = tuple(PlanItem(f"Item {n}", length) for n, length in enumerate(lengths))
    table = Hall(Plan(title="To plan", agenda=items, start="10:00"))
    done = 0
    table.at(0, StartAgenda())
    for length in lengths:
        assert table.at(done + length / 2).time.offset_s == 0
        done += length
        table.at(done)
        assert table.time.offset_s == 0
        table.do(NextItem())
        assert table.time.offset_s == 0
    assert table.time.stage == "finished"


@settings(max_examples=100)
@given(st.data(), st.integers(min_value=1, max_value=30))
def test_whatever_is_done_the_times_agree(data: st.DataObject, length: int) -> None:
    table = Hall()
    for _ in range(length):
        table.wait(data.draw(st.integers(0, 900)))
        before = table.state
        done = table.give(data.draw(command(table.state)))
        assert isinstance(done, Done) or table.state is before
        time = table.time
        if time.left_s is not None and time.total_s is not None:
            assert time.left_s + time.elapsed_s == pytest.approx(time.total_s)
            assert time.total_s >= 60
        assert time.elapsed_s >= 0
        assert 0 <= time.share <= 1
        if time.stage != "finished":
            assert time.finish >= table.now().at
        assert all(line.start <= line.end for line in time.lines)
        coming = [line for line in time.lines if line.state in {"next", "later"}]
        assert all(line.start >= table.now().at and line.end <= time.finish for line in coming) or (
            time.stage == "finished"
        )
        assert [line.state for line in time.lines].count("now") == bool(time.item)
        for say in (left_words(time), finish_words(table.state, time)):
            assert say
