"""What is changed in an agenda on the way: minutes, order, focus point, and when it began."""

from __future__ import annotations

import pytest

from session.model.agenda import (
    AddItem,
    AddMinutes,
    BackdateStart,
    BackItem,
    ChangeFocus,
    GoToItem,
    MoveItem,
    NextItem,
    SkipItem,
    StartAgenda,
    TakeBreak,
)
from session.model.history import Undo
from tests.session.builders import OPEN, Hall, begun


@pytest.mark.practice("P21")
def test_minutes_are_given_and_taken_but_never_below_one() -> None:
    table = begun()
    table.do(AddMinutes(minutes=5))
    table.do(AddMinutes(minutes=-14))
    assert table.item("Welcome").added_min == -9
    assert table.refuse(AddMinutes(minutes=-1)) == "refused.minutes_range"
    assert table.refuse(AddMinutes(minutes=600)) == "refused.minutes_range"


@pytest.mark.practice("P58")
def test_an_item_without_a_set_length_gets_none() -> None:
    table = begun()
    talk = table.item("Open talk").id
    assert table.refuse(AddMinutes(minutes=5, item=talk)) == "refused.no_length"


def test_what_is_over_stays_as_it_was() -> None:
    table = begun(10)
    welcome = table.item("Welcome").id
    for asked in (
        AddMinutes(minutes=5, item=welcome),
        ChangeFocus(focus="Too late", item=welcome),
        SkipItem(item=welcome),
    ):
        assert table.refuse(asked) == "refused.item_over"


@pytest.mark.practice("P21")
def test_an_item_is_left_out_also_a_protected_one() -> None:
    table = begun()
    table.do(SkipItem(item=table.item("Soup").id))
    assert table.item("Soup").dropped
    table.do(NextItem())
    assert table.following == "Open talk"
    table.do(Undo())
    table.do(Undo())
    assert not table.item("Soup").dropped


@pytest.mark.practice("P21")
def test_only_what_has_not_begun_is_moved_and_never_before_what_has() -> None:
    table = begun(10)
    soup, talk = table.item("Soup").id, table.item("Open talk").id
    table.do(MoveItem(item=talk, by=-1))
    assert table.titles[2:4] == ["Open talk", "Soup"]
    assert table.refuse(MoveItem(item=talk, by=0)) == "refused.place_same"
    assert table.refuse(MoveItem(item=soup, by=-2)) == "refused.place_taken"
    assert table.refuse(MoveItem(item=soup, by=99)) == "refused.place_end"
    assert table.refuse(MoveItem(item=table.state.order[0], by=4)) == "refused.item_begun"
    assert table.refuse(MoveItem(item="no such", by=4)) == "refused.item_unknown"


def test_an_item_that_was_jumped_over_can_be_put_right_after_the_one_under_way() -> None:
    table = begun()
    table.do(GoToItem(item=table.item("Open talk").id))
    table.do(MoveItem(item=table.item("Ideas").id, by=2))
    assert table.titles == ["Welcome", "Soup", "Open talk", "Ideas", "Check-out"]
    assert table.following == "Ideas"


@pytest.mark.practice("P21")
def test_an_item_is_added_right_after_the_one_under_way() -> None:
    table = begun()
    table.do(AddItem(title="A look round", minutes=10))
    assert table.titles[:3] == ["Welcome", "A look round", "Ideas"]
    assert table.item("A look round").extra


def test_an_item_is_added_also_after_going_back() -> None:
    table = begun(10, 30)
    table.do(BackItem())
    table.do(BackItem())
    table.do(AddItem(title="A look round"))
    assert table.titles[3] == "A look round"


def test_an_item_added_after_the_last_one_can_be_started() -> None:
    table = begun(10, 30, 15, 5, 10)
    table.do(AddItem(title="Thanks"))
    table.wait(60)
    table.do(StartAgenda())
    assert table.current == "Thanks"
    assert table.state.clock.started_t == 0


def test_an_added_item_has_a_title_a_length_and_a_place_that_can_be() -> None:
    table = begun(10)
    assert table.refuse(AddItem(title="  ")) == "refused.text_empty"
    assert table.refuse(AddItem(title="x" * 200)) == "refused.text_too_long"
    assert table.refuse(AddItem(title="Short", minutes=0)) == "refused.minutes_range"
    assert table.refuse(AddItem(title="Early", index=1)) == "refused.place_taken"
    assert table.refuse(AddItem(title="Nowhere", index=99)) == "refused.place_taken"


@pytest.mark.practice("P20")
def test_the_focus_point_is_reworded_and_taken_away() -> None:
    table = begun()
    table.do(ChangeFocus(focus="What would bring you in?"))
    assert table.item("Welcome").focus == "What would bring you in?"
    assert table.refuse(ChangeFocus(focus="What would bring you in?")) == "refused.focus_same"
    table.do(ChangeFocus(focus=""))
    assert table.item("Welcome").focus == ""
    assert table.refuse(ChangeFocus(focus="x" * 300)) == "refused.text_too_long"


def test_an_item_that_is_left_out_is_not_changed() -> None:
    table = begun()
    ideas = table.item("Ideas").id
    table.do(SkipItem(item=ideas))
    for asked in (
        AddMinutes(minutes=5, item=ideas),
        ChangeFocus(focus="Never", item=ideas),
        SkipItem(item=ideas),
    ):
        assert table.refuse(asked) == "refused.item_dropped"
    assert table.refuse(AddMinutes(minutes=5, item="no such")) == "refused.item_unknown"


def test_without_an_item_under_way_there_is_nothing_to_change() -> None:
    table = Hall(OPEN, start_min=0)
    assert table.refuse(AddMinutes(minutes=5)) == "refused.no_item"
    assert table.refuse(ChangeFocus(focus="What for?")) == "refused.no_item"


@pytest.mark.practice("P19")
def test_a_start_that_was_forgotten_is_put_back_and_ends_the_one_before_it() -> None:
    table = begun(10)
    table.wait(60)
    table.do(BackdateStart(back_s=180))
    assert (table.item("Welcome").ended_t, table.item("Welcome").spent_ms) == (420_000, 420_000)
    assert table.item("Ideas").first_t == table.state.clock.since_t == 420_000
    table.do(NextItem())
    assert table.item("Ideas").spent_ms == 240_000


def test_a_start_is_never_put_back_to_before_the_item_before() -> None:
    table = begun(10)
    assert table.refuse(BackdateStart(back_s=601)) == "refused.back_too_long"
    assert table.refuse(BackdateStart(back_s=0)).startswith("refused.back")
    assert table.refuse(BackdateStart(back_s=-60)).startswith("refused.back")
    table.do(BackdateStart(back_s=400))
    assert table.refuse(BackdateStart(back_s=201)) == "refused.back_too_long"


def test_a_start_is_put_back_into_the_last_stint_only() -> None:
    table = begun(10)
    table.do(BackItem())
    table.wait(60)
    table.do(NextItem())
    assert table.refuse(BackdateStart(back_s=120)) == "refused.back_too_long"


def test_putting_back_the_first_start_moves_the_whole_start() -> None:
    table = begun()
    table.wait(300)
    table.do(BackdateStart(back_s=120))
    assert table.state.clock.started_t == table.item("Welcome").first_t == -120_000


def test_a_break_put_back_takes_its_time_from_what_it_broke_off() -> None:
    table = begun(10)
    table.wait(600)
    table.do(TakeBreak())
    table.do(BackdateStart(back_s=180))
    assert table.item("Ideas").spent_ms == 420_000
