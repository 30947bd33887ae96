"""Times of day: fixed starts, the slack before them, midnight, and plans for another day."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from session.model.agenda import NextItem, StartAgenda, TakeBreak
from session.model.plan import Plan, PlanItem
from session.views.format_time import break_words
from tests.session.builders import PLAN, Hall


def fixed(starts_at: str = "10:50", start: str = "10:00", **plan: str) -> Plan:
    """Return a plan with 10 minutes' slack before its third item, which starts at a fixed time."""
    items = (
        PlanItem("Welcome", 10),
        PlanItem("Ideas", 30),
        PlanItem("Guest", 20, starts_at=starts_at),
    )
    return Plan(title="With a guest", agenda=items, start=start, **plan)  # type: ignore[arg-type]


@pytest.mark.practice("P19")
@pytest.mark.parametrize(("late", "offset_s"), [(0, 0), (8, 0), (10, 0), (15, 300)])
def test_slack_before_a_fixed_start_takes_up_lateness_first(late: int, offset_s: int) -> None:
    table = Hall(fixed()).at(late, StartAgenda())
    assert table.time.offset_s == offset_s


def test_a_fixed_start_is_kept_when_all_goes_quickly() -> None:
    table = Hall(fixed()).at(0, StartAgenda()).at(5, NextItem()).at(20)
    assert table.starts[2] == "10:50"
    assert table.time.offset_s == 0


def test_what_began_before_its_fixed_start_is_not_held_up_by_it() -> None:
    table = Hall(fixed()).at(0, StartAgenda()).at(5, NextItem()).at(20, NextItem())
    table.at(25, TakeBreak(minutes=5))
    assert table.starts[2:] == ["10:25", "10:30"]


def test_a_fixed_start_that_has_gone_by_holds_nothing_up() -> None:
    """Also in a plan without a start of its own, which is held against its actual start."""
    table = Hall(fixed(starts_at="09:30", start="")).at(0, StartAgenda())
    assert table.starts == ["10:00", "10:10", "10:40"]
    assert table.time.offset_s == 0


def night(plan: Plan) -> Hall:
    """Return a session opened at ten to midnight, east of Greenwich; ``at`` counts from midnight."""
    opened = datetime(2026, 3, 2, 21, 50, tzinfo=UTC)
    return Hall(plan, opened=opened, east_s=7200, start_min=10)


NIGHT = (PlanItem("Welcome", 10), PlanItem("Soup", 20, "break"), PlanItem("Talk", 30))


@pytest.mark.parametrize("date", ["", "2026-03-02"])
def test_a_session_passes_midnight(date: str) -> None:
    plan = Plan(title="Late", agenda=NIGHT, start="23:55", date=date)
    table = night(plan).at(-5, StartAgenda())
    assert table.starts == ["23:55", "00:05", "00:25"]
    assert table.finish == "Finishing about 00:55, as planned"
    assert break_words(table.state, table.time) == "Break at 00:05, back at 00:25"
    assert table.at(12).finish == "Finishing about 01:02, 7 minutes later than planned"


@pytest.mark.parametrize("date", ["", "2026-03-03"])
def test_a_start_just_after_midnight_is_the_next_days(date: str) -> None:
    table = night(Plan(title="Late", agenda=NIGHT, start="00:05", date=date))
    assert table.starts == ["00:05", "00:15", "00:35"]
    assert table.at(5, StartAgenda()).time.offset_s == 0


def test_a_fixed_start_past_midnight_is_the_next_days() -> None:
    items = (PlanItem("Welcome", 10), PlanItem("Guest", 20, starts_at="00:30"))
    table = night(Plan(title="Late", agenda=items, start="23:55"))
    table.at(-5, StartAgenda())
    assert table.starts == ["23:55", "00:30"]
    assert table.time.offset_s == 0


def test_a_plan_for_another_day_says_nothing_about_this_one() -> None:
    """Tried out on another day, a session is not told to be thousands of minutes late."""
    table = Hall(Plan(title="Last week", agenda=PLAN.agenda, start="10:00", date="2026-02-23"))
    table.at(0, StartAgenda())
    assert table.finish == "Finishing about 11:20"
