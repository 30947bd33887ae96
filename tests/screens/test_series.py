"""The series screen: opened from Home, it shows what is open and takes what became of it in four keys."""

from __future__ import annotations

import asyncio
from pathlib import Path
from time import perf_counter

import pytest

from app.library import Library
from app.open_session import open_session, resume_session
from app.series import things_of, view_of
from screens.dialogs.pick import Pick
from screens.messages import Go
from screens.series import SeriesScreen
from screens.themes import ThemesScreen
from screens.widgets.rows import Rows
from session.model.ideas import AddIdea, AddTheme
from session.model.lifecycle import AgreeRecap, EndSession
from session.model.opening_closing import AddReflection
from session.model.plan import Plan, PlanItem
from session.model.protocol import AnyCommand
from session.model.record import RecordDecision, SetAction
from session.runtime import Done
from store.library.series import series_id
from store.paths import Home, private_folder
from tests.tui.opened import app_on, told, until, words_on

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
        await until(pilot, lambda: "can't change – the bus" in words_on(app))
        await pilot.press("down")
        await until(pilot, lambda: app.screen.query_one(Rows).highlighted == 3)
        await pilot.press("5", *"the county", "enter")
        await until(pilot, lambda: "passed on to the county" in words_on(app))
        await pilot.press("4", "enter", "enter")
        await pilot.press("escape", "escape")

    assert state(desk) == {"A later start": "cannot-change", "Ring the council": "passed-on"}


def again(desk: Library, title: str, *commands: AnyCommand) -> None:
    """Hold one more session of the series."""
    live = open_session(desk.home, Plan(title=title, series=SERIES, agenda=(PlanItem("Talk", 10),)))
    for command in (*commands, EndSession(), AgreeRecap(not_coproduced="The date")):
        assert isinstance(live.handle(command), Done)
    asyncio.run(live.keep_recap())
    live.close()


async def test_a_promise_is_written_down_with_who_made_it_and_the_wall_names_nobody(
    desk: Library,
) -> None:
    app = app_on(desk.home)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: app.library.looked)
        app.post_message(Go("series", about=SERIES))
        await until(pilot, lambda: "A later start" in words_on(app))

        await pilot.press("a", "enter", *"An answer", "enter", *"Zuleika Ltd", "enter")
        await pilot.press(*"27 March 2027", "enter")
        await until(pilot, lambda: "An answer: not told yet" in words_on(app))
        wall = words_on(app)
        # The same once more, as by a double press.
        await pilot.press("a", "enter", *"An answer", "enter", *"Zuleika Ltd", "enter", "enter")
        await until(pilot, lambda: "written down already" in words_on(app))

    (made,) = (one for one in things_of(desk, SERIES) if one.kind == "promise")
    assert (made.text, made.who, made.due) == ("An answer", "Zuleika Ltd", "2027-03-27")
    assert "by Saturday 27 March 2027" in wall
    assert wall.index("Promises") < wall.index("You asked for") < wall.index("Actions")
    assert "Zuleika" not in wall


@pytest.mark.practice("P62")
async def test_a_later_decision_replaces_the_one_chosen_with_why(desk: Library) -> None:
    await asyncio.to_thread(again, desk, "Second evening", RecordDecision(text="Soup on Thursdays"))
    await asyncio.to_thread(again, desk, "Third evening", RecordDecision(text="Soup on Fridays"))
    app = app_on(desk.home)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: app.library.looked)
        app.post_message(Go("series", about=SERIES))
        await until(pilot, lambda: "Soup on Thursdays: decided" in words_on(app))

        await pilot.press("e")
        await until(pilot, lambda: "Choose a decision or a session first" in " ".join(told(app)))
        app.screen.query_one(Rows).choose(ids(desk)["Soup on Thursdays"])
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, Pick))
        choices = words_on(app)
        await pilot.press("enter", "enter")
        await until(pilot, lambda: "Say why the decision changed" in words_on(app))
        await pilot.press(*"The hall is let", "enter")
        await until(pilot, lambda: "replaced by “Soup on Fridays”" in words_on(app))

    old = next(one for one in things_of(desk, SERIES) if one.text == "Soup on Thursdays")
    assert (old.replaced_by, old.why) == ("Soup on Fridays", "The hall is let")
    assert "Soup on Fridays" in choices


