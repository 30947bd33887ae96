"""What was left in the box to write in goes with words that are taken out, and with a person who is forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from screens.board import BoardScreen
from screens.dialogs.ask import Ask
from screens.dialogs.confirm import Confirm
from screens.dialogs.write import WriteBox
from screens.messages import ForgetAsked, StrikeAsked
from session.model.plan import Plan, PlanItem, PlanPerson
from session.model.record import WriteNote
from store.paths import Home, private_folder
from tests.tui.opened import app_on, ended, opened, show, until

pytestmark = pytest.mark.practice("P46")

NAME = "Zadie Quill"
WORDS = "She sold the minibus"
OTHER = Plan(title="Elsewhere", agenda=(PlanItem("Talk", 10),), people=(PlanPerson("Mo"),))


@pytest.mark.parametrize(
    ("typed", "stays"),
    [(WORDS, False), (f"As we heard: {WORDS.lower()}", False), ("She likes the minibus", True)],
)
async def test_a_draft_with_words_that_are_struck_is_dropped(
    tmp_path: Path, typed: str, *, stays: bool
) -> None:
    home = Home(private_folder(tmp_path / "data"))
    app = app_on(home, opened(home, WriteNote(text=WORDS)), all_keys=False)
    async with app.run_test(size=(100, 30)) as pilot:
        await show(app, pilot, "board")
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, WriteBox))
        await pilot.press(*typed, "escape")
        await until(pilot, lambda: not isinstance(app.screen, WriteBox))
        key = next(key for key, one in app.state.notes.items() if one.text == WORDS)
        app.post_message(StrikeAsked("notes", key))
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("y")
        await until(pilot, lambda: key not in app.state.notes or WORDS not in str(app.state.notes))
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, WriteBox))
        left = app.screen.query_one(Input).value

    assert left == (typed if stays else "")


@pytest.mark.parametrize("value", ["", WORDS])
async def test_what_was_left_in_any_other_dialog_is_dropped_too(tmp_path: Path, value: str) -> None:
    home = Home(private_folder(tmp_path / "data"))
    app = app_on(home, opened(home, WriteNote(text=WORDS)), all_keys=False)
    async with app.run_test(size=(100, 30)) as pilot:
        await show(app, pilot, "board")
        app.push_screen(Ask("What?", value=value))
        await until(pilot, lambda: isinstance(app.screen, Ask))
        await pilot.press(*("" if value else f"{WORDS} "), *"or so it was told", "escape")
        await until(pilot, lambda: app.screen_stack[0] is app.screen)
        board = app.screen
        assert isinstance(board, BoardScreen)
        assert board.words_left
        (key,) = app.state.notes
        app.post_message(StrikeAsked("notes", key))
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("y")
        await until(pilot, lambda: not board.words_left)


async def test_a_draft_that_names_somebody_who_is_forgotten_is_dropped(tmp_path: Path) -> None:
    home = Home(private_folder(tmp_path / "data"))
    ended(home, WriteNote(text=f"{NAME} was there"), session="2026-11-22-cccccc")
    app = app_on(home, opened(home, plan=OTHER), all_keys=False)
    async with app.run_test(size=(100, 30)) as pilot:
        await show(app, pilot, "board")
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, WriteBox))
        await pilot.press(*f"Ask {NAME}", "escape")
        await until(pilot, lambda: not isinstance(app.screen, WriteBox))
        app.post_message(ForgetAsked(person=NAME))
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("y")
        await until(pilot, lambda: NAME not in home.journal("2026-11-22-cccccc").read_text())
        await until(pilot, lambda: app.shell.unfinished == 0)
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, WriteBox))
        left = app.screen.query_one(Input).value

    assert left == ""
