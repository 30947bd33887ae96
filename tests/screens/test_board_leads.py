"""The board before the start and near the end: the footer leads with what is next; the purpose is large."""

from __future__ import annotations

import pytest

from screens.board import BoardScreen
from screens.widgets.key_line import KeyLine
from session.model.agenda import NextItem, StartAgenda
from session.model.plan import Plan, PlanItem
from tests.screens.harness import Harness, Table, seen

THREE = Plan(
    title="Winter plans",
    agenda=(PlanItem("Welcome", 10), PlanItem("Ideas", 20, "ideas"), PlanItem("Goodbye", 5)),
)
ONE = Plan(title="One open talk", agenda=(PlanItem("Talk", 50),))
OPEN_ENDED = Plan(title="No set length", agenda=(PlanItem("Welcome", 5), PlanItem("Talk")))
PURPOSE = (
    "We decide together what the hub offers in the winter, for whom, and who pays for it "
    "when the grant ends in the spring of next year."
)


async def footer(table: Table, size: tuple[int, int] = (80, 24)) -> str:
    """Return the board's line of keys."""
    app = Harness(BoardScreen(), table)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        return str(app.screen.query_one(KeyLine).render())


async def test_before_the_start_the_footer_leads_with_the_opening() -> None:
    assert (await footer(Table(THREE))).startswith("A Opening  n Start")


async def test_once_it_has_started_the_footer_leads_with_the_next_item() -> None:
    assert (await footer(Table(THREE).do(StartAgenda()))).startswith("n Next item")


@pytest.mark.parametrize("plan", [THREE, OPEN_ENDED])
async def test_on_the_last_item_and_after_it_the_footer_leads_with_the_closing(plan: Plan) -> None:
    table = Table(plan).do(StartAgenda(), *[NextItem()] * (len(plan.agenda) - 1))
    last = await footer(table)
    table.do(NextItem())
    after = await footer(table)

    assert last.startswith("E Closing  n Next item")
    assert after.startswith("E Closing  R Recap")


@pytest.mark.parametrize(("minutes", "leads"), [(39, "n Next item"), (40, "E Closing")])
async def test_an_only_item_leads_to_the_closing_in_its_last_fifth(
    minutes: int, leads: str
) -> None:
    table = Table(ONE).do(StartAgenda())
    table.wait(minutes)

    assert (await footer(table)).startswith(leads)


@pytest.mark.parametrize(("size", "large"), [((80, 28), False), ((200, 56), True)])
async def test_a_long_purpose_is_drawn_in_letters_where_they_fit(
    size: tuple[int, int], large: bool
) -> None:
    app = Harness(BoardScreen(), Table(Plan(title="Hub", purpose=PURPOSE, agenda=THREE.agenda)))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        words = seen(app)

    assert ("We decide together" not in words) == large
    assert (sum(any(c in row for c in "▀█") for row in words.splitlines()) >= 12) == large
    assert "not started yet" in words
    assert "Next at" in words or "10:0" in words
