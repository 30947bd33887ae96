"""The re-plan dialog: each key, each size, and that looking changes nothing."""

from __future__ import annotations

import re

import pytest
from textual.widgets import Input

from screens.board import BoardScreen
from screens.dialogs.agenda import AgendaDialog
from screens.dialogs.replan import ReplanDialog
from session.model.agenda import NextItem, Replan, StartAgenda
from session.model.plan import Plan, PlanItem
from session.wording.catalogue import say
from tests.screens.hall import hall
from tests.screens.harness import Harness, Table, seen

PLAN = Plan(
    title="Soup",
    start="10:00",
    agenda=(
        PlanItem("Welcome", 10),
        PlanItem("Ideas", 30, "ideas"),
        PlanItem("[b]Dots[/b]", 20, "vote"),
        PlanItem("Soup", 10, "break", protected=True),
    ),
)


def late(minutes: float = 20, plan: Plan = PLAN) -> Harness:
    table = Table(plan)
    table.do(StartAgenda())
    table.wait(minutes)
    return Harness(BoardScreen(), table)


@pytest.mark.practice("P21")
@pytest.mark.parametrize("size", [(40, 10), (80, 24), (120, 36), (200, 56)])
async def test_the_choices_are_shown_before_anything_changes(size: tuple[int, int]) -> None:
    app = late()
    async with app.run_test(size=size) as pilot:
        await pilot.press("r")
        await pilot.pause()

        words = seen(app)

        assert "We are 10 minutes behind" in words
        assert say("replan.way.shrink") in words
        assert "fault" not in words
        assert app.commands == []


async def test_wide_enough_the_choices_stand_side_by_side() -> None:
    app = late()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("r")
        await pilot.pause()

        tops = {app.screen.query_one(f"#way-{n}").region.y for n in range(1, 5)}
        words = seen(app)

        assert len(tops) == 1
        assert "30 → 24" in words
        assert "[b]Dots[/b]" in words


@pytest.mark.parametrize(("key", "way"), [("1", "shrink"), ("2", "drop")])
async def test_a_number_does_it_and_u_takes_it_back(key: str, way: str) -> None:
    app = late()
    assert app.table
    before = app.table.state.items
    async with app.run_test() as pilot:
        await pilot.press("r", key)
        await pilot.pause()
        done, changed = app.commands[0], app.table.state.items
        await pilot.press("u")
        await pilot.pause()

        assert isinstance(done, Replan)
        assert (done.way, app.screen) == (way, app.first)
        assert changed != before
        assert app.table.state.items == before


@pytest.mark.practice("P28")
async def test_3_asks_for_the_promise_and_parks() -> None:
    app = late()
    assert app.table
    async with app.run_test() as pilot:
        await pilot.press("r", "3")
        await pilot.pause()
        app.screen.query_one(Input).value = "next session"
        await pilot.press("enter")
        await pilot.pause()

        parked = [one.promise for one in app.table.state.parking.values()]

        assert parked == ["next session"]
        assert app.told == []


async def test_4_and_esc_change_nothing() -> None:
    app = late()
    async with app.run_test() as pilot:
        await pilot.press("r", "4")
        await pilot.pause()
        told = list(app.told)
        await pilot.press("r", "escape")
        await pilot.pause()

        assert told == [say("replan.stays")]
        assert (app.commands, app.screen) == ([], app.first)


async def test_the_arrows_tell_which_item_would_go() -> None:
    app = late()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("r")
        await pilot.pause()
        first = seen(app)
        await pilot.press("down")
        await pilot.pause()
        second = seen(app)
        await pilot.press("up")
        await pilot.pause()

        assert first != second
        assert seen(app) == first


@pytest.mark.parametrize(
    "agenda",
    [
        (PlanItem("Open conversation"),),
        (PlanItem("Soup", 10, "break", protected=True),),
        tuple(PlanItem(f"Item {n}", 10) for n in range(40)),
    ],
)
async def test_no_agenda_is_too_odd_to_look_at(agenda: tuple[PlanItem, ...]) -> None:
    app = late(5, Plan(title="Odd", agenda=agenda))
    assert app.table
    async with app.run_test() as pilot:
        for key in ("1", "2", "3", "4"):
            await pilot.press("r", "down", key, "escape", "escape", "escape")
            await pilot.pause()
        app.table.do(*[NextItem() for _ in range(40) if app.table.state.clock.current][:1])
        await pilot.press("r", "1", "2", "3", "escape")
        await pilot.pause()

        assert app.screen is app.first


async def test_the_board_names_the_key_always_and_says_how_late_it_is() -> None:
    on_time, behind = late(5), late(20)
    async with on_time.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        calm = seen(on_time)
    async with behind.run_test(size=(80, 24)) as pilot:
        await pilot.pause()

        assert "r Re-plan" in calm
        assert "r Re-plan" in seen(behind)
        assert "later than planned" not in calm
        assert re.search(r"later\s+than planned", seen(behind))


async def test_m_still_changes_the_agenda_by_hand() -> None:
    app = Harness(BoardScreen(), hall())
    async with app.run_test() as pilot:
        await pilot.press("M")
        await pilot.pause()

        assert isinstance(app.screen, AgendaDialog)


async def test_r_opens_it_before_the_agenda_has_begun() -> None:
    app = Harness(BoardScreen(), Table(PLAN))
    async with app.run_test() as pilot:
        await pilot.press("r")
        await pilot.pause()

        assert isinstance(app.screen, ReplanDialog)
