"""The agenda's way: started, gone on with, gone back to, paused, broken off."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from session.evolve import evolve
from session.model.agenda import (
    BackItem,
    GoToItem,
    NextItem,
    Pause,
    Resume,
    SkipItem,
    StartAgenda,
    TakeBreak,
)
from session.model.history import Undo
from session.model.lifecycle import ClockGapped, CountGap, RecordGap
from session.runtime import Done
from tests.session.builders import OPEN, Hall, begun
from tests.session.strategies import command


@pytest.mark.practice("P15")
def test_the_first_item_starts_and_none_before() -> None:
    table = Hall(OPEN, start_min=0)
    for asked in (NextItem(), BackItem(), Pause(), Resume(), TakeBreak(), SkipItem()):
        assert table.refuse(asked) == "refused.no_item"
    table.do(StartAgenda())
    assert (table.current, table.following) == ("Welcome", "Ideas")
    assert table.refuse(StartAgenda()) == "refused.started"


def test_a_start_can_be_told_late() -> None:
    table = Hall(OPEN, start_min=0)
    table.wait(600)
    table.do(StartAgenda(back_s=180))
    assert table.state.clock.started_t == 420_000
    assert table.item("Welcome").first_t == 420_000


@pytest.mark.parametrize("back_s", [-1, 5 * 3600])
def test_a_start_is_not_in_the_future_nor_half_a_day_ago(back_s: int) -> None:
    assert Hall(OPEN, start_min=0).refuse(StartAgenda(back_s=back_s)) == "refused.back_too_long"


def test_an_item_that_ended_keeps_when_and_how_long() -> None:
    welcome = begun(12).item("Welcome")
    assert (welcome.first_t, welcome.ended_t, welcome.spent_ms) == (0, 720_000, 720_000)


def test_going_on_can_be_told_late_but_not_to_before_the_item() -> None:
    table = begun(10)
    table.wait(300)
    assert table.refuse(NextItem(back_s=301)) == "refused.back_too_long"
    assert table.refuse(NextItem(back_s=-1)).startswith("refused.back")
    table.do(NextItem(back_s=120))
    assert table.item("Ideas").spent_ms == 180_000
    assert table.item("Soup").first_t == table.item("Ideas").ended_t == 780_000


def test_after_the_last_item_the_agenda_is_finished() -> None:
    table = begun(10, 30, 15, 5, 10)
    assert table.current == ""
    assert table.state.clock.finished_t == 70 * 60_000
    assert table.refuse(NextItem()) == "refused.no_item"
    assert table.refuse(StartAgenda()) == "refused.nothing_left"


@pytest.mark.practice("P19")
def test_nothing_moves_on_by_itself() -> None:
    table = begun()
    table.wait(5 * 3600)
    table.do(RecordGap(length_ms=3_600_000))
    assert table.current == "Welcome"


@pytest.mark.practice("P21")
def test_going_back_goes_on_where_it_was_left_and_then_returns() -> None:
    table = begun(10)
    table.wait(120)
    table.do(BackItem())
    assert (table.current, table.following) == ("Welcome", "Ideas")
    table.wait(60)
    table.do(NextItem())
    assert table.item("Welcome").spent_ms == 11 * 60_000
    assert table.item("Welcome").first_t == 0
    table.wait(60)
    table.do(NextItem())
    assert table.item("Ideas").spent_ms == 180_000


def test_there_is_nothing_before_the_first_item() -> None:
    assert begun().refuse(BackItem()) == "refused.nothing_before"


def test_going_back_twice_and_on_again_passes_through_each() -> None:
    table = begun(10, 30)
    table.do(BackItem())
    table.do(BackItem())
    passed = [table.current]
    for _ in range(4):
        table.do(NextItem())
        passed.append(table.current)
    assert passed == ["Welcome", "Ideas", "Soup", "Open talk", "Check-out"]


def test_any_item_can_be_gone_to_and_what_was_jumped_over_still_comes() -> None:
    table = begun(10)
    table.do(GoToItem(item=table.item("Open talk").id))
    passed = []
    while table.state.clock.current:
        passed.append(table.current)
        table.do(NextItem())
    assert passed == ["Open talk", "Check-out", "Soup"]


def test_an_item_can_not_be_gone_to_when_on_or_left_out_or_unknown() -> None:
    table = begun()
    table.do(SkipItem(item=table.item("Ideas").id))
    assert table.refuse(GoToItem(item=table.state.clock.current)) == "refused.item_now"
    assert table.refuse(GoToItem(item=table.item("Ideas").id)) == "refused.item_dropped"
    assert table.refuse(GoToItem(item="no such")) == "refused.item_unknown"


def test_a_pause_is_not_the_items_time() -> None:
    table = begun()
    table.wait(120)
    table.do(Pause())
    assert table.refuse(Pause()) == "refused.paused"
    table.wait(600)
    table.do(Resume())
    assert table.refuse(Resume()) == "refused.not_paused"
    table.wait(60)
    table.do(NextItem())
    assert table.item("Welcome").spent_ms == 180_000


def test_going_on_out_of_a_pause_leaves_the_pause_out() -> None:
    table = begun()
    table.wait(120)
    table.do(Pause())
    table.wait(600)
    assert table.refuse(NextItem(back_s=60)).startswith("refused.back")
    table.do(NextItem())
    assert table.item("Welcome").spent_ms == 120_000
    assert table.state.clock.paused_t is None


def test_skipping_the_item_under_way_goes_on_and_keeps_its_time() -> None:
    table = begun()
    table.wait(60)
    table.do(SkipItem())
    assert table.current == "Ideas"
    assert table.item("Welcome").spent_ms == 60_000


@pytest.mark.practice("P22")
def test_a_break_now_comes_back_to_what_it_broke_off() -> None:
    table = begun(10)
    table.wait(300)
    table.do(TakeBreak(minutes=10))
    taken = table.state.items[table.state.clock.current]
    assert (taken.kind, taken.minutes, taken.protected, taken.extra) == (
        "break",
        15,
        True,
        False,
    )
    assert table.following == "Ideas"
    table.wait(600)
    table.do(NextItem())
    table.wait(300)
    table.do(NextItem())
    assert table.item("Ideas").spent_ms == 600_000
    assert table.current == "Open talk"


@pytest.mark.practice("P22")
def test_a_break_that_was_not_planned_is_added() -> None:
    table = begun()
    table.do(TakeBreak(minutes=5))
    taken = table.state.items[table.state.clock.current]
    assert (taken.kind, taken.minutes, taken.protected, taken.extra) == ("break", 5, True, True)
    assert table.state.order.index(taken.id) == 1
    assert table.refuse(TakeBreak()) == "refused.break_now"
    table.do(NextItem())
    assert (table.current, table.following) == ("Welcome", "Ideas")


@pytest.mark.practice("P22")
def test_what_was_broken_off_last_is_come_back_to_first() -> None:
    table = begun()
    table.do(TakeBreak())
    table.do(GoToItem(item=table.key("Open talk")))
    table.do(TakeBreak())
    assert table.following == "Open talk"
    table.do(NextItem())
    assert table.following == "Welcome"


def test_a_break_is_one_to_undo() -> None:
    table = begun()
    before = table.state
    table.do(TakeBreak())
    table.do(Undo())
    assert (table.state.items, table.state.order, table.state.clock) == (
        before.items,
        before.order,
        before.clock,
    )


def test_a_break_has_minutes_that_can_be() -> None:
    assert begun().refuse(TakeBreak(minutes=0)) == "refused.minutes_range"


def test_going_back_out_of_a_break_goes_to_what_it_broke_off() -> None:
    table = begun()
    table.do(TakeBreak())
    table.do(BackItem())
    assert table.current == "Welcome"
    assert table.following == "Break"


def test_a_gap_is_left_out_also_when_told_in_a_later_pause() -> None:
    table = begun()
    table.wait(300)
    table.do(RecordGap(length_ms=120_000))
    table.wait(60)
    table.do(Pause())
    table.do(CountGap(counted=False))
    table.do(Resume())
    table.do(NextItem())
    assert table.item("Welcome").spent_ms == 240_000


def test_a_gap_that_was_never_counted_takes_nothing_from_a_pause() -> None:
    table = begun()
    left_out = ClockGapped(length_ms=60_000, counted=False)
    assert evolve(table.state, left_out, 60_000).clock.away_ms == 60_000
    table.do(Pause())
    assert evolve(table.state, left_out, 60_000).clock.away_ms == 0


def test_a_gap_inside_a_pause_is_left_out_once() -> None:
    table = begun()
    table.wait(60)
    table.do(Pause())
    table.wait(300)
    table.do(RecordGap(length_ms=200_000))
    assert table.refuse(CountGap(counted=False)) == "refused.gap_paused"
    table.do(Resume())
    table.do(NextItem())
    assert table.item("Welcome").spent_ms == 60_000


_ABOUT_THE_AGENDA = ("Agenda", "Item", "Pause", "Resume", "Minutes", "Break", "Backdate", "Gap")


@pytest.mark.long
@settings(max_examples=100)
@given(st.data(), st.integers(min_value=1, max_value=30))
def test_whatever_is_done_the_agenda_holds_together(data: st.DataObject, length: int) -> None:
    table = begun()
    for _ in range(length):
        table.wait(data.draw(st.integers(0, 600)))
        asked = data.draw(command(table.state))
        if not any(word in type(asked).__name__ for word in _ABOUT_THE_AGENDA):
            asked = NextItem()
        started = table.state.clock.started_t
        done = table.give(asked)
        items = table.state.items
        assert sorted(table.state.order) == sorted(items)
        assert all(one.spent_ms >= 0 for one in items.values())
        assert all(
            one.first_t is not None and one.ended_t >= one.first_t
            for one in items.values()
            if one.ended_t is not None
        )
        current = table.state.clock.current
        assert not current or items[current].ended_t is None
        spans = [one.first_t for one in items.values() if one.first_t is not None]
        assert sum(one.spent_ms for one in items.values()) <= table.t - min(spans)
        if isinstance(done, Done) and started is not None:
            assert table.state.clock.started_t == min(spans)
