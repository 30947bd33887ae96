"""A fixed start that would be missed is seen coming, and a re-plan keeps it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from session.model.agenda import NextItem, StartAgenda
from session.model.plan import Plan, PlanItem
from session.rules.replan import command, preview
from session.rules.timing import missed_start
from session.views.board import board
from session.views.replan import lines, title
from tests.session.builders import Hall

OPENED = datetime(2026, 3, 2, 9, 55, tzinfo=UTC)
SOUP = Plan(
    title="Soup",
    date="2026-03-02",
    start="10:00",
    agenda=(
        PlanItem("Welcome", 10),
        PlanItem("Ideas", 30),
        PlanItem("Talk", 10),
        PlanItem("Soup", 30, "break", starts_at="11:00"),
        PlanItem("Check-out", 10, "check-out"),
    ),
)


def hall() -> Hall:
    return Hall(SOUP, OPENED).at(0, StartAgenda())


def test_while_it_will_be_kept_nothing_is_said() -> None:
    seen = hall().at(12)

    assert missed_start(seen.state, seen.now()) is None
    assert board(seen.state, seen.now()).next.startswith("Next at")


@pytest.mark.practice("P19")
@pytest.mark.parametrize(
    ("minute", "said"),
    [
        (52, "Soup is at 11:00, in 8 minutes: stop now or move it"),
        (59, "Soup is at 11:00, in a minute: stop now or move it"),
        (63, "Soup was to be at 11:00: stop now or move it"),
    ],
)
def test_it_is_told_minutes_before_what_to_do(minute: int, said: str) -> None:
    seen = hall().at(25, NextItem()).at(minute)

    assert board(seen.state, seen.now()).fixed == said


def test_long_after_it_the_next_item_is_told_again() -> None:
    seen = hall().at(25, NextItem()).at(75)

    assert board(seen.state, seen.now()).next.startswith("Next at")


@pytest.mark.practice("P21")
def test_a_re_plan_shortens_what_comes_before_until_it_is_kept() -> None:
    seen = hall().at(28, NextItem())

    shown = preview(seen.state, seen.now())
    keep = shown.choices[0]
    told = lines(seen.state, shown, keep, side_by_side=True)
    asked = command(shown, keep)

    assert title(seen.state, shown).startswith(
        "Soup is at 11:00. As it stands it begins 8 minutes late"
    )
    assert told[0] == "Shorten, so that Soup is at 11:00"
    assert asked
    seen.do(asked)
    assert missed_start(seen.state, seen.now()) is None


def test_where_nothing_more_can_be_shorter_it_says_how_late_it_still_is() -> None:
    seen = hall().at(45, NextItem())

    shown = preview(seen.state, seen.now())
    told = lines(seen.state, shown, shown.choices[0], side_by_side=True)

    assert told[0] == "Shorten, so that Soup, due at 11:00, is only 5 minutes late"
