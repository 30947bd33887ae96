"""Home: every key of it, what stands first, and a plan with faults."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual import on
from textual.pilot import Pilot
from textual.screen import Screen

from app.open_session import open_session
from screens.dialogs.confirm import Confirm
from screens.messages import Go, PlanShelfAsked, PlanShelfFound, Submit
from session.model.lifecycle import EndSession
from session.model.state import replace
from session.views.library import HomeView, SeriesCard, SessionCard
from session.views.plan_shelf import PlanShelf
from session.views.recap import recap
from store.library.ending import finish
from store.paths import Home
from tests.tui.opened import PLAN, SAID, app_on, ended, opened, shown, until
from tui import places
from tui.app import FairsayApp

SIZES = [(120, 36), (80, 24), (200, 56)]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")


def left(home: Home, session: str = "2026-11-24-cccccc") -> str:
    """Leave an unfinished session in the data folder."""
    opened(home, *SAID, session=session).close()
    return session


async def test_an_empty_home_says_what_to_do(home: Home) -> None:
    app = app_on(home)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: app.library.looked)
        await pilot.pause()

        assert "No sessions yet." in shown(app)
        assert "Press n to make a plan, press d to watch the demo." in " ".join(shown(app).split())


@pytest.mark.parametrize("size", SIZES)
async def test_what_can_be_gone_on_with_stands_first(home: Home, size: tuple[int, int]) -> None:
    ended(home)
    left(home)
    app = app_on(home)
    async with app.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: app.library.unfinished)
        await pilot.pause()

        rows = shown(app).splitlines()
        first = next(n for n, row in enumerate(rows) if "Go on where you stopped" in row)
        series = next(n for n, row in enumerate(rows) if "Hub" in row)
        assert "Winter [/red] plans" in rows[first + 1]
        assert first < series
        assert "recap agreed" in shown(app)


async def test_enter_goes_on_with_the_unfinished_session(home: Home) -> None:
    left(home)
    app = app_on(home)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: app.library.unfinished)
        await pilot.press("enter")
        await until(pilot, lambda: app.live is not None)
        await until(pilot, lambda: places.place(app.screen) == "board")

        assert app.state.meta.title == "Winter [/red] plans"
        assert app.state.notes
    assert app.live
    assert app.live.close()


async def test_enter_reads_the_recap_of_an_ended_session(home: Home) -> None:
    ended(home)
    app = app_on(home)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: app.library.series)
        await pilot.press("enter")
        await until(pilot, lambda: places.place(app.screen) == "close" and app.read_back.title)
        await pilot.pause()

        assert "We ask for Sunday hours" in shown(app)
        await pilot.press("escape")
        await until(pilot, lambda: places.place(app.screen) == "home" and app.live is None)


async def test_down_and_up_choose(home: Home) -> None:
    left(home, "2026-11-24-cccccc")
    left(home, "2026-11-25-dddddd")
    app = app_on(home)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: len(app.library.unfinished) == 2)
        await pilot.press("down")
        await pilot.press("enter")
        await until(pilot, lambda: app.live is not None)

        assert app.live
        assert app.live.session_id == app.library.unfinished[1].id
        await pilot.press("q")
    assert app.live.close()


async def test_n_opens_a_plan(home: Home, tmp_path: Path) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text("A first meeting\n10 Welcome\n20 Ideas\n", encoding="utf-8")
    app = app_on(home)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: app.library.looked)
        await pilot.press("o")
        app.screen.query_one("Line").value = str(plan)  # type: ignore[attr-defined]  # an Input
        await pilot.press("enter")
        await until(pilot, lambda: app.live is not None)

        assert app.state.meta.title == "A first meeting"
    assert app.live
    assert app.live.close()


async def test_every_fault_of_a_plan_is_shown_with_its_line(home: Home, tmp_path: Path) -> None:
    plan = tmp_path / "p.toml"
    plan.write_text('titel = "[/red]"\n[[agenda]]\nminutes = "ten"\n', encoding="utf-8")
    app = app_on(home)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: app.library.looked)
        await pilot.press("o")
        app.screen.query_one("Line").value = str(plan)  # type: ignore[attr-defined]  # an Input
        await pilot.press("enter")
        await until(pilot, lambda: app.library.faults)
        await pilot.pause()

        assert f"{plan}:1" in shown(app).replace("\n", "")
        assert f"{plan}:3" in shown(app).replace("\n", "")
        assert app.live is None
        await pilot.press("o")
        await pilot.pause()
        assert app.screen.query_one("Line").value == str(plan)  # type: ignore[attr-defined]  # an Input


async def test_f2_exports_an_ended_session_and_says_where(home: Home) -> None:
    ended(home, session="2026-11-23-bbbbbb")
    app = app_on(home)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: app.library.series)
        await pilot.press("f2")
        await until(pilot, lambda: "files were written to" in shown(app))
    assert any(home.exports("2026-11-23-bbbbbb").glob("*.html"))


async def test_f2_on_an_unfinished_session_says_why_not(home: Home) -> None:
    left(home)
    app = app_on(home)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: app.library.unfinished)
        await pilot.press("f2")
        await until(pilot, lambda: "This session has not ended." in shown(app))


async def test_d_plays_the_demo_apart_from_everything_else(home: Home) -> None:
    app = app_on(home)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: app.library.looked)
        await pilot.press("d")
        await until(pilot, lambda: app.state.people)
        await until(pilot, lambda: any(p.presence == "here" for p in app.state.people.values()))

        assert app.live
        assert app.live.home != home
    assert app.live.close()
    app.desk.close()
    assert home.session_ids() == ()


async def test_question_mark_shows_the_keys_of_home(home: Home) -> None:
    app = app_on(home)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()

        assert "Keys: Home" in shown(app)
        assert "Open a plan" in shown(app)


async def test_q_leaves(home: Home) -> None:
    app = app_on(home)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: app.library.looked)
        await pilot.press("q")
        await pilot.pause()

    assert not app.return_value
    assert app.return_code == 0


def of_another_group(home: Home, session: str = "2026-11-20-eeeeee") -> None:
    """Leave an ended session of another series, and one that is outside of any and not ended."""
    for series, key in (("Refuge", session), ("", "2026-11-21-ffffff")):
        plan = replace(PLAN, series=series, title=f"Women's evening {key[-1]}")
        live = open_session(home, plan, session_id=key)
        if series:
            live.handle(EndSession())
            assert live.settle()
            finish(home, recap(live.runtime.durable))
        live.close()


async def begins_from(app: FairsayApp, pilot: Pilot[Any]) -> str:
    """Return the words of the sessions that a plan can begin from."""
    shelves: list[PlanShelf] = []

    class Asker(Screen[None]):
        @on(PlanShelfFound)
        def _found(self, found: PlanShelfFound) -> None:
            shelves.append(found.shelf)

    asker = Asker()
    await app.push_screen(asker)
    app.post_message(PlanShelfAsked(asker))
    await until(pilot, lambda: shelves)
    await app.pop_screen()
    return " ".join(one.words for one in shelves[0].sessions)


@pytest.mark.practice("P47")
async def test_after_a_session_home_shows_no_other_groups_sessions_until_told_to(
    home: Home,
) -> None:
    of_another_group(home)
    ended(home)
    live = opened(home, *SAID)
    app = app_on(home, live)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        app.post_message(Go("home"))
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("y")
        await until(pilot, lambda: app.library.unfinished)
        await pilot.pause()
        assert "Winter" in shown(app)
        assert "Women" not in shown(app)
        assert "Refuge" not in shown(app)
        assert "Women" not in await begins_from(app, pilot)

        await pilot.press("a")
        await until(pilot, lambda: shown(app).count("Women") == 2)
        assert "Women" in await begins_from(app, pilot)
        app.post_message(Go("board"))
        await until(pilot, lambda: places.place(app.screen) == "board")
        app.post_message(Go("home"))
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("y")
        await until(pilot, lambda: places.place(app.screen) == "home")
        await pilot.pause()
        assert "Women" not in shown(app)

        app.post_message(Go("board"))
        await until(pilot, lambda: places.place(app.screen) == "board")
        app.post_message(Submit(EndSession()))
        await until(pilot, lambda: app.session.ended)
        app.post_message(Go("home"))
        await until(pilot, lambda: app.live is None and len(app.library.series) == 1)
        await pilot.pause()
        assert "Women" not in shown(app)
    live.close()


@pytest.mark.practice("P47")
async def test_the_first_home_shows_the_group_that_comes_next_and_others_after_a_key(
    home: Home,
) -> None:
    of_another_group(home)
    ended(home)
    app = app_on(home)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: app.library.looked)
        await pilot.pause()
        assert "evening f" in shown(app)
        assert "evening e" not in shown(app)
        assert "Winter" not in shown(app)
        assert "Sessions of other groups are not shown here." in shown(app)
        await pilot.press("a")
        await until(pilot, lambda: shown(app).count("Women") == 3)
        assert "Winter" in shown(app)
        assert "other groups" not in shown(app)


async def test_without_anything_to_go_on_with_the_newest_group_is_shown(home: Home) -> None:
    ended(home)
    ended(home, session="2026-11-22-dddddd")
    app = app_on(home)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: app.library.looked)
        await pilot.pause()
        assert "Press n to plan the next session." in shown(app)
        assert "other groups" not in shown(app)
        assert shown(app).count("recap agreed") == 2


async def test_home_says_what_to_do_first(home: Home) -> None:
    left(home)
    app = app_on(home)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.library.unfinished)
        await pilot.pause()
        assert "Enter goes on with “Winter [/red] plans”." in shown(app)


async def test_two_hundred_series_are_listed_after_the_key(home: Home) -> None:
    app = app_on(home)
    cards = [
        SeriesCard(
            f"Series {n:03}",
            (
                SessionCard(
                    f"2026-01-{n:03}", f"Evening {n}", standing="agreed", series=f"Series {n:03}"
                ),
            ),
        )
        for n in range(200)
    ]
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.library.looked)
        app.data_folder._looked(HomeView(series=tuple(cards), looked=True))
        await pilot.pause()
        assert "Series 199" in shown(app)
        assert "Series 000" not in shown(app)
        await pilot.press("a", "end")
        await until(pilot, lambda: len(app.library.series) == 200)
        await pilot.press("slash", *"evening 77")
        await pilot.pause()
        assert "Evening 77" in shown(app)
        assert "Evening 78" not in shown(app)
