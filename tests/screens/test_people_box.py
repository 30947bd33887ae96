"""Who comes in: names typed and pasted, found, asked about; the box stays open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.events import Paste
from textual.pilot import Pilot

from screens.dialogs.people_box import PeopleBox
from screens.dialogs.pick import Pick
from screens.people import PeopleScreen
from screens.widgets.line import Line
from session.model.agenda import StartAgenda
from session.model.people import AddPeople, AddPerson, ArrivePerson, ChangeConsent, Consent
from session.model.people import Newcomer as New
from session.rules.people import present
from session.wording.catalogue import say
from tests.screens.harness import SIZES, Harness, Table, seen

CASES = Path(__file__).parents[1] / "cases"


def people(table: Table | None = None) -> Harness:
    return Harness(PeopleScreen(), table or Table())


def key_of(app: Harness, name: str) -> str:
    return next(key for key, one in app.state.people.items() if one.name == name)


async def opened(app: Harness, pilot: Pilot[Any]) -> None:
    await pilot.pause()
    await pilot.press("a")
    await pilot.pause()
    assert isinstance(app.screen, PeopleBox)


async def typed(pilot: Pilot[Any], text: str) -> None:
    await pilot.press(*text, "enter")
    await pilot.pause()


async def paste(app: Harness, pilot: Pilot[Any], text: str) -> None:
    (app.focused or app.screen).post_message(Paste(text))
    await pilot.pause()


def added(*names: str) -> AddPeople:
    return AddPeople(people=tuple(New(name) for name in names))


async def test_names_between_commas_are_people_and_the_box_stays_open() -> None:
    app = people()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await typed(pilot, "Amina, Bob, Chloe")
        assert app.commands == [added("Amina", "Bob", "Chloe")]
        assert isinstance(app.screen, PeopleBox)
        assert "3 came in. 3 are here." in seen(app)
        await typed(pilot, "Dev")
        assert app.commands[1:] == [added("Dev")]
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen is app.first


@pytest.mark.parametrize("before", [True, False], ids=["into the box", "onto the screen"])
async def test_a_pasted_column_is_as_many_people(before: bool) -> None:
    app = people()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        if before:
            await opened(app, pilot)
        await paste(app, pilot, "Amina\r\nBob\r\nChloe\r\n")
        await pilot.pause()
        assert app.commands == [added("Amina", "Bob", "Chloe")]
        assert isinstance(app.screen, PeopleBox)


async def test_an_unknown_word_is_asked_about_and_esc_keeps_the_line() -> None:
    app = people()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await typed(pilot, "Nadia, gp")
        assert isinstance(app.screen, Pick)
        assert "I don't know the group" in seen(app)
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen.query_one(Line).value == "Nadia, gp"
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        group = app.state.meta.roles[0]
        assert app.commands == [AddPeople(people=(New("Nadia", (group,)),))]


async def test_two_names_are_asked_about_once() -> None:
    app = people()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await paste(app, pilot, (CASES / "19-people-surname-first.txt").read_text("utf-8"))
        assert isinstance(app.screen, Pick)
        await pilot.press("down", "enter")
        await pilot.pause()
        (done,) = app.commands
        assert isinstance(done, AddPeople)
        assert [one.name for one in done.people][:2] == ["Maureen Pugh", "Dai Hughes"]
        assert isinstance(app.screen, PeopleBox)


async def test_a_whole_word_finds_somebody_on_the_list_who_arrives() -> None:
    app = people(Table().do(AddPerson(name="Nadia Khan")))
    async with app.run_test(size=(80, 24)) as pilot:
        name = next(iter(app.state.people.values())).name
        await opened(app, pilot)
        await typed(pilot, name)
        assert app.commands == [ArrivePerson(person=key_of(app, name))]
        assert "1 came in" in seen(app)
        # Who is here already is told, and nothing is lost.
        await typed(pilot, "khan")
        assert len(app.commands) == 1
        assert "is here already" in seen(app)
        assert app.screen.query_one(Line).value == "khan"


async def test_a_part_of_a_hidden_name_shows_no_more_than_its_letter_does() -> None:
    table = Table()
    table.do(AddPerson(name="Nadira Khan"), AddPerson(name="Norbert"))
    app = people(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        shown = []
        for letters in ("n", "a", "d"):
            await pilot.press(letters)
            await pilot.pause()
            shown.append([line for line in seen(app).splitlines() if "N. " in line])
        assert shown[0] == shown[1] == shown[2]
        assert "Khan" not in seen(app)
        assert "Nadira" not in seen(app)


async def test_a_name_that_may_be_shown_is_found_by_its_beginning() -> None:
    table = Table().do(AddPerson(name="Nadia Khan"), AddPerson(name="Norbert"))
    key = next(key for key, one in table.state.people.items() if one.name == "Nadia Khan")
    table.do(ChangeConsent(person=key, consent=Consent(named=True)))
    app = people(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await pilot.press(*"kha")
        await pilot.pause()
        assert "Nadia Khan" in seen(app)
        # Enter alone would add "kha": the arrow chooses who was found.
        await pilot.press("down", "up", "enter")
        await pilot.pause()
        assert app.commands == [added("kha")]


async def test_one_key_counts_somebody_without_a_name() -> None:
    app = people()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("1", "1", "1")
        await pilot.pause()
        assert app.commands == [AddPerson()] * 3
        assert len(present(app.state)) == 3
        assert "3 in the room" in seen(app)


async def test_plus_and_a_number_counts_so_many() -> None:
    app = people()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await typed(pilot, "+12")
        assert "12 came in. 12 are here." in seen(app)


async def test_what_is_nobody_is_said_and_stays_in_the_line() -> None:
    app = people()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await typed(pilot, ", ,")
        assert app.commands == []
        assert "No name was found" in seen(app)
        assert app.screen.query_one(Line).value == ", ,"


async def test_a_need_that_was_pasted_is_told_and_not_shown() -> None:
    app = people()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await paste(app, pilot, "Nadia, wheelchair user\nBob")
        assert app.commands == [added("Nadia", "Bob")]
        assert "Left out" in seen(app)
        assert "heelchair" not in seen(app)


async def test_who_comes_after_the_start_is_late() -> None:
    app = people(Table().do(StartAgenda()))
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await typed(pilot, "Amina")
        (done,) = app.commands
        assert isinstance(done, AddPeople)
        assert done.late


async def test_an_urgent_return_and_a_burst_lose_nobody() -> None:
    app = people()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await pilot.press(*"Amina", "enter", *"Bob", "enter", *"Chloe", "enter")
        await pilot.pause()
        names = [one.name for one in app.state.people.values() if one.presence == "here"]
        assert names == ["Amina", "Bob", "Chloe"]


@pytest.mark.parametrize("size", SIZES)
def test_it_fits(size: tuple[int, int], snap_compare: Any) -> None:
    table = Table().do(AddPerson(name="Nadia Khan"), AddPerson(name="Norbert"))

    async def show(pilot: Pilot[Any]) -> None:
        await pilot.press("a", *"nadia")
        await pilot.pause()

    assert snap_compare(people(table), terminal_size=size, run_before=show)


def test_the_keys_are_told() -> None:
    assert say("people.box.keys")
