"""The keys as they are without ``All keys``: the eight act, other letters teach, capitals and slips are harmless."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from app.live_session import LiveSession
from screens.dialogs.confirm import Confirm
from screens.dialogs.write import WriteBox
from screens.keys.keymap import Layout, keys_of
from screens.messages import Go
from screens.places import SCREENS
from session.model.agenda import StartAgenda
from session.model.ideas import AddIdea, AddTheme
from session.model.settings import Settings
from store.paths import Home
from store.settings import save_settings
from tests.tui.opened import app_on, opened, until, words_on
from tui import places
from tui.app import FairsayApp
from tui.second_press import LEAST_S, MOST_S, SecondPress

EIGHT = "nwhvrzu"
OTHERS = [letter for letter in "abcdefghijklmnopqrstuvwxyz" if letter not in EIGHT]


@pytest.fixture
def live(tmp_path: Path) -> Iterator[LiveSession]:
    live = opened(Home(tmp_path), StartAgenda())
    yield live
    live.close()


def send(app: FairsayApp, *keys: str, at: float) -> None:
    """Let keys come in one read, at a time of the clock of events."""
    for key in keys:
        event = events.Key(key, key if len(key) == 1 else None)
        event.time = at
        app.post_message(event)


async def at_rest(app: FairsayApp, pilot: Pilot[str]) -> None:
    await pilot.pause()
    await until(pilot, lambda: not app.gate.is_busy)


@pytest.mark.parametrize(
    ("after_s", "acts"),
    [(0.0, False), (0.05, False), (LEAST_S, True), (1.0, True), (MOST_S, True), (3.1, False)],
)
def test_the_second_press_comes_neither_too_soon_nor_too_late(after_s: float, acts: bool) -> None:
    presses = SecondPress()

    assert not presses.press("board", "deed.skip", 10.0)
    assert presses.press("board", "deed.skip", 10.0 + after_s) is acts


def test_another_key_or_screen_in_between_begins_anew() -> None:
    presses = SecondPress()
    presses.press("board", "deed.skip", 10.0)

    assert not presses.press("board", "deed.break", 10.5)
    assert not presses.press("board", "deed.skip", 11.0)
    assert not presses.press("record", "deed.skip", 11.5)


async def test_a_letter_says_what_it_would_do_and_does_it_when_pressed_again(
    live: LiveSession,
) -> None:
    app = app_on(live.home, live, all_keys=False)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.pause()
        first = app.state.clock.current
        send(app, "k", at=10.0)
        await until(pilot, lambda: "k: skip this item. Press k again." in words_on(app))
        assert app.state.clock.current == first
        send(app, "k", at=11.0)
        await until(pilot, lambda: app.state.clock.current != first)


async def test_twice_in_one_read_is_one_slip(live: LiveSession) -> None:
    app = app_on(live.home, live, all_keys=False)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        before = live.runtime.n
        send(app, "k", "k", at=10.0)
        await at_rest(app, pilot)

        assert live.runtime.n == before


@pytest.mark.parametrize("letter", [*OTHERS, *"".join(OTHERS).upper()])
async def test_no_other_letter_does_anything_at_the_first_press(
    live: LiveSession, letter: str
) -> None:
    app = app_on(live.home, live, all_keys=False)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.pause()
        before = live.runtime.n
        await pilot.press(letter)
        await at_rest(app, pilot)

        assert live.runtime.n == before
        assert places.place(app.screen) == "board"
        words = words_on(app)
        assert f"Press {letter.lower()} again." in words or f"{letter} does nothing here" in words


@pytest.mark.parametrize("letter", EIGHT)
async def test_a_capital_does_what_the_small_letter_does(tmp_path: Path, letter: str) -> None:
    seen = []
    for key in (letter, letter.upper()):
        live = opened(Home(tmp_path / key), StartAgenda())
        app = app_on(live.home, live, all_keys=False)
        async with app.run_test(size=(120, 36)) as pilot:
            await pilot.pause()
            await pilot.press(key)
            await at_rest(app, pilot)
            seen.append((type(app.screen).__name__, live.runtime.n))
        live.close()

    assert seen[0] == seen[1]


async def test_a_note_is_typed_ahead_with_caps_lock_on(live: LiveSession) -> None:
    app = app_on(live.home, live, all_keys=False)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        send(app, *"WSOUP", "enter", at=10.0)
        await until(pilot, lambda: [one.text for one in app.state.notes.values()] == ["SOUP"])
        assert isinstance(app.screen, WriteBox)


async def test_an_unknown_key_says_so(live: LiveSession) -> None:
    app = app_on(live.home, live, all_keys=False)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("semicolon")
        await until(pilot, lambda: "; does nothing here. ? shows what does." in words_on(app))


async def test_n_is_no_answer_to_a_question_and_enter_takes_the_marked_no(
    live: LiveSession,
) -> None:
    app = app_on(live.home, live, all_keys=False)
    answers: list[bool | None] = []
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.pause()
        await app.push_screen(Confirm("End it?"), answers.append)
        send(app, "n", "N", at=10.0)
        await at_rest(app, pilot)
        assert answers == []
        assert "N answers nothing here. y is yes; Esc goes back." in words_on(app)
        await pilot.press("enter")
        await until(pilot, lambda: answers)

    assert answers == [False]


async def test_a_changed_key_is_named_in_what_is_said(tmp_path: Path) -> None:
    home = Home(tmp_path)
    save_settings(home, Settings(keys={"help": "f5"}))
    live = opened(home, StartAgenda())
    app = app_on(home, live, all_keys=False)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("semicolon")
        await until(pilot, lambda: "; does nothing here. F5 shows what does." in words_on(app))
    live.close()


async def test_all_keys_in_the_settings_hold_at_once(live: LiveSession) -> None:
    app = app_on(live.home, live, all_keys=False)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        app.preferences.change(all_keys=True)
        await pilot.pause()
        before = app.state.clock.current
        await pilot.press("k")
        await until(pilot, lambda: app.state.clock.current != before)


@pytest.mark.parametrize("pressed", [*"abcdefg8", *"ABCDEFG"])
async def test_a_called_letter_sorts_at_once_and_u_takes_it_back(
    live: LiveSession, pressed: str
) -> None:
    live.handle(AddIdea("A night bus"))
    for n in range(8):
        live.handle(AddTheme(f"Theme {n}"))
    app = app_on(live.home, live, all_keys=False)
    async with app.run_test(size=(120, 36)) as pilot:
        app.post_message(Go("themes"))
        await until(pilot, lambda: places.place(app.screen) == "themes")
        await pilot.press(pressed)
        await at_rest(app, pilot)
        (idea,) = app.state.ideas.values()
        called = "H" if pressed == "8" else pressed.upper()
        assert [app.state.themes[one].letter for one in idea.themes] == [called]
        await pilot.press("u")
        await until(pilot, lambda: not next(iter(app.state.ideas.values())).themes)
        assert places.place(app.screen) == "themes"


ROWS = [
    (place, key.id)
    for place in SCREENS
    for key in keys_of(place, Layout())
    if key.keys and not key.native
]


def test_the_eight_stand_on_every_screen_of_an_open_session() -> None:
    session = {place for place, row in ROWS if row == "write"}

    for deed in ("go-on", "speak", "ask", "time", "room", "undo", "help"):
        assert session <= {place for place, row in ROWS if row == deed}, deed
