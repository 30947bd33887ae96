"""The keyboard: what was typed before leaving is done, and what breaks in its thread is told."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest
from textual.events import Key

from session.model.agenda import StartAgenda
from store.paths import Home
from tests.tui.opened import app_on, journal, opened, until, words_on
from tui.terminal import Keyboard

SESSION = "2026-11-23-aaaaaa"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")


async def test_a_key_in_the_same_instant_as_leaving_is_carried_out(home: Home) -> None:
    live = opened(home)
    app = app_on(home, live)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()

        app.post_message(Key("n", "n"))
        app.post_message(Key("ctrl+q", None))
        # The key before it was heard first: now a session is running, and leaving it is asked about.
        await until(pilot, lambda: "Leave Fairsay?" in words_on(app))
        await pilot.press("y")
        await until(pilot, lambda: app._exit)
    live.close()

    assert "ItemStarted" in journal(home, SESSION)


async def test_a_line_in_the_same_instant_as_leaving_is_written(home: Home) -> None:
    live = opened(home, StartAgenda())
    app = app_on(home, live)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("w")
        await until(pilot, lambda: app.screen.query("Line"))

        for key in ("o", "k", "enter"):
            app.post_message(Key(key, key if len(key) == 1 else None))
        app.post_message(Key("ctrl+q", None))
        await until(pilot, lambda: "Leave Fairsay?" in words_on(app))
        await pilot.press("y")
        await until(pilot, lambda: app._exit)
    live.close()

    assert '"text":"ok"' in journal(home, SESSION)


async def test_what_breaks_while_keys_are_read_is_logged_and_ends_the_app(home: Home) -> None:
    app = app_on(home, opened(home))
    theirs, ours = os.pipe()
    async with app.run_test(size=(80, 24)) as pilot:
        keyboard = Keyboard(app)
        keyboard.fileno = theirs
        os.close(ours)

        await asyncio.to_thread(keyboard.run_input_thread)
        await until(pilot, lambda: app._exit)
        assert app.live
        app.live.close()
    os.close(theirs)

    assert app.crash.noted
    assert app.return_code == 1
    assert "EOFError" in home.log.read_text(encoding="utf-8")
