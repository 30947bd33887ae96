"""The plan screen: every key of it, on a data folder of its own."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Static

from app.plans import PlanDesk
from screens.base import BaseScreen
from screens.plan.screen import PlanScreen
from session.model.opening_closing import SetNextSession
from session.model.people import AddPerson, AnswerConsent
from session.model.plan import Plan, PlanItem, PlanPerson, Wifi
from session.model.state import replace
from store.paths import Home
from store.plans.read import read_plan
from store.plans.shelf import Drafted, keep_draft, kept_draft, plans_folder, save_plan
from tests.tui.opened import PLAN, app_on, ended, shown, until, words_on
from tests.tui.opened import opened as session_of
from tui import places
from tui.app import FairsayApp

SIZE = (100, 32)
MADE = Plan(
    "Winter [/red] plans",
    (
        PlanItem("Welcome", 10),
        PlanItem("Ideas", 20, "ideas"),
        PlanItem("Check-out", 5, "check-out"),
    ),
    series="Hub",
    start="10:00",
    people=(PlanPerson("Nadia", ("researcher",)), PlanPerson("Tom")),
    wifi=Wifi("Library", "books-1906"),
)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")


def screen(app: FairsayApp) -> PlanScreen:
    return next(one for one in app.screen_stack if isinstance(one, PlanScreen))


async def opened(app: FairsayApp, pilot: Pilot[str]) -> PlanScreen:
    """Go from Home to the plan screen."""
    await until(pilot, lambda: app.library.looked)
    await pilot.press("n")
    await until(pilot, lambda: places.place(app.screen) == "plan")
    await until(
        pilot, lambda: screen(app).opened.shelf.templates or screen(app).opened.draft.unsaved
    )
    return screen(app)


async def with_draft(app: FairsayApp, pilot: Pilot[str]) -> PlanScreen:
    """Open the screen on the draft that was left."""
    made = await opened(app, pilot)
    await until(pilot, lambda: made.opened.plan.title == MADE.title)
    await pilot.press("1")
    return made


async def write(pilot: Pilot[str], text: str, keep: str = "enter") -> None:
    """Type into the dialog that is open, in place of what stands there, and keep it."""
    await pilot.pause()
    await pilot.press("ctrl+u")
    for letter in text:
        await pilot.press("space" if letter == " " else letter)
    await pilot.press(keep)
    await pilot.pause()


def left(home: Home) -> None:
    keep_draft(home, Drafted(MADE))


@pytest.mark.practice("P11")
@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 56)])
async def test_a_plan_begins_from_a_template(home: Home, size: tuple[int, int]) -> None:
    app = app_on(home)
    async with app.run_test(size=size, notifications=True) as pilot:
        made = await opened(app, pilot)
        assert "First meeting  (2 h)" in shown(app)

        await pilot.press("enter")
        await until(pilot, lambda: made.opened.plan.title == "First meeting")
        await pilot.pause()

        assert "Welcome, and how today works" in shown(app)
        assert "2 h in all" in shown(app)
        assert "not saved yet" in shown(app)


@pytest.mark.parametrize("part", ["title", "item"])
async def test_typing_replaces_what_a_template_filled_in_and_adds_to_what_one_wrote(
    home: Home, part: str
) -> None:
    app = app_on(home)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        made = await opened(app, pilot)
        await pilot.press("enter")
        await until(pilot, lambda: made.opened.plan.title == "First meeting")
        if part == "title":
            await pilot.press("2")
        for typed, told in (("Hub", "Hub"), ("s", "Hubs")):
            await pilot.press("enter")
            await until(pilot, lambda: app.screen is not made)
            await pilot.press(*typed, "enter")
            await until(pilot, lambda: app.screen is made)
            plan = made.opened.plan
            assert (plan.title if part == "title" else plan.agenda[0].title) == told


@pytest.mark.practice("P11")
async def test_last_times_plan_comes_with_its_people(home: Home) -> None:
    ended(home, AddPerson(name="Zebediah", roles=("researcher",)))
    app = app_on(home)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        made = await opened(app, pilot)
        assert "Last time" in shown(app)

        await pilot.press("enter")
        await until(pilot, lambda: made.opened.plan.title == PLAN.title)
        await pilot.press("3")
        await pilot.pause()

        assert [one.name for one in made.opened.plan.people] == ["Dawn", "Zebediah"]
        assert made.opened.plan.date == ""
        assert "Zebediah" not in shown(app)
        assert "Z." in shown(app)


@pytest.mark.practice("P17")
def test_only_those_who_agreed_are_named_from_the_start(home: Home) -> None:
    live = session_of(home, AddPerson(name="Zebediah"))
    dawn = next(one.id for one in live.runtime.live.people.values() if one.name == "Dawn")
    live.handle(AnswerConsent(person=dawn, question="named", answer=True))
    live.close()

    read = PlanDesk(home).last_time(live.session_id)

    assert read.plan
    assert [one.name for one in read.plan.people] == ["Dawn", "Zebediah"]
    assert read.named == {"Dawn"}


@pytest.mark.parametrize("struck", [False, True])
def test_the_next_plan_has_the_place_that_was_agreed_unless_it_was_struck(
    home: Home, struck: bool
) -> None:
    live = session_of(home, SetNextSession("8 December 2999 14:00", "Town hall", "Bus 4"))
    if struck:
        asyncio.run(live.strike("closing", live.runtime.live.closing.next_id))
    live.close()

    plan = PlanDesk(home).last_time(live.session_id).plan

    assert plan
    told = (plan.date, plan.start, plan.place, plan.way_there)
    assert told == (
        ("", PLAN.start, "", "") if struck else ("2999-12-08", "14:00", "Town hall", "Bus 4")
    )


@pytest.mark.practice("P47")
async def test_names_and_the_password_wait_for_the_projector(home: Home) -> None:
    left(home)
    app = app_on(home)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await with_draft(app, pilot)
        seen = []
        for part in "123":
            await pilot.press(part)
            await pilot.pause()
            seen.append(words_on(app))

        await pilot.press("f9")
        await until(pilot, lambda: "Can anybody but you see this screen now" in words_on(app))
        await pilot.press("n")
        await until(pilot, lambda: "Nadia" in words_on(app))
        await pilot.press("2")
        await pilot.pause()

        assert not any(word in one for one in seen for word in ("Nadia", "Tom", "books-1906"))
        assert "books-1906" in words_on(app)
        await pilot.press("f9")
        await pilot.pause()
        assert "books-1906" not in words_on(app)


async def test_each_key_of_an_item_changes_it(home: Home) -> None:
    left(home)
    app = app_on(home)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        made = await with_draft(app, pilot)
        await pilot.press("down")
        for key, text in (
            ("t", "Our ideas"),
            ("m", "25"),
            ("f", "What would help?"),
            ("c", "About money"),
            ("s", "10.15"),
        ):
            await pilot.press(key)
            await write(pilot, text)
        await pilot.press("k", "down", "enter", "plus", "plus", "minus", "p")
        await pilot.pause()

        assert made.opened.plan.agenda[1] == PlanItem(
            "Our ideas",
            26,
            "recap",
            "What would help?",
            "About money",
            "10:15",
            protected=True,
            may_shrink=False,
        )
        await pilot.press("h")
        assert made.opened.plan.agenda[1].may_shrink
        assert not made.opened.plan.agenda[1].protected


async def test_items_are_added_moved_removed_and_brought_back(home: Home) -> None:
    left(home)
    app = app_on(home)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        made = await with_draft(app, pilot)

        await pilot.press("a")
        await write(pilot, "15 Break")
        await pilot.press("J")
        titles = [one.title for one in made.opened.plan.agenda]
        assert titles == ["Welcome", "Ideas", "Break", "Check-out"]

        await pilot.press("d", "K")
        assert [one.title for one in made.opened.plan.agenda] == ["Welcome", "Check-out", "Ideas"]
        await pilot.press("u", "u", "u", "u")
        assert made.opened.plan == MADE
        await pilot.press("U")
        assert made.opened.plan.agenda[1].title == "Break"


async def test_what_is_refused_stays_in_the_line_with_the_reason(home: Home) -> None:
    left(home)
    app = app_on(home)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        made = await with_draft(app, pilot)
        for typed in ("abc", "-5", "10000"):
            await pilot.press("m")
            await write(pilot, typed)

            assert "Minutes are a whole number from 1 to 600." in words_on(app)
            assert typed in shown(app)
            await pilot.press("escape")
            await pilot.pause()
        await pilot.press("2", "down", "down", "down", "enter")
        await write(pilot, "25:00")

        assert "That isn't a time of day." in words_on(app)
        assert made.opened.plan == MADE


async def test_every_line_about_the_session_can_be_changed(home: Home) -> None:
    left(home)
    app = app_on(home)
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        made = await with_draft(app, pilot)
        await pilot.press("2")
        for nth, (keys, text, keep) in enumerate(
            [
                ("", "Spring", "enter"),
                ("", "Hub two", "enter"),
                ("", "24.11.2026", "enter"),
                ("", "9.30", "enter"),
                ("", "To choose", "enter"),
                ("", "One goal", "f2"),
                ("", "The days", "f2"),
                ("", "The rent", "f2"),
                ("enter", "", ""),
                ("enter", "", ""),
                ("", "", ""),
                ("", "6 researcher", "f2"),
                ("", "example.org/hub", "enter"),
            ]
        ):
            await pilot.press("home", *["down"] * nth, "enter")
            await pilot.pause()
            if keys:
                await pilot.press(keys)
            elif text:
                await write(pilot, text, keep)
            else:
                await pilot.press("escape")
            await pilot.pause()
        await pilot.press("home", *["down"] * 13, "enter")
        await write(pilot, "Hall")
        await write(pilot, "secret-word")
        await pilot.press("home", *["down"] * 14, "enter")
        await write(pilot, "Priya, by the tea")
        await pilot.pause()

        assert made.opened.plan == replace(
            MADE,
            title="Spring",
            series="Hub two",
            date="2026-11-24",
            start="09:30",
            purpose="To choose",
            goals=("One goal",),
            can_change=("The days",),
            cannot_change=("The rent",),
            involvement=made.opened.plan.involvement,
            stage=made.opened.plan.stage,
            hoped_for={"researcher": 6},
            meeting_link="https://example.org/hub",
            wifi=Wifi("Hall", "secret-word"),
            support="Priya, by the tea",
        )
        assert made.opened.plan.involvement
        assert made.opened.plan.stage
        assert "secret-word" not in shown(app)


async def test_people_are_added_changed_and_removed(home: Home) -> None:
    left(home)
    app = app_on(home)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        made = await with_draft(app, pilot)
        await pilot.press("3", "a")
        await write(pilot, "Ada, 1, remote")
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: "Can anybody but you see this screen now" in words_on(app))
        await pilot.press("n")
        await write(pilot, "Ada B, 2")
        await pilot.press("up", "d")
        await pilot.pause()

        assert made.opened.plan.people == (
            PlanPerson("Nadia", ("researcher",)),
            PlanPerson("Ada B", ("service provider",)),
        )


async def test_a_list_of_people_is_looked_at_without_names_before_it_is_taken(home: Home) -> None:
    left(home)
    app = app_on(home)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        made = await with_draft(app, pilot)
        await pilot.press("3")
        made.post_message(
            events.Paste(
                "Name\tRole\tAccess needs\nZebediah\tcarer\tWheelchair\nTom\tcarer\tNone\n"
            )
        )
        await until(pilot, lambda: "2 people were found" in words_on(app))
        assert "New role groups: carer." in words_on(app)
        assert "Z." in words_on(app)
        assert "Zebediah" not in words_on(app)
        assert "Wheelchair" not in words_on(app)
        assert len(made.opened.plan.people) == 2
        await pilot.press("y")
        await until(pilot, lambda: "1 person wrote what they need to take part" in words_on(app))
        # No is marked.
        await pilot.press("enter")
        await until(pilot, lambda: len(made.opened.plan.people) == 3)

        assert made.opened.plan.people[-1] == PlanPerson("Zebediah", ("carer",))
        assert "carer" in made.opened.plan.roles


async def test_needs_on_a_list_are_kept_in_private_by_choice_alone(home: Home) -> None:
    left(home)
    app = app_on(home)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        made = await with_draft(app, pilot)
        await pilot.press("3")
        made.post_message(events.Paste("Name\tAccess needs\nZebediah\tWheelchair\n"))
        await until(pilot, lambda: "1 person was found" in words_on(app))
        await pilot.press("y")
        await until(pilot, lambda: "wrote what they need to take part" in words_on(app))
        await pilot.press("y")
        await until(pilot, lambda: len(made.opened.plan.people) == 3)

        assert made.opened.plan.people[-1] == PlanPerson("Zebediah", needs="Wheelchair")
        assert "Wheelchair" not in words_on(app)
        await pilot.press("f9")
        await until(pilot, lambda: "Can anybody but you see this screen now" in words_on(app))
        await pilot.press("n")
        await until(pilot, lambda: "needs: Wheelchair" in words_on(app))


async def test_a_file_that_is_a_list_of_people_leads_to_them(home: Home, tmp_path: Path) -> None:
    left(home)
    people = tmp_path / "people.csv"
    people.write_text("First name,Last name,Email\nZebediah,Quill,z@example.org\nUna,Poole,\n")
    app = app_on(home)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        made = await with_draft(app, pilot)
        await pilot.press("1")
        made.post_message(events.Paste(str(people)))
        await until(pilot, lambda: "2 people were found" in words_on(app))
        await pilot.press("y")
        await until(pilot, lambda: len(made.opened.plan.people) == 4)

        assert made.opened.part == "people"


async def test_those_of_the_last_session_come_along(home: Home) -> None:
    ended(home)
    left(home)
    app = app_on(home)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        made = await with_draft(app, pilot)
        await pilot.press("l")
        await until(pilot, lambda: len(made.opened.plan.people) == 3)
        await pilot.pause()

        assert made.opened.plan.people[2] == PlanPerson("Dawn", ("community member",))
        assert "1 person came along." in words_on(app)


async def test_rows_pasted_onto_the_screen_become_items(home: Home) -> None:
    app = app_on(home)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        made = await opened(app, pilot)

        made.post_message(events.Paste("Tea\t10\n=cmd|'/C calc'!A0\t5\nx\t9999\n"))
        await until(pilot, lambda: "3 items were understood" in words_on(app))
        assert len(made.opened.plan.agenda) == 1
        assert "9999 minutes are not from 1 to 600" in words_on(app)
        await pilot.press("y")
        await until(pilot, lambda: len(made.opened.plan.agenda) == 3)
        await pilot.pause()

        assert [one.title for one in made.opened.plan.agenda] == ["Tea", "=cmd|'/C calc'!A0", "x"]
        assert "3 items were added." in words_on(app)
        made.post_message(events.Paste("\x00\ud800\n\t\n"))
        await until(pilot, lambda: "Paste the rows here" in words_on(app))
        assert len(made.opened.plan.agenda) == 3


async def test_a_file_that_is_dropped_is_looked_at_before_it_is_taken(
    home: Home, tmp_path: Path
) -> None:
    dropped = tmp_path / "My plans" / "day.md"
    dropped.parent.mkdir()
    dropped.write_text(
        "# Our day\n\n| Time | What | Who |\n|--|--|--|\n| 9:00 | Tea | Jo |\n| 9:20 | END | |\n",
        "utf-8",
    )
    left(home)
    app = app_on(home)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        made = await with_draft(app, pilot)
        for answer, title in (("n", MADE.title), ("y", "Our day")):
            made.post_message(events.Paste(f"'{dropped}' "))
            await until(pilot, lambda: "1 item was understood: Our day" in words_on(app))
            assert made.opened.plan == MADE
            assert "Who: Jo" in words_on(app)
            await pilot.press(answer)
            await until(pilot, lambda title=title: made.opened.plan.title == title)  # type: ignore[misc]

        assert [(one.title, one.minutes, one.notes) for one in made.opened.plan.agenda] == [
            ("Tea", 20, "Who: Jo")
        ]
        await pilot.press("u")
        await until(pilot, lambda: made.opened.plan == MADE)


async def test_what_is_no_good_plan_says_so_and_no_is_marked(home: Home) -> None:
    left(home)
    app = app_on(home)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        made = await with_draft(app, pilot)
        made.post_message(events.Paste("Maureen Pugh\nDai Hughes\nMo\n"))
        await until(pilot, lambda: "looks like a list of names" in words_on(app))
        await pilot.press("enter")
        await pilot.pause()

        assert made.opened.plan == MADE


async def test_of_several_agendas_one_is_chosen(home: Home) -> None:
    app = app_on(home)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        made = await opened(app, pilot)
        made.post_message(
            events.Paste("# Day 1\n10:00 Tea\n11:00 End\n# Day 2\n9:00 Cake\n9:30 End")
        )
        await until(pilot, lambda: "There are 2 agendas in it" in words_on(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: "1 item was understood" in words_on(app))
        await pilot.press("y")
        await until(pilot, lambda: made.opened.plan.agenda[0].title == "Cake")

        assert made.opened.plan.start == "09:00"


async def test_rows_can_be_pasted_into_a_dialog(home: Home) -> None:
    left(home)
    app = app_on(home)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        made = await with_draft(app, pilot)
        await pilot.press("v")
        await pilot.pause()
        assert app.focused
        app.focused.post_message(events.Paste("Tea\t10\nCake\t5"))
        await pilot.pause()
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "2 items were understood" in words_on(app))
        await pilot.press("enter")
        await pilot.pause()

        assert [one.title for one in made.opened.plan.agenda[1:3]] == ["Tea", "Cake"]


async def test_saving_writes_a_file_that_is_read_again(home: Home) -> None:
    left(home)
    app = app_on(home)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        made = await with_draft(app, pilot)
        await pilot.press("w")
        await until(pilot, lambda: not made.opened.draft.unsaved)
        await pilot.pause()

        assert "Saved in" in words_on(app)
        assert read_plan(plans_folder(home) / "winter-red-plans.toml") == MADE
    app.plans.keep_draft()
    assert kept_draft(home) is None


async def test_run_sheets_are_written_where_they_are_wanted(home: Home, tmp_path: Path) -> None:
    left(home)
    app = app_on(home)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await with_draft(app, pilot)
        await pilot.press("P")
        await pilot.pause()
        app.focused.value = str(tmp_path)  # type: ignore[union-attr]
        await pilot.press("enter")
        await until(pilot, lambda: "Written: " in words_on(app))

    assert (tmp_path / "winter-red-plans-run-sheet.pdf").exists()
    assert (tmp_path / "winter-red-plans-agenda.docx").exists()


async def test_saving_asks_before_it_writes_over_another_file(home: Home, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text("# mine", "utf-8")
    left(home)
    app = app_on(home)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        made = await with_draft(app, pilot)
        for answer in "ny":
            await pilot.press("W")
            await pilot.pause()
            app.focused.value = str(other)  # type: ignore[union-attr]
            await pilot.press("enter")
            await until(pilot, lambda: "Another file stands" in words_on(app))
            assert other.read_text("utf-8") == "# mine"
            await pilot.press(answer)
            await pilot.pause()
        await until(pilot, lambda: not made.opened.draft.unsaved)

        assert read_plan(other) == MADE


async def test_a_disk_that_refuses_is_told_and_nothing_is_lost(home: Home) -> None:
    left(home)
    plans_folder(home).write_text("in the way", "utf-8")
    app = app_on(home)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        made = await with_draft(app, pilot)
        await pilot.press("w")
        await until(pilot, lambda: "The disk refuses" in words_on(app))

        assert made.opened.plan == MADE
        assert made.opened.draft.unsaved


async def test_fixed_starts_that_go_backward_are_told_before_saving(home: Home) -> None:
    items = (PlanItem("A", 5, starts_at="11:00"), PlanItem("B", 5, starts_at="10:30"))
    keep_draft(home, Drafted(replace(MADE, agenda=items)))
    app = app_on(home)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        made = await with_draft(app, pilot)
        await pilot.press("w")
        await pilot.pause()

        assert "“B” starts at 10:30, before 11:00 above it." in words_on(app)
        assert made.opened.draft.unsaved
        assert not plans_folder(home).exists()


async def test_a_session_is_started_from_the_plan(home: Home) -> None:
    left(home)
    app = app_on(home)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await with_draft(app, pilot)
        await pilot.press("g")
        await until(pilot, lambda: "open a session from it?" in words_on(app))
        await pilot.press("y")
        await until(pilot, lambda: places.place(app.screen) == "board")

        assert app.state.meta.title == MADE.title
    assert app.live
    assert app.live.close()


async def test_leaving_asks_and_keeps_the_draft(home: Home) -> None:
    left(home)
    app = app_on(home)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        made = await with_draft(app, pilot)
        await pilot.press("plus", "escape")
        await until(pilot, lambda: "changes that are not saved" in words_on(app))
        await pilot.press("escape")
        await pilot.pause()
        assert places.place(app.screen) == "plan"
        await pilot.press("q")
        await pilot.pause()
        await pilot.press("down", "enter")
        await until(pilot, lambda: places.place(app.screen) == "home")

        await pilot.press("n")
        await until(pilot, lambda: places.place(app.screen) == "plan")
        await until(pilot, lambda: screen(app).opened.plan == made.opened.plan)
    app.plans.keep_draft()
    kept = kept_draft(home)
    assert kept
    assert kept.plan == made.opened.plan


async def test_saving_and_leaving_is_one_choice(home: Home) -> None:
    left(home)
    app = app_on(home)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await with_draft(app, pilot)
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: places.place(app.screen) == "home")

        assert read_plan(plans_folder(home) / "winter-red-plans.toml") == MADE


async def test_a_plan_file_is_brought_in_and_stays_as_it_is(home: Home, tmp_path: Path) -> None:
    brought = tmp_path / "brought.csv"
    brought.write_text("title,minutes\n=1+1,5\nTalk,20\n", "utf-8")
    broken = tmp_path / "broken.toml"
    broken.write_text('title = "x"\n[[agenda]]\ntitle = "a"\nminutes = 0\n', "utf-8")
    app = app_on(home)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        made = await opened(app, pilot)
        await pilot.press("1", "b")
        await until(pilot, lambda: made.opened.part == "begin")
        await pilot.press("end", "up")
        for path in (broken, brought):
            await pilot.press("enter")
            await pilot.pause()
            app.focused.value = str(path)  # type: ignore[union-attr]
            await pilot.press("enter")
            if path is broken:
                await until(pilot, lambda: "broken.toml:4: minutes is 0" in words_on(app))
        await until(pilot, lambda: "2 items were understood: Brought" in words_on(app))
        await pilot.press("y")
        await until(pilot, lambda: made.opened.plan.title == "Brought")

        assert [one.title for one in made.opened.plan.agenda] == ["=1+1", "Talk"]
        assert made.opened.draft.path == ""


async def test_a_saved_plan_is_offered_and_saved_in_its_place(home: Home) -> None:
    path = save_plan(home, MADE)
    app = app_on(home)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        made = await opened(app, pilot)
        await pilot.press("enter")
        await until(pilot, lambda: made.opened.plan == MADE)
        await pilot.press("plus", "w")
        await until(pilot, lambda: not made.opened.draft.unsaved)

        assert read_plan(path).agenda[0].minutes == 11
        assert [one.name for one in plans_folder(home).iterdir()] == [path.name]


async def test_a_broken_template_is_told_and_the_others_are_there(home: Home) -> None:
    folder = home.root / "templates"
    folder.mkdir(parents=True)
    (folder / "ours.toml").write_text("title = [/red]", "utf-8")
    app = app_on(home)
    async with app.run_test(size=(160, 40), notifications=True) as pilot:
        await opened(app, pilot)
        await until(pilot, lambda: "ours.toml:1:" in words_on(app))

        assert "Celebration" in shown(app)


async def test_tab_turns_the_parts_and_help_knows_them(home: Home) -> None:
    left(home)
    app = app_on(home)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        made = await with_draft(app, pilot)
        parts = []
        for _ in range(3):
            await pilot.press("tab")
            parts.append(made.opened.part)
        await pilot.press("question_mark")
        await until(pilot, lambda: places.place(app.screen) == "help")

        assert parts == ["about", "people", "agenda"]
        assert "Keys: Plan" in shown(app)


async def test_a_terminal_that_gets_small_keeps_the_plan(home: Home) -> None:
    left(home)
    app = app_on(home)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        made = await with_draft(app, pilot)
        await pilot.press("m")
        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        await write(pilot, "12")

        assert made.opened.plan.agenda[0].minutes == 12


HOSTILE = ["[/red] [@click=app.quit]x[/]", "سردیوں کا مرکز", "Łódź 👩‍👩‍👧 日本", "w" * 2000]


@pytest.mark.parametrize("typed", HOSTILE)
async def test_what_people_typed_is_shown_as_it_is(home: Home, typed: str) -> None:
    items = tuple(PlanItem(typed, 10, focus=typed, content_note=typed) for _ in range(40))
    hostile = replace(
        MADE, agenda=items, purpose=typed, series=typed, people=(PlanPerson(typed[:60]),)
    )
    keep_draft(home, Drafted(hostile))
    app = app_on(home)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        made = await with_draft(app, pilot)
        for key in ("1", "2", "3", "1", "end", "J", "plus", "enter", "escape", "t", "escape"):
            await pilot.press(key)
            await pilot.pause()

        assert len(made.opened.plan.agenda) == 40
        if len(typed) < 60:
            assert typed.split(maxsplit=1)[0] in shown(app)


def test_the_screen_holds_its_editors() -> None:
    assert PlanScreen.__mro__[1] is BaseScreen


async def test_an_item_is_a_form_with_title_minutes_and_question_first(home: Home) -> None:
    left(home)
    app = app_on(home)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        made = await with_draft(app, pilot)
        await pilot.press("down", "e")
        await until(pilot, lambda: "Question" in shown(app))
        assert "Content note" not in shown(app)
        await pilot.press("tab", "ctrl+u", *"soon", "f2")
        await pilot.pause()
        assert "Minutes are a whole number" in shown(app)
        await pilot.press("ctrl+u", *"25", "tab", *"What would help?", "tab", "enter")
        await pilot.pause()
        assert "Content note" in shown(app)
        # Kind, fixed start, what becomes of its minutes, content note.
        await pilot.press("right", "tab", *"10.15", "tab", "left", "tab", *"Money", "f2")
        await pilot.pause()

        assert made.opened.plan.agenda[1] == PlanItem(
            "Ideas",
            25,
            "themes",
            "What would help?",
            "Money",
            "10:15",
            protected=True,
            may_shrink=False,
        )
        await pilot.press("u")
        assert made.opened.plan == MADE


async def test_esc_leaves_the_form_and_the_item_as_it_was(home: Home) -> None:
    left(home)
    app = app_on(home)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        made = await with_draft(app, pilot)
        await pilot.press("enter", *" changed", "escape", "escape")
        await pilot.pause()
        assert made.opened.plan == MADE


@pytest.mark.parametrize("how", ["typed", "pasted"])
async def test_the_placeholder_goes_when_rows_come_in(home: Home, how: str) -> None:
    app = app_on(home)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        made = await opened(app, pilot)
        await pilot.press("1")
        # A plan that has a title of its own already.
        await pilot.press("2", "enter")
        await write(pilot, "Spring")
        await pilot.press("1")
        await pilot.pause()
        if how == "typed":
            await pilot.press("a")
            await write(pilot, "10 Hello")
        else:
            made.post_message(events.Paste("10 Hello\n20 Ideas\n"))
            await until(pilot, lambda: "were understood" in words_on(app))
            await pilot.press("y")
        await until(pilot, lambda: made.opened.plan.agenda[0].title == "Hello")
        assert "Welcome" not in [one.title for one in made.opened.plan.agenda]
        assert made.opened.plan.title == "Spring"
        await pilot.press("u")
        assert [one.title for one in made.opened.plan.agenda] == ["Welcome"]


async def test_templates_say_what_they_are_for_and_show_their_agenda(home: Home) -> None:
    app = app_on(home)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await opened(app, pilot)
        await pilot.press("home", "down")
        await pilot.pause()
        assert "To hear everyone's ideas" in shown(app)
        assert "25 min  Ideas in small groups" in shown(app)


async def test_a_pasted_column_of_names_is_expected(home: Home) -> None:
    left(home)
    app = app_on(home)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        made = await with_draft(app, pilot)
        await pilot.press("3", "a")
        await write(pilot, "Amina, Bob, Tom")
        assert [one.name for one in made.opened.plan.people] == ["Nadia", "Tom", "Amina", "Bob"]
        assert "2 people were added. 4 people" in words_on(app)
        await write(pilot, "Chloe, gp")
        await until(pilot, lambda: "I don't know the group" in words_on(app))
        await pilot.press("down", "down", "down", "down", "enter")
        await pilot.pause()
        assert made.opened.plan.people[-1] == PlanPerson("Chloe", ("gp",))
        assert "gp" in made.opened.plan.roles


@pytest.mark.parametrize("keys", ["", "e", "b"], ids=["agenda", "form", "begin"])
@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 56)])
def test_how_the_plan_looks(
    home: Home, size: tuple[int, int], keys: str, snap_compare: Any
) -> None:
    left(home)

    async def show(pilot: Pilot[str]) -> None:
        app = pilot.app
        assert isinstance(app, FairsayApp)
        await with_draft(app, pilot)
        await pilot.press("down", *keys)
        await pilot.pause()

    assert snap_compare(app_on(home), terminal_size=size, run_before=show)


@pytest.mark.parametrize("all_keys", [True, False])
async def test_the_parts_are_told_with_the_keys_that_show_them(home: Home, all_keys: bool) -> None:
    left(home)
    app = app_on(home, all_keys=all_keys)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        made = await with_draft(app, pilot)
        shown = re.findall(r"(\w) [A-Z]", str(made.query_one("#parts", Static).content))
        assert shown == (["b", "1", "2", "3"] if all_keys else ["1", "2", "3"])
        parts = [await _part_after(pilot, made, key) for key in shown]
        assert parts == ["begin", "agenda", "about", "people"][-len(shown) :]


async def _part_after(pilot: Pilot[str], made: PlanScreen, key: str) -> str:
    await pilot.press(key)
    await until(pilot, lambda: made.opened.part != "agenda" or key == "1")
    return made.opened.part


@pytest.mark.parametrize("press", ["enter", "space"])
async def test_more_of_an_item_is_opened_by_the_keys_that_choose(home: Home, press: str) -> None:
    left(home)
    app = app_on(home)
    async with app.run_test(size=SIZE) as pilot:
        await with_draft(app, pilot)
        await pilot.press("e", "tab", "tab", "tab", press)
        await pilot.pause()
        assert app.screen.has_class("-more")
