"""``/`` filters every list: what is typed leaves only the lines that have it, and Esc shows all of them again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from app.live_session import LiveSession
from screens.dialogs.agenda import AgendaDialog
from screens.dialogs.glossary import WordsDialog
from screens.dialogs.list_sheet import ListSheet
from screens.filtering import FilterLine
from screens.keys.tables import ROWS_ON
from screens.places import DIALOGS, SCREENS, Place
from screens.widgets.rows import Rows
from session.model.agenda import StartAgenda
from session.model.floor import RaiseHand
from session.model.glossary import FlagWord
from session.model.ideas import AddIdea
from session.model.parking import Park
from session.model.people import AddPerson
from session.model.protocol import AnyCommand
from session.model.record import RecordDecision, WriteNote
from session.model.state import State
from store.paths import Home
from tests.tui.opened import app_on, opened, show, until, words_on
from tui import places
from tui.app import FairsayApp

SAID: tuple[AnyCommand, ...] = (
    StartAgenda(),
    *(AddPerson(name=name) for name in ("Amina", "Bob", "Chloë")),
    WriteNote(text="Amina said that the Übergang is dark"),
    WriteNote(text="Soup at noon"),
    RecordDecision(text="Soup on Sundays"),
    Park(text="The bus timetable"),
    AddIdea(text="A warm room"),
    AddIdea(text="Soup for all"),
    FlagWord(text="ICB"),
    FlagWord(text="Soup kitchen"),
    RaiseHand(name="Bob"),
    RaiseHand(name="Amina"),
    RaiseHand(reason="online"),
)
TYPED: dict[Place, str] = {
    "home": "wint",
    "themes": "SOUP",
    "record": "übergang",
    "people": "b.",
    "private": "ami",
    "help": "late",
    "plan": "excel",
    "agenda": "check-out",
    "speak": "b.",
    "words": "kitchen",
}
"""Each list, and what is typed there."""
ELSEWHERE: set[Place] = {"series"}
"""Tried where there are sessions to list (`tests/screens/test_series.py`)."""
NOT_LISTS: dict[Place, str] = {
    "hall": "a dozen lines, each fine or with what to do",
    "start": "pages to read",
    "close": "a list gone through from top to bottom",
}
"""Screens on which the arrows move and nothing is filtered, with the reason."""


@pytest.fixture
def live(tmp_path: Path) -> Iterator[LiveSession]:
    live = opened(Home(tmp_path), *SAID)
    yield live
    live.close()


def places_with(row: str) -> set[Place]:
    return {place for place in SCREENS if row in {key.id for key in ROWS_ON[place]}}


def test_every_list_can_be_filtered() -> None:
    every = {place for place, rows in ROWS_ON.items() if "filter" in {key.id for key in rows}}

    assert every - ELSEWHERE == set(TYPED)
    assert every - set(DIALOGS) == places_with("up") - set(NOT_LISTS)


async def show_list(app: FairsayApp, pilot: Pilot[str], place: Place) -> None:
    dialogs: dict[str, type[ListSheet]] = {
        "agenda": AgendaDialog,
        "words": WordsDialog,
    }
    if made := dialogs.get(place):
        await app.push_screen(made(app.state))
        await pilot.pause()
    else:
        await show(app, pilot, place)


@pytest.mark.parametrize("place", TYPED)
async def test_a_slash_filters_a_list_and_esc_shows_all_of_it_again(
    live: LiveSession, place: Place
) -> None:
    app = app_on(live.home, live, all_keys=False)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await show_list(app, pilot, place)
        screen = app.screen
        rows = screen.query_one(OptionList)
        await until(pilot, lambda: rows.option_count)
        await pilot.pause()
        every = rows.option_count
        await pilot.press("slash", *"qqq")
        await until(pilot, lambda: not lines(rows))
        await pilot.press(*["backspace"] * 3, *TYPED[place])
        await until(pilot, lambda: lines(rows))
        await pilot.press("enter")
        await pilot.pause()
        assert not app.gate.typing
        await pilot.press("escape")
        await until(pilot, lambda: rows.option_count == every)
        assert app.screen is screen
        assert not screen.query(FilterLine)


async def test_keys_act_on_what_is_left_of_a_list(live: LiveSession) -> None:
    app = app_on(live.home, live, all_keys=False)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await show(app, pilot, "people")
        await pilot.press("slash", *"c.", "enter", "space")
        await until(pilot, lambda: not is_here(app.state, "Chloë"))
        assert is_here(app.state, "Amina")


def lines(rows: OptionList) -> list[str]:
    return [str(option.prompt) for option in rows.options if not option.disabled]


def is_here(state: State, name: str) -> bool:
    return any(one.name == name and one.presence == "here" for one in state.people.values())


async def test_what_no_line_has_is_said(live: LiveSession) -> None:
    app = app_on(live.home, live, all_keys=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await show(app, pilot, "record")
        await pilot.press("slash", *"zzz[b]")
        await until(pilot, lambda: "No line has “zzz[b]”. Esc shows all." in words_on(app))
        assert app.screen.query_one(Rows).chosen == ""
        await pilot.press("enter", "x", "e", "space")
        await pilot.pause()
        assert places.place(app.screen) == "record"
