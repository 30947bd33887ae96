"""What the group agreed and explained is there again in the next session, through the real store."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.live_session import LiveSession
from app.open_session import resume_session
from session.model.agreement import AddLine, AgreeLines, ShowShares
from session.model.glossary import ExplainWord, FlagWord
from session.model.lifecycle import SetCounting
from session.rules.agreement import lines
from session.rules.glossary import standing
from session.views.agreement import status_words
from store.erase.words import holds
from store.paths import Home
from tests.tui.opened import app_on, ended, opened, until, words_on
from tui import places


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return a data folder in which the group agreed two lines, and explained a word, last time."""
    home = Home(tmp_path)
    ended(
        home,
        AddLine(text="One at a time [/red]"),
        AddLine(text="Breaks are fine"),
        AgreeLines(),
        SetCounting(on=True),
        ShowShares(on=True),
        ExplainWord(text="ICB", meaning="integrated care board"),
        FlagWord(text="STP"),
    )
    return home


def known(live: LiveSession) -> tuple[list[str], list[str]]:
    state = live.runtime.live
    return [line.text for line in lines(state)], [word.text for word in standing(state)]


@pytest.mark.practice("P16")
@pytest.mark.practice("P25")
def test_lines_and_words_are_there_in_the_next_session_and_after_a_crash(home: Home) -> None:
    live = opened(home)
    expected = ["One at a time [/red]", "Breaks are fine"], ["STP", "ICB"]
    assert known(live) == expected
    live.close()

    again = resume_session(home, live.session_id)

    state = again.runtime.live
    again.close()
    assert known(again) == expected
    assert status_words(state) == "From last time (version 1), not yet agreed today"
    assert (state.meta.counting, state.agreement.shares_shown) == (False, False)


@pytest.mark.practice("P16")
async def test_g_shows_them_and_y_agrees_them_again(home: Home) -> None:
    live = opened(home)
    app = app_on(home, live)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.press("g")
        await until(pilot, lambda: places.place(app.screen) == "start")
        told = "From last time (version 1), not yet agreed today"
        await until(pilot, lambda: told in words_on(app))
        await pilot.press("y")
        await until(pilot, lambda: "version 1" in words_on(app) and "Agreed by" in words_on(app))
        await pilot.press("x")
        await until(pilot, lambda: "from the record for good?" in words_on(app))
        await pilot.press("y")
        await until(pilot, lambda: "[struck from the record]" in app.state.lines.values().__str__())
        await pilot.press("escape")
        await until(pilot, lambda: places.place(app.screen) == "board")
    live.close()
    own = home.session_dir(live.session_id)
    assert [path for path in holds(home, "One at a time") if own in path.parents] == []
