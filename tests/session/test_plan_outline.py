"""The times of a plan: when each item begins, when all is done, and what can't be met."""

from __future__ import annotations

import pytest

from session.model.plan import Plan, PlanItem
from session.plan.outline import outline


def plan(*items: PlanItem, start: str = "10:00") -> Plan:
    return Plan("Winter", items, start=start)


@pytest.mark.practice("P19")
def test_durations_add_up_to_a_finish() -> None:
    made = plan(PlanItem("A", 30), PlanItem("Break", 15, "break"), PlanItem("B", 45))

    view = outline(made)

    assert [line.at for line in view.lines] == ["10:00", "10:30", "10:45"]
    assert view.finish == "done at 11:30, after 1 h 30 min"
    assert view.warnings == ()


def test_a_fixed_start_is_waited_for() -> None:
    made = plan(PlanItem("A", 30), PlanItem("Lunch", 30, "break", starts_at="12:00"))

    view = outline(made)

    assert view.lines[1].at == "12:00"
    assert view.finish == "done at 12:30, after 2 h 30 min"


def test_a_fixed_start_that_cant_be_met_is_told() -> None:
    made = plan(PlanItem("A", 70), PlanItem("Lunch", 30, "break", starts_at="11:00"))

    view = outline(made)

    assert view.lines[1].mark == "late"
    assert view.warnings == (
        "“Lunch” can't start at 11:00: what comes before ends at 11:10. Take 10 min out, or start it later.",
    )
    assert not view.refused


def test_fixed_starts_that_go_backward_wait_for_saving() -> None:
    made = plan(PlanItem("A", 5, starts_at="11:00"), PlanItem("B", 5, starts_at="10:30"))

    view = outline(made)

    assert "“B” starts at 10:30, before 11:00" in view.refused


@pytest.mark.practice("P58")
def test_without_minutes_it_takes_as_long_as_it_takes() -> None:
    made = plan(PlanItem("A"), PlanItem("B", 10))

    view = outline(made)

    assert view.finish == "at least 10 min"
    assert [line.about for line in view.lines] == [False, True]
    assert outline(plan(PlanItem("A"), start="")).finish == "as long as it takes"


def test_without_a_start_times_count_from_the_beginning() -> None:
    made = plan(PlanItem("A", 65), PlanItem("Break", 5, "break"), PlanItem("B", 5), start="")

    view = outline(made)

    assert [line.at for line in view.lines] == ["+0:00", "+1:05", "+1:10"]
    assert view.finish == "1 h 15 min in all"


@pytest.mark.practice("P22")
def test_a_long_stretch_without_a_break_is_told() -> None:
    made = plan(PlanItem("A", 50), PlanItem("B", 30))

    view = outline(made)

    assert view.warnings == ("By the end of “B” people sat for over 75 minutes. Add a break.",)


def test_past_midnight_is_told() -> None:
    made = plan(PlanItem("A", 60), start="23:30")

    view = outline(made)

    assert view.finish == "done at 00:30, after 1 h"
    assert view.warnings == ("This plan runs past midnight. Check the start and the minutes.",)
