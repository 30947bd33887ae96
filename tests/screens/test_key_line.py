"""The last line: a click on a key does what the key does."""

from __future__ import annotations

from pathlib import Path

import pytest

from screens.widgets.key_line import KeyLine
from session.model.agenda import StartAgenda
from store.paths import Home
from tests.tui.opened import app_on, opened, until


@pytest.mark.parametrize(
    ("words", "screen"), [("Write", "WriteBox"), ("Time", "TimeMenu"), ("?", "HelpScreen")]
)
async def test_a_click_on_the_last_line_does_what_the_key_does(
    tmp_path: Path, words: str, screen: str
) -> None:
    live = opened(Home(tmp_path), StartAgenda())
    app = app_on(live.home, live, all_keys=False)
    async with app.run_test(size=(160, 36)) as pilot:
        await pilot.pause()
        line = app.screen.query_one(KeyLine)
        at = str(line.render()).index(words)
        await pilot.click(line, offset=(at + 1, 0))
        await until(pilot, lambda: type(app.screen).__name__ == screen)
    live.close()
