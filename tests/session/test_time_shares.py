"""The bar of a plan: every cell is used, every item has a part."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from session.model.plan import Plan, PlanItem
from session.plan.time_shares import time_shares


def plan(*minutes: int | None) -> Plan:
    return Plan("Winter", tuple(PlanItem("A", one) for one in minutes))


def test_parts_are_as_long_as_the_items() -> None:
    assert time_shares(plan(10, 20, 10), 43) == (11, 21, 11)
    assert time_shares(plan(10, None, 10), 13) == (6, 1, 6)


def test_without_minutes_or_room_there_is_no_bar() -> None:
    assert time_shares(plan(None, None), 80) == ()
    assert time_shares(plan(*[5] * 90), 80) == ()


@given(
    st.lists(st.one_of(st.none(), st.integers(1, 600)), min_size=1, max_size=60),
    st.integers(1, 200),
)
def test_all_cells_are_shared_out(minutes: list[int | None], cells: int) -> None:
    shares = time_shares(plan(*minutes), cells)
    if shares:
        assert sum(shares) == cells
        assert min(shares) >= 1
        assert len(shares) == len(minutes)
