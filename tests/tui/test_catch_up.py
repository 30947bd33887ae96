"""Who is new, or missed a session, reads in Start what happened in the series (P41, P68)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from app.open_session import open_session
from screens.dialogs.ask import Ask
from screens.dialogs.confirm import Confirm
from screens.start import StartScreen
from session.model.people import AddPerson
from session.model.plan import Plan, PlanItem
from session.plan.reading.dates import has_date
from store.paths import Home
from tests.tui import test_cli_catch_up
from tests.tui.opened import app_on, told, until, words_on
from tui.app import FairsayApp

pytestmark = [pytest.mark.practice("P41"), pytest.mark.practice("P68")]
SERIES = test_cli_catch_up.SERIES
home = test_cli_catch_up.home


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("2026-03-02", True), ("3 May", True), ("May", False), ("Mo", False), ("Anna 2", False)],
)
def test_a_name_is_not_taken_for_a_day(text: str, is_one: bool) -> None:
    assert has_date(text) is is_one


def next_evening(home: Home, series: str = SERIES) -> FairsayApp:
    plan = Plan(title="Evening 4", series=series, agenda=(PlanItem("Talk"),))
    return app_on(home, open_session(home, plan))


async def ask(pilot: Pilot[Any], app: FairsayApp, typed: str) -> None:
    await pilot.press("A")
    await until(pilot, lambda: app.screen.query("#lines"))
    await app.run_action("screen.missed")
    await until(pilot, lambda: isinstance(app.screen, Ask))
    await pilot.press(*typed, "enter")


async def test_since_a_day(home: Home) -> None:
    app = next_evening(home)
    async with app.run_test(size=(120, 60)) as pilot:
        await ask(pilot, app, "2026-03-02")
        await until(pilot, lambda: "Open at noon" in words_on(app))
        read = words_on(app)
        assert "Since Monday 2 March 2026" in read
        assert "Instead of" in read
        assert "Ring the council" not in read
        await pilot.press("right")
        await until(pilot, lambda: "Open at noon" not in words_on(app))
        await pilot.press("left")
        await pilot.pause()
        assert "Open at noon" not in words_on(app)


@pytest.mark.parametrize(("answer", "there"), [("y", True), ("n", False), ("enter", False)])
async def test_what_a_person_took_on_is_shown_after_a_yes(
    home: Home, answer: str, there: bool
) -> None:
    app = next_evening(home)
    async with app.run_test(size=(120, 60)) as pilot:
        await ask(pilot, app, "Dawn")
        await until(pilot, lambda: "what Dawn took on" in words_on(app))
        assert isinstance(app.screen, Confirm)
        await pilot.press(answer)
        await until(pilot, lambda: "Open at noon" in words_on(app))
        assert ("Ring the council" in words_on(app)) is there


async def test_a_name_typed_with_a_slip_is_asked_for_again(home: Home) -> None:
    app = next_evening(home)
    async with app.run_test(size=(120, 60)) as pilot:
        await ask(pilot, app, "Dwan")
        await until(pilot, lambda: "Nobody called “Dwan” has come to this series." in words_on(app))
        assert "2026-03-01" in words_on(app)
        assert "Open at noon" not in words_on(app)
        assert isinstance(app.screen, Ask)
        assert app.screen.query_one(Input).value == "Dwan"


async def test_who_is_here_for_the_first_time_reads_it_from_the_beginning(home: Home) -> None:
    app = next_evening(home)
    async with app.run_test(size=(120, 60)) as pilot:
        assert app.live
        app.live.handle(AddPerson(name="Ivo"))
        await ask(pilot, app, "ivo")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("n")
        await until(pilot, lambda: "From the beginning" in words_on(app))


async def test_without_an_answer_nothing_is_shown(home: Home) -> None:
    app = next_evening(home)
    async with app.run_test(size=(120, 60)) as pilot:
        await ask(pilot, app, "Dawn")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("escape")
        await pilot.pause()
        assert "Open at noon" not in words_on(app)


@pytest.mark.parametrize(
    ("typed", "series", "why"),
    [
        ("2999-01-01", SERIES, "could not be read as a day in the past"),
        ("2026-03-02", "Elsewhere", "Nothing was decided"),
    ],
)
async def test_it_says_why_there_is_nothing(home: Home, typed: str, series: str, why: str) -> None:
    app = next_evening(home, series)
    async with app.run_test(size=(120, 36)) as pilot:
        await ask(pilot, app, typed)
        # Where it was typed, so that it can be corrected.
        await until(pilot, lambda: why in words_on(app))
        assert isinstance(app.screen, Ask)


async def test_outside_a_series_nobody_is_asked(tmp_path: Path) -> None:
    app = next_evening(Home(tmp_path / "data"), "")
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("A")
        await until(pilot, lambda: app.screen.query("#lines"))
        await app.run_action("screen.missed")
        await until(pilot, lambda: "belongs to no series" in " ".join(told(app)))


@pytest.mark.practice("P46")
async def test_what_is_struck_while_the_question_stands_is_not_shown_after_it(home: Home) -> None:
    app = next_evening(home)
    async with app.run_test(size=(120, 60)) as pilot:
        await ask(pilot, app, "Dawn")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        assert app.live
        struck = next(one for one in app.state.carried.decisions if one.text == "Open at noon")
        await app.live.strike("carried", struck.id)
        await until(pilot, lambda: struck not in app.state.carried.decisions)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, StartScreen))

        assert "Open at noon" not in words_on(app)


@pytest.mark.practice("P46")
async def test_a_strike_of_what_was_carried_over_closes_the_page(home: Home) -> None:
    app = next_evening(home)
    async with app.run_test(size=(120, 60)) as pilot:
        await ask(pilot, app, "2026-03-01")
        await until(pilot, lambda: "Open at noon" in words_on(app))
        assert app.live
        struck = next(one for one in app.state.carried.decisions if one.text == "Open at noon")

        await app.live.strike("carried", struck.id)

        await until(pilot, lambda: "Open at noon" not in words_on(app))
        assert isinstance(app.screen, StartScreen)
        assert app.screen.page == "why"
