"""Re-plan: what may change and what is kept, and that what was shown is what comes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from session.model.agenda import AddMinutes, NewMinutes, NextItem, Pause, Replan, StartAgenda
from session.model.history import Undo
from session.model.parking import Park
from session.model.plan import MOST_MINUTES, Plan, PlanItem
from session.model.state import replace
from session.rules.agenda_clock import total_min
from session.rules.replan import Preview, command, preview
from session.rules.timing import timing
from session.views.replan import title
from tests.session.builders import OPEN, Hall, under_way
from tests.session.table import Table


def shown(hall: Hall, item: str = "") -> Preview:
    return preview(hall.state, hall.now(), item)


def minutes(hall: Hall, way: int = 0) -> dict[str, tuple[int, int]]:
    """What a choice makes of each item, by title: before and after."""
    changed = shown(hall).choices[way].minutes
    return {hall.state.items[one.item].title: (one.before, one.after) for one in changed}


def choose(hall: Hall, number: int, promise: str = "") -> None:
    seen = shown(hall)
    asked = command(seen, seen.choices[number - 1], promise)
    assert asked
    hall.do(asked)


def asked_for(hall: Hall) -> Replan:
    seen = shown(hall)
    asked = command(seen, seen.choices[0])
    assert asked
    return asked


@pytest.mark.practice("P22")
def test_shortening_takes_in_proportion_and_leaves_the_break_and_the_check_out() -> None:
    hall = under_way().at(20)

    seen = minutes(hall)

    assert seen == {"Ideas": (30, 24), "Dots": (20, 16)}
    assert shown(hall).late_min == 10
    assert shown(hall).choices[0].late_min == 0


@pytest.mark.practice("P18")
def test_nothing_is_shortened_below_half_or_three_minutes() -> None:
    hall = under_way().at(90)

    seen = minutes(hall)

    assert seen == {"Ideas": (30, 15), "Dots": (20, 10)}
    assert shown(hall).choices[0].late_min == 80 - 25


def test_shortening_twice_goes_no_lower_than_half_of_the_plan() -> None:
    hall = under_way().at(90)

    choose(hall, 1)

    assert shown(hall).choices[0].why_not == "replan.none.shrink"


def test_the_item_under_way_is_never_shorter_than_what_it_took() -> None:
    hall = under_way().at(20, NextItem()).at(45.5)
    hall.do(AddMinutes(minutes=20))

    seen = minutes(hall)

    assert seen["Ideas"] == (50, 26)


@pytest.mark.practice("P19")
def test_slack_before_a_fixed_start_is_used_before_anything_is_shortened() -> None:
    plan = Plan(
        title="Fixed",
        start="10:00",
        agenda=(
            PlanItem("Welcome", 10),
            PlanItem("Ideas", 30),
            PlanItem("Guest", 20, starts_at="10:45"),
            PlanItem("Dots", 20),
        ),
    )
    hall = Hall(plan).at(0, StartAgenda())

    in_slack = shown(hall.at(14))
    after_it = minutes(hall.at(25))

    assert (in_slack.late_min, in_slack.choices[0].why_not) == (0, "replan.on_time")
    assert title(hall.at(14).state, in_slack) == (
        "This item is 4 minutes over. The spare time takes it up: we still finish at 11:25."
    )
    assert set(after_it) == {"Dots", "Ideas"}


def test_leaving_one_out_shows_its_finish_and_is_undone_at_once() -> None:
    hall = under_way().at(20)
    before = hall.state.items

    seen = shown(hall, hall.key("Dots")).choices[1]
    hall.do(Replan(way="drop", current=hall.state.clock.current, item=seen.item))

    assert hall.item("Dots").dropped
    assert hall.time.finish == seen.finish
    hall.do(Undo())
    assert hall.state.items == before


@pytest.mark.practice("P28")
def test_parking_one_keeps_its_title_with_the_promise_and_undo_takes_both_back() -> None:
    hall = under_way().at(20)

    hall.do(Replan(way="park", current=hall.key("Welcome"), item=hall.key("Dots"), promise="May"))
    parked = [(one.text, one.promise) for one in hall.state.parking.values()]
    hall.do(Undo())

    assert parked == [("Dots", "May")]
    assert not hall.state.parking
    assert not hall.item("Dots").dropped


def test_what_is_parked_already_is_not_parked_twice() -> None:
    hall = under_way().at(20)
    hall.do(Park(text="Dots"))

    seen = shown(hall, hall.key("Dots")).choices[2]

    assert seen.why_not == "replan.parked_already"


@pytest.mark.practice("P21")
def test_minutes_to_spare_go_first_to_what_was_shortened() -> None:
    hall = under_way()
    hall.do(AddMinutes(minutes=-10, item=hall.key("Dots")))
    hall.at(10, NextItem())

    seen = shown(hall)

    assert (seen.late_min, seen.choices[0].way) == (-10, "give")
    assert minutes(hall) == {"Dots": (10, 20)}

    choose(hall, 1)

    assert total_min(hall.item("Dots")) == 20
    assert shown(hall).late_min == 0


def test_minutes_are_given_only_where_they_are_still_missing() -> None:
    hall = under_way()
    hall.do(AddMinutes(minutes=-10, item=hall.key("Dots")))
    hall.at(10, NextItem())
    asked = asked_for(hall)
    (one,) = asked.minutes

    for after in (10, 9, MOST_MINUTES + 1):
        wrong = replace(asked, minutes=(replace(one, after=after),))
        assert hall.refuse(wrong) == "refused.replan_moved"
    hall.do(replace(asked, minutes=(replace(one, after=MOST_MINUTES),)))


def test_on_time_nothing_need_change() -> None:
    hall = under_way().at(5)

    assert shown(hall).choices[0].why_not == "replan.on_time"
    assert title(hall.state, shown(hall)) == "We are on time. Nothing need change."
    hall.at(11)
    assert title(hall.state, shown(hall)) == (
        "This item is a minute over. We finish at 11:21, a minute later than planned."
    )


def test_an_item_that_is_over_finishes_at_the_earliest_while_one_without_a_length_is_to_come() -> (
    None
):
    hall = Hall(OPEN).at(0, StartAgenda()).at(11)

    assert title(hall.state, shown(hall)) == (
        "This item is a minute over. We finish at 11:06 at the earliest."
    )
    assert command(shown(hall), shown(hall).choices[3]) is None


@pytest.mark.practice("P21")
def test_a_choice_no_longer_holds_once_the_agenda_moved_on() -> None:
    moved = under_way().at(20)
    asked = asked_for(moved)
    moved.do(NextItem())
    changed = under_way().at(20)
    again = asked_for(changed)
    changed.do(AddMinutes(minutes=1, item=changed.key("Dots")))

    assert moved.refuse(asked) == "refused.replan_moved"
    assert changed.refuse(again) == "refused.replan_moved"


def test_what_is_kept_or_on_now_or_unknown_cannot_go() -> None:
    hall = under_way().at(20)
    now = hall.state.clock.current

    def refused(key: str) -> str:
        return hall.refuse(Replan(way="drop", current=now, item=key))

    assert refused(hall.key("Soup")) == "refused.replan_kept"
    assert refused(hall.key("Check-out")) == "refused.replan_kept"
    assert refused(now) == "refused.replan_kept"
    assert refused("no such") == "refused.item_unknown"
    assert hall.refuse(Replan(way="shrink", current=now)) == "refused.replan_nothing"


def test_hostile_minutes_are_refused() -> None:
    hall = under_way().at(20)
    now, dots, soup = hall.state.clock.current, hall.key("Dots"), hall.key("Soup")

    def refused(*asked: NewMinutes) -> str:
        return hall.refuse(Replan(way="shrink", current=now, minutes=asked))

    assert refused(NewMinutes(dots, 20, 1)) == "refused.replan_moved"
    assert refused(NewMinutes(dots, 20, 25)) == "refused.replan_moved"
    assert refused(NewMinutes(soup, 10, 8)) == "refused.replan_moved"
    assert refused(NewMinutes(dots, 20, 15), NewMinutes(dots, 20, 15)) == "refused.replan_moved"


@pytest.mark.parametrize(
    "agenda",
    [
        (PlanItem("Open conversation"),),
        (PlanItem("Soup", 10, "break"), PlanItem("Bye", 5, "check-out")),
        tuple(PlanItem(f"Item {n}", 5 + n % 20) for n in range(40)),
    ],
)
def test_any_agenda_can_be_looked_at_before_during_and_after(agenda: tuple[PlanItem, ...]) -> None:
    hall = Hall(Plan(title="Any", start="10:00", agenda=agenda))

    before = shown(hall)
    during = shown(hall.at(3, StartAgenda()).at(60, Pause()))
    for _ in agenda:
        hall.do(NextItem())
    after = shown(hall)

    assert [len(one.choices) for one in (before, during, after)] == [4, 4, 4]
    assert after.over
    assert all(one.why_not for one in after.choices[:3])
    assert hall.refuse(Replan(way="drop")) == "refused.replan_over"


ITEMS = st.builds(
    PlanItem,
    title=st.sampled_from(["Talk", "Ideas", "Dots"]),
    minutes=st.none() | st.integers(1, 60),
    kind=st.sampled_from(["discussion", "break", "check-out", "ideas"]),
    starts_at=st.sampled_from(["", "", "", "10:30", "11:00", "12:15"]),
    protected=st.booleans(),
    may_shrink=st.booleans(),
)


@settings(max_examples=150, deadline=None)
@given(
    agenda=st.lists(ITEMS, min_size=1, max_size=8),
    steps=st.lists(st.floats(0, 40), max_size=5),
    way=st.integers(0, 2),
)
def test_what_was_shown_comes_and_undo_takes_it_back(
    agenda: list[PlanItem], steps: list[float], way: int
) -> None:
    hall = Hall(Plan(title="Any", start="10:00", agenda=tuple(agenda))).at(0, StartAgenda())
    at = 0.0
    for minutes_on in steps:
        at += minutes_on
        hall.at(at)
        if hall.current:
            hall.do(NextItem())
    hall.at(at + 7)
    seen, before = shown(hall), hall.state
    choice = seen.choices[way]
    late = timing(before, hall.now()).offset_s

    asked = command(seen, choice, "next time")

    if asked is None:
        assert choice.why_not
        return
    hall.do(asked)
    after = hall.state
    assert hall.time.finish == choice.finish
    for key, item in before.items.items():
        same = key not in {one.item for one in choice.minutes} and key != choice.item
        fixed = item.protected or item.kind in {"break", "check-out"} or item.ended_t is not None
        assert after.items[key] == item if same or fixed else True
        assert not (fixed and key in {one.item for one in choice.minutes})
    if choice.way == "shrink":
        taken = sum(one.before - one.after for one in choice.minutes) * 60
        assert late - taken <= hall.time.offset_s + 1e-6
        assert all(before.items[one.item].starts_min is None for one in choice.minutes)
    if choice.way == "give":
        assert hall.time.offset_s <= 0
    hall.do(Undo())
    assert hall.state.items == before.items


def test_an_item_before_a_fixed_start_gives_what_helps_and_no_more() -> None:
    plan = Plan(
        "Hub",
        (
            PlanItem("Now", 10, "discussion"),
            PlanItem("Before", 20, "discussion"),
            PlanItem("Fixed", 30, "discussion", starts_at="11:00"),
            PlanItem("After", 30, "discussion"),
        ),
        start="10:00",
        date="2026-03-02",
    )
    table = Table(plan)
    table.wait(300)
    table.do(StartAgenda())
    table.wait(3600)

    shrunk = preview(table.state, table.now()).choices[0]

    given = {table.state.items[one.item].title: one.after for one in shrunk.minutes}
    assert given == {"Before": 10, "After": 18}


@pytest.mark.parametrize(("late_min", "why_not"), [(1, "replan.on_time"), (2, "")])
def test_a_minute_is_on_time(late_min: int, why_not: str) -> None:
    items = (PlanItem("Now", 10, "discussion"), PlanItem("Then", 40, "discussion"))
    table = Table(Plan("Hub", items, start="10:00", date="2026-03-02"))
    table.wait(300)
    table.do(StartAgenda())
    table.wait((10 + late_min) * 60)

    shown = preview(table.state, table.now())

    assert (shown.late_min, shown.choices[0].why_not) == (late_min, why_not)
