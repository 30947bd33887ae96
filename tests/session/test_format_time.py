"""Time as the room reads it: whole minutes in plain words, and never a blame."""

from __future__ import annotations

import pytest

from session.model.agenda import NextItem, Pause, Resume, StartAgenda
from session.model.lifecycle import EndSession
from session.model.plan import Plan, PlanItem
from session.views.format_time import break_words, next_words, until_words
from tests.session.builders import Hall, under_way


@pytest.mark.practice("P19")
@pytest.mark.parametrize(
    ("minutes", "stage", "left"),
    [
        (0, "calm", "about 10 minutes left"),
        (7.9, "calm", "about 2 minutes left"),
        (8, "soon", "about 2 minutes left"),
        (9, "soon", "about a minute left"),
        (9.1, "soon", "less than a minute left"),
        (9.45, "soon", "less than a minute left"),
        (9.5, "last", "less than a minute left"),
        (10, "last", "time is up"),
        (10.5, "over", "time is up"),
        (11, "over", "over by a minute"),
        (13.2, "over", "over by 3 minutes"),
    ],
)
def test_an_item_has_two_gentle_stages_and_then_counts_up(
    minutes: float, stage: str, left: str
) -> None:
    table = under_way().at(minutes)
    assert (table.time.stage, table.left) == (stage, left)


def test_a_minute_either_way_is_as_planned() -> None:
    assert under_way().at(11).finish == "Finishing about 11:21, as planned"
    assert under_way().at(9, NextItem()).finish == "Finishing about 11:19, as planned"
    assert under_way().at(12).finish == "Finishing about 11:22, 2 minutes later than planned"


@pytest.mark.practice("P22")
def test_the_next_break_is_told_with_the_time_to_be_back() -> None:
    table = under_way().at(13)
    assert break_words(table.state, table.time) == "Break at 10:43, back at 10:53"
    table.do(NextItem())
    assert until_words(table.state, table.time) == "until 10:43, then a break of 10 minutes"
    table.at(42, NextItem())
    assert break_words(table.state, table.time) == "Back at 10:52"
    table.at(52, NextItem())
    assert break_words(table.state, table.time) == ""


@pytest.mark.practice("P58")
def test_an_item_without_a_set_length_has_no_end() -> None:
    plan = Plan(title="Open", agenda=(PlanItem("Open talk"), PlanItem("Soup", 10)), start="10:00")
    table = Hall(plan).at(0, StartAgenda()).at(25)
    assert (table.time.stage, table.time.left_s, table.time.ends_at) == ("open", None, None)
    assert table.time.open_ended
    assert table.left == "no set length"
    assert table.finish == "Finishing at 10:35 at the earliest"
    assert until_words(table.state, table.time) == "Then: Soup"
    table.do(Pause())
    assert table.left == "paused"
    table.do(Resume())
    table.do(NextItem())
    assert not table.time.open_ended


def test_after_the_last_item_the_finish_stands_still() -> None:
    table = under_way()
    for minutes in (10, 40, 50, 70, 83):
        table.at(minutes, NextItem())
    table.at(200)
    assert table.time.stage == "finished"
    assert [line.state for line in table.time.lines] == ["done"] * 5
    assert table.time.offset_s == 180
    assert (table.finish, table.left) == ("Finished at 11:23", "all done")
    assert next_words(table.state, table.time) == ""


def test_a_session_that_is_ended_early_finished_then() -> None:
    table = under_way().at(30, EndSession()).at(90)
    assert table.time.stage == "finished"
    assert table.finish == "Finished at 10:30"