@pytest.mark.parametrize("to", ["Garden", ""])
async def test_a_session_is_moved_to_another_series_or_to_none_by_key(
    desk: Library, to: str
) -> None:
    await asyncio.to_thread(again, desk, "Second evening", RecordDecision(text="Soup"))
    app = app_on(desk.home)
    async with app.run_test(size=(100, 30)) as pilot:
        app.post_message(Go("series", about=SERIES))
        await until(pilot, lambda: "Soup: decided" in words_on(app))
        second = next(row.id for row in desk.rows() if row.title == "Second evening")
        app.screen.query_one(Rows).choose(f"session/{second}")
        await pilot.press("1", "e", "enter")
        await until(pilot, lambda: "already. Nothing was changed" in words_on(app))
        await pilot.press(*["backspace"] * len(SERIES), *to, "enter")
        await until(pilot, lambda: "Soup: decided" not in words_on(app))

    assert [row.series for row in desk.rows() if row.id == second] == [to]
    assert [one.text for one in things_of(desk, to)] == ["Soup"]
    assert state(desk) == {"A later start": "", "Ring the council": ""}


async def test_what_fails_when_a_session_is_moved_is_told(desk: Library, tmp_path: Path) -> None:
    (session,) = desk.home.session_ids()
    (path,) = desk.export(session, "text", private_folder(tmp_path / "stick"))
    path.chmod(0o400)
    app = app_on(desk.home)
    async with app.run_test(size=(100, 30)) as pilot:
        app.post_message(Go("series", about=SERIES))
        await until(pilot, lambda: "First evening" in words_on(app))
        app.screen.query_one(Rows).choose(f"session/{session}")
        await pilot.press("1", "e", *["backspace"] * len(SERIES), *"Garden", "enter")
        await until(pilot, lambda: f"{path.name} can't be changed" in " ".join(told(app)))

    assert [row.series for row in desk.rows()] == ["Garden"]


async def test_on_the_screen_a_decision_too_can_be_told(desk: Library) -> None:
    await asyncio.to_thread(again, desk, "Second evening", RecordDecision(text="Soup on Thursdays"))
    app = app_on(desk.home)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: app.library.looked)
        app.post_message(Go("series", about=SERIES))
        await until(pilot, lambda: "Soup on Thursdays: decided" in words_on(app))
        app.screen.query_one(Rows).choose(ids(desk)["Soup on Thursdays"])
        await pilot.press("3", "enter")
        await until(pilot, lambda: "Soup on Thursdays: not done yet" in words_on(app))

    assert state(desk)["Soup on Thursdays"] == "not-done"


async def test_what_was_struck_meanwhile_is_refused_in_a_sentence(desk: Library) -> None:
    app = app_on(desk.home)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: app.library.looked)
        app.post_message(Go("series", about=SERIES))
        await until(pilot, lambda: "A later start" in words_on(app))
        live = resume_session(desk.home, next(row.id for row in desk.rows()))
        await live.strike("reflections", next(iter(live.runtime.live.reflections)))
        assert live.close()

        await pilot.press("1")
        await until(pilot, lambda: "Nothing in this series has that id" in " ".join(told(app)))

    assert not desk.home.series_journal(series_id(SERIES)).exists()


@pytest.mark.practice("P63")
async def test_how_many_sessions_are_left_is_said_by_key(desk: Library) -> None:
    app = app_on(desk.home)
    async with app.run_test(size=(100, 30)) as pilot:
        app.post_message(Go("series", about=SERIES))
        await until(pilot, lambda: "A later start" in words_on(app))
        before = words_on(app)
        await pilot.press("a", "down", "enter", *"many", "enter")
        await until(pilot, lambda: "from 1 to 500" in words_on(app))
        await pilot.press(*["backspace"] * 4, "4", "enter")
        await until(pilot, lambda: "3 sessions left." in words_on(app))

    assert "What became of people's ideas: 1 not told yet." in before
    assert "left" not in before


def ids(desk: Library) -> dict[str, str]:
    return {one.text: one.id for one in things_of(desk, SERIES)}


def test_the_screen_is_read_quickly(desk: Library) -> None:
    begun = perf_counter()
    view = view_of(desk, SERIES)

    assert perf_counter() - begun < 1
    assert [one.title for one in view.sessions] == ["First evening"]


@pytest.mark.practice("P54")
async def test_ideas_of_an_earlier_session_come_back_with_their_theme(desk: Library) -> None:
    before = (AddTheme(name="Getting there"), AddIdea(text="A bus that waits"))
    await asyncio.to_thread(again, desk, "Second evening", *before)
    live = open_session(desk.home, Plan(title="Third", series=SERIES, agenda=(PlanItem("Talk"),)))
    app = app_on(desk.home, live)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("t")
        await until(pilot, lambda: isinstance(app.screen, ThemesScreen))
        await app.run_action("to('themes', 'earlier')", app.screen)
        await until(pilot, lambda: isinstance(app.screen, Pick))
        await pilot.press("enter")
        await until(pilot, lambda: "A bus that waits" in words_on(app))
        await app.run_action("to('themes', 'earlier')", app.screen)
        await until(pilot, lambda: isinstance(app.screen, Pick))
        await pilot.press("enter")
        await until(pilot, lambda: "All of that is here already" in " ".join(told(app)))

    assert [one.text for one in live.runtime.live.ideas.values()] == ["A bus that waits"]
