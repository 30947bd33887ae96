"""Keys that come faster than the screen: what Enter kept is what was typed before it, and the rest goes on."""

from __future__ import annotations

from pathlib import Path

from textual import events

from screens.widgets.line import Line
from screens.widgets.lines import Lines
from store.paths import Home
from tests.tui.opened import app_on, opened, until
from tui import places
from tui.app import FairsayApp


def type_at_once(app: FairsayApp, *keys: str) -> None:
    """Let keys arrive as a terminal hands them over when it was not looked at for a while."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))


def notes(app: FairsayApp) -> list[str]:
    return [note.text for note in app.state.notes.values()]


async def test_what_is_typed_right_after_enter_is_no_part_of_the_note(tmp_path: Path) -> None:
    home = Home(tmp_path)
    app = app_on(home, opened(home))
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "board")
        await pilot.press("w", *"Soup")
        type_at_once(app, "enter", "w")
        await until(pilot, lambda: notes(app) == ["Soup"])

        # The w after it opened the next note.
        await until(pilot, lambda: isinstance(app.focused, Line) and app.focused.value == "")
        await pilot.press(*"Tea", "enter")
        await until(pilot, lambda: notes(app) == ["Soup", "Tea"])
    assert app.live
    app.live.close()


async def test_what_is_typed_right_after_enter_goes_into_the_next_field(tmp_path: Path) -> None:
    home = Home(tmp_path)
    app = app_on(home, opened(home))
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: places.place(app.screen) == "board")
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.focused, Line))
        question = app.focused
        assert isinstance(question, Line)
        type_at_once(app, *"Why", "enter", *"Bus")

        await until(pilot, lambda: isinstance(app.focused, Lines) and app.focused.text == "Bus")
        assert question.value == "Why"
    assert app.live
    app.live.close()
