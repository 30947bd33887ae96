"""The series screen: opened from Home, it shows what is open and takes what became of it in four keys."""

from __future__ import annotations

import asyncio
from pathlib import Path
from time import perf_counter

import pytest

from app.library import Library
from app.open_session import open_session
from app.series import things_of, view_of
from screens.series import SeriesScreen
from screens.widgets.rows import Rows
from session.model.lifecycle import AgreeRecap, EndSession
from session.model.opening_closing import AddReflection
from session.model.plan import Plan, PlanItem
from session.model.record import SetAction
from session.runtime import Done
from store.library.series import series_id
from store.paths import Home, private_folder
from tests.tui.opened import app_on, until, words_on

pytestmark = pytest.mark.practice("P40")
SERIES = "Hub futures"


@pytest.fixture
def desk(tmp_path: Path) -> Library:
    home = Home(private_folder(tmp_path / "data"))
    plan = Plan(title="First evening", series=SERIES, agenda=(PlanItem("Talk", 10),))
    live = open_session(home, plan)
    for command in (
        SetAction(what="Ring the council", who="Zuleika"),
        AddReflection(change="A later start"),
        EndSession(),
        AgreeRecap(not_coproduced="The date"),
    ):
        assert isinstance(live.handle(command), Done)
    asyncio.run(live.keep_recap())
    live.close()
    return Library(home)


def state(desk: Library) -> dict[str, str]:
    return {one.text: one.state for one in things_of(desk, SERIES)}


@pytest.mark.practice("P5")
async def test_what_became_of_something_is_told_in_four_keys_and_is_on_disk(desk: Library) -> None:
    app = app_on(desk.home)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: app.library.looked)
        await pilot.press("up", "enter")
        await until(pilot, lambda: isinstance(app.screen, SeriesScreen))
        await until(pilot, lambda: "A later start" in words_on(app))
        before = words_on(app)

        await pilot.press("2")
        await until(pilot, lambda: "A later start: under way" in words_on(app))

    assert "Ring the council: not told yet" in before
    assert "First evening" in before
    assert "Zuleika" not in before
    assert state(desk) == {"A later start": "under-way", "Ring the council": ""}
    assert desk.home.series_journal(series_id(SERIES)).exists()


async def test_a_slash_leaves_only_the_lines_with_what_is_typed(desk: Library) -> None:
    app = app_on(desk.home)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: app.library.looked)
        await pilot.press("up", "enter")
        await until(pilot, lambda: "A later start" in words_on(app))
        await pilot.press("slash", *"council", "enter")
        await until(pilot, lambda: "A later start" not in words_on(app))
        assert "Ring the council" in words_on(app)
        await pilot.press("escape")
        await until(pilot, lambda: "A later start" in words_on(app))
        assert isinstance(app.screen, SeriesScreen)


async def test_the_reason_and_the_place_it_was_passed_on_to_are_asked_for(desk: Library) -> None:
    app = app_on(desk.home)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: app.library.looked)
        await pilot.press("up", "enter")
        await until(pilot, lambda: "A later start" in words_on(app))

        await pilot.press("4", *"the bus", "enter")
        await until(pilot, lambda: "can't change, because the bus" in words_on(app))
        await pilot.press("down")
        await until(pilot, lambda: app.screen.query_one(Rows).highlighted == 3)
        await pilot.press("5", *"the county", "enter")
        await until(pilot, lambda: "passed on to the county" in words_on(app))
        await pilot.press("4", "enter", "enter")
        await pilot.press("escape", "escape")

    assert state(desk) == {"A later start": "cannot-change", "Ring the council": "passed-on"}


def test_the_screen_is_read_quickly(desk: Library) -> None:
    begun = perf_counter()
    view = view_of(desk, SERIES)

    assert perf_counter() - begun < 1
    assert [one.title for one in view.sessions] == ["First evening"]
